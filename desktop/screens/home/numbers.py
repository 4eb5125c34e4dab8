"""What the home reads, in one snapshot: numbers, ledger, queues, and whose problems are here."""

from __future__ import annotations

import calendar as months
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from sync.domain.actor import Actor
from sync.domain.clock import Instant, day_of
from sync.domain.metrics import ALWAYS, Period, Tally
from sync.domain.working_time import Calendar
from sync.store.queries import counts, outcomes, queues
from sync.store.queries.asking import cells_of, whole
from sync.store.queries.outcomes import Total
from sync.store.queries.problems import Filter
from sync.store.tables import Draft

if TYPE_CHECKING:
    import sqlalchemy as sa

PERIODS: Final = ("always", "year", "month")

_CENTRES: Final = "SELECT DISTINCT centre_id FROM problem WHERE centre_id <> ''"


class Sum(msgspec.Struct, frozen=True):
    """A line of the ledger, and the problems that its entries came of."""

    total: Total
    problem_ids: tuple[str, ...]


class Home(msgspec.Struct, frozen=True):
    """`queues`: code of a queue → how many wait there; `centres`: whose problems this laptop holds; `drafts`:
    what the person left unfinished, newest first."""

    tally: Tally
    sums: tuple[Sum, ...]
    queues: dict[str, int]
    centres: frozenset[str]
    drafts: tuple[Draft, ...] = ()


def period_of(code: str, today: date) -> Period:
    """The present month or year, to its last day: time limits end in the days that are still to come."""
    if code == "month":
        return Period(today.replace(day=1), today.replace(day=months.monthrange(today.year, today.month)[1]))
    return Period(date(today.year, 1, 1), date(today.year, 12, 31)) if code == "year" else ALWAYS


def look(
    connection: sa.Connection, actor: Actor, calendar: Calendar, now: Instant, period: str, centre_id: str
) -> Home:
    """`centre_id`: "" counts all that this laptop holds."""
    where, counted = Filter(centre_id=centre_id), period_of(period, day_of(now))
    return Home(
        tally=counts.tally(connection, calendar, now, counted, where),
        sums=_sums(connection, where, counted),
        queues=queues.counts(connection, actor),
        centres=frozenset(row[0] for row in cells_of(connection, _CENTRES)),
        drafts=tuple(sorted(whole(connection, Draft), key=lambda draft: -draft.updated_at)),
    )


def _sums(connection: sa.Connection, where: Filter, period: Period) -> tuple[Sum, ...]:
    problem_of = {row.outcome.id: row.outcome.problem_id for row in outcomes.listed(connection, where)}
    return tuple(
        Sum(total, tuple(dict.fromkeys(problem_of[entry] for entry in total.ids)))
        for total in outcomes.totals(connection, where, period)
    )
