"""How the record's way to the centre stands, in numbers: what the chip in the top bar rests on."""

from __future__ import annotations

from typing import Final

import msgspec
import sqlalchemy as sa

from sync.domain.clock import Instant
from sync.engine.file_lane import paused
from sync.engine.local_values import Identity, contact, recall
from sync.engine.outbox import queue
from sync.store.queries.asking import cells_of
from sync.store.queries.conflicts import waiting_for
from sync.store.rows import count
from sync.store.tables import LocalBlob


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """`waiting` operations and `files` go by themselves; `attention` needs the person: stopped ones, and
    conflicts that the person is asked to settle. `announced`: of the files, those whose own operation waits
    as well, which is one thing to whoever waits for it. `synced_at`: the last completed sync, 0 for never;
    `files_paused`: somebody holds the files still."""

    waiting: int
    files: int
    attention: int
    synced_at: Instant
    announced: int = 0
    files_paused: bool = False


_ANNOUNCED: Final = """
SELECT COUNT(*) FROM local_blob WHERE state = 'upload' AND sha256 IN (
    SELECT json_extract(body, '$.sha256') FROM outbox
    WHERE kind = 'attach_file' AND state IN ('waiting', 'held'))
"""


def standing(connection: sa.Connection) -> Standing:
    """The numbers now."""
    waits = queue(connection)
    identity = recall(connection, Identity)
    asked = waiting_for(connection, identity.person_id) if identity else ()
    return Standing(
        waiting=waits.waiting + waits.held,
        files=count(connection, LocalBlob, state="upload"),
        attention=waits.stopped + len(asked),
        announced=cells_of(connection, _ANNOUNCED)[0][0],
        synced_at=contact(connection).synced_at,
        files_paused=paused(connection),
    )
