"""回避 is about departments: who also sits in a centre still reads the problem there, and is told of."""

from __future__ import annotations

import sqlalchemy as sa

from sync.server.scope import held_now
from sync.store.rows import select
from sync.store.tables import Access, OfficePath


def readers_inside(connection: sa.Connection) -> set[str]:
    """People of a department who read a problem that is kept from it, by another office of theirs."""
    return {
        path.person_id
        for row in select(connection, Access, way="concealed", until=None)
        for path in select(connection, OfficePath, office_id=row.holder_id, revoked=None)
        if held_now(connection, path.person_id, {row.aggregate_id})
    }
