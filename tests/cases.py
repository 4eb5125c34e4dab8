"""Problems that tests begin with, each brought to its state by the people whose acts these are."""

from __future__ import annotations

import msgspec

from sync.domain import clock
from sync.operations.base import new_id
from sync.operations.centre import AcceptProblem, SendPerson, Summon
from sync.operations.orders import IssueOrder, SignForOrder
from sync.operations.reports import ReportProblem
from sync.operations.visits import LogVisit
from sync.store.rows import select
from sync.store.tables import Draft, Problem
from tests.city import act
from tests.stage import Stage


def today() -> str:
    """The day in Shanghai."""
    return clock.day_of(clock.now()).isoformat()


def visit(firm: str = "firm-east", **values: object) -> LogVisit:
    """A finished entry of the log."""
    return act(
        LogVisit, **{"enterprise_id": firm, "visited_on": today(), "situation": "见到总经理", **values}
    )


def draft(situation: str, draft_id: str = "d", title: str = "", at: int = 0) -> Draft:
    """A visit that somebody is writing down; `at`: kept then, in milliseconds, without it now."""
    return Draft(
        id=draft_id,
        form="visit",
        subject_id="firm-east",
        title=title,
        values=msgspec.json.encode({"situation": situation}).decode(),
        updated_at=at or clock.now(),
    )


def report(firm: str = "firm-east", **values: object) -> ReportProblem:
    """问题反映: the firm and a text."""
    least = {"form": "need", "local_code": "甲-0001", "title": "停电", "description": "车间停电"}
    return act(ReportProblem, enterprise_id=firm, **{**least, **values})


def problem_of(stage: Stage, op: ReportProblem) -> Problem:
    """The problem as the server has it now."""
    found: list[Problem] = stage.read(select, Problem, id=op.problem_id)
    return found[0]


def on(op: ReportProblem) -> dict[str, str]:
    """The fields that name a problem in every step of its life."""
    return {"problem_id": op.problem_id, "enterprise_id": op.enterprise_id}


def reported(stage: Stage, firm: str = "firm-east", person: str = "rep-east") -> ReportProblem:
    """A problem that waits for its centre."""
    op = report(firm)
    stage.done_by(person, op)
    return op


def accepted(stage: Stage) -> ReportProblem:
    """A problem of firm-east that its centre has taken on."""
    op = reported(stage)
    stage.done_by("coordinator-east", act(AcceptProblem, **on(op)))
    return op


def in_hand(stage: Stage) -> ReportProblem:
    """A problem of firm-east in which many have a part: `land` was summoned and assists, colleague-east
    was sent, `housing` leads and has signed for the order of leader-east, drafted by coordinator-east."""
    op = accepted(stage)
    order = issue(op, assisting_ids=("land",))
    stage.done_by(
        "coordinator-east",
        act(Summon, **on(op), office_id="land", respond_by=today()),
        act(SendPerson, **on(op), person_id="colleague-east", directory_id="east"),
        order,
    )
    stage.done_by("handler-housing", act(SignForOrder, **on(op), order_id=new_id(order.op_id, 0)))
    return op


def issue(op: ReportProblem, **values: object) -> IssueOrder:
    """《问题转办单》 to the housing department."""
    least = {"lead_office_id": "housing", "instruction": "请办理", "signer_id": "leader-east"}
    return act(IssueOrder, **on(op), directory_id="east", **{**least, **values})
