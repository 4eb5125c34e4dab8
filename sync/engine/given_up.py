"""Work in quarantine that its author gave up: told to the server, so that nobody is asked about it any more.

Told a while later, and only of what is given up still: the person may think better of it.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from sync.domain import clock
from sync.engine.local_values import GivenUp, recall, remember
from sync.store.rows import select
from sync.store.tables import Outbox

PAUSE: Final = 60_000  # milliseconds
MOST: Final = 200  # in one push


def note(connection: sa.Connection, op_id: str) -> None:
    """The centre is to hear of it."""
    remember(connection, GivenUp(at=_noted(connection) | {op_id: clock.now()}))


def to_tell(connection: sa.Connection) -> list[str]:
    """What was given up a while ago and is so still."""
    noted, now = _noted(connection), clock.now()
    ripe = [op_id for op_id, at in noted.items() if not 0 <= now - at < PAUSE]
    entries = select(connection, Outbox, op_id=ripe)
    stands = {entry.op_id for entry in entries if entry.state != "discarded"}
    ended = {entry.op_id for entry in entries} - stands  # an undo before it left a row of the same id
    return [op_id for op_id in ripe if op_id in ended][:MOST]


def told(connection: sa.Connection, op_ids: list[str]) -> None:
    """The server has heard of these."""
    if op_ids:
        noted = _noted(connection)
        remember(connection, GivenUp(at={op_id: at for op_id, at in noted.items() if op_id not in op_ids}))


def _noted(connection: sa.Connection) -> dict[str, int]:
    return (recall(connection, GivenUp) or GivenUp()).at
