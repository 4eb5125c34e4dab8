"""Compares this copy with what the server says it should come to; what differs is fetched again, alone.

Compared are the server's rows: what waiting work has drawn over them does not count.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import sqlalchemy as sa

from sync.store.digests import SPAN, digests, weight
from sync.store.row_json import columns
from sync.store.rows import cells_of, find, select
from sync.store.tables import SYNCED_BY_NAME, Row, Shadow
from sync.wire import DigestReply


def known_columns() -> dict[str, list[str]]:
    """What this program has of each table."""
    return {name: columns(name) for name in SYNCED_BY_NAME}


def doubtful(connection: sa.Connection, said: DigestReply) -> list[str]:
    """The aggregates that are not here as they should be, or are here and should not."""
    tables = {name: names for name, names in known_columns().items() if name in said.tables}
    here = digests(connection, None, tables)
    for aggregate_id, difference in _drawn_over(connection, tables):
        here[aggregate_id] = (here.get(aggregate_id, 0) + difference) % SPAN
    wrong = {name for name, value in said.digests.items() if here.get(name, 0) != int(value, 16)}
    held = {*said.digests, *said.newer}
    return sorted(wrong | {name for name, value in here.items() if value and name not in held})


def _drawn_over(connection: sa.Connection, tables: dict[str, list[str]]) -> Iterator[tuple[str, int]]:
    """(aggregate, difference) that leads from each row as it is drawn back to the server's copy of it."""
    for shadow in select(connection, Shadow):
        if shadow.row_table not in tables:
            continue
        kind = SYNCED_BY_NAME[shadow.row_table]
        drawn = find(connection, kind, id=shadow.row_id)
        if drawn is not None:
            yield drawn.aggregate_id, -_weight(drawn)
        if shadow.row is not None:
            row = msgspec.json.decode(shadow.row, type=kind)
            yield row.aggregate_id, _weight(row)


def _weight(row: Row) -> int:
    return weight(row.table, list(cells_of(row)))
