"""Root may write everywhere; a test of what may not be written takes that right away for a while."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_VERSION: Final = 0x20080522  # of the two structures below, linux/capability.h
_OVERRIDE: Final = (1 << 1) | (1 << 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Data(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextmanager
def as_anybody() -> Iterator[None]:
    """This thread is held to the modes of files, as everybody's is but root's."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, data = _Header(_VERSION, 0), (_Data * 2)()
    assert libc.capget(ctypes.byref(header), data) == 0
    before = data[0].effective
    data[0].effective = before & ~_OVERRIDE
    assert libc.capset(ctypes.byref(header), data) == 0
    try:
        yield
    finally:
        data[0].effective = before
        assert libc.capset(ctypes.byref(header), data) == 0


@contextmanager
def only_readable(folder: Path, *, files_only: bool = False) -> Iterator[None]:
    """Nobody may write the files in a folder, nor, but for `files_only`, make another there."""
    places = [path for path in folder.rglob("*") if path.is_file() or not files_only]
    places += [] if files_only else [folder]
    modes = {path: path.stat().st_mode & 0o7777 for path in places}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    try:
        with as_anybody():
            yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
