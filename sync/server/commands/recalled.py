"""`device recalls`: which laptops still hold what was taken away from their person, and which gave it up."""

from __future__ import annotations

from argparse import Namespace

import sqlalchemy as sa

from sync.server import recalls
from sync.server.commands.devices import moment
from sync.server.commands.output import say, table
from sync.server.premises import opened
from sync.store.rows import select
from sync.store.tables import Cluster, Device, Enterprise, Person, Problem, Recall


def list_all(options: Namespace) -> int:
    """Every taking that a laptop owes a receipt of, then those that were given up, the newest first."""
    with opened(options) as centre, centre.database.read() as connection:
        names = {person.id: person.name for person in select(connection, Person)}
        devices = {device.id: device for device in select(connection, Device)}
        order = sorted(
            select(connection, Recall), key=lambda row: (row.evicted_at is not None, -row.revision)
        )
        known = [(row, devices[row.device_id]) for row in order if row.device_id in devices]
        told = [(row, device, _told(connection, row, device)) for row, device in known]
        rows = [
            [device.mark, names.get(row.person_id, row.person_id), device.name, moment(row.at), *words]
            for row, device, words in told
            if words
        ]
    say(table(["标记", "姓名", "设备", "收回", "记录", "状态"], rows))
    return 0


def _told(connection: sa.Connection, recall: Recall, device: Device) -> list[str]:
    """What was taken away and how far that is; nothing where all of it was given again."""
    if recall.evicted_at is not None:
        return [f"{recall.aggregates} 项", f"{moment(recall.evicted_at)} 已交回"]
    ids = recalls.outstanding(connection, recall)
    if not ids:
        return []
    return [_called(connection, ids), "未交回" if device.revoked_at is None else "未交回，设备已停用"]


def _called(connection: sa.Connection, ids: set[str]) -> str:
    """A firm's name before a problem's title, and how many there are."""
    chosen = sorted(ids)
    names = [row.name for row in select(connection, Enterprise, id=chosen)]
    names += [row.title for row in select(connection, Problem, id=chosen)]
    names += [row.title for row in select(connection, Cluster, id=chosen)]
    return f"{names[0] if names else '—'} 等 {len(ids)} 项" if len(ids) > 1 else "".join(names)
