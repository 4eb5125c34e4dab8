"""Lets the search read what changed, in short slices between the person's own writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.workplace import Workplace
from sync.store.search_rows import SEARCHED

if TYPE_CHECKING:
    from sync.engine.laptop import Laptop


class Indexing(QObject):
    """One for a window; announces `search` when nothing waits for the index any more."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._reads = False
        workplace.changes.tell(self, SEARCHED, self.go_on)

    def go_on(self) -> None:
        """Read a slice, then the next; what changes meanwhile is among what waits."""
        if not self._reads:
            self._reads = True
            self._workplace.lanes.write.run(
                _slice, self._workplace.laptop, done=self._heard, failed=self._failed, owner=self
            )

    def _heard(self, left: int) -> None:
        self._reads = False
        if left:
            self.go_on()
        else:
            self._workplace.changes.announce({"search"})

    def _failed(self, error: Exception) -> None:
        self._reads = False
        if not self._workplace.laptop.read_only:
            self._workplace.lanes.write.unexpected.emit(error)


def _slice(laptop: Laptop) -> int:
    """How many rows still wait. The dictionary of sounds is loaded before the transaction, not inside."""
    from sync.store import sounds

    sounds.get_ready()
    return laptop.index()
