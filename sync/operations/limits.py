"""时限: when a clock starts, what the centre may set, when it stops."""

from __future__ import annotations

from sync.domain.clock import Instant, day_of
from sync.domain.errors import Refused
from sync.domain.profile_parts import LimitRule
from sync.operations.base import new_id
from sync.operations.case import Case
from sync.store.tables import Limit


def begin_limit(case: Case, weight: str) -> Limit:
    """A clock for the problem's present cycle; starts on a day that does not count: that of the operation, or
    where the city says so that of its receipt (until there is one, of the operation)."""
    rule = case.context.profile.limit(weight)
    return case.db.add(
        Limit(
            id=new_id(case.op.op_id, "limit"),
            aggregate_id=case.problem.id,
            problem_id=case.problem.id,
            cycle=case.problem.cycle,
            stage=rule.stage,
            starts_on=day_of(_start(case, rule)).isoformat(),
            amount=rule.amount,
            unit=rule.unit,
            basis=f"{rule.name} · {rule.basis}",
        )
    )


def _start(case: Case, rule: LimitRule) -> Instant:
    received_at = case.context.received_at if rule.starts_from == "received" else None
    return case.op.made_at if received_at is None else received_at


def running_limit(case: Case) -> Limit:
    """The clock of the present cycle. Raises Refused("missing") where the city's steps began none."""
    for row in case.db.select(Limit, aggregate_id=case.problem.id, cycle=case.problem.cycle):
        return row
    raise Refused("missing", table=Limit.table)


def set_due(case: Case, due_on: str, reason: str) -> Limit:
    """Another due day, with its reason; the rule's own amount stays on record."""
    return case.db.change(running_limit(case), set_due_on=due_on, reason=reason)


def end_limit(case: Case) -> Limit:
    """Stop the present cycle's clock on the day of the operation."""
    return case.db.change(running_limit(case), ended_on=day_of(case.op.made_at).isoformat())
