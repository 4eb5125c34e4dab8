"""How long a laptop keeps what the server has answered: until the server's backups hold it, and a while more.

A server that is put back from a backup is refilled from what laptops have kept. The newest backup may prove
useless when it is needed, so that what it holds is kept for a month too.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from sync.domain import clock
from sync.domain.clock import Instant
from sync.operations.attachments import AttachFile
from sync.operations.base import new_id
from sync.store.rows import delete, matching, select
from sync.store.schema import TABLES
from sync.store.tables import Conflict, LocalBlob, Outbox

DAY: Final = 24 * clock.HOUR
BACKED_UP: Final = 30 * DAY  # since the answer, for what a backup holds
NO_BACKUP: Final = 90 * DAY  # the same, at a server that never made one


def forget(connection: sa.Connection, backed_up: int, now: Instant) -> int:
    """Drop what has served its time; answers how many. Never what waits, was stopped, was given up, has a
    conflict that nobody settled, or an attachment whose bytes are not at the server."""
    positions = [entry.position for entry in _old(connection, backed_up, now) if not _open(connection, entry)]
    return delete(connection, Outbox, position=positions) if positions else 0


def _old(connection: sa.Connection, backed_up: int, now: Instant) -> list[Outbox]:
    table = TABLES["outbox"]
    span = BACKED_UP if backed_up else NO_BACKUP
    query = sa.select(table).where(
        table.c.state.in_(("accepted", "merged", "conflict")), table.c.received_at < now - span
    )
    if backed_up:
        query = query.where(table.c.revision <= backed_up)
    return matching(connection, Outbox, query)


def _open(connection: sa.Connection, entry: Outbox) -> bool:
    if entry.state == "conflict":
        return bool(select(connection, Conflict, op_id=entry.op_id, settled_at=None))
    if entry.kind == AttachFile.kind:
        return bool(select(connection, LocalBlob, attachment_id=new_id(entry.op_id, 0), state="upload"))
    return False
