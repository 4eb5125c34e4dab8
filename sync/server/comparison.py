"""Tells a laptop what its aggregates should come to, so that a copy that went wrong is repaired by itself."""

from __future__ import annotations

import sqlalchemy as sa

from sync.server.feed import head
from sync.server.pull import revision_of
from sync.server.scope import Holding, holding_of, visible
from sync.store.digests import digests, usable
from sync.store.rows import select
from sync.store.schema import TABLES
from sync.store.tables import GLOBAL, SYNCED_BY_NAME, Aggregate
from sync.wire import DigestReply, DigestRequest

MANY = 500  # aggregates at a time


def compare(connection: sa.Connection, person_id: str, request: DigestRequest) -> DigestReply:
    """The digests of what the person holds and what has stood still since the laptop's cursor."""
    reached = revision_of(connection, request.cursor, head(connection))
    if reached < 0:
        return DigestReply(known=False, digests={}, newer=[], tables=[])
    holding = holding_of(connection, person_id)
    held = [row[0] for row in connection.execute(visible(person_id, holding))]
    ids = sorted({*held, GLOBAL, person_id})
    tables = usable(request.tables, SYNCED_BY_NAME)
    found: dict[str, str] = {}
    newer = sorted(_taken_since(connection, holding, reached) - set(ids))
    for start in range(0, len(ids), MANY):
        rows = select(connection, Aggregate, id=ids[start : start + MANY])
        newer += [row.id for row in rows if row.revision > reached]
        still = [row.id for row in rows if row.revision <= reached]
        found |= {name: f"{value:016x}" for name, value in digests(connection, still, tables).items()}
    return DigestReply(known=True, digests=found, newer=newer, tables=list(tables))


def _taken_since(connection: sa.Connection, holding: Holding, reached: int) -> set[str]:
    """What was taken away since the cursor: that it is still there is no fault, a pull will say it."""
    placement = TABLES["placement"]
    closed = [office for office, at in holding.closed.items() if at > reached]
    ended = placement.c.holder_id.in_([*holding.ways, *holding.closed]) & (placement.c.revoked > reached)
    ended |= placement.c.holder_id.in_(closed) & placement.c.revoked.is_(None)
    return set(connection.execute(sa.select(placement.c.aggregate_id).where(ended)).scalars())
