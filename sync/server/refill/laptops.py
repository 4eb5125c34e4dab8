"""Of which laptops a restored record still waits for news."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import sqlalchemy as sa

from sync.server import feed
from sync.store.rows import select
from sync.store.tables import Device, RefillParked


class Laptop(NamedTuple):
    """`came`: it has sent all that it had kept. `parked`: how many of its operations wait for others."""

    device: Device
    came: bool
    parked: int


def laptops(connection: sa.Connection) -> list[Laptop]:
    """All that may come in, by their marks."""
    epoch = feed.head(connection).epoch
    waiting = Counter(row.device_id for row in select(connection, RefillParked))
    devices = sorted(select(connection, Device, revoked_at=None), key=lambda device: device.mark)
    return [Laptop(device, device.refilled == epoch, waiting[device.id]) for device in devices]
