"""`device list|revoke|readmit`: the laptops that may come in."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter

import sqlalchemy as sa

from sync.domain import clock
from sync.server import audit, tokens
from sync.server.accounts import MOST_DEVICES
from sync.server.audit import Line
from sync.server.commands.output import say, table
from sync.server.premises import CommandRefused, opened
from sync.store.rows import amend, count, find, select
from sync.store.tables import Device, DeviceLife, Person


def list_all(options: Namespace) -> int:
    """Every laptop that signed in, with its person and its last contact."""
    with opened(options) as centre, centre.database.read() as connection:
        names = {person.id: person.name for person in select(connection, Person)}
        lives = Counter(life.device_id for life in select(connection, DeviceLife))
        devices = sorted(select(connection, Device), key=lambda device: device.registered_at)
    rows = [
        [
            device.mark,
            names.get(device.person_id, device.person_id),
            device.name,
            moment(device.registered_at),
            moment(device.last_contact_at),
            _standing(device) + ("，发现过副本" if lives[device.id] > 1 else ""),
        ]
        for device in devices
    ]
    say(table(["标记", "姓名", "设备", "登记", "最近联系", "状态"], rows))
    return 0


def _standing(device: Device) -> str:
    return "在用" if device.revoked_at is None else f"{moment(device.revoked_at)} 停用"


def revoke(options: Namespace) -> int:
    """From now on the laptop cannot come in. What is on it stays on it, locked when its lease runs out."""
    with opened(options) as centre, centre.database.write() as connection:
        device = _device(connection, options.device)
        if device.revoked_at is None:
            now = clock.now()
            tokens.end_all(connection, device)
            amend(connection, Device, {"id": device.id}, revoked_at=now)
            line = Line("device_revoked", device_id=device.id, object_id=device.person_id)
            audit.append(connection, now, [line])
    say(f"设备 {device.mark} 已停用。")
    return 0


def readmit(options: Namespace) -> int:
    """What was revoked by mistake may sign in again, and delivers what it has. Raises CommandRefused."""
    with opened(options) as centre, centre.database.write() as connection:
        device = _device(connection, options.device)
        if device.revoked_at is not None:
            if count(connection, Device, person_id=device.person_id, revoked_at=None) >= MOST_DEVICES:
                raise CommandRefused(f"此人已有 {MOST_DEVICES} 台在用设备，请先停用其中一台。")
            amend(connection, Device, {"id": device.id}, revoked_at=None)
            line = Line("device_readmitted", device_id=device.id, object_id=device.person_id)
            audit.append(connection, clock.now(), [line])
    say(f"设备 {device.mark} 可以重新登录。")
    return 0


def _device(connection: sa.Connection, word: str) -> Device:
    """By its mark or its id. Raises CommandRefused."""
    marked = select(connection, Device, mark=word.upper())
    device = marked[0] if marked else find(connection, Device, id=word)
    if device is None:
        raise CommandRefused(f"没有设备“{word}”，请用 device list 查看标记。")
    return device


def moment(instant: int) -> str:
    """A time as the administrator reads it."""
    return clock.to_datetime(instant).strftime("%Y-%m-%d %H:%M") if instant else "—"
