"""Room on the laptop's disk: of the files that can be fetched again, those not opened for longest make place.

A file goes only when it is whole at the server, a record here leads to it, and nothing that the person has
written names it: what a restored server may ask for again stays as long as its operation does.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from sync.domain import clock
from sync.domain.clock import Instant
from sync.engine.evicted_files import removed, unwritten
from sync.store.database import Database
from sync.store.rows import delete, select
from sync.store.tables import Attachment, LocalBlob

MOST: Final = 2 * 1024**3  # bytes of files that can be fetched again
FORGOTTEN: Final = 30 * 24 * clock.HOUR  # milliseconds; a file that nothing has named for so long
_NAME: Final = re.compile(r"[0-9a-f]{64}(\.[0-9a-f]{8})?(\.part)?")


def make_room(database: Database, folder: Path, spared: Collection[str], most: int = MOST) -> int:
    """Remove the least recently opened files over `most` bytes; answers how many went."""
    with database.read() as connection:
        if _over(connection, most) <= 0:
            return 0
    with database.write() as connection:
        over, gone = _over(connection, most), []
        for row in _by_age(folder, _to_be_had_again(connection, spared)):
            if over <= 0:
                break
            if removed(folder / row.sha256):
                gone.append(row.sha256)
                over -= row.size
        return delete(connection, LocalBlob, sha256=gone)


def _over(connection: sa.Connection, most: int) -> int:
    return sum(row.size for row in select(connection, LocalBlob, state="kept")) - most


def _to_be_had_again(connection: sa.Connection, spared: Collection[str]) -> list[LocalBlob]:
    kept = {row.sha256: row for row in select(connection, LocalBlob, state="kept")}
    for sha256 in spared:
        kept.pop(sha256, None)
    rows = select(connection, Attachment, sha256=sorted(kept))
    there = unwritten(connection, {row.sha256 for row in rows if row.revision > 0})
    return [kept[sha256] for sha256 in sorted(there)]


def _by_age(folder: Path, rows: list[LocalBlob]) -> list[LocalBlob]:
    """Longest not opened first; what is not on the disk before all."""
    return sorted(rows, key=lambda row: _opened_at(folder / row.sha256))


def _opened_at(path: Path) -> float:
    """A file's time of change says when it was last opened: its bytes never change."""
    return path.stat().st_mtime if path.exists() else 0.0


def sweep(database: Database, folder: Path, spared: Collection[str], now: Instant) -> int:
    """Remove what nothing has named for a month (of drafts that were thrown away, of work that was taken
    back, of a program that ended while it wrote); answers how many went."""
    old = {path.name: path for path in _old(folder, now) if path.name not in spared}
    if not old:
        return 0
    with database.write() as connection:
        known = {row.sha256 for row in select(connection, LocalBlob, sha256=sorted(old))}
        return sum(removed(old[name]) for name in unwritten(connection, set(old) - known))


def _old(folder: Path, now: Instant) -> Iterator[Path]:
    for path in folder.iterdir() if folder.exists() else ():
        if _NAME.fullmatch(path.name) and path.stat().st_mtime * 1000 < now - FORGOTTEN:
            yield path
