"""Files at a place that a person chose, a stick most of all: what hinders there is said of that place, not of
the data of this machine."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sync.engine.safe_file import rename

_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class PlaceRefused(Exception):
    """`code`: place_full · place_unwritable · file_unreadable. What stood there before stands as it was."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@contextmanager
def written(part: Path) -> Iterator[None]:
    """While a file is written. Raises PlaceRefused; then `part`, what was written of it, is gone again, if
    its place still is there."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        raise PlaceRefused("place_full" if error.errno in _FULL else "place_unwritable") from error


def write_out(path: Path, content: bytes) -> None:
    """The old file or the whole new one; on the disk when this returns, so that a stick may be pulled out.
    Raises PlaceRefused."""
    part = path.with_name(path.name + ".part")
    with written(part):
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        rename(part, path)


def read_in(path: Path) -> bytes:
    """All bytes of a file. Raises PlaceRefused."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise PlaceRefused("file_unreadable") from error
