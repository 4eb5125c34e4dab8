"""Where a text that somebody typed is found again: at the server in a row, a conflict, a history line, or
among what it keeps without having taken it; on a laptop in the outbox or a draft.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from sync.engine.laptop import Laptop
from sync.store.rows import select
from sync.store.tables import SYNCED, Answer, Draft, Outbox, Stored
from tests.stage import Stage

KEPT = ["refused", "quarantined"]
OPEN = ["waiting", "held", "refused", "quarantined", "replaced", "discarded"]


def lost(stage: Stage, laptops: Iterable[Laptop], texts: Iterable[str]) -> list[str]:
    """Those of the texts that nobody can be shown any more. What was taken must stand in the record: neither
    the server's copy of the operation nor the laptop's counts for it."""
    found = stage.read(_at_the_server)
    for laptop in laptops:
        found += laptop.read(_on_a_laptop)
    return [text for text in texts if text not in found]


def _at_the_server(connection: sa.Connection) -> str:
    rows: list[Stored] = [row for kind in SYNCED for row in select(connection, kind)]
    bodies = [row.body.decode() for row in select(connection, Answer, verdict=KEPT)]
    return "\n".join((*_as_text(rows), *bodies))


def _on_a_laptop(connection: sa.Connection) -> str:
    rows: list[Stored] = [*select(connection, Outbox, state=OPEN), *select(connection, Draft)]
    return "\n".join(_as_text(rows))


def _as_text(rows: Iterable[Stored]) -> Iterable[str]:
    return (str(msgspec.structs.astuple(row)) for row in rows)
