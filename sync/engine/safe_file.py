"""Small files that are the old or the new one after any kill, never a part of one."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from sync.store import durable

# Virus scanners hold a fresh file for a moment on Windows; two seconds in all, then the caller hears of it.
RETRY_SECONDS: Final = (0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.4, 0.54)


class Disk:
    """The file operations one by one, so that a test can stop between any two of them."""

    def write(self, path: Path, content: bytes) -> None:
        """A new file for its owner alone, on the disk when this returns."""
        durable.write(path, content)

    def read(self, path: Path) -> bytes:
        """All bytes of a file."""
        return path.read_bytes()

    def remove(self, path: Path) -> None:
        """No such file any more; none before is fine."""
        path.unlink(missing_ok=True)

    def replace(self, new: Path, path: Path) -> None:
        """Rename `new` over `path` in one step."""
        new.replace(path)

    def sync_folder(self, folder: Path) -> None:
        """Make a rename survive a power failure."""
        durable.sync_folder(folder)

    def pause(self, seconds: float) -> None:
        """Wait before the next try."""
        time.sleep(seconds)


DISK: Final = Disk()


def put(disk: Disk, path: Path, content: bytes, check: Callable[[bytes], None]) -> None:
    """Replace `path` by `content`: new file, disk, read back and `check`ed, renamed, folder.

    Whatever `check` raises, and OSError, leave the old file as it was, and no part of the new one: it may
    hold what people wrote.
    """
    new = path.with_name(path.name + ".new")
    disk.remove(new)
    try:
        disk.write(new, content)
        check(disk.read(new))
        _replace(disk, new, path)
    except Exception:
        with suppress(OSError):
            disk.remove(new)
        raise
    disk.sync_folder(path.parent)


def rename(new: Path, path: Path) -> None:
    """Rename a file that is on the disk over the one that has its name; for a moment others may hold it."""
    _replace(DISK, new, path)


def move(new: Path, path: Path) -> None:
    """`rename`, for good: it survives a power failure."""
    rename(new, path)
    DISK.sync_folder(path.parent)


def _replace(disk: Disk, new: Path, path: Path) -> None:
    for seconds in RETRY_SECONDS:
        try:
            return disk.replace(new, path)
        except PermissionError:
            disk.pause(seconds)
    return disk.replace(new, path)
