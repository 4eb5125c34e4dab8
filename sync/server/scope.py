"""Who holds what: asks and keeps placements. `visible` is the one join that scope is read by."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import sqlalchemy as sa

from sync.domain.clock import Instant
from sync.server.spans import earlier
from sync.store.rows import select, select_later, store
from sync.store.schema import TABLES
from sync.store.tables import GLOBAL, OfficePath, Placement, Span


class Holding(msgspec.Struct, frozen=True):
    """The ways a person holds aggregates: own id, and offices with the revision each was opened at; offices
    that were left, with the revision of that; of both, the revision of the first way in."""

    person_id: str
    offices: dict[str, int]
    closed: dict[str, int]
    first: dict[str, int]

    @property
    def ways(self) -> dict[str, int]:
        """Own id and open offices, with the revision each was opened at."""
        return {self.person_id: 0} | self.offices

    def moved_after(self, revision: int) -> bool:
        """Whether a way was opened or closed since."""
        return any(at > revision for at in (*self.offices.values(), *self.closed.values()))


def holding_of(connection: sa.Connection, person_id: str) -> Holding:
    """The person's present and former ways."""
    return holding_later(connection, person_id)()


def holding_later(connection: sa.Connection, person_id: str) -> Callable[[], Holding]:
    """`holding_of`, asked now and answered later, together with other questions."""
    paths = select_later(connection, OfficePath, person_id=person_id)
    return lambda: _holding(person_id, paths())


def _holding(person_id: str, paths: list[OfficePath]) -> Holding:
    return Holding(
        person_id,
        {path.office_id: path.granted for path in paths if path.revoked is None},
        {path.office_id: path.revoked for path in paths if path.revoked is not None},
        {path.office_id: path.first for path in paths},
    )


def held_now(connection: sa.Connection, person_id: str, aggregate_ids: set[str]) -> set[str]:
    """Those of the aggregates that the person holds at present."""
    return held_later(connection, person_id, aggregate_ids)()


def held_later(connection: sa.Connection, person_id: str, aggregate_ids: set[str]) -> Callable[[], set[str]]:
    """`held_now`, asked now and answered later, together with other questions."""
    ways = holding_later(connection, person_id)
    placed = select_later(connection, Placement, aggregate_id=sorted(aggregate_ids))

    def held() -> set[str]:
        holders = ways().ways
        live = {row.aggregate_id for row in placed() if row.revoked is None and row.holder_id in holders}
        return live | (aggregate_ids & {GLOBAL, person_id})

    return held


def placements(connection: sa.Connection, aggregate_ids: set[str]) -> list[Placement]:
    """Every placement of some aggregates, ended ones too."""
    return select(connection, Placement, aggregate_id=sorted(aggregate_ids)) if aggregate_ids else []


def place(
    connection: sa.Connection, wanted: dict[str, frozenset[str]], revision: int, now: Instant
) -> list[Placement]:
    """Make the placements of some aggregates what they should be; answers those that changed.

    Called under the feed lock only, so that `granted` and `revoked` are in commit order.
    """
    standing: dict[tuple[str, str], Placement] = {
        (row.aggregate_id, row.holder_id): row for row in placements(connection, set(wanted))
    }
    changed, over = list[Placement](), list[Span]()
    for aggregate_id, holders in wanted.items():
        for holder in holders:
            row = standing.get((aggregate_id, holder))
            if row is None or row.revoked is not None:
                first = row.first if row else revision
                over += earlier(row)
                changed.append(
                    Placement(holder_id=holder, aggregate_id=aggregate_id, granted=revision, first=first)
                )
    for (aggregate_id, holder), row in standing.items():
        if row.revoked is None and holder not in wanted[aggregate_id]:
            changed.append(msgspec.structs.replace(row, revoked=revision, revoked_at=now))
    store(connection, [*changed, *over])
    return changed


def visible(person_id: str, holding: Holding) -> sa.Select[tuple[str]]:
    """The ids of all aggregates that the person holds at present, for a query to build on."""
    placement = TABLES["placement"]
    return (
        sa.select(placement.c.aggregate_id)
        .where(placement.c.holder_id.in_([person_id, *holding.offices]), placement.c.revoked.is_(None))
        .distinct()
    )
