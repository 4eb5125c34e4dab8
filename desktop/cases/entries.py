"""How a problem, an order and a meeting look as one row of a list beside the page of their problem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop.cases import deadlines, words
from desktop.cases.words import joined
from desktop.widgets.rows_model import Entry
from sync.domain.clock import Instant
from sync.domain.profile import Profile
from sync.domain.working_time import Calendar
from sync.store.queries.orders import MeetingRow, OrderRow
from sync.store.queries.problems import ProblemRow


class Listed(Protocol):
    """A row of such a list: `key` names it, `problem` is the page that it opens."""

    @property
    def key(self) -> str: ...
    @property
    def problem(self) -> ProblemRow: ...
    def entry(self, seen: Seen) -> Entry: ...


@dataclass(frozen=True)
class Seen:
    """By which words, which calendar and which moment rows are shown."""

    profile: Profile
    calendar: Calendar
    now: Instant


@dataclass(frozen=True)
class ProblemListed:
    """Title; state, firm, number, lead department, of which the last may not fit; how its time stands and its
    way to the centre."""

    problem: ProblemRow

    @property
    def key(self) -> str:
        return self.problem.id

    def entry(self, seen: Seen) -> Entry:
        row = self.problem
        about = (
            seen.profile.state_word(row.state),
            row.enterprise_name,
            number_of(row),
            row.lead_office_name,
        )
        limit = deadlines.mark(row.limit, seen.calendar, seen.now)
        return Entry(row.title, joined(about), words.delivery(row.delivery), limit)


@dataclass(frozen=True)
class OrderListed:
    """One 《问题转办单》."""

    row: OrderRow

    @property
    def key(self) -> str:
        return self.row.order.id

    @property
    def problem(self) -> ProblemRow:
        return self.row.problem

    def entry(self, seen: Seen) -> Entry:
        order, problem = self.row.order, self.row.problem
        state = seen.profile.state_word(problem.state)
        if order.withdrawn_at is not None:
            state = words.translate("Handling", "Withdrawn")
        about = (state, words.order_number(order.number), order.lead_office_name, problem.enterprise_name)
        is_over = order.withdrawn_at is not None or order.cycle != problem.cycle
        limit = None if is_over else deadlines.mark(problem.limit, seen.calendar, seen.now)
        return Entry(problem.title, joined(about), words.delivery(self.row.delivery), limit)


@dataclass(frozen=True)
class MeetingListed:
    """One 专题议事 meeting."""

    row: MeetingRow

    @property
    def key(self) -> str:
        return self.row.meeting.id

    @property
    def problem(self) -> ProblemRow:
        return self.row.problem

    def entry(self, seen: Seen) -> Entry:
        meeting, problem = self.row.meeting, self.row.problem
        about = (words.day(meeting.held_on), meeting.decision.replace("\n", " "), problem.enterprise_name)
        limit = deadlines.mark(problem.limit, seen.calendar, seen.now)
        return Entry(problem.title, joined(about), words.delivery(self.row.delivery), limit)


def number_of(row: ProblemRow) -> str:
    """The official number, or 编号待定 with the laptop's own code."""
    return words.number(row.official_number, row.local_code)


def sought(row: Listed, seen: Seen) -> str:
    """The text that the filter looks into."""
    return joined((row.entry(seen).spoken(), row.problem.local_code, row.problem.reporter_name), " ")
