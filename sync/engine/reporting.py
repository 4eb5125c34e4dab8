"""Whose laptops have not reported, as the server said when it was asked last; asked after a sync, seldom, and
only for who counts for a centre. It is news about the record, not a part of it: nothing hangs on it."""

from __future__ import annotations

from typing import Final

import msgspec
import sqlalchemy as sa

from sync.domain import clock, permissions
from sync.domain.clock import Instant
from sync.engine.local_values import Identity, Reporting, recall, remember
from sync.engine.transport import Away, Declined, SignInAgain, Transport
from sync.operations.actors import actor_at
from sync.store.database import Database
from sync.store.records import Records
from sync.store.rows import DatabaseSource
from sync.wire_reporting import ReportingReply

EVERY: Final = clock.HOUR // 4


def ask_when_due(database: Database, transport: Transport, now: Instant) -> bool:
    """Ask, if it is time; whether anything was learnt. A server that cannot say, or a line that is gone
    again, is asked another time."""
    with database.read() as connection:
        said = recall(connection, Reporting) or Reporting()
        if 0 <= now - said.asked_at < EVERY or not _counts(connection, now):
            return False
    try:
        reply = transport.get("/v1/reporting", ReportingReply)
    except (Away, Declined, SignInAgain):
        heard = msgspec.structs.replace(said, asked_at=now)
    else:
        heard = Reporting(
            asked_at=now,
            as_of=reply.server_time,
            people=reply.people,
            without_laptop=reply.without_laptop,
            silent={each.person_id: each.contact_at for each in reply.silent},
        )
    with database.write() as connection:
        remember(connection, heard)
    return heard.as_of != said.as_of


def _counts(connection: sa.Connection, now: Instant) -> bool:
    """Whether the person of this laptop counts for a centre."""
    identity = recall(connection, Identity)
    if identity is None:
        return False
    actor = actor_at(Records(DatabaseSource(connection)), identity.person_id, now)
    return bool(permissions.counts_for(actor))
