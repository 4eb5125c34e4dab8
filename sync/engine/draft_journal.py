"""Drafts a second time: what a damaged database, or an older copy of it, does not have of them is here.

A line is on the disk before the draft is committed, sealed as everything here is. The file holds what is
being typed, and nothing that was sent or thrown away.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
import sqlalchemy as sa

from sync.engine import outbox
from sync.engine.sealed_lines import SealedLines
from sync.store.rows import count, find, select, store
from sync.store.tables import Draft

NAME: Final = "zhuqitong.drafts"
MOST_OLD: Final = 4 * 1024 * 1024  # bytes since it was written anew, some hours of typing


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One fact: a draft stood so, or the one of this id is none any more."""

    draft: Draft | None = None
    gone: str = ""


class DraftJournal:
    """The file of one data folder. Written to inside write transactions only."""

    def __init__(self, folder: Path, data_key: bytes) -> None:
        self._lines = SealedLines(folder / NAME, data_key, "drafts", Line)
        self._anew = 0  # bytes, when it was written anew

    def is_empty(self) -> bool:
        """Whether nothing is being typed."""
        return not self._lines.size()

    def keep(self, connection: sa.Connection, draft: Draft) -> None:
        """A draft that is about to be committed."""
        if self._lines.size() > self._anew + MOST_OLD:
            self._write_anew(connection)
        self._lines.append([Line(draft=draft)])

    def add(self, drafts: list[Draft]) -> None:
        """Drafts of a database that is given up."""
        self._lines.append([Line(draft=draft) for draft in drafts])

    def gone(self, connection: sa.Connection, draft_id: str) -> None:
        """A draft that was sent or thrown away; without another the file is empty. Said first all the same:
        a file that was emptied may be back after a power failure."""
        self._lines.append([Line(gone=draft_id)])
        if not count(connection, Draft):
            self._lines.keep_only([])

    def read(self) -> dict[str, Draft]:
        """The drafts as they stood last, by id; what cannot be read is passed over."""
        standing: dict[str, Draft] = {}
        for line in self._lines.read().whole:
            standing.pop(line.gone, None)
            if line.draft is not None:
                standing[line.draft.id] = line.draft
        return standing

    def put_back(self, connection: sa.Connection) -> None:
        """Drafts that the database lacks, or has as they were before, stand again."""
        store(connection, [draft for draft in self.read().values() if _lacks(connection, draft)])
        self._write_anew(connection)

    def _write_anew(self, connection: sa.Connection) -> None:
        """With the drafts that there are, each once."""
        self._lines.keep_only([Line(draft=draft) for draft in select(connection, Draft)])
        self._anew = self._lines.size()


def _lacks(connection: sa.Connection, draft: Draft) -> bool:
    """A draft that became an operation is none any more, whatever the file says."""
    here = find(connection, Draft, id=draft.id)
    older = here is None or here.updated_at < draft.updated_at
    return older and not outbox.is_done(connection, draft.id)
