"""A step builds on what the person had before them: what came after that, nobody decided on."""

from __future__ import annotations

from typing import Any

import pytest

from sync.operations.base import Operation
from sync.operations.centre import SetDueDate
from sync.operations.follow_ups import RecordFollowUp, StartFollowUp
from sync.operations.orders import (
    CloseProblem,
    ObjectToOrder,
    RejectReply,
    ReplyToOrder,
    ReportProgress,
    SignForOrder,
    UpholdOrder,
)
from sync.operations.outcomes import RecordOutcome
from sync.store.tables import History, Order, Reply
from tests.sync.operations.city import City
from tests.sync.operations.ways import CALL, at, closed_on_site, order_id, unsatisfied

CENTRE, COLLEAGUE, HOUSING, CALLER = "coordinator-east", "colleague-east", "handler-housing", "caller-east"
ANSWER = {"text": "示例：已办理。", "result": "solved"}


def newest(city: City) -> dict[str, str]:
    """The newest line that a laptop has now, as the next step names it."""
    lines = city.all(History, subject_id=city.problem_id)
    return {"seen": max(lines, key=lambda line: (line.at, line.id)).id}


@pytest.mark.parametrize(
    ("kind", "fields"), [(CloseProblem, {}), (RejectReply, {"reason": "示例：缺文件。"})]
)
def test_a_reply_that_was_not_read_is_neither_approved_nor_returned(
    kind: type[Operation], fields: dict[str, Any]
) -> None:
    """While one of the centre is away, the other returns the reply, and the department sends a new one."""
    city = at("replied")
    seen = newest(city)
    city.as_(COLLEAGUE).do(RejectReply, reason="示例：请附备案。")
    city.as_(HOUSING).do(ReplyToOrder, text="示例：附上备案。", result="partly")
    assert city.as_(CENTRE).refused(kind, **fields, **seen) == "wrong_state"
    assert sorted(reply.verdict for reply in city.all(Reply)) == ["", "rejected"]
    city.as_(CENTRE).do(kind, **fields, **newest(city))


def test_an_objection_that_was_not_read_is_not_answered() -> None:
    city = at("objected")
    seen = newest(city)
    city.as_(COLLEAGUE).do(UpholdOrder, reason="示例：属该局职责。")
    city.as_(HOUSING).do(ObjectToOrder, **order_id(city), reason="示例：机构改革后已划出。")
    assert city.as_(CENTRE).refused(UpholdOrder, reason="示例：属该局职责。", **seen) == "wrong_state"
    assert city.one(Order).objection == "示例：机构改革后已划出。"
    city.as_(CENTRE).do(UpholdOrder, reason="示例：属该局职责。", **newest(city))


def again() -> tuple[City, dict[str, str]]:
    """A problem back in the department's hands, and what was seen in its first cycle."""
    city = at("in_hand")
    seen = newest(city)
    city.as_(HOUSING).do(ReplyToOrder, **ANSWER)
    city.as_(CENTRE).do(CloseProblem)
    city.as_(CALLER).do(StartFollowUp)
    return unsatisfied(city, "handle"), seen


def test_a_late_reply_of_the_first_cycle_does_not_answer_the_second() -> None:
    city, seen = again()
    assert city.as_(HOUSING).refused(ReplyToOrder, **ANSWER, **seen) == "wrong_state"
    city.as_(HOUSING).do(ReplyToOrder, **ANSWER, **newest(city))
    assert city.problem.state == "replied"


def test_a_late_call_of_the_first_cycle_does_not_settle_the_second() -> None:
    city = at("awaiting_follow_up")
    seen = newest(city)
    unsatisfied(city, "assign").as_(HOUSING).do(SignForOrder, **order_id(city), **newest(city))
    city.as_(HOUSING).do(ReplyToOrder, **ANSWER)
    city.as_(CENTRE).do(CloseProblem)
    city.as_(CALLER).do(StartFollowUp)
    assert city.as_(CALLER).refused(RecordFollowUp, **CALL, satisfied="yes", **seen) == "wrong_state"
    city.as_(CALLER).do(RecordFollowUp, **CALL, satisfied="yes", **newest(city))
    assert city.problem.state == "settled"


def test_a_late_day_of_the_first_cycle_is_not_set_for_the_second() -> None:
    city = closed_on_site()
    first = {"seen": city.one(History, action="accept").id}
    unsatisfied(city, "assign")
    due = {"due_on": "2026-03-31", "reason": "示例：材料多。"}
    assert city.as_(CENTRE).refused(SetDueDate, **due, **first) == "wrong_state"
    city.as_(CENTRE).do(SetDueDate, **due, **newest(city))


@pytest.mark.parametrize(
    ("person", "kind", "fields"),
    [
        (HOUSING, ReportProgress, {"text": "示例：正在办理。"}),
        ("rep-east", RecordOutcome, {"outcome": "loan", "amount": "30", "happened_on": "2026-03-02"}),
    ],
)
def test_what_only_adds_to_the_record_comes_however_late(
    person: str, kind: type[Operation], fields: dict[str, Any]
) -> None:
    city, seen = again()
    assert city.as_(person).do(kind, **fields, **seen) == "accepted"
