"""`import` and `sample-city` as typed."""

from __future__ import annotations

from pathlib import Path

from python_calamine import load_workbook

from sync.server.roster import EnterpriseLine
from sync.server.roster_xlsx import read_xlsx, write_tables, write_xlsx
from sync.server.sample_city import build
from tests.sync.server.commands.desk import Desk, one_sentence
from tests.sync.server.rosters import SMALL, changed, roster

COUNTS = """\
表      新增  更新  不变  跳过
区划    5     0     0     0
组织    4     0     0     0
人员    4     0     0     0
企业    2     0     0     0
服务站  2     0     0     0
指派    2     0     0     0
"""


def test_a_roster_goes_in_once(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "名单.xlsx"
    write_xlsx(roster(SMALL), file)
    assert desk.run("import", file)[:2] == (0, COUNTS)  # a slow machine is told how far it is
    again = desk.run("import", file)
    assert again.status == 0
    assert again.out == COUNTS.replace("5     0     0", "0     0     5").replace(
        "4     0     0", "0     0     4"
    ).replace("2     0     0", "0     0     2")


def test_a_row_that_was_passed_over_is_named_on_screen_and_in_the_report(
    small_desk: Desk, tmp_path: Path
) -> None:
    file, report = tmp_path / "名单.xlsx", tmp_path / "结果.xlsx"
    write_xlsx(roster(changed("enterprises", 3, name="=cmd()", region="没有的县")), file)
    said = small_desk.run("import", file, "--report", report)
    assert said.status == 1
    assert "企业    3   =cmd() " in said.out
    assert "“所在区划”里的“没有的县”还没有" in said.out
    rows = load_workbook(str(report)).get_sheet_by_name("导入结果").to_python()
    assert rows[0] == ["表", "行", "名称", "结果", "说明"]
    assert len(rows) == 1 + 19
    assert next(row for row in rows if row[3] == "跳过")[:3] == ["企业", "3", "=cmd()"]


def test_every_row_is_listed_when_asked_for(small_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "名单.xlsx"
    write_xlsx(roster(SMALL), file)
    lines = small_desk.run("import", file, "--all-rows").out.splitlines()
    assert sum(" 新增" in line for line in lines) >= 19


def test_what_was_not_read_is_said(small_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "名单.xlsx"
    write_tables(file, [("区划", ["名称", "级别", "代码", "备注"], [["示例市", "市", "990000", "x"]])])
    said = small_desk.run("import", file)
    assert said.out.startswith("没有读“区划”的“备注”列：名单里没有这一项。\n")


def test_another_kind_of_file_is_one_sentence(small_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    file.write_text("企业名称", encoding="utf-8")
    assert one_sentence(small_desk.run("import", file), 1).startswith("名单.csv 不是 xlsx 文件")
    wrong = tmp_path / "gbk.toml"
    wrong.write_bytes("# 企业".encode("gbk"))
    assert "请另存为 UTF-8" in one_sentence(small_desk.run("import", wrong), 1)


def test_the_sample_city_is_imported(small_desk: Desk) -> None:
    said = small_desk.run("sample-city", "--size", "small", "--seed", "3")
    assert said.status == 0
    assert "企业    200   0     0     0" in said.out
    assert "企业    0     0     200   0" in small_desk.run("sample-city", "--seed", "3").out


def test_the_sample_city_is_only_written_when_asked_for(new_desk: Desk, tmp_path: Path) -> None:
    story = tmp_path / "story.toml"
    story.write_text('[[enterprises]]\nname = "示例故事公司"\nregion = "平泉市"\n', encoding="utf-8")
    file = tmp_path / "样例.xlsx"
    said = new_desk.bare("sample-city", "--seed", 2, "--story", story, "--roster", file)
    assert (said.status, said.err) == (0, "")
    written = read_xlsx(file)
    assert "示例故事公司" in {line.name for line in written.of(EnterpriseLine)}
    assert len(written.lines) == len(build("small", 2).lines) + 1
    assert not new_desk.data.exists()


def test_a_sample_city_without_a_place_is_a_question_of_usage(new_desk: Desk) -> None:
    assert "--data" in one_sentence(new_desk.bare("sample-city"), 2)
