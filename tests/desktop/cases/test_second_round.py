"""A problem that came back: what belongs to the round before is told apart."""

from __future__ import annotations

import pytest

from desktop.cases import access_acts, centre_acts, handling
from desktop.cases.here import case_here
from desktop.cases.stand import Stand
from sync.engine.actor_here import actor_here
from sync.operations.administration import SetEnterprise
from sync.operations.base import new_id
from sync.operations.follow_ups import RecordFollowUp, StartFollowUp
from sync.operations.orders import CloseProblem, ReplyToOrder, SignForOrder
from sync.operations.reports import ReportProblem
from tests.cases import issue, on, report, today
from tests.city import act
from tests.desktop.cases.on_the_way import by_centre, by_department, summoned
from tests.stage import Stage

NO = {"reached": True, "satisfied": "no", "words": "还没有办好"}


def stand_of(stage: Stage, person: str, op: ReportProblem) -> Stand:
    """The problem as this person has it."""
    laptop = stage.laptop(person)
    rules = laptop.rules()
    here = laptop.read(case_here, op.problem_id, rules, laptop.now())
    assert here is not None
    return Stand(here, actor_here(laptop), rules.profile, rules.calendar, laptop.now())


def in_its_second_round(stage: Stage) -> ReportProblem:
    """The department was called and did not come, did the work, and has it again."""
    op = summoned(stage)
    order = issue(op)
    by_centre(stage, order)
    by_department(stage, act(SignForOrder, **on(op), order_id=new_id(order.op_id, 0)))
    by_department(stage, act(ReplyToOrder, **on(op), text="已出具", result="solved"))
    by_centre(stage, act(CloseProblem, **on(op)))
    stage.done_by("caller-east", act(StartFollowUp, **on(op)))
    stage.done_by("caller-east", act(RecordFollowUp, **on(op), called_on=today(), back_to="handle", **NO))
    return op


def test_a_call_of_the_round_before_waits_for_nobody(small_stage: Stage) -> None:
    op = in_its_second_round(small_stage)
    for person in ("handler-housing", "coordinator-east"):
        stand = stand_of(small_stage, person, op)
        assert stand.here.detail.summons[0].reported_at is None
        assert not centre_acts.may_report_in(stand)


@pytest.mark.usefixtures("chinese")
def test_the_day_on_the_orders_paper_is_that_of_its_round(small_stage: Stage) -> None:
    stand = stand_of(small_stage, "handler-housing", in_its_second_round(small_stage))
    block = handling.order(stand, stand.here.detail.orders[0])
    assert "办结期限（第 1 轮）" in [fact.label for fact in block.facts]


def test_nothing_is_raised_where_no_centre_stands_above(small_stage: Stage) -> None:
    firm = {"enterprise_id": "firm-city", "name": "示例市直企业"}
    small_stage.do(act(SetEnterprise, **firm, region_id="city"))
    of_city, of_county = report("firm-city"), report()
    small_stage.done_by("coordinator-city", of_city)
    small_stage.done_by("rep-east", of_county)
    assert not access_acts.may_be_raised(stand_of(small_stage, "coordinator-city", of_city))
    assert access_acts.may_be_raised(stand_of(small_stage, "coordinator-east", of_county))
