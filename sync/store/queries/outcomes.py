"""The ledger of outcomes: what came of the problems, each kind for itself (CD-18, CD-23)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from sync.domain.metrics import ALWAYS, Period
from sync.store.queries import problems
from sync.store.queries.asking import whole_of
from sync.store.queries.outbox_view import delivery
from sync.store.queries.problems import Filter
from sync.store.tables import Outcome

if TYPE_CHECKING:
    import sqlalchemy as sa


class OutcomeRow(msgspec.Struct, frozen=True):
    """One entry of the ledger; `delivery`: see outbox_view."""

    outcome: Outcome
    delivery: str


class Total(msgspec.Struct, frozen=True):
    """The sum of one kind in one unit, as a decimal number, and the entries that it is the sum of."""

    kind: str
    unit: str
    total: str
    ids: tuple[str, ...]


def listed(connection: sa.Connection, where: Filter, kind: str = "") -> list[OutcomeRow]:
    """The entries of the problems that the filter means, newest first; of one kind where given."""
    found = [row for row in _outcomes(connection, where) if kind in ("", row.kind)]
    words = delivery(connection, [row.id for row in found])
    return [OutcomeRow(row, words.get(row.id, "delivered")) for row in found]


def totals(connection: sa.Connection, where: Filter, period: Period = ALWAYS) -> list[Total]:
    """A sum for each kind and unit, never across: 13 件 and 3000 万元 are not 3013 of anything. Of what
    happened in the period."""
    first, last = period.first.isoformat(), period.last.isoformat()
    groups: dict[tuple[str, str], list[Outcome]] = {}
    for row in (row for row in _outcomes(connection, where) if first <= row.happened_on <= last):
        groups.setdefault((row.kind, row.unit), []).append(row)
    return [
        Total(kind, unit, _sum(rows), tuple(row.id for row in rows))
        for (kind, unit), rows in sorted(groups.items())
    ]


def _sum(rows: list[Outcome]) -> str:
    """Exact, as short as it can be written."""
    total = sum((Decimal(row.amount) for row in rows), Decimal(0))
    return f"{total.normalize():f}"


def _outcomes(connection: sa.Connection, where: Filter) -> list[Outcome]:
    found = whole_of(connection, Outcome, "aggregate_id", problems.ids(connection, where))
    return sorted(found, key=lambda row: (row.happened_on, row.at, row.id), reverse=True)
