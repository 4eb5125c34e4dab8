"""xlsx files as people and others make them: read with care, written as plain text."""

from __future__ import annotations

import contextlib
import datetime
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from sync.server.roster import SHEETS, EnterpriseLine, PersonLine, RosterRefused, StationLine
from sync.server.roster_cells import day_of_text
from sync.server.roster_xlsx import MOST_ROWS, read_xlsx, write_tables, write_xlsx
from tests.sync.server.rosters import SMALL, roster

Sheets = Mapping[str, Sequence[Any]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "名单.xlsx"


def book(file: Path, sheets: Sheets) -> Path:
    """A workbook as a spreadsheet program would save it: cells of their own kinds."""
    with xlsxwriter.Workbook(str(file), {"default_date_format": "yyyy-mm-dd"}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, cells in enumerate(rows):
                sheet.write_row(number, 0, cells)
    return file


HEADERS = ["企业名称", "所在区划", "统一社会信用代码", "联系电话"]


def test_what_is_written_is_read_as_the_same_roster(file: Path) -> None:
    write_xlsx(roster(SMALL), file)
    assert read_xlsx(file) == roster(SMALL)


def test_headers_may_stand_in_any_order_below_a_title_and_marked(file: Path) -> None:
    sheets: Sheets = {
        "企业": [["2020年企业名单"], ["联系人", "所在区划 *", " 企业名称*"], ["示例甲", "东县", "示例公司"]]
    }
    assert read_xlsx(book(file, sheets)).lines == (
        EnterpriseLine(row=3, name="示例公司", region="东县", contact="示例甲"),
    )


def test_numbers_and_days_are_the_text_that_was_meant(file: Path) -> None:
    people = [
        ["姓名", "职务", "手机", "任职日期"],
        ["示例甲", "科员", 13900000000, datetime.date(2020, 9, 1)],
    ]
    stations = [["企业名称", "类别", "站点编号"], ["示例公司", "小微站", 7]]
    sheets: Sheets = {"人员": people, "服务站": stations}
    assert read_xlsx(book(file, sheets)).lines == (
        PersonLine(row=2, name="示例甲", post="科员", phone="13900000000", since="2020-09-01"),
        StationLine(row=2, enterprise="示例公司", kind="小微站", number="7"),
    )


def test_rows_that_cannot_be_read_are_named_and_empty_ones_passed_over(file: Path) -> None:
    rows = [HEADERS, ["示例公司", "东县", 911308007233569240, ""], ["", "", "", ""], ["", "东县", "", ""]]
    read = read_xlsx(book(file, {"企业": rows}))
    assert read.lines == ()
    assert [(fault.row, fault.reason) for fault in read.faults] == [
        (2, "“统一社会信用代码”被存成了数字，后几位已丢失；请设为文本再填"),
        (4, "缺少“企业名称”"),
    ]


def test_a_formula_is_what_it_last_showed_and_a_broken_one_is_nothing(file: Path) -> None:
    with xlsxwriter.Workbook(str(file)) as made:
        sheet = made.add_worksheet("企业")
        sheet.write_row(0, 0, HEADERS)
        sheet.write_formula(1, 0, '="示例"&"公司"', value="示例公司")
        sheet.write_string(1, 1, "东县")
        sheet.write_formula(1, 3, "=1/0", value="#DIV/0!")
        sheet.write_formula(2, 0, "=NOW()", value="#NAME?")
        sheet.write_string(2, 1, "东县")
    read = read_xlsx(file)
    assert read.lines == (EnterpriseLine(row=2, name="示例公司", region="东县"),)
    assert [fault.row for fault in read.faults] == [3]


def test_unknown_columns_and_sheets_are_named(file: Path) -> None:
    sheets: Sheets = {"企业": [[*HEADERS, "备注"], ["示例公司", "东县", "", "", "秘密"]], "说明": [["随便"]]}
    assert read_xlsx(book(file, sheets)).unread == ("工作表“说明”", "“企业”的“备注”列")


def test_a_chart_on_a_sheet_of_its_own_is_named_and_passed_over(file: Path) -> None:
    with xlsxwriter.Workbook(str(file)) as made:
        sheet = made.add_worksheet("企业")
        sheet.write_row(0, 0, HEADERS)
        sheet.write_row(1, 0, ["示例公司", "东县"])
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "=企业!$A$2:$A$2"})
        made.add_chartsheet("图").set_chart(chart)
    read = read_xlsx(file)
    assert ([line.row for line in read.lines], read.unread) == ([2], ("工作表“图”",))


def test_a_merged_cell_counts_for_each_of_its_rows_and_for_its_first_column(file: Path) -> None:
    with xlsxwriter.Workbook(str(file)) as made:
        sheet = made.add_worksheet("人员")
        sheet.merge_range(0, 0, 0, 3, "2020年名单")
        for column, header in enumerate(["派出单位", "姓名", "职务", "手机"]):
            sheet.merge_range(1, column, 2, column, header)  # as people make high headers
        sheet.merge_range(3, 0, 4, 0, "示例税务所")
        sheet.merge_range(5, 2, 6, 3, "科员")
        for row, name in enumerate("甲乙丙丁", start=3):
            sheet.write(row, 1, name)
        sheet.write_column(3, 2, ["所长", "副所长"])
        sheet.write_column(5, 0, ["示例财政局", "示例人社局"])
    assert [(line.row, line.home_unit, line.post, line.phone) for line in read_xlsx(file).of(PersonLine)] == [
        (4, "示例税务所", "所长", ""),
        (5, "示例税务所", "副所长", ""),
        (6, "示例财政局", "科员", ""),
        (7, "示例人社局", "科员", ""),
    ]


def test_merged_cells_beside_and_below_everything_are_nothing(file: Path) -> None:
    with xlsxwriter.Workbook(str(file)) as made:
        sheet = made.add_worksheet("企业")
        sheet.write_row(0, 0, HEADERS)
        sheet.write_row(1, 0, ["示例公司", "东县"])
    part = "xl/worksheets/sheet1.xml"
    merged = '<mergeCells><mergeCell ref="CA2:CA9"/><mergeCell ref="A40:A1048576"/></mergeCells>'
    moved(file, part, part, merged=("</sheetData>", f"</sheetData>{merged}"))
    assert [line.row for line in read_xlsx(file).lines] == [2]


def test_of_two_columns_of_one_header_the_first_is_read_and_the_other_named(file: Path) -> None:
    rows = [["企业名称", "所在区划", "联系电话", "联系电话"], ["示例公司", "东县", "13900000000", ""]]
    read = read_xlsx(book(file, {"企业": rows}))
    assert [line.contact_phone for line in read.of(EnterpriseLine)] == ["13900000000"]
    assert read.unread == ("“企业”的“联系电话”列",)


def test_wide_digits_are_the_narrow_ones_that_were_meant(file: Path) -> None:
    people = [
        ["姓名", "职务", "手机", "账号", "任职日期"],
        ["示例甲", "科员", "１３９０", "ｒｅｐ１", "２０２０－０９－０１"],
    ]
    (line,) = read_xlsx(book(file, {"人员": people})).of(PersonLine)
    assert (line.phone, line.account, day_of_text(line.since)) == ("1390", "rep1", "2020-09-01")


def test_a_missing_column_is_one_sentence(file: Path) -> None:
    with pytest.raises(RosterRefused, match=r"^“企业”表缺少“所在区划”列；请补上后再导入。$"):
        read_xlsx(book(file, {"企业": [["企业名称", "地址"], ["示例公司", "x"]]}))


@pytest.mark.parametrize("rows", [[], [[""]]], ids=["empty", "blank"])
def test_a_sheet_without_anything_lacks_its_columns(file: Path, rows: list[list[Any]]) -> None:
    with pytest.raises(RosterRefused, match="“企业”表缺少“企业名称”“所在区划”列"):
        read_xlsx(book(file, {"企业": rows}))


def test_no_sheet_of_a_roster_is_one_sentence(file: Path) -> None:
    with pytest.raises(RosterRefused, match="没有名单的任何一张表；工作表的名称应是：区划、组织、人员"):
        read_xlsx(book(file, {"Sheet1": [HEADERS]}))


NO_XLSX = {
    "empty": b"",
    "text": "企业名称,所在区划\n".encode(),
    "an old xls or one with a password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
    "cut short": b"PK\x03\x04" + bytes(100),
}


@pytest.mark.parametrize("kind", NO_XLSX)
def test_another_kind_of_file_is_one_sentence(file: Path, kind: str) -> None:
    file.write_bytes(NO_XLSX[kind])
    with pytest.raises(RosterRefused, match=r"名单.xlsx 不是 xlsx 文件，或带有密码；"):
        read_xlsx(file)


def test_a_zip_that_is_no_workbook_is_one_sentence(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("hello.txt", "hello")
    with pytest.raises(RosterRefused, match="不是 xlsx 文件"):
        read_xlsx(file)


def test_a_workbook_with_a_broken_part_is_one_sentence(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(RosterRefused, match="读不出来"):
        read_xlsx(file)


def test_a_missing_file_is_one_sentence(file: Path) -> None:
    with pytest.raises(RosterRefused, match=r"没有 .*名单.xlsx 这个文件"):
        read_xlsx(file)


FAR = {
    "a row": (1_048_575, 0),
    "a column": (1, 16_383),
    "a row over": (MOST_ROWS, 0),
    "a column over": (1, 100),
}


@pytest.mark.parametrize("corner", FAR)
def test_one_cell_in_a_far_corner_is_refused_before_memory_is_asked_for(file: Path, corner: str) -> None:
    with xlsxwriter.Workbook(str(file)) as made:
        sheet = made.add_worksheet("企业")
        sheet.write_row(0, 0, HEADERS)
        sheet.write(*FAR[corner], "x")
    with pytest.raises(RosterRefused, match="请删去多余的空行空列"):
        read_xlsx(file)


def moved(file: Path, old: str, new: str, **changes: tuple[str, str]) -> None:
    """The workbook with one part under another name, and words of any part replaced."""
    with zipfile.ZipFile(file) as parts:
        contents = {name: parts.read(name).decode() for name in parts.namelist()}
    contents[new] = contents.pop(old)
    for before, after in changes.values():
        contents = {name: text.replace(before, after) for name, text in contents.items()}
    with zipfile.ZipFile(file, "w") as parts:
        for name, text in contents.items():
            parts.writestr(name, text)


def test_a_sheet_under_another_name_is_measured_too(file: Path) -> None:
    with xlsxwriter.Workbook(str(file)) as made:
        made.add_worksheet("企业").write(1_048_575, 16_383, "x")
    hidden = ("worksheets/sheet1.xml", "hidden.bin")
    moved(file, "xl/worksheets/sheet1.xml", "xl/hidden.bin", target=hidden)
    with pytest.raises(RosterRefused, match="请删去多余的空行空列"):
        read_xlsx(file)


def test_a_last_row_without_cells_is_no_data(file: Path) -> None:
    """Some programs write an empty row at the very end of a sheet."""
    sheet = "xl/worksheets/sheet1.xml"
    book(file, {"企业": [HEADERS, ["示例公司", "东县", "", ""]]})
    moved(file, sheet, sheet, end=("</sheetData>", '<row r="1048576" ht="12"></row></sheetData>'))
    assert [line.row for line in read_xlsx(file).lines] == [2]


def test_a_file_that_unpacks_to_too_much_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book(file, {"企业": [HEADERS, *(["示例公司", "东县", "", ""] for _ in range(500))]})
    monkeypatch.setattr("sync.server.roster_xlsx.LARGEST_FILE", 20_000)
    with pytest.raises(RosterRefused, match=r"名单.xlsx 太大"):
        read_xlsx(file)


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "{=1}", "http://example.invalid", "007"]


@pytest.mark.parametrize("typed", FORMULAS)
def test_what_looks_like_a_formula_is_written_as_text(file: Path, typed: str) -> None:
    write_tables(file, [("结果", ["名称"], [[typed]])])
    with zipfile.ZipFile(file) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert load_workbook(str(file)).get_sheet_by_name("结果").to_python()[1] == [typed]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=20)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=2).filter(all), max_size=5))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_come_back(file: Path, rows: list[list[str]]) -> None:
    sheet = next(sheet for sheet in SHEETS if sheet.name == "企业")
    headers = [sheet.headers["name"], sheet.headers["region"]]
    write_tables(file, [("企业", headers, rows)])
    given_rows = [{"name": name, "region": region} for name, region in rows]
    assert read_xlsx(file) == roster({"enterprises": given_rows})


def test_a_file_that_was_damaged_anywhere_is_told_to_be(file: Path) -> None:
    """One bit of the compressed parts and of their list; none of them ends in an error that nobody words."""
    write_xlsx(roster(SMALL), file)
    good = file.read_bytes()
    for place in range(0, len(good), max(1, len(good) // 150)):
        file.write_bytes(good[:place] + bytes([good[place] ^ 0x10]) + good[place + 1 :])
        with contextlib.suppress(RosterRefused):
            read_xlsx(file)
