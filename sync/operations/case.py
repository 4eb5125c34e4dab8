"""The common way of every step in a problem's life: right, order, change, history line."""

from __future__ import annotations

from typing import Any

from sync.domain import permissions
from sync.domain.actor import Actor
from sync.domain.clock import Instant
from sync.domain.errors import Quarantined, Refused
from sync.domain.workflow import follow
from sync.operations.base import Context, Id, Operation, OptionalId
from sync.operations.facts import case_facts
from sync.operations.history import note
from sync.store.records import Records
from sync.store.tables import FollowUp, History, Order, Problem


class CaseOperation(Operation, frozen=True, kw_only=True):
    """A step in a problem's life. `seen` is the newest history line that the person had before them."""

    problem_id: Id
    enterprise_id: Id
    seen: OptionalId = ""

    def aggregates(self) -> tuple[str, ...]:
        return (self.problem_id,)

    def reads(self) -> tuple[str, ...]:
        return (self.enterprise_id,)

    def seen_line(self) -> str:
        return self.seen


class Case:
    """One problem while one operation works on it."""

    def __init__(
        self,
        db: Records,
        actor: Actor,
        op: CaseOperation,
        context: Context,
        right: str,
        action: str = "",
        *,
        is_step: bool = True,
    ) -> None:
        """Checks that the step builds on known ground, that the person may do it, and that it leads on; what
        is no step of the city's (who reads the problem) may be done in every state and leaves it.

        Raises Quarantined("missing_prerequisite"), Refused.
        """
        self.seen = db.find(History, op.seen) if op.seen else None
        if op.seen and self.seen is None:
            raise Quarantined("missing_prerequisite")
        self.db, self.actor, self.op, self.context = db, actor, op, context
        self.problem = db.get(Problem, op.problem_id)
        if self.problem.enterprise_id != op.enterprise_id:
            raise Refused("wrong_enterprise")
        self.facts = case_facts(db, self.problem, context.regions, op.made_at)
        permissions.check(actor, right, self.facts)
        self.action = action or right
        self.state = (
            follow(context.profile, self.action, self.problem.state) if is_step else self.problem.state
        )
        if is_step and context.profile.step_by_action[self.action].to:
            self.check_cycle()

    def check_cycle(self) -> None:
        """What leads on, or sets the clock, was meant for the cycle that the person had before them, even
        where the states of two cycles are alike. Raises Refused("wrong_state")."""
        if self.problem.cycle > 1:
            calls = self.db.select(FollowUp, aggregate_id=self.problem.id, satisfied="no")
            self.check_seen(max((row.at for row in calls), default=0))

    def check_seen(self, at: Instant) -> None:
        """What was done at an instant must have been before the person who builds on it: `seen` is the newest
        line on their laptop. Raises Refused("wrong_state")."""
        if self.seen is not None and self.seen.at < at:
            raise Refused("wrong_state", state=self.problem.state, action=self.action)

    def move(self, text: str = "", *, detail: str = "", office_name: str = "", **values: Any) -> Problem:
        """Take the step: the problem's new state and values, and one history line."""
        self.problem = self.db.change(self.problem, state=self.state, **values)
        note(
            self.db,
            self.actor,
            self.op,
            self.context,
            self.problem.aggregate_id,
            self.problem.id,
            self.action,
            state=self.state,
            cycle=self.problem.cycle,
            office_name=office_name,
            text=text,
            detail=detail,
        )
        return self.problem

    def order(self) -> Order:
        """The order that stands. Raises Refused("no_order")."""
        orders = self.db.select(Order, aggregate_id=self.problem.id, withdrawn_at=None)
        if not orders:
            raise Refused("no_order")
        return max(orders, key=lambda row: row.issued_at)

    def own_office(self) -> str:
        """The name of the office that the person acts for, for the history line."""
        return self.actor.office_name("coordinator", "supervisor", "leader")
