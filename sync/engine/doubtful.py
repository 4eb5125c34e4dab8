"""A database that may be damaged: noted when a page of it could not be read, and looked at in a copy.

A page is read when it is needed, long after the copy was opened. Without the note every start would open it,
and meet the damage again behind the first window, where nothing can be done about it.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import sqlalchemy as sa

from sync.engine import snapshots
from sync.store.database import ONE_PAGE

NOTE: Final = "zhuqitong.doubtful"
LOOKED_AT: Final = "looked-at-"
log = logging.getLogger(__name__)


def note(folder: Path) -> None:
    """A page could not be read: the next start looks at all of them before it opens anything."""
    with suppress(OSError):
        (folder / NOTE).touch(mode=0o600)


def forget(folder: Path) -> None:
    """The database was looked at, or lies elsewhere now."""
    with suppress(OSError):
        (folder / NOTE).unlink(missing_ok=True)


def is_damaged(file: Path, data_key: bytes) -> bool:
    """Whether a database that was noted is damaged: told once. Whoever opens it again all the same, because
    there is no line to begin anew with, works on what can be read of it. One that cannot be looked at now,
    without room for a copy, is opened as it is, and looked at next time."""
    if not file.with_name(NOTE).exists():
        return False
    try:
        with looked_at(file) as copy:
            whole = snapshots.is_good(copy, data_key)
    except (OSError, sa.exc.DatabaseError):
        log.exception("the database could not be looked at")
        return False
    forget(file.parent)
    return not whole


@contextmanager
def looked_at(file: Path) -> Iterator[Path]:
    """A copy to read from: to open a database, even a damaged one, may write to it. What a program that was
    ended meanwhile has left of one goes."""
    for left in file.parent.glob(f"{LOOKED_AT}*"):
        shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(dir=file.parent, prefix=LOOKED_AT) as place:
        copy = Path(place) / file.name
        for ending in ("", "-wal"):
            if file.with_name(file.name + ending).exists():
                _copy(file.with_name(file.name + ending), copy.with_name(copy.name + ending))
        yield copy


def has_lost_pages(file: Path) -> bool:
    """Whether the disk does not give a part of the file any more."""
    try:
        with FileIO(file) as whole:
            while whole.read(1024 * ONE_PAGE):
                pass
    except OSError:
        return True
    return False


def _copy(file: Path, copy: Path) -> None:
    if not has_lost_pages(file):
        shutil.copyfile(file, copy)
        return
    with FileIO(file) as source, copy.open("wb") as target:
        for place in range(0, file.stat().st_size, ONE_PAGE):
            target.write(_page(source, place))


def _page(source: FileIO, place: int) -> bytes:
    """What the disk does not give any more is zeros, which no seal fits."""
    try:
        source.seek(place)
        return source.read(ONE_PAGE)
    except OSError:
        return bytes(ONE_PAGE)
