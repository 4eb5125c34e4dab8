"""Bytes that no record leads to, found and removed by rule while the server goes on.

Removed is what is older than so many days and is either an upload that nobody went on with, or a file whose
hash stands in no attachment row and in no work in quarantine. While a restored record waits for what laptops
have kept, nothing is. A row that is accepted meanwhile wins: the question is asked again under the feed lock,
which every row is written under, and whoever sends bytes is told by the disk how many are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import sqlalchemy as sa

from sync.domain import clock
from sync.domain.clock import Instant
from sync.operations.attachments import AttachFile
from sync.server import audit, feed
from sync.server.audit import Line
from sync.server.centre import Centre
from sync.server.locks import lock_feed, lock_names
from sync.store.rows import delete, select
from sync.store.tables import Answer, Attachment, StoredBlob

DAY: Final = 24 * clock.HOUR  # milliseconds
DAYS: Final = 30  # until bytes are nobody's
_FILE: Final = re.compile(r"([0-9a-f]{64})(?:\.(.+))?", re.DOTALL)
_AT_ONCE: Final = 500  # hashes in one question


class Refilling(Exception):
    """The record was restored and waits for what laptops have kept: its attachments may be asked for."""


class Leftover(NamedTuple):
    """A file of the attachments' folder; `person_id` "" when it is whole. `size` in bytes."""

    path: Path
    sha256: str
    person_id: str
    size: int
    changed_at: Instant


class Found(NamedTuple):
    """`unfinished`: uploads that nobody went on with; `unnamed`: what no record leads to."""

    unfinished: list[Leftover]
    unnamed: list[Leftover]


def look(centre: Centre, before: Instant) -> Found:
    """What would be removed: last changed before that time. Changes nothing. Raises Refilling."""
    old = [file for file in _files(centre.blobs) if file.changed_at < before]
    with centre.database.read() as connection:
        if feed.head(connection).refill:
            raise Refilling
        led_to = _attached(connection, {file.sha256 for file in old}) | _in_quarantine(connection)
    return Found(
        unfinished=[file for file in old if file.person_id and file.sha256 in led_to],
        unnamed=[file for file in old if file.sha256 not in led_to],
    )


def remove(centre: Centre, found: Found) -> list[Leftover]:
    """Remove it, one file a transaction; answers what went. What has found a use meanwhile stays."""
    gone = [file for file in found.unfinished if _remove_unfinished(centre, file)]
    gone += [file for file in found.unnamed if _remove_unnamed(centre, file)]
    if gone:
        with centre.database.write() as connection:
            audit.append(connection, clock.now(), [Line("blobs_removed", object_id=str(len(gone)))])
    return gone


def _files(folder: Path) -> Iterator[Leftover]:
    for path in sorted(folder.iterdir()):
        named = _FILE.fullmatch(path.name)
        if named and path.is_file():
            there = path.stat()
            changed_at = int(there.st_mtime * 1000)
            yield Leftover(path, named[1], named[2] or "", there.st_size, changed_at)


def _attached(connection: sa.Connection, hashes: set[str]) -> set[str]:
    names = sorted(hashes)
    some = (names[start : start + _AT_ONCE] for start in range(0, len(names), _AT_ONCE))
    return {row.sha256 for each in some for row in select(connection, Attachment, sha256=each)}


def _in_quarantine(connection: sa.Connection) -> set[str]:
    """Files of work that somebody may still admit, or has admitted."""
    answers = select(connection, Answer, kind=AttachFile.kind, verdict="quarantined")
    return {sha256 for row in answers for sha256 in re.findall("[0-9a-f]{64}", row.body.decode())}


def _remove_unfinished(centre: Centre, file: Leftover) -> bool:
    """Its author begins again with the first byte, should they come back to it."""
    with centre.database.write() as connection:
        lock_names(connection, [file.path.name])
        if not _unchanged(file):
            return False
        file.path.unlink()
        delete(connection, StoredBlob, sha256=file.sha256, person_id=file.person_id, complete=False)
        return True


def _remove_unnamed(centre: Centre, file: Leftover) -> bool:
    with centre.database.write() as connection:
        lock_feed(connection)
        if feed.head(connection).refill or _attached(connection, {file.sha256}) or not _unchanged(file):
            return False
        file.path.unlink()
        delete(connection, StoredBlob, sha256=file.sha256)
        return True


def _unchanged(file: Leftover) -> bool:
    return file.path.is_file() and int(file.path.stat().st_mtime * 1000) == file.changed_at
