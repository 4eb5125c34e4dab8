"""Unsent work a second time: a sealed line for each act, beside the database and apart from it.

The line is on the disk before the edit is committed. When the database is lost, damaged or an older copy, its
outbox takes back from here what it lacks; random ids make that harmless, whatever the server has heard. One
line, because a power failure may cut what is being written short: a visit without its photos, or a repair
without what waited behind it, would be worse than its form, which stands as long as nothing was committed.
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
    """One fact: operations were made in one act, or those of these ids were undone before they left. `entry`,
    `undone`: the same of a single one, as older programs wrote it."""

    act: list[Outbox] = []
    over: list[str] = []
    entry: Outbox | None = None
    undone: str = ""

    def made(self) -> list[Outbox]:
        return [*self.act, *([self.entry] if self.entry else [])]

    def ended(self) -> list[str]:
        return [*self.over, *([self.undone] if self.undone else [])]


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

    def made(self, entries: list[Outbox]) -> None:
        """The operations of one act, about to be committed."""
        if entries:
            self._lines.append([Line(act=entries)])

    def add(self, entries: Iterable[Outbox]) -> None:
        """Operations of a database that is given up."""
        self._lines.append([Line(act=[entry]) for entry in entries])

    def undone(self, op_ids: list[str]) -> None:
        """Operations that are not to come back: undone by the person, or never committed."""
        if op_ids:
            self._lines.append([Line(over=op_ids)])

    def read(self) -> Found:
        """Everything that can be read; a damaged line is counted and passed over. The last fact counts: what
        was undone, or met a full disk, is sent from its form again under the same id."""
        lines, damaged = self._lines.read()
        made: dict[str, Outbox] = {}
        undone: set[str] = set()
        for line in lines:
            again, ended = {entry.op_id: entry for entry in line.made()}, line.ended()
            for op_id in (*again, *ended):
                made.pop(op_id, None)  # what was made again stands last
            made |= again
            undone.difference_update(again)
            undone.update(ended)
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
        undone = [Line(over=[op_id]) for op_id in sorted(self.read().undone)]
        self._lines.keep_only([*undone, *(Line(act=[entry]) for entry in kept)])
        self._anew = self.size()
