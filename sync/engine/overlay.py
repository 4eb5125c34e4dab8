"""Waiting work drawn over the server's rows, so that queries stay plain.

`shadow` keeps the server's copy of every row that waiting operations have touched. A pull puts the copies
back, applies the news, and runs the waiting operations again; what the server refused is not run again:
its text lives in its card.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Final

import msgspec
import sqlalchemy as sa

from sync.domain.errors import Quarantined, Refused
from sync.engine.local_values import Identity, position, recall
from sync.operations.actors import actor_at
from sync.operations.base import Operation, run
from sync.operations.kinds import APPLY, OPERATIONS
from sync.operations.rules import Rules
from sync.store import search_index
from sync.store.driver import fetch
from sync.store.records import Records
from sync.store.rows import DatabaseSource, delete, find, select, store
from sync.store.search_rows import SEARCHED
from sync.store.tables import SYNCED, SYNCED_BY_NAME, Outbox, Row, Shadow

NOTHING: Final[Mapping[str, Collection[str]]] = MappingProxyType({})
log = logging.getLogger(__name__)


def run_here(connection: sa.Connection, rules: Rules, person_id: str, op: Operation) -> frozenset[str]:
    """Run an operation on this laptop and draw its changes; answers the tables that changed.

    Raises Refused, Quarantined."""
    records = Records(DatabaseSource(connection))
    actor = actor_at(records, person_id, op.made_at)
    run(records, actor, op, rules.here(), APPLY[op.kind])
    changes = records.changes()
    _draw(connection, changes)
    return frozenset(row.table for _, row in changes)


def _draw(connection: sa.Connection, changes: list[tuple[Row | None, Row]]) -> None:
    """Write the rows; remember the server's copy of each the first time."""
    for before, row in changes:
        if find(connection, Shadow, row_table=row.table, row_id=row.id) is None:
            copy = msgspec.json.encode(before).decode() if before is not None else None
            store(connection, [Shadow(row_table=row.table, row_id=row.id, row=copy)])
    store(connection, [row for _, row in changes])
    search_index.note(connection, [row for _, row in changes])


def put_back(
    connection: sa.Connection, coming: Mapping[str, Collection[str]] = NOTHING
) -> dict[str, list[str]]:
    """Every row as the server last sent it; but for those that are `coming` from it now and will be replaced
    as they are. Answers which these are; ids by table, like `coming`."""
    every = select(connection, Shadow)
    stay = [shadow for shadow in every if shadow.row_id in coming.get(shadow.row_table, ())]
    go = [shadow for shadow in every if shadow.row_id not in coming.get(shadow.row_table, ())]
    rows = [
        msgspec.json.decode(shadow.row, type=SYNCED_BY_NAME[shadow.row_table])
        for shadow in go
        if shadow.row is not None
    ]
    store(connection, rows)
    search_index.note(connection, rows)
    for table, ids in _by_table(shadow for shadow in go if shadow.row is None).items():
        delete(connection, SYNCED_BY_NAME[table], id=ids)
        if table in SEARCHED:
            search_index.note_ids(connection, table, ids)
    delete(connection, Shadow)
    return _by_table(stay)


def _by_table(shadows: Iterable[Shadow]) -> dict[str, list[str]]:
    ids: dict[str, list[str]] = {}
    for shadow in shadows:
        ids.setdefault(shadow.row_table, []).append(shadow.row_id)
    return ids


def draw_again(connection: sa.Connection, rules: Rules, entries: list[Outbox]) -> None:
    """Run operations that the rows here do not show yet, in the order they were made."""
    identity = recall(connection, Identity)
    assert identity is not None
    for entry in entries:
        code = _draw_one(connection, rules, identity.person_id, entry)
        if code != entry.here_code:
            store(connection, [msgspec.structs.replace(entry, here_code=code)])


def _draw_one(connection: sa.Connection, rules: Rules, person_id: str, entry: Outbox) -> str:
    """Run one waiting operation; answers why it has no effect here, or "". A fault of ours in one of them
    keeps nothing else from being pulled and shown."""
    try:
        op = msgspec.json.decode(entry.body.encode(), type=OPERATIONS[entry.kind])
        run_here(connection, rules, person_id, op)
    except (Refused, Quarantined) as no:
        return no.code
    except sa.exc.SQLAlchemyError:
        raise
    except Exception:
        log.exception("operation %s of kind %s", entry.op_id, entry.kind)
        return "failed_here"
    return ""


_UNSHOWN = (
    "SELECT position FROM outbox WHERE state IN ('waiting', 'held')"
    " UNION ALL SELECT position FROM outbox WHERE state IN ('accepted', 'merged') AND revision > ?"
)


def unshown(connection: sa.Connection) -> list[Outbox]:
    """Operations that live only in the overlay, in order: those without an answer, and those answered with
    a revision above the cursor. The rows are as the server sent them."""
    now = position(connection)
    reached = now.cursor.revision if now.cursor else 0
    positions = [place for (place,) in fetch(connection, _UNSHOWN, (reached,))]
    entries = sorted(select(connection, Outbox, position=positions), key=lambda entry: entry.position)
    if not now.applied:
        return entries
    return [entry for entry in entries if not (entry.revision and _arrived(connection, entry))]


_ARRIVED = " UNION ALL ".join(
    f'SELECT 1 FROM "{kind.table}" WHERE aggregate_id = ?1 AND revision >= ?2'  # noqa: S608
    for kind in SYNCED
)


def _arrived(connection: sa.Connection, entry: Outbox) -> bool:
    """Whether the rows of an answered operation are here before the cursor: some pages are in their place."""
    return holds(connection, entry.subject_id, entry.revision)


def holds(connection: sa.Connection, aggregate_id: str, revision: int = 0) -> bool:
    """Whether rows of an aggregate are here, of this revision or newer."""
    return bool(fetch(connection, f"{_ARRIVED} LIMIT 1", (aggregate_id, revision)))


def rebuild(connection: sa.Connection, rules: Rules) -> None:
    """Draw everything anew: after an answer that takes an effect away."""
    put_back(connection)
    draw_again(connection, rules, unshown(connection))
