"""Which aggregates concern a laptop since its cursor: what left, what entered, what changed, in the order of
ids and as many as were asked for, so that the next page costs no more than the first."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final, Literal, NamedTuple

import msgspec
import sqlalchemy as sa

from sync.server.scope import Holding
from sync.store.driver import Cells, fetch, fetch_later, together
from sync.store.row_json import parameter
from sync.store.statements import among
from sync.store.tables import GLOBAL

# Up to so many transactions behind, or fewer than there are holdings, the changes are asked who holds them;
# else the holdings are asked which of them changed: neither a city's history nor a large scope slows a sync.
FEW: Final = 100
_FROM_CHANGES: Final = "aggregate a{by} {join} placement p ON p.aggregate_id = a.id"
_FROM_HOLDINGS: Final = "placement p {join} aggregate a ON a.id = p.aggregate_id"
# SQLite takes a CROSS JOIN in the order in which it is written, and would look at every aggregate there is
# for the sake of the order of ids; PostgreSQL knows better by itself.
_JOIN: Final = {"sqlite": "CROSS JOIN", "postgresql": "JOIN"}
_BY: Final = {"sqlite": " INDEXED BY ix_aggregate_revision", "postgresql": ""}
_ORDER: Final = {"sqlite": "a.id", "postgresql": 'a.id COLLATE "C"'}

What = Literal["left", "entered", "changed"]


class Since(msgspec.Struct, frozen=True):
    """What a laptop has: everything up to `revision` (-1: nothing), of which it doubts the aggregates of
    `again`; `behind` transactions have come since."""

    revision: int
    behind: int
    again: frozenset[str] = frozenset()


class Portion(NamedTuple):
    """Some aggregates that concern the person; the last id that was looked at, when more may follow."""

    found: list[tuple[str, What]]
    through: str


def portion(connection: sa.Connection, holding: Holding, since: Since, after: str, most: int) -> Portion:
    """The next aggregates behind `after`; `most` placements are looked at."""
    with together(connection):
        placed = _placements_later(connection, holding, since, after, most)
        ungranted = _own_later(connection, holding.person_id)
    rows = placed()
    through = _whole_through(rows) if len(rows) == most else ""
    own = [row for row in ungranted() if row[0] > after]
    ways: dict[str, list[Any]] = {doubted: [] for doubted in since.again if doubted > after}
    for row in (*rows, *own):
        ways.setdefault(row[0], []).append(row)
    named = [
        (aggregate_id, _what(holding, since, aggregate_id, ways[aggregate_id]))
        for aggregate_id in sorted(ways)
        if not through or aggregate_id <= through
    ]
    return Portion([(aggregate_id, what) for aggregate_id, what in named if what], through)


def _whole_through(rows: list[Any]) -> str:
    """The last aggregate whose placements are surely all there: those of the very last may be cut off."""
    last: str = rows[-1][0]
    return next((row[0] for row in reversed(rows) if row[0] != last), last)


def _what(holding: Holding, since: Since, aggregate_id: str, ways: list[Any]) -> What | None:
    """Held is a live way; entered, one that was granted after the cursor and none before; left, no live way
    any more since the cursor."""
    granted, ended = [], False
    for _, _, holder, at, revoked, first in ways:
        if revoked is None and holder in holding.ways:
            granted.append(max(at, holding.ways[holder]))
        else:
            ended |= _left_after(holding, since.revision, holder, revoked, first)
    if not granted:
        return "left" if ended or aggregate_id in since.again else None
    if min(granted) > since.revision or aggregate_id in since.again:
        return "entered"
    return "changed" if ways[0][1] > since.revision else None


def _left_after(holding: Holding, since: int, holder: str, revoked: int | None, first: int) -> bool:
    """Whether the laptop had the aggregate this way at its cursor or before, and lost it after: it is told
    neither of what it never had, nor of what goes on in what it gave back."""
    over = [at for at in (revoked, holding.closed.get(holder)) if at is not None]
    return min(over) > since >= max(first, holding.first.get(holder, 0))


def _placements_later(
    connection: sa.Connection, holding: Holding, since: Since, after: str, most: int
) -> Callable[[], list[Cells]]:
    """(aggregate, its revision, holder, granted, revoked, first granted), of what changed; of all that the
    person's ways hold when one of these was opened or closed since."""
    dialect = connection.dialect.name
    floor = -1 if holding.moved_after(since.revision) else since.revision
    holders = parameter(dialect, [*holding.ways, *holding.closed])
    values: list[object] = [floor, after, holders, most]
    if since.again:
        values.insert(1, parameter(dialect, sorted(since.again)))
    few = floor >= 0 and not since.again and _are_few(connection, since.behind, holders)
    return fetch_later(connection, _question(dialect, few, bool(since.again)), values)


def _are_few(connection: sa.Connection, behind: int, holders: object) -> bool:
    """Whether there are fewer changes than holdings; holdings are counted no further than that."""
    if behind <= FEW:
        return True
    dialect = connection.dialect.name
    mark = "%s" if dialect == "postgresql" else "?"
    held = f"SELECT 1 FROM placement WHERE holder_id {among(dialect)} LIMIT {mark}"  # noqa: S608
    question = f"SELECT count(*) FROM ({held}) AS held"  # noqa: S608
    return bool(fetch(connection, question, [holders, behind])[0][0] == behind)


@cache
def _question(dialect: str, few: bool, again: bool) -> str:
    mark = "%s" if dialect == "postgresql" else "?"
    tables = (_FROM_CHANGES if few else _FROM_HOLDINGS).format(join=_JOIN[dialect], by=_BY[dialect])
    order = _ORDER[dialect]
    doubted = f" OR a.id {among(dialect)}" if again else ""
    return (
        f"SELECT a.id, a.revision, p.holder_id, p.granted, p.revoked, p.first FROM {tables}"  # noqa: S608
        f" WHERE (a.revision > {mark}{doubted}) AND {order} > {mark} AND p.holder_id {among(dialect)}"
        f" ORDER BY {order} LIMIT {mark}"
    )


def _own_later(connection: sa.Connection, person_id: str) -> Callable[[], list[Cells]]:
    """The two aggregates that nobody has to grant, everyone's and the person's own, as if granted."""
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    question = f"SELECT id, revision FROM aggregate WHERE id IN ({mark}, {mark})"  # noqa: S608
    found = fetch_later(connection, question, (GLOBAL, person_id))
    return lambda: [(aggregate_id, revision, person_id, 0, None, 0) for aggregate_id, revision in found()]
