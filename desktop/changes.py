"""The one signal: these kinds of record changed. My own click and far news come in by the same door."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from sync.store.tables import SYNCED_BY_NAME

# For who knows that something changed, and not what: a sync that broke off, work that was taken back.
EVERYTHING = frozenset({*SYNCED_BY_NAME, "outbox", "draft"})


class Changes(QObject):
    """Signals: `happened(frozenset[str])`, the names of the tables that have other rows now."""

    happened = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listeners: list[tuple[QObject, frozenset[str], Callable[[], object]]] = []

    def announce(self, kinds: Iterable[str]) -> None:
        """Say which kinds of record changed; nothing is said of nothing."""
        changed = frozenset(kinds)
        if not changed:
            return
        self.happened.emit(changed)
        self._listeners = [each for each in self._listeners if isValid(each[0])]
        for owner, mine, callback in self._listeners:
            if mine & changed and isValid(owner):
                callback()

    def tell(self, owner: QObject, kinds: Iterable[str], callback: Callable[[], object]) -> None:
        """Call `callback` whenever one of these kinds changes, for as long as `owner` lives."""
        self._listeners.append((owner, frozenset(kinds), callback))
