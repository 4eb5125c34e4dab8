"""The numbers of a home screen, counted over the same problems that the lists show."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

import msgspec

from sync.domain import metrics
from sync.domain.clock import Instant
from sync.domain.deadlines import Deadline
from sync.domain.metrics import Period, ProblemFacts, Tally
from sync.store.queries.asking import cells_of
from sync.store.queries.problems import Filter, chosen

if TYPE_CHECKING:
    import sqlalchemy as sa

    from sync.domain.working_time import Calendar

_FACTS: Final = """
SELECT p.id, p.cycle, p.reported_at, p.accepted_at, p.closed_at, p.result,
       l.starts_on, l.amount, l.unit, l.set_due_on, l.reason
FROM problem p LEFT JOIN time_limit l ON l.aggregate_id = p.id AND l.cycle = p.cycle
WHERE
"""

# The newest answer of each problem: SQLite takes the other columns from the row of the maximum.
_ANSWERS: Final = """
SELECT problem_id, satisfied, cycle, max(at) FROM follow_up WHERE satisfied <> '' GROUP BY problem_id
"""


class _Running(msgspec.Struct, frozen=True):
    """What a deadline is made of."""

    starts_on: str
    amount: int
    unit: str
    set_due_on: str | None
    reason: str


def tally(
    connection: sa.Connection, calendar: Calendar, now: Instant, period: Period, where: Filter
) -> Tally:
    """Every number and rate of `metrics`, over the problems that the filter means and the period holds."""
    return metrics.tally(facts(connection, calendar, where), period, now)


def facts(connection: sa.Connection, calendar: Calendar, where: Filter) -> list[ProblemFacts]:
    """What is counted of each problem, newest report first."""
    condition, values = chosen(where)
    answers = {row[0]: row[1:3] for row in cells_of(connection, _ANSWERS)}

    @cache  # many limits begin on the same day
    def due_at(limit: _Running) -> Instant:
        return Deadline.of(limit).due_instant(calendar)

    def fact(cells: tuple[Any, ...]) -> ProblemFacts:
        due = due_at(_Running(*cells[6:])) if cells[6] else None
        return ProblemFacts(*(*cells[:6], due, *answers.get(cells[0], ("", 0))))

    asked = " ".join((_FACTS, condition, "ORDER BY p.reported_at DESC, p.id"))
    return [fact(cells) for cells in cells_of(connection, asked, **values)]
