"""Problems brought to each state of their way by the people whose acts these are."""

from __future__ import annotations

from sync.operations.access import ConcealProblem, NameReader, RaiseProblem
from sync.operations.base import Operation, new_id
from sync.operations.centre import AcceptProblem, HoldMeeting, RecordGuidance, SendPerson, Summon
from sync.operations.follow_ups import StartFollowUp
from sync.operations.orders import (
    CloseProblem,
    IssueOrder,
    ObjectToOrder,
    ReplyToOrder,
    SignForOrder,
)
from sync.operations.reports import ReportProblem, ReturnProblem
from tests.cases import issue, on, report, today
from tests.city import act
from tests.stage import Stage

FULL = {
    "form": "intake",
    "process": "已咨询",
    "crux": "缺竣工验收备案",
    "proposed_office_id": "housing",
    "proposed_office_name": "示例东县住建局",
    "solution": "补办备案",
    "intention": "尽快办好",
    "contact_name": "示例联系人",
}


def intake(**values: str) -> ReportProblem:
    """A 问题受理单 of firm-east, all six parts filled in."""
    return report(**{**FULL, "title": "不动产登记", "description": "1号楼未登记", **values})


def reported(stage: Stage, **values: str) -> ReportProblem:
    op = intake(**values)
    stage.done_by("rep-east", op)
    return op


def need(stage: Stage) -> ReportProblem:
    """A 问题反映."""
    op = report(title="不动产登记")
    stage.done_by("rep-east", op)
    return op


def returned(stage: Stage) -> ReportProblem:
    op = reported(stage)
    by_centre(stage, act(ReturnProblem, **on(op), reason="请写明何时咨询", marks=("process",)))
    return op


def accepted(stage: Stage) -> ReportProblem:
    op = reported(stage)
    by_centre(stage, act(AcceptProblem, **on(op)))
    return op


def summoned(stage: Stage) -> ReportProblem:
    op = accepted(stage)
    by_centre(stage, act(Summon, **on(op), office_id="housing", respond_by=today()))
    return op


def discussed(stage: Stage) -> ReportProblem:
    op = summoned(stage)
    by_centre(stage, act(HoldMeeting, **on(op), held_on=today(), decision="由住建局办理"))
    return op


def sent(stage: Stage) -> ReportProblem:
    """colleague-east was sent to the firm."""
    op = accepted(stage)
    by_centre(stage, act(SendPerson, **on(op), person_id="colleague-east", directory_id="east"))
    return op


def guided(stage: Stage) -> ReportProblem:
    op = sent(stage)
    stage.done_by("colleague-east", act(RecordGuidance, **on(op), guided_on=today(), guidance="讲解手续"))
    return op


def transferred(stage: Stage) -> ReportProblem:
    op, _ = _ordered(stage)
    return op


def objected(stage: Stage) -> ReportProblem:
    op, order_id = _ordered(stage)
    by_department(stage, act(ObjectToOrder, **on(op), order_id=order_id, reason="不属本单位"))
    return op


def in_hand(stage: Stage) -> ReportProblem:
    op, order_id = _ordered(stage)
    by_department(stage, act(SignForOrder, **on(op), order_id=order_id))
    return op


def replied(stage: Stage) -> ReportProblem:
    op = in_hand(stage)
    by_department(stage, act(ReplyToOrder, **on(op), text="已出具", result="solved"))
    return op


def closed(stage: Stage) -> ReportProblem:
    op = replied(stage)
    by_centre(stage, act(CloseProblem, **on(op)))
    return op


def called(stage: Stage) -> ReportProblem:
    op = closed(stage)
    stage.done_by("caller-east", act(StartFollowUp, **on(op)))
    return op


def by_centre(stage: Stage, op: Operation) -> None:
    stage.done_by("coordinator-east", op)


def by_department(stage: Stage, op: Operation) -> None:
    stage.done_by("handler-housing", op)


def _ordered(stage: Stage) -> tuple[ReportProblem, str]:
    op = accepted(stage)
    order: IssueOrder = issue(op)
    by_centre(stage, order)
    return op, new_id(order.op_id, 0)


def concealed(stage: Stage) -> ReportProblem:
    """It is about the housing department."""
    op = accepted(stage)
    by_centre(stage, act(ConcealProblem, **on(op), office_id="housing", reason="涉及该局"))
    return op


def raised(stage: Stage) -> ReportProblem:
    """The city's centre has it."""
    op = accepted(stage)
    by_centre(stage, act(RaiseProblem, **on(op), analysis="本县解决不了"))
    return op


def read(stage: Stage) -> ReportProblem:
    """The city's centre has it, and named somebody of supervision to it."""
    op = raised(stage)
    reader = {"person_id": "supervisor", "directory_id": "city", "reason": "请查阅"}
    stage.done_by("coordinator-city", act(NameReader, **on(op), **reader))
    return op
