"""A file of sealed lines beside the database, and apart from it: what is appended is on the disk at once.

Appended to and written anew inside write transactions only, which exclude each other.
"""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import msgspec

from sync.engine import sealed
from sync.engine.safe_file import DISK, put

T = TypeVar("T", bound=msgspec.Struct)


class Lines(NamedTuple, Generic[T]):
    """What can be read, in the order of writing, and how many lines cannot."""

    whole: list[T]
    damaged: int


class SealedLines(Generic[T]):
    """One file; each line is a message of one kind."""

    def __init__(self, path: Path, data_key: bytes, purpose: str, kind: type[T]) -> None:
        self.path = path
        self._purpose, self._kind = purpose, kind
        self._key = sealed.derive(data_key, purpose)

    def append(self, lines: list[T]) -> None:
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

    def read(self) -> Lines[T]:
        """Everything that can be read; a damaged line is counted and passed over."""
        lines = self.path.read_bytes().split(b"\n") if self.path.exists() else []
        opened = [self._opened(line) for line in lines if line]
        return Lines([line for line in opened if line is not None], opened.count(None))

    def size(self) -> int:
        """Bytes on the disk."""
        return self.path.stat().st_size if self.path.exists() else 0

    def keep_only(self, lines: list[T]) -> None:
        """Write it anew. Killed at any point, the old or the new file is there; one that was emptied may be
        back after a power failure."""
        if lines:
            put(DISK, self.path, self._sealed(lines), lambda _content: None)
        elif self.size():
            self.path.open("wb").close()

    def _sealed(self, lines: Iterable[T]) -> bytes:
        words = (sealed.seal(self._key, msgspec.json.encode(line), self._purpose) for line in lines)
        return b"".join(base64.b64encode(each) + b"\n" for each in words)

    def _opened(self, line: bytes) -> T | None:
        try:
            plain = sealed.unseal(self._key, base64.b64decode(line, validate=True), self._purpose)
            return msgspec.json.decode(plain, type=self._kind)
        except (sealed.Damaged, binascii.Error, msgspec.DecodeError):
            return None
