"""How the record's way to the centre stands, in numbers: what the chip in the top bar rests on."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from sync.domain.clock import Instant
from sync.engine.file_lane import paused
from sync.engine.local_values import Identity, contact, recall
from sync.engine.outbox import queue
from sync.store.queries.conflicts import waiting_for
from sync.store.rows import count
from sync.store.tables import LocalBlob


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """`waiting` operations and `files` go by themselves; `attention` needs the person: stopped ones, and
    conflicts that the person is asked to settle. `synced_at`: the last completed sync, 0 for never;
    `files_paused`: somebody holds the files still."""

    waiting: int
    files: int
    attention: int
    synced_at: Instant
    files_paused: bool = False


def standing(connection: sa.Connection) -> Standing:
    """The numbers now."""
    waits = queue(connection)
    identity = recall(connection, Identity)
    asked = waiting_for(connection, identity.person_id) if identity else ()
    return Standing(
        waiting=waits.waiting + waits.held,
        files=count(connection, LocalBlob, state="upload"),
        attention=waits.stopped + len(asked),
        synced_at=contact(connection).synced_at,
        files_paused=paused(connection),
    )
