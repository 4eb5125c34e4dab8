"""Compares a laptop's copy with what the server would give its person (I3)."""

from __future__ import annotations

import sqlalchemy as sa

from sync.engine import outbox
from sync.engine.laptop import Laptop
from sync.server.scope import holding_of, visible
from sync.store.rows import select
from sync.store.tables import GLOBAL, SYNCED, Row
from tests.stage import Stage

Copy = dict[tuple[str, str], Row]


def copy_of(laptop: Laptop) -> Copy:
    """Every synced row on a laptop, waiting work included."""
    return {(kind.table, row.id): row for kind in SYNCED for row in laptop.read(select, kind)}


def ids_held_by(connection: sa.Connection, person: str) -> set[str]:
    """Every aggregate of the server's record that the person may see."""
    found = connection.execute(visible(person, holding_of(connection, person)))
    return {row.aggregate_id for row in found} | {GLOBAL, person}


def held_by(stage: Stage, person: str) -> Copy:
    """Every row of the server's record that the person may see."""
    with stage.database.read() as connection:
        wanted = sorted(ids_held_by(connection, person))
        rows = [row for kind in SYNCED for row in select(connection, kind, aggregate_id=wanted)]
    return {(row.table, row.id): row for row in rows}


def assert_same(stage: Stage, laptop: Laptop) -> None:
    """After a sync with nothing left to send, the copy is exactly what the person holds."""
    waits = laptop.read(outbox.queue)
    assert (waits.waiting, waits.held) == (0, 0)
    here, there = copy_of(laptop), held_by(stage, laptop.identity.person_id)
    assert here.keys() == there.keys(), here.keys() ^ there.keys()
    assert [(here[key], there[key]) for key in here if here[key] != there[key]] == []
