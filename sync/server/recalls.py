"""Records that were taken away from somebody, and the laptops that have not given them up yet.

A laptop that comes with a cursor at or past the revision of the taking has applied it: it has delivered what
it had to say, and dropped the rest. That is its receipt. What was given again meanwhile was never away.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import sqlalchemy as sa

from sync.domain import clock
from sync.domain.clock import Instant
from sync.server import audit
from sync.server.audit import Line
from sync.server.locks import lock_names
from sync.server.scope import held_now
from sync.store.rows import delete, select, store
from sync.store.tables import Device, OfficePath, Placement, Recall


def note(
    connection: sa.Connection,
    moved: Iterable[Placement],
    paths: Iterable[OfficePath],
    revision: int,
    now: Instant,
) -> None:
    """Somebody lost something at this revision: each of their laptops owes a receipt."""
    lost = sorted({row.holder_id for row in moved if row.revoked is not None})
    people = {path.person_id for path in paths if path.revoked is not None} | set(lost)
    if not people:
        return
    inside = select(connection, OfficePath, office_id=lost, revoked=None)
    people |= {path.person_id for path in inside}
    devices = select(connection, Device, person_id=sorted(people), revoked_at=None)
    store(
        connection,
        [Recall(device_id=row.id, revision=revision, person_id=row.person_id, at=now) for row in devices],
    )


def open_of(connection: sa.Connection, device_id: str, revision: int) -> list[Recall]:
    """What a laptop owes at this revision, and has shown to be done by coming with it."""
    rows = select(connection, Recall, device_id=device_id, evicted_at=None)
    return [row for row in rows if row.revision <= revision]


def outstanding(connection: sa.Connection, recall: Recall) -> set[str]:
    """The aggregates that were taken away then and not given again by any way."""
    paths = select(connection, OfficePath, person_id=recall.person_id)
    holders = [recall.person_id, *(path.office_id for path in paths)]
    gone = {
        row.aggregate_id for row in select(connection, Placement, holder_id=holders, revoked=recall.revision)
    }
    for path in (path for path in paths if path.revoked == recall.revision):
        rows = select(connection, Placement, holder_id=path.office_id)
        gone |= {row.aggregate_id for row in rows if row.revoked is None or row.revoked >= recall.revision}
    return gone - held_now(connection, recall.person_id, gone)


def settle(connection: sa.Connection, device_id: str, revision: int) -> None:
    """The laptop has applied everything up to the revision: its receipts are written down and audited."""
    lock_names(connection, [f"recalls of {device_id}"])  # each receipt is written down once
    now = clock.now()
    settled = [_settle_one(connection, recall, now) for recall in open_of(connection, device_id, revision)]
    audit.append(connection, now, [line for line in settled if line is not None])


def _settle_one(connection: sa.Connection, recall: Recall, now: Instant) -> Line | None:
    """The line of an eviction; None where everything was given again before the laptop heard of it."""
    aggregates = outstanding(connection, recall)
    if not aggregates:
        delete(connection, Recall, device_id=recall.device_id, revision=recall.revision)
        return None
    done = msgspec.structs.replace(recall, evicted_at=now, aggregates=len(aggregates))
    store(connection, [done])
    return Line("evicted", recall.person_id, recall.device_id, str(recall.revision))
