"""Every shortcut is entered here, so that the card under F1 shows exactly the keys that exist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


@dataclass(frozen=True)
class Key:
    """One shortcut: `keys` as people read them (Ctrl+K), `word` what it does, `group` where it acts."""

    keys: str
    word: str
    group: str


class Keys(QObject):
    """The shortcuts of one window."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bound: list[tuple[QObject, Key]] = []

    def bind(
        self,
        owner: QWidget,
        keys: str,
        word: str,
        act: Callable[[], object],
        group: str,
        *,
        window: bool = False,
    ) -> QShortcut:
        """Let `keys` ("F5", "U / Ctrl+Z") do `act` while the keyboard is in `owner`, or anywhere in it.

        `window`: anywhere in the window of `owner`. An editor that has the keyboard takes single letters
        first, so they may be bound to a pane.
        """
        shortcut = QShortcut(owner)
        shortcut.setKeys([QKeySequence(one) for one in _one_by_one(keys)])
        contexts = Qt.ShortcutContext
        shortcut.setContext(contexts.WindowShortcut if window else contexts.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
        self.mention(shortcut, keys, word, group)
        return shortcut

    def mention(self, owner: QObject, keys: str, word: str, group: str) -> None:
        """List a key that a widget handles itself, for as long as `owner` lives."""
        self._bound.append((owner, Key(keys, word, group)))

    def listing(self) -> list[Key]:
        """All keys that exist now, each once, in the order they were entered."""
        self._bound = [(owner, key) for owner, key in self._bound if isValid(owner)]
        return list(dict.fromkeys(key for _owner, key in self._bound))


def _one_by_one(keys: str) -> list[str]:
    # The Enter of the main keys and that of the number pad are two keys for Qt, and one for people.
    return [one for key in keys.split(" / ") for one in dict.fromkeys((key, key.replace("Enter", "Return")))]
