"""The life of this laptop's outbox. A folder that was copied, or put back from an older copy, goes on under a
life that another laptop has used: the server notices, and this one takes a new life. Nothing is lost or done
twice before that either, because operations have random ids."""

from __future__ import annotations

import secrets
import uuid

import msgspec
import sqlalchemy as sa

from sync.engine.local_values import Life, recall, remember

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def life(connection: sa.Connection) -> Life:
    """The life under way; one that has not pushed yet may have no name on the disk."""
    return recall(connection, Life) or Life(name=str(uuid.uuid4()))


def next_push(connection: sa.Connection) -> Life:
    """The life with the number of the push that begins now; on the disk before the first byte leaves."""
    now = life(connection)
    now = msgspec.structs.replace(now, pushes=now.pushes + 1)
    remember(connection, now)
    return now


def begin_anew(connection: sa.Connection) -> None:
    """Another laptop has this life: from now on a name of its own, and local codes that only it gives."""
    mark = "".join(secrets.choice(_LETTERS) for _ in range(2))
    remember(connection, Life(name=str(uuid.uuid4()), mark=mark))
