"""Unsent work a second time: a sealed line for each operation, beside the database and apart from it.

The line is on the disk before the edit is committed. When the database is lost, damaged or an older copy, its
outbox takes back from here what it lacks; random ids make that harmless, whatever the server has heard.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from sync.engine import sealed
from sync.engine.safe_file import DISK, put
from sync.store.tables import Outbox

NAME: Final = "zhuqitong.journal"
LARGEST: Final = 4 * 1024 * 1024  # bytes; a larger one is written anew with what still waits
_PURPOSE: Final = "journal"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One fact: an operation was made, or the one of this id was undone before it left."""

    entry: Outbox | None = None
    undone: str = ""


class Found(NamedTuple):
    """What can be read: operations in their order, ids that were undone, and lines that are damaged."""

    entries: list[Outbox]
    undone: set[str]
    damaged: int


class Journal:
    """The file of one data folder. Appended to inside write transactions only, which exclude each other."""

    def __init__(self, folder: Path, data_key: bytes) -> None:
        self.path = folder / NAME
        self._key = sealed.derive(data_key, _PURPOSE)

    def made(self, entries: Iterable[Outbox]) -> None:
        """Operations that are about to be committed."""
        self._append([Line(entry=entry) for entry in entries])

    def undone(self, op_ids: Iterable[str]) -> None:
        """Operations that are not to come back: undone by the person, or never committed."""
        self._append([Line(undone=op_id) for op_id in op_ids])

    def _append(self, lines: list[Line]) -> None:
        """On the disk when this returns. A line that a power failure cut short spoils nothing behind it."""
        if not lines:
            return
        new = not self.path.exists()
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "ab") as file:
            file.write(b"\n" + self._sealed(lines))
            file.flush()
            os.fsync(file.fileno())
        if new:
            DISK.sync_folder(self.path.parent)

    def _sealed(self, lines: list[Line]) -> bytes:
        words = (sealed.seal(self._key, msgspec.json.encode(line), _PURPOSE) for line in lines)
        return b"".join(base64.b64encode(each) + b"\n" for each in words)

    def read(self) -> Found:
        """Everything that can be read; a damaged line is counted and passed over."""
        lines = self.path.read_bytes().split(b"\n") if self.path.exists() else []
        facts = [self._opened(line) for line in lines if line]
        whole = [fact for fact in facts if fact is not None]
        entries = {fact.entry.op_id: fact.entry for fact in whole if fact.entry is not None}
        return Found(
            list(entries.values()), {fact.undone for fact in whole if fact.undone}, facts.count(None)
        )

    def _opened(self, line: bytes) -> Line | None:
        try:
            plain = sealed.unseal(self._key, base64.b64decode(line, validate=True), _PURPOSE)
            return msgspec.json.decode(plain, type=Line)
        except (sealed.Damaged, binascii.Error, msgspec.DecodeError):
            return None

    def size(self) -> int:
        """Bytes on the disk."""
        return self.path.stat().st_size if self.path.exists() else 0

    def keep_only(self, waiting: list[Outbox]) -> None:
        """Write it anew: these wait still, everything else was answered. Killed at any point, the old or the
        new file is there. One that was emptied may be back after a power failure: all of it was answered."""
        if waiting:
            put(
                DISK, self.path, self._sealed([Line(entry=entry) for entry in waiting]), lambda _content: None
            )
        else:
            self.path.open("wb").close()
