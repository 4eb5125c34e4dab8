"""After the server was restored: what this laptop had done there is sent again, with the receipts."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Final

import msgspec
import sqlalchemy as sa

from sync.domain.signed import Signed
from sync.engine import outbox, overlay
from sync.engine.local_values import Identity, recall
from sync.operations.attachments import AttachFile
from sync.store.driver import fetch
from sync.store.rows import select, store
from sync.store.tables import Attachment, LocalBlob, Order, Outbox, Problem
from sync.wire import MOST_BYTES, Cursor, Receipt
from sync.wire_refill import MOST_NUMBERS, Kept

_COUNTED = re.compile(r"(.*?)(\d{0,9})(\D*)", re.DOTALL)  # the last figures count within a series
EFFECTIVE = ("accepted", "merged", "conflict")
# Sorted here: asked for their order, SQLite would read the whole outbox instead of the few that are open.
_MARKED: Final = (
    "SELECT position FROM outbox WHERE state IN ('waiting', 'held') AND receipt != '' AND position > ?"
)


def mark(connection: sa.Connection, here: Cursor, there: Cursor) -> None:
    """The server has another past than this copy: what it had answered waits again, and attachments are
    offered again. The server knows much of it still, and then answers as it did."""
    again = [entry for entry in select(connection, Outbox, state=list(EFFECTIVE)) if entry.receipt]
    again = [entry for entry in again if _epoch(entry) != there.epoch or here.epoch == there.epoch]
    kept = select(connection, Outbox, state=["quarantined", "admitted"])
    away = {
        subject for subject in {each.subject_id for each in again} if not overlay.holds(connection, subject)
    }
    waiting_again = [_again(each, "out_of_scope" if each.subject_id in away else "") for each in again]
    store(connection, [*waiting_again, *(_again(each, each.code) for each in kept)])
    files = [file for file in select(connection, LocalBlob, state="kept") if _own(connection, file)]
    store(connection, [msgspec.structs.replace(file, state="upload", offset=0) for file in files])


def _again(entry: Outbox, here_code: str) -> Outbox:
    """`here_code`: why it shows nowhere while it waits, as when its record has left this copy since."""
    return msgspec.structs.replace(entry, state="waiting", code="", revision=0, here_code=here_code)


def _own(connection: sa.Connection, file: LocalBlob) -> bool:
    """Nobody else's file is taken from here: it was only fetched."""
    identity = recall(connection, Identity)
    sent = select(connection, Outbox, kind=AttachFile.kind)
    rows = select(connection, Attachment, sha256=file.sha256)
    mine = any(identity and row.author_id == identity.person_id for row in rows)
    return mine or any(file.sha256 in entry.body for entry in sent)


def _epoch(entry: Outbox) -> str:
    signed = msgspec.json.decode(entry.receipt, type=Signed)
    return msgspec.json.decode(signed.body, type=Receipt).epoch


def seen_numbers(connection: sa.Connection) -> list[str]:
    """The highest official number of each series that stands here: some may be on paper, and the laptop that
    proves whose they are may come late or never."""
    problems = [row.official_number for row in select(connection, Problem) if row.official_number]
    orders = [row.number for row in select(connection, Order) if row.number]
    highest: dict[tuple[str, str], tuple[int, str]] = {}
    for number in (*problems, *orders):
        before, digits, behind = _COUNTED.fullmatch(number).groups()  # type: ignore[union-attr]
        if digits:
            counted = (int(digits), number)
            highest[before, behind] = max(highest.get((before, behind), counted), counted)
    return sorted(number for _, number in highest.values())[-MOST_NUMBERS:]


def waiting(connection: sa.Connection, most: int, after: int) -> list[Outbox]:
    """The next marked operations behind a place in the outbox, as many as one request takes."""
    positions = sorted(place for (place,) in fetch(connection, _MARKED, (after,)))[:most]
    entries = sorted(select(connection, Outbox, position=positions), key=lambda entry: entry.position)
    sizes = accumulate(len(entry.body.encode()) for entry in entries)
    fit = [entry for entry, size in zip(entries, sizes, strict=True) if size <= MOST_BYTES]
    return fit or entries[:1]


def letters(entries: list[Outbox]) -> list[Kept]:
    """The entries as they travel, each with its proof."""
    return [
        Kept(letter=letter, receipt=msgspec.json.decode(entry.receipt, type=Signed), place=entry.position)
        for entry, letter in zip(entries, outbox.letters(entries), strict=True)
    ]
