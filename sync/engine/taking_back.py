"""The journal and the outbox: what the database lost comes back, what was answered leaves the journal."""

from __future__ import annotations

import logging
from typing import NamedTuple

import msgspec
import sqlalchemy as sa

from sync.engine import blobs, drafts, overlay, repairs
from sync.engine.draft_journal import DraftJournal
from sync.engine.journal import LARGEST, Found, Journal
from sync.engine.local_values import counters, position, remember
from sync.engine.outbox import ENDED, OPEN, STOPPED
from sync.engine.rules_here import RulesHere
from sync.operations.attachments import AttachFile
from sync.store.database import Database
from sync.store.rows import select, store
from sync.store.tables import Outbox

log = logging.getLogger(__name__)


class Changed(NamedTuple):
    """How many operations wait again, and how many wait no longer."""

    back: int
    gone: int


def take_up(database: Database, rules: RulesHere, journal: Journal, drafts_kept: DraftJournal) -> int:
    """Unsent work and drafts that the database lost, as an older copy or a new one; answers how many
    operations."""
    found = journal.read()
    if not (found.entries or found.undone) and drafts_kept.is_empty():
        return 0
    with database.write() as connection:
        changed = put_back(connection, found)
        if any(changed) and position(connection).cursor is not None:
            overlay.rebuild(connection, rules.now(connection))
        if changed.gone:
            blobs.let_go(connection)
        drafts_kept.put_back(connection)
        return changed.back


def put_back(connection: sa.Connection, found: Found) -> Changed:
    """Operations that the journal has and the outbox lacks wait again, in their order; what was undone does
    not. The server may have heard of them: then it answers as it did."""
    if found.damaged:
        log.warning("%s lines of the journal cannot be read", found.damaged)
    rows: dict[str, list[Outbox]] = {}
    for row in select(connection, Outbox):
        rows.setdefault(row.op_id, []).append(row)
    lost = [entry for entry in found.entries if not _is_here(entry, rows.get(entry.op_id, []))]
    over = {entry.op_id for entry in lost} | found.undone
    gone = [row for op_id in sorted(over) for row in rows.get(op_id, []) if row.state in OPEN]
    store(connection, [msgspec.structs.replace(row, state="discarded") for row in gone])
    repairs.undo(connection, [row for row in gone if row.op_id in found.undone])
    for entry in lost:
        _put(connection, entry)
        drafts.drop(connection, entry.op_id)
    repairs.do_again(connection, lost)
    return Changed(len(lost), len(gone))


def _is_here(entry: Outbox, rows: list[Outbox]) -> bool:
    """Whether the outbox has it, or what came later from the same form: rows of its id may be of what was
    undone before it."""
    return any(
        row.body == entry.body or (row.state not in ENDED and row.made_at >= entry.made_at) for row in rows
    )


def _put(connection: sa.Connection, entry: Outbox) -> None:
    counted = counters(connection)
    counted = msgspec.structs.replace(counted, outbox=counted.outbox + 1)
    remember(connection, counted)
    store(connection, [msgspec.structs.replace(entry, position=counted.outbox, sent=True)])
    if entry.kind == AttachFile.kind:
        store(connection, [blobs.announced(msgspec.json.decode(entry.body, type=AttachFile))])


def compact(connection: sa.Connection, journal: Journal) -> None:
    """Nothing waits: of operations the journal has what was stopped, whose text nobody else here has. Much
    waits: it is written anew when it has grown too large. Inside a write transaction, so that no line comes
    meanwhile."""
    kept = sorted(select(connection, Outbox, state=[*OPEN, *STOPPED]), key=lambda entry: entry.position)
    if journal.size() > LARGEST or not any(entry.state in OPEN for entry in kept):
        journal.keep_only(kept)
