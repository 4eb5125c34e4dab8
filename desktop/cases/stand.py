"""What an act stands on: the problem as the person has it before them, who they are, what time it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desktop.cases.here import CaseHere
from sync.domain.actor import Actor
from sync.domain.clock import Instant, day_of
from sync.domain.profile import Profile
from sync.domain.working_time import Calendar
from sync.store.tables import Problem


@dataclass(frozen=True)
class Stand:
    """`base`: what the form's fields held when the person began, so that an edit can say what it replaced.
    `op_id`: the draft's, which the operation takes over; "" makes a new one."""

    here: CaseHere
    actor: Actor
    profile: Profile
    calendar: Calendar
    now: Instant
    base: Mapping[str, Any] = field(default_factory=dict)
    op_id: str = ""

    @property
    def problem(self) -> Problem:
        return self.here.detail.problem

    @property
    def today(self) -> date:
        return day_of(self.now)

    @property
    def next_working_day(self) -> str:
        """As rows write it."""
        return self.calendar.add_working_days(self.today, 1).isoformat()

    def options(self, group: str) -> Sequence[tuple[str, str]]:
        """The city's list of choices."""
        return [(choice.code, choice.name) for choice in self.profile.choices.get(group, ())]

    def step(self) -> dict[str, Any]:
        """The fields that every step names."""
        from sync.engine.outbox import new_op_id

        return {
            "op_id": self.op_id or new_op_id(),
            "made_at": self.now,
            "problem_id": self.problem.id,
            "enterprise_id": self.problem.enterprise_id,
            "seen": self.here.detail.row.seen,
        }
