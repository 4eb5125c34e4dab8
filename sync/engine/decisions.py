"""What the centre decided about this person's work in quarantine, as it comes with a pull."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from sync.engine.local_values import Identity, recall
from sync.store.rows import select, store
from sync.store.tables import Outbox, Parked


def hear(connection: sa.Connection) -> None:
    """Admitted work waits no longer, nor does what was built on it; what was declined stays as it is, with
    the reason on its card. The rest of the record comes by itself to who may hold it."""
    identity = recall(connection, Identity)
    assert identity is not None
    told = select(connection, Parked, aggregate_id=identity.person_id)
    admitted = [row.op_id for row in told if row.decision == "admitted"]
    entries = select(connection, Outbox, op_id=admitted, state="quarantined")
    store(
        connection, [msgspec.structs.replace(one, state="admitted", seen_by_person=False) for one in entries]
    )
