"""Every step in every state, as people do them: it leads where the city's table says, or changes nothing."""

from __future__ import annotations

from typing import Any

import pytest

from sync.domain.workflow import may_follow
from sync.operations import access, clusters
from sync.operations.case import CaseOperation
from sync.operations.centre import AcceptProblem
from sync.operations.follow_ups import RecordFollowUp
from sync.operations.kinds import OPERATIONS
from sync.operations.orders import IssueOrder
from sync.operations.reports import ReportProblem
from sync.store.tables import History, Order
from tests.sync.operations.city import PROFILE, City
from tests.sync.operations.examples import EXAMPLES
from tests.sync.operations.ways import INTAKE, ORDER, WAYS, at

# Who reads a problem, and what it is counted among, is no step of the city's: it may change in every state.
BESIDE = {access.__name__, clusters.__name__}
STEPS = [
    kind for kind in OPERATIONS.values() if issubclass(kind, CaseOperation) and kind.__module__ not in BESIDE
]
STATES = [state for state in WAYS if state != "draft"]
# The action that an example takes, where it is not the operation's own name.
ACTION = {
    "edit_problem": "edit", "return_problem": "return", "resubmit_problem": "resubmit",
    "accept_problem": "accept", "set_due_date": "set_due", "record_guidance": "guide",
    "hold_meeting": "meet", "sign_for_order": "sign_for", "object_to_order": "object",
    "report_progress": "progress", "reply_to_order": "reply", "close_problem": "close",
    "record_follow_up": "settle",
}  # fmt: skip


def fields_of(kind: type[CaseOperation], city: City) -> dict[str, Any]:
    """The example's fields; where the city has no such row, that of another city."""
    try:
        return EXAMPLES[kind].fields(city)
    except ValueError:
        return EXAMPLES[kind].fields(EXAMPLES[kind].city())


OUTSIDE = [
    (kind, state)
    for kind in STEPS
    for state in STATES
    if not may_follow(PROFILE, ACTION.get(kind.kind, kind.kind), state)
]


@pytest.mark.parametrize(("kind", "state"), OUTSIDE, ids=lambda part: getattr(part, "kind", part))
def test_a_step_outside_of_its_states_is_refused_whole(kind: type[CaseOperation], state: str) -> None:
    city = at(state)
    assert city.as_(EXAMPLES[kind].person).refused(kind, **fields_of(kind, city)) in {
        "wrong_state", "already_accepted", "not_allowed",
    }  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_the_history_leads_through_every_state_on_the_way(state: str) -> None:
    lines = sorted((city := at(state)).all(History, subject_id=city.problem_id), key=lambda line: line.at)
    assert [line.state for line in lines][-1] == city.problem.state == state
    assert len(lines) == len(WAYS[state])
    assert all(line.actor_name and line.actor_post for line in lines)


def test_a_step_that_builds_on_what_was_seen_is_done() -> None:
    city = at("reported")
    line = city.one(History, subject_id=city.problem_id)
    city.as_("coordinator-east").do(AcceptProblem, seen=line.id)
    _, op = city.done[-1]
    assert op.seen_line() == line.id
    assert city.problem.state == "accepted"


def test_the_order_that_stands_is_the_newest_that_was_not_withdrawn() -> None:
    city = at("objected")
    city.as_("coordinator-east").do(IssueOrder, **ORDER | {"lead_office_id": "land", "assisting_ids": ()})
    standing = [row for row in city.all(Order) if row.withdrawn_at is None]
    assert [row.lead_office_id for row in standing] == ["land"]


def test_two_problems_of_one_firm_go_their_own_ways() -> None:
    city = at("replied")
    first = city.problem_id
    city.as_("rep-east").do(ReportProblem, **INTAKE)
    assert city.problem_id != first
    assert city.problem.state == "reported"
    city.problem_id = first
    assert city.problem.state == "replied"


def test_every_action_of_the_profile_is_an_operations() -> None:
    named = {ACTION.get(kind.kind, kind.kind) for kind in STEPS}
    by_answer = {"not_reached", *(step.action for step in PROFILE.steps if step.action.startswith("reopen"))}
    assert RecordFollowUp in STEPS
    assert {step.action for step in PROFILE.steps} == named | by_answer | {"report"}
