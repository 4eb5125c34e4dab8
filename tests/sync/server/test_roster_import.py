"""Importing a roster: every row has a result, a bad one spoils no other, a second time changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sync.domain import clock
from sync.operations.administration import EndAssignment
from sync.operations.edits import Edit
from sync.operations.enterprises import AmendEnterprise
from sync.server import push, roster_import
from sync.server.centre import Centre
from sync.server.inbox import Inbox
from sync.server.roster_import import ADDED, SKIPPED, UNCHANGED, UPDATED
from sync.store.tables import (
    Account,
    Appointment,
    Assignment,
    Audit,
    Contact,
    Duty,
    Enterprise,
    Head,
    Person,
    Placement,
    Region,
    Station,
)
from sync.store.tables import (
    Office as OfficeRow,
)
from sync.wire import envelope
from tests.city import act
from tests.sync.server.rosters import FIRM, GOOD_CODE, OTHER_CODE, SMALL, Office, Tables, changed, open_office


@pytest.fixture
def anywhere(database_url: str, tmp_path: Path) -> Iterator[Office]:
    """An office on each database."""
    with open_office(database_url, tmp_path) as office:
        yield office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office on SQLite, for what does not hang on the database."""
    with open_office(f"sqlite:///{tmp_path / 'server.db'}", tmp_path) as opened:
        yield opened


def test_every_row_is_new_and_what_it_says(anywhere: Office) -> None:
    results = anywhere.take(SMALL)
    assert [(each.outcome, each.note) for each in results] == [(ADDED, "")] * 19
    assert {row.id for row in anywhere.rows(Region)} == {
        "990000", "990001", "990002", "990001-示例镇", "990002-示例镇",
    }  # fmt: skip
    firm = anywhere.rows(Enterprise, name=FIRM)[0]
    assert (firm.credit_code, firm.credit_state, firm.tags) == (GOOD_CODE, "ok", ("规上", "高新"))
    other = anywhere.rows(Enterprise, name="示例食品有限公司")[0]
    assert (other.credit_state, other.region_id) == ("missing", "990001-示例镇")
    assert [(row.kind, row.opened_on) for row in anywhere.rows(Station, enterprise_id=firm.id)] == [
        ("own", "2019-09-01")
    ]
    assert anywhere.rows(Contact)[0].post == "财务总监"
    bureau = anywhere.rows(OfficeRow, name="示例东县住建局")[0]
    assert (bureau.kind, bureau.region_id, bureau.topics) == ("department", "990001", ("licence", "land"))


def test_people_get_their_roles_their_county_and_a_name_to_sign_in(anywhere: Office) -> None:
    anywhere.take(SMALL)
    coordinator = anywhere.rows(Person, name="示例协调员")[0]
    roles = {
        (row.role, row.office_name, row.since) for row in anywhere.rows(Appointment, person_id=coordinator.id)
    }
    assert roles == {("coordinator", "示例东县中心", "2019-08-01"), ("caller", "示例东县中心", "2019-08-01")}
    assert {row.aggregate_id for row in anywhere.rows(Duty)} == {"990001"}  # a township's too
    accounts = {row.user_name: (row.person_id, row.password) for row in anywhere.rows(Account)}
    representative = anywhere.rows(Person, name="示例代表")[0]
    assert accounts == {"coordinator": (coordinator.id, ""), "rep": (representative.id, "")}


def test_who_serves_a_firm_holds_it(anywhere: Office) -> None:
    anywhere.take(SMALL)
    firm = anywhere.rows(Enterprise, name=FIRM)[0]
    representative = anywhere.rows(Person, name="示例代表")[0]
    centres = {row.id for row in anywhere.rows(OfficeRow, kind="centre")}
    holders = {row.holder_id for row in anywhere.rows(Placement, aggregate_id=firm.id)}
    assert holders == {representative.id, *centres}


def test_the_same_roster_twice_changes_nothing(anywhere: Office) -> None:
    anywhere.take(SMALL)
    before = anywhere.rows(Head)[0].revision
    assert {each.outcome for each in anywhere.take(SMALL)} == {UNCHANGED}
    assert anywhere.rows(Head)[0].revision == before


def test_only_what_differs_is_written(anywhere: Office) -> None:
    anywhere.take(SMALL)
    before = anywhere.rows(Head)[0].revision
    results = anywhere.take(changed("enterprises", 3, address="示例路2号", products="饮料"))
    assert [(each.name, each.note) for each in results if each.outcome == UPDATED] == [
        ("示例食品有限公司", "改了地址、主要产品")
    ]
    assert [row.name for row in anywhere.rows(Enterprise) if row.revision > before] == ["示例食品有限公司"]
    assert not [row for row in anywhere.rows(Assignment) if row.revision > before]


def test_an_empty_cell_erases_nothing(office: Office) -> None:
    office.take(SMALL)
    tables = changed("enterprises", 2, credit_code="", address="", tags="", contact_post="")
    tables["people"][3]["phone"] = ""
    assert {each.outcome for each in office.take(tables)} == {UNCHANGED}
    assert office.rows(Person, name="示例代表")[0].phone == "13900000000"


def test_a_firm_is_known_by_its_code_under_a_new_name(office: Office) -> None:
    office.take(SMALL)
    firm = office.rows(Enterprise, credit_code=GOOD_CODE)[0]
    tables: Tables = {
        "enterprises": [{"name": "示例新药业有限公司", "credit_code": GOOD_CODE, "region": "示例东县"}]
    }
    assert office.of(tables, "enterprises", 2).note == "改了企业名称"
    renamed = office.rows(Enterprise, credit_code=GOOD_CODE)
    assert [(row.id, row.name) for row in renamed] == [(firm.id, "示例新药业有限公司")]
    again = office.of({"enterprises": [{"name": firm.name, "region": "示例西县"}]}, "enterprises", 2)
    assert again.outcome == ADDED  # another firm may take the old name
    assert len(office.rows(Enterprise)) == 3


def test_brackets_of_either_width_name_the_same_firm(office: Office) -> None:
    office.take(SMALL)
    tables: Tables = {
        "stations": [{"enterprise": "示例药业(集团)有限公司", "kind": "政府工作服务站", "number": "2"}]
    }
    assert office.of(tables, "stations", 2).outcome == UPDATED


def test_a_person_moves_with_the_sign_in_name(office: Office) -> None:
    office.take(SMALL)
    before = office.rows(Person, name="示例代表")[0]
    result = office.of(changed("people", 5, home_unit="示例财政局"), "people", 5)
    assert (result.outcome, result.note) == (UPDATED, "改了派出单位")
    assert [(row.id, row.home_unit) for row in office.rows(Person, name="示例代表")] == [
        (before.id, "示例财政局")
    ]
    newcomer = {"name": "示例代表", "post": "科员", "home_unit": "示例税务所"}
    assert office.of({"people": [newcomer]}, "people", 2).outcome == ADDED
    assert len(office.rows(Person, name="示例代表")) == 2


def test_who_moved_is_one_person_in_the_rows_without_the_sign_in_name_too(office: Office) -> None:
    office.take(SMALL)
    tables = changed("people", 5, home_unit="示例财政局")
    caller = {"office": "示例东县中心", "role": "回访员", "since": "2019-08-01"}
    tables["people"].append({"name": "示例代表", "post": "副所长", "home_unit": "示例财政局", **caller})
    assert [each.note for each in office.take(tables) if each.outcome == SKIPPED] == []
    (person,) = office.rows(Person, name="示例代表")
    assert len(office.rows(Appointment, person_id=person.id)) == 1


def test_a_name_that_is_spaced_to_look_even_is_the_same_persons(office: Office) -> None:
    tables = changed("assignments", 2, person="示例 代表")
    tables["people"][3]["name"] = "示 例 代 表"
    assert office.of(tables, "assignments", 2).outcome == ADDED
    office.take(SMALL)
    assert [row.name for row in office.rows(Person, home_unit="示例税务所")] == ["示例代表"]


def test_firms_whose_code_is_to_come_are_not_one_firm(office: Office) -> None:
    """待补 stands in the column of many."""
    tables = changed("enterprises", 2, credit_code="待补")
    tables["enterprises"][1]["credit_code"] = "待补"
    assert office.of(tables, "enterprises", 3).outcome == ADDED
    third = {"name": "示例新公司", "region": "示例东县", "credit_code": "待补"}
    assert office.of({"enterprises": [third]}, "enterprises", 2).outcome == ADDED
    assert {row.name for row in office.rows(Enterprise)} == {FIRM, "示例食品有限公司", "示例新公司"}


@pytest.mark.parametrize("typed", [GOOD_CODE[:-1] + "0", "待补", "无"])
def test_a_wrong_code_never_takes_the_place_of_a_right_one(office: Office, typed: str) -> None:
    """Somebody has corrected it meanwhile, and the same roster comes again."""
    office.take(SMALL)
    result = office.of(changed("enterprises", 2, credit_code=typed), "enterprises", 2)
    assert result.outcome == UNCHANGED
    assert result.note == f"同名企业的信用代码是 {GOOD_CODE}，与 {typed} 不同，请核对"
    assert office.rows(Enterprise, name=FIRM)[0].credit_code == GOOD_CODE


def test_no_code_at_all_takes_the_place_of_one_that_is_to_be_verified(office: Office) -> None:
    wrong = GOOD_CODE[:-1] + "0"
    office.take(changed("enterprises", 2, credit_code=wrong))
    assert office.of(changed("enterprises", 2, credit_code="待补"), "enterprises", 2).outcome == UNCHANGED
    assert office.rows(Enterprise, name=FIRM)[0].credit_code == wrong


def test_a_later_name_to_sign_in_is_an_update(office: Office) -> None:
    office.take(SMALL)
    assert office.of(changed("people", 4, account="staff"), "people", 4).outcome == UPDATED
    assert "staff" in {row.user_name for row in office.rows(Account)}
    assert {each.outcome for each in office.take(changed("people", 4, account="staff"))} == {UNCHANGED}


def test_what_has_ended_stays_ended(office: Office) -> None:
    office.take(SMALL)
    served = office.rows(Assignment, role="liaison")[0]
    today = clock.day_of(clock.now()).isoformat()
    end = act(EndAssignment, assignment_id=served.id, enterprise_id=served.enterprise_id, until=today)
    assert push.do(office.centre, [end])[0].verdict == "accepted"
    result = office.of(SMALL, "assignments", 3)
    assert (result.outcome, result.note) == (UNCHANGED, f"已于 {today} 结束，没有重新开始")
    again = office.of(changed("assignments", 3, since="2099-01-01"), "assignments", 3)
    assert again.outcome == ADDED
    assert {row.until for row in office.rows(Assignment, role="liaison")} == {today, None}


def test_a_wrong_check_digit_is_saved_and_named(office: Office) -> None:
    wrong = GOOD_CODE[:-1] + "0"
    result = office.of(changed("enterprises", 2, credit_code=wrong), "enterprises", 2)
    assert (result.outcome, result.note) == (ADDED, f"信用代码 {wrong} 校验位不对，待核实")
    assert office.rows(Enterprise, credit_code=wrong)[0].credit_state == "unverified"


# Each bad row: table, row, what stands in it, and the reason.
BAD = {
    "unknown region": ("enterprises", 3, {"region": "没有的县"}, "“所在区划”里的“没有的县”还没有"),
    "region of two": ("enterprises", 3, {"region": "示例镇"}, "“所在区划”里的“示例镇”有 2 个，请写全"),
    "level": ("regions", 3, {"level": "区"}, "“级别”不认识“区”，可填：市、县、乡"),
    "top without code": ("regions", 2, {"code": ""}, "最上一级区划要填“代码”"),
    "kind of office": ("organisations", 5, {"kind": "局"}, "“类别”不认识“局”，可填：中心、小微站"),
    "second centre": ("organisations", 5, {"kind": "中心"}, "这个区划已有一个中心"),
    "mark of another": ("organisations", 5, {"kind": "中心", "region": "示例西县", "mark": "东企"},
                        "“字号”：与另一个中心相同"),
    "role": ("people", 4, {"role": "站长"}, "“角色”不认识“站长”"),
    "office without role": ("people", 4, {"role": ""}, "“任职机构”和“角色”要么都填，要么都不填"),
    "day": ("people", 4, {"since": "去年"}, "“任职日期”：日期要写成 2026-09-30 这样"),
    "account with a blank": ("people", 4, {"account": "a b"}, "账号“a b”不能有空格，最多 64 个字"),
    "account of another": ("people", 4, {"account": "coordinator"}, "账号“coordinator”是别人的"),
    "differs": ("people", 3, {"post": "主任"}, "与第 2 行是同一个人，职务、派出单位或手机却不同"),
    "same appointment": ("people", 3, {"role": "企业发展服务中心"}, "与第 2 行重复"),
    "same firm": ("enterprises", 3, {"name": "示例药业(集团)有限公司"}, "与第 2 行重复"),
    "code of another": ("enterprises", 3, {"credit_code": GOOD_CODE}, "与第 2 行重复"),
    "station": ("stations", 3, {"office": ""}, "小微站要填“小微站名称”"),
    "station that is none": ("stations", 3, {"office": "示例东县住建局"}, "所填的机构不是小微站"),
    "opened when": ("stations", 2, {"opened_on": "2019-13-01"}, "“挂牌日期”：日期要写成 2026-09-30 这样"),
    "firm": ("assignments", 3, {"enterprise": "没有的公司"}, "“企业名称”里的“没有的公司”还没有"),
    "person": ("assignments", 3, {"person": "没有的人"}, "“姓名”里的“没有的人”还没有"),
    "serving role": ("assignments", 3, {"role": "督查"}, "“角色”不认识“督查”，可填：政府服务代表"),
    "too long": ("enterprises", 3, {"address": "长" * 201}, "“地址”：文字太长"),
    "NUL": ("enterprises", 3, {"address": "a\0"}, "有一格含有不能保存的字符"),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_row_is_named_and_the_others_are_done(office: Office, bad: str) -> None:
    table, row, values, reason = BAD[bad]
    results = office.take(changed(table, row, **values))
    found = [each for each in results if each.sheet.table == table and each.row == row]
    assert [(each.outcome, each.note[: len(reason)]) for each in found] == [(SKIPPED, reason)]
    before = [each for each in results[: results.index(found[0])] if each.outcome != ADDED]
    assert not before


def test_two_people_of_one_name_need_the_sign_in_name(office: Office) -> None:
    tables = changed("people", 4, name="示例代表", post="科员", home_unit="示例财政局", account="rep2")
    tables["assignments"][1]["person"] = "示例代表"
    assert office.of(tables, "assignments", 3).note.startswith("“姓名”里的“示例代表”有 2 个")
    tables["assignments"][1]["account"] = "rep2"
    assert office.of(tables, "assignments", 3).outcome == ADDED
    assert office.rows(Assignment, role="liaison")[0].person_post == "科员"


def test_a_code_that_belongs_to_another_firm_is_not_taken(office: Office) -> None:
    office.take(SMALL)
    both = office.of(changed("enterprises", 3, credit_code=GOOD_CODE), "enterprises", 3)
    assert both.note == f"信用代码 {GOOD_CODE} 属于“{FIRM}”"
    other = office.of(changed("enterprises", 2, credit_code=OTHER_CODE), "enterprises", 2)
    assert other.note == f"同名企业的信用代码是 {GOOD_CODE}，与 {OTHER_CODE} 不同，请核对"


def test_a_run_stands_in_the_audit_without_a_name(office: Office) -> None:
    office.take(SMALL)
    runs = office.rows(Audit, action="import")
    assert len(runs) == 1
    assert len(runs[0].digest) == 64
    assert "示例" not in repr(office.rows(Audit))


def test_many_batches_go_in(anywhere: Office) -> None:
    firms = [{"name": f"示例第{number}公司", "region": "示例东县"} for number in range(450)]
    results = anywhere.take({**SMALL, "enterprises": [*SMALL["enterprises"], *firms]})
    assert {each.outcome for each in results} == {ADDED}
    assert len(anywhere.rows(Enterprise)) == 452


def test_what_somebody_writes_while_a_roster_goes_in_stays(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A city takes a minute: what was read at its beginning is not what stands at its end."""
    office.take(SMALL)
    firm = office.rows(Enterprise, name="示例食品有限公司")[0]
    person = office.rows(Person, name="示例站员")[0]
    tables = changed("enterprises", 3, industry="食品")
    send = roster_import._send

    def meanwhile(centre: Centre, *others: Any) -> Any:
        edits = (Edit("address", "", "示例路2号"), Edit("credit_code", "", OTHER_CODE))
        op = act(AmendEnterprise, enterprise_id=firm.id, edits=edits)
        with centre.database.write() as connection:
            inbox = Inbox(connection, centre.rules(connection), centre.signing_key, person.id, None)
            assert [answer.verdict for answer in inbox.take([envelope(op)])] == ["accepted"]
        return send(centre, *others)

    monkeypatch.setattr(roster_import, "_send", meanwhile)
    assert office.of(tables, "enterprises", 3).note == "改了行业"
    now = office.rows(Enterprise, id=firm.id)[0]
    assert (now.industry, now.address) == ("食品", "示例路2号")
    assert (now.credit_code, now.credit_state) == (OTHER_CODE, "ok")
