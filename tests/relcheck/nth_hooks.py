"""Calls of the system that fail where they are made, in a process like any other: nobody traces it.

SQLite keeps a table of the calls it makes, so that tests of failing disks can put others in their place;
Python tells its audit of every file that it opens or removes. With both, the n-th call of a name fails.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final, NamedTuple

from tests.relcheck.nth_faults import Countdown

_Words = ctypes.c_void_p
_DONE, _SET, _GET = ctypes.c_int, b"xSetSystemCall", b"xGetSystemCall"


class Hooked(NamedTuple):
    """A call by its names: SQLite's, its C type, and the event of Python's audit ("": Python makes none)."""

    sqlite: bytes
    kind: Any
    audit: str


def _call(answer: Any, *words: Any) -> Any:
    return ctypes.CFUNCTYPE(answer, *words, use_errno=True)


HOOKED: Final = {
    "pwrite64": Hooked(
        b"pwrite",
        _call(ctypes.c_ssize_t, ctypes.c_int, _Words, ctypes.c_size_t, ctypes.c_int64),
        "",
    ),
    "openat": Hooked(b"open", _call(ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_int), "open"),
    "ftruncate": Hooked(b"ftruncate", _call(ctypes.c_int, ctypes.c_int, ctypes.c_int64), ""),
    "unlink": Hooked(b"unlink", _call(ctypes.c_int, ctypes.c_char_p), "os.remove"),
}


class _Vfs(ctypes.Structure):
    """`sqlite3_vfs`, as sqlite3.h has it."""

    _fields_ = (
        ("iVersion", ctypes.c_int),
        ("szOsFile", ctypes.c_int),
        ("mxPathname", ctypes.c_int),
        ("pNext", ctypes.c_void_p),
        ("zName", ctypes.c_char_p),
        ("pAppData", ctypes.c_void_p),
        ("methods", ctypes.c_void_p * 13),
        ("xSetSystemCall", ctypes.CFUNCTYPE(_DONE, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)),
        ("xGetSystemCall", ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)),
    )


@cache
def _vfs() -> Any:
    """The driver's own, for files of this machine."""
    from sqlcipher3 import _sqlite3

    find = ctypes.CDLL(_sqlite3.__file__).sqlite3_vfs_find
    find.argtypes, find.restype = [ctypes.c_char_p], ctypes.POINTER(_Vfs)
    return find(None)


def system_error(name: str) -> Callable[[], Exception]:
    """What a call of the system answers, by its name in errno.h."""
    number = getattr(errno, name)
    return lambda: OSError(number, os.strerror(number))


@contextmanager
def system_calls(name: str, countdown: Countdown) -> Iterator[None]:
    """Every call of this name, by SQLite or by Python, is one for the countdown; its error is an OSError."""
    hooked, vfs = HOOKED[name], _vfs()
    original = hooked.kind(vfs.contents.xGetSystemCall(vfs, hooked.sqlite))

    def failing(*words: Any) -> Any:
        try:
            countdown.tick()
        except OSError as error:
            ctypes.set_errno(error.errno or 0)
            return -1
        return original(*words)

    in_its_place = hooked.kind(failing)
    _set(hooked.sqlite, ctypes.cast(in_its_place, ctypes.c_void_p))
    _audited(hooked.audit, countdown)
    try:
        yield
    finally:
        _set(hooked.sqlite, None)  # SQLite's own again
        _told.clear()


def _set(name: bytes, function: Any) -> None:
    vfs = _vfs()
    assert vfs.contents.xSetSystemCall(vfs, name, function) == 0, name


_told: dict[str, Countdown] = {}  # by event of the audit


def _audited(event: str, countdown: Countdown) -> None:
    _listen()
    if event:
        _told[event] = countdown


@cache
def _listen() -> None:
    """For good: nobody may leave the audit again; without a countdown it does nothing."""
    sys.addaudithook(lambda event, _words: _told[event].tick() if event in _told else None)
