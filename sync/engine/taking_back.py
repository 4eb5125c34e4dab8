"""The journal and the outbox: what the database lost comes back, what was answered leaves the journal."""

from __future__ import annotations

import logging

import msgspec
import sqlalchemy as sa

from sync.engine import drafts
from sync.engine.journal import LARGEST, Found, Journal
from sync.engine.local_values import counters, remember
from sync.engine.outbox import OPEN
from sync.operations.attachments import AttachFile
from sync.operations.base import new_id
from sync.store.rows import find, select, store
from sync.store.tables import LocalBlob, Outbox

log = logging.getLogger(__name__)


def put_back(connection: sa.Connection, found: Found) -> int:
    """Operations that the journal has and the outbox lacks wait again, in their order; answers how many. The
    server may have heard of them: then it answers as it did."""
    if found.damaged:
        log.warning("%s lines of the journal cannot be read", found.damaged)
    known = {entry.op_id for entry in select(connection, Outbox)}
    lost = [entry for entry in found.entries if entry.op_id not in known | found.undone]
    for entry in lost:
        _put(connection, entry)
        drafts.drop(connection, entry.op_id)
    undone = [find(connection, Outbox, op_id=op_id, state=list(OPEN)) for op_id in sorted(found.undone)]
    store(connection, [msgspec.structs.replace(entry, state="discarded") for entry in undone if entry])
    return len(lost)


def _put(connection: sa.Connection, entry: Outbox) -> None:
    counted = counters(connection)
    counted = msgspec.structs.replace(counted, outbox=counted.outbox + 1)
    remember(connection, counted)
    store(connection, [msgspec.structs.replace(entry, position=counted.outbox, sent=True)])
    if entry.kind == AttachFile.kind:
        store(connection, [_file_of(entry)])


def _file_of(entry: Outbox) -> LocalBlob:
    op = msgspec.json.decode(entry.body, type=AttachFile)
    return LocalBlob(sha256=op.sha256, size=op.size, attachment_id=new_id(op.op_id, 0), state="upload")


def compact(connection: sa.Connection, journal: Journal) -> None:
    """Nothing waits: the journal is empty. Much waits: it is written anew when it has grown too large. Inside
    a write transaction, so that no line comes meanwhile."""
    waiting = sorted(select(connection, Outbox, state=list(OPEN)), key=lambda entry: entry.position)
    if not waiting or journal.size() > LARGEST:
        journal.keep_only(waiting)
