"""Whole copies of the database before something that rewrites it: a migration, a full reload.

Sealed like the database itself, with the same key. The newest three are kept.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from sync.domain import clock
from sync.engine.safe_file import move
from sync.store.database import Database, DatabaseRefused, NotCopied, open_sqlite

FOLDER: Final = "snapshots"
KEPT: Final = 3
log = logging.getLogger(__name__)


def take(database: Database, folder: Path) -> None:
    """A copy of the database of this data folder. A disk without room for it stops nothing: what comes next
    is whole or not at all by itself."""
    place = folder / FOLDER
    unmade = place / "unmade"
    try:
        place.mkdir(exist_ok=True, mode=0o700)
        unmade.unlink(missing_ok=True)
        database.copy_to(unmade)
        move(unmade, place / f"{_next_number(folder):014d}.db")
        for old in _all(folder)[KEPT:]:
            old.unlink()
    except (NotCopied, OSError):
        log.exception("no snapshot")
        with suppress(OSError):
            unmade.unlink(missing_ok=True)


def _next_number(folder: Path) -> int:
    """The time now; of a clock that was turned back, the next number: the newest stands last."""
    return max([clock.now(), *(int(path.stem) + 1 for path in _all(folder))])


def _all(folder: Path) -> list[Path]:
    """Newest first."""
    return sorted((folder / FOLDER).glob("[0-9]*.db"), reverse=True)


def newest_good(folder: Path, data_key: bytes) -> Path | None:
    """The newest one in which every page is proved; one that cannot be read now is passed over."""
    return next((path for path in _all(folder) if _proves_good(path, data_key)), None)


def _proves_good(path: Path, data_key: bytes) -> bool:
    try:
        return is_good(path, data_key)
    except sa.exc.DatabaseError:
        log.exception("snapshot %s", path.name)
        return False


def is_good(path: Path, data_key: bytes) -> bool:
    """Whether every page of a database can be read and proved."""
    try:
        database = open_sqlite(path, data_key)
    except DatabaseRefused:
        return False
    try:
        with database.read() as connection:
            pragmas = ("integrity_check", "cipher_integrity_check")
            said = {line for name in pragmas for (line,) in connection.exec_driver_sql(f"PRAGMA {name}")}
        return said <= {"ok"}
    except DatabaseRefused:
        return False
    finally:
        database.close()
