"""Unsent work a second time: a sealed line for each operation, beside the database and apart from it.

The line is on the disk before the edit is committed. When the database is lost, damaged or an older copy, its
outbox takes back from here what it lacks; random ids make that harmless, whatever the server has heard.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from sync.engine.sealed_lines import SealedLines
from sync.store.tables import Outbox

NAME: Final = "zhuqitong.journal"
LARGEST: Final = 4 * 1024 * 1024  # bytes; a larger one is written anew with what still waits


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One fact: an operation was made, or the one of this id was undone before it left."""

    entry: Outbox | None = None
    undone: str = ""


class Found(NamedTuple):
    """What can be read: operations as they were made last, in their order, ids that were undone and not made
    again, and how many lines are damaged."""

    entries: list[Outbox]
    undone: set[str]
    damaged: int


class Journal:
    """The file of one data folder."""

    def __init__(self, folder: Path, data_key: bytes) -> None:
        self._lines = SealedLines(folder / NAME, data_key, "journal", Line)
        self._anew = 0  # bytes, when it was written anew

    def made(self, entries: Iterable[Outbox]) -> None:
        """Operations that are about to be committed."""
        self._lines.append([Line(entry=entry) for entry in entries])

    def undone(self, op_ids: Iterable[str]) -> None:
        """Operations that are not to come back: undone by the person, or never committed."""
        self._lines.append([Line(undone=op_id) for op_id in op_ids])

    def read(self) -> Found:
        """Everything that can be read; a damaged line is counted and passed over. The last fact counts: what
        was undone, or met a full disk, is sent from its form again under the same id."""
        facts, damaged = self._lines.read()
        made: dict[str, Outbox] = {}
        undone: set[str] = set()
        for fact in facts:
            op_id = fact.entry.op_id if fact.entry else fact.undone
            made.pop(op_id, None)
            undone.discard(op_id)
            if fact.entry:
                made[op_id] = fact.entry
            else:
                undone.add(op_id)
        return Found(list(made.values()), undone, damaged)

    def size(self) -> int:
        """Bytes on the disk."""
        return self._lines.size()

    def has_grown(self) -> bool:
        """Whether something may have come since it was written anew."""
        return self.size() != self._anew

    def keep_only(self, kept: list[Outbox]) -> None:
        """These wait still, or were stopped; everything else was answered, or undone, which stays said: a
        snapshot may have it waiting. Should an emptied file be back after a power failure: all of it was
        answered."""
        undone = [Line(undone=op_id) for op_id in sorted(self.read().undone)]
        self._lines.keep_only([*undone, *(Line(entry=entry) for entry in kept)])
        self._anew = self.size()
