"""企业联络工作日志 (CD-09): what is kept of a visit."""

from __future__ import annotations

import msgspec

from sync.operations.edits import Edit
from sync.operations.visits import AmendVisit, LogVisit, visit_id
from sync.store.tables import Conflict, History, Visit
from tests.sync.operations.city import City

ENTRY = {
    "visited_on": "2026-02-28", "manner": "phone", "met": "示例联系人", "companions": "示例同行",
    "purposes": ("guidance", "information"), "situation": "示例：筹建项目。", "advice": "示例：先立项。",
    "promises": "示例：下周答复。", "next_on": "2026-03-09", "combined": True,
}  # fmt: skip


def test_everything_written_is_kept_with_who_wrote_it() -> None:
    city = City()
    city.as_("liaison").do(LogVisit, enterprise_id="firm-small", **ENTRY)
    visit = city.one(Visit)
    assert {name: getattr(visit, name) for name in ENTRY} == ENTRY
    assert (visit.aggregate_id, visit.enterprise_name) == ("firm-small", "示例小微食品有限公司")
    assert (visit.visitor_id, visit.visitor_name, visit.visitor_post) == (
        "liaison",
        "示例联络员",
        "企业联络员",
    )
    assert visit.made_at == city.now


def test_without_a_next_day_there_is_none() -> None:
    city = City()
    city.as_("staff").do(LogVisit, enterprise_id="firm-small", visited_on="2026-03-02")
    assert city.one(Visit).next_on is None


def test_the_windows_know_the_new_visit_by_its_operation() -> None:
    city = City()
    city.as_("rep-east").do(LogVisit, enterprise_id="firm-east", visited_on="2026-03-02")
    _, op = city.done[-1]
    assert isinstance(op, LogVisit)
    assert city.one(Visit).id == visit_id(op)


def test_two_people_amend_one_visit_and_both_texts_stay() -> None:
    city = City()
    city.as_("rep-east").do(LogVisit, enterprise_id="firm-east", visited_on="2026-03-02", advice="示例：旧")
    visit = city.one(Visit)
    named = {"enterprise_id": "firm-east", "visit_id": visit.id}
    mine, theirs = Edit("advice", "示例：旧", "示例：甲"), Edit("advice", "示例：旧", "示例：乙")
    assert city.as_("rep-east").do(AmendVisit, **named, edits=(mine,)) == "accepted"
    assert city.as_("coordinator-east").do(AmendVisit, **named, edits=(theirs,)) == "conflict"
    assert city.one(Visit).advice == "示例：甲"
    assert city.one(Conflict).offered == "示例：乙"
    told = [msgspec.json.decode(line.detail) for line in city.all(History, action="amend_visit")]
    assert sorted(told) == [[["advice", "示例：旧", "示例：乙"]], [["advice", "示例：旧", "示例：甲"]]]
