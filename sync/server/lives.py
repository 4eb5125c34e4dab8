"""Notices a laptop that was copied, or put back from an older copy: it speaks under a life, and with a number
of a push, that was heard before. Its operations are judged as usual; random ids make that safe."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from sync.domain import clock
from sync.server import audit
from sync.server.audit import Line
from sync.store.driver import change
from sync.store.schema import TABLES
from sync.store.tables import Device
from sync.wire import PushRequest

# One statement, so that of two pushes at once under one number the second is noticed.
_ADVANCE: Final = (
    "INSERT INTO device_life (device_id, life, number) VALUES ({mark}, {mark}, {mark})"
    " ON CONFLICT (device_id, life) DO UPDATE SET number = excluded.number"
    " WHERE device_life.number < excluded.number"
)


def is_forked(connection: sa.Connection, device: Device, request: PushRequest) -> bool:
    """Whether another laptop has spoken under this one's life. The first lock that a push takes.

    The same request, sent again by something on the way, brings nothing new and is no fork.
    """
    if not request.life or not request.operations:
        return False
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    if change(connection, _ADVANCE.format(mark=mark), (device.id, request.life, request.number)):
        return False
    return _brings_news(connection, {letter.op_id for letter in request.operations})


def _brings_news(connection: sa.Connection, op_ids: set[str]) -> bool:
    answer = TABLES["answer"]
    known = sa.select(sa.func.count()).select_from(answer).where(answer.c.op_id.in_(sorted(op_ids)))
    return int(connection.execute(known).scalar_one()) < len(op_ids)


def record(connection: sa.Connection, device: Device) -> None:
    """A line of the audit, for whoever looks after the laptops."""
    line = Line("device_forked", device.person_id, device.id, device.mark)
    audit.append(connection, clock.now(), [line])
