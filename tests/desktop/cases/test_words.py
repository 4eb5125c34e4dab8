"""Every code has its word, and a history line tells what was done as people would."""

from __future__ import annotations

import pytest

from desktop.cases import deadlines, report_acts, words
from desktop.cases.acts import ACTS
from desktop.widgets.badge import Mark
from sync.domain.errors import Refused
from sync.domain.profile import read_profile
from sync.domain.workflow import ACTIONS
from sync.domain.working_time import REASONS
from sync.operations.outcomes import as_amount
from sync.operations.rules import shipped_profile
from sync.store.queries.history import Line
from sync.store.queries.outbox_view import GRAVEST_FIRST
from sync.store.tables import History, Problem

PROFILE = read_profile(shipped_profile(), "chengde")
PROBLEM = Problem(
    id="p",
    aggregate_id="p",
    enterprise_id="f",
    enterprise_name="示例企业",
    enterprise_region_id="east",
    form="intake",
    channel="visit",
    local_code="甲-1",
    state="reported",
    title="停电",
    description="车间停电",
    centre_id="c",
    centre_name="示例中心",
    reporter_id="r",
    reporter_name="示例代表",
    reporter_post="代表",
    reported_at=0,
)


def line(action: str, **values: object) -> Line:
    given = {"id": "h", "aggregate_id": "p", "subject_id": "p", "at": 1_600_000_000_000}
    who = {"actor_id": "a", "actor_name": "示例甲", "actor_post": "科员"}
    return Line(History(**{**given, **who, "action": action, **values}), "delivered")  # type: ignore[arg-type]


# What is noted in a case's history without being a step of the city's.
BESIDE_THE_STEPS = {
    "conceal", "release", "raise", "return_raised", "name_reader", "dismiss_reader",
    "begin_cluster", "add_to_cluster", "remove_from_cluster",
    "assign", "end_assignment", "hand_over", "admit_work", "decline_work",
}  # fmt: skip


@pytest.mark.usefixtures("chinese")
def test_every_action_of_the_model_has_a_word() -> None:
    written = ACTIONS | {"attach", "settle_conflict", *BESIDE_THE_STEPS}
    assert [code for code in sorted(written) if words.action(code) == code] == []


@pytest.mark.usefixtures("chinese")
def test_the_words_of_the_way_are_the_citys_own() -> None:
    told = [words.action(code) for code in ("report", "accept", "summon", "report_in", "meet", "issue_order")]
    assert told == ["上报", "受理", "吹哨", "报到", "议事", "转办"]
    more = [
        words.action(code) for code in ("sign_for", "progress", "reply", "close", "start_follow_up", "settle")
    ]
    assert more == ["签收", "进展", "答复", "办结", "开始回访", "销号"]


def test_each_act_has_a_word_of_its_own() -> None:
    said = [act.word for act in ACTS]
    assert len(said) == len(set(said))


def test_every_reason_of_a_day_and_every_delivery_has_a_word() -> None:
    assert set(deadlines._reasons()) == set(REASONS)
    assert [code for code in GRAVEST_FIRST if words.delivery(code) == code] == []
    marks = [words.delivery_mark(code) for code in (*GRAVEST_FIRST, "delivered")]
    assert all(isinstance(mark, Mark) and mark.shape for mark in marks)


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("told", "said"),
    [
        (line("issue_order", detail="示例住建局", text="请依规办理"), "示例住建局：请依规办理"),
        (line("progress", text="正在办理"), "正在办理"),
        (line("sign_for"), ""),
        (
            line("resubmit", detail='[["process","已咨询","9月15日已咨询"]]'),
            "企业办理过程：9月15日已咨询",
        ),
        (
            line(
                "edit",
                detail='[["form","need","intake"],["proposed_office_id","","o"],["proposed_office_name","","住建局"]]',
            ),
            "拟承办部门：住建局",
        ),
        (
            line("edit", detail='[["topic","","licence"],["cause","","means"]]'),
            "领域：证照办理\n成因：想办办法少",
        ),
        (line("edit", detail="not what it was"), "not what it was"),
        (line("object", detail="示例水务局", text="不属本局"), "不属本局\n建议由示例水务局承办"),
        (line("object", text="不属本局"), "不属本局"),
        (line("return", detail="企业办理过程", text="何时咨询？"), "企业办理过程：何时咨询？"),
    ],
)
def test_what_a_line_says(told: Line, said: str) -> None:
    assert words.told(PROFILE, PROBLEM, told) == said


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, ""),
        ({"received_at": 1_600_000_060_000}, "已送达"),
        ({"received_at": 1_600_007_200_000}, "2020-09-13 22:26 送达（途中 2 小时 0 分）"),
        ({"received_at": 1_600_203_600_000}, "2020-09-16 05:00 送达（途中 2 天 8 小时）"),
        (
            {"received_at": 1_600_000_060_000, "late": True, "clamped": True},
            "已送达·迟到·时间已校正：写在本机上次同步之前",
        ),
    ],
)
def test_how_a_line_came(values: dict[str, object], said: str) -> None:
    assert words.way(line("progress", **values)) == said


@pytest.mark.usefixtures("chinese")
def test_a_number_that_is_still_to_come_is_said() -> None:
    assert words.number("", "甲-0001") == "编号待定（甲-0001）"
    assert words.number("承企受〔2020〕1号", "甲-0001") == "承企受〔2020〕1号"
    assert words.order_number("") == "编号待定"


@pytest.mark.parametrize(
    "typed", ["13", "3000.5", "１３", "1e3", "0", "0.0000001", "3,000", "三千", "1" * 16]
)
def test_the_form_takes_just_the_amounts_that_the_ledger_takes(typed: str) -> None:
    try:
        as_amount(typed)
    except Refused:
        assert report_acts._amount(typed)
    else:
        assert report_acts._amount(typed) == ""
