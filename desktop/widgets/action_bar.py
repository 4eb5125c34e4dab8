"""What can be done here, as buttons that carry their keys, in a line that stands still."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.keys import Keys
from desktop.widgets.button import Button
from desktop.widgets.layouts import FlowLayout, clear


@dataclass(frozen=True)
class Action:
    """One thing to do. `key`: a digit, a letter or Ctrl+Enter; `why_not`: the reason when it cannot be done
    now, shown as the button's tip (nothing is greyed out without one)."""

    word: str
    act: Callable[[], object]
    key: str = ""
    kind: str = "plain"
    icon: str = ""
    why_not: str = ""


class ActionBar(QFrame):
    """The keys act while the keyboard is anywhere in `pane`, but never take a letter from an editor there."""

    def __init__(self, pane: QWidget, keys: Keys, group: str, parent: QWidget | None = None) -> None:
        """`group`: where the keys act, in words, for the card of keys."""
        super().__init__(parent)
        self.setProperty("ground", "foot")
        self._pane, self._keys, self._group = pane, keys, group
        self.buttons: list[Button] = []
        self._shortcuts: list[QShortcut] = []
        self._flow = FlowLayout(gap=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 16, 8)
        column.addLayout(self._flow)
        self.hide()

    def set_actions(self, actions: Sequence[Action]) -> None:
        """Offer these instead; with none, the bar is gone."""
        self._forget_old()
        for action in actions:
            button = Button(action.word, action.kind, icon=action.icon, key=action.key, parent=self)
            button.setEnabled(not action.why_not)
            button.setToolTip(action.why_not)
            button.clicked.connect(_without_arguments(action.act))
            self._flow.addWidget(button)
            button.show()
            self.buttons.append(button)
            if action.key and not action.why_not:
                self._shortcuts.append(
                    self._keys.bind(self._pane, action.key, action.word, action.act, self._group)
                )
        self.setVisible(bool(actions))

    def _forget_old(self) -> None:
        clear(self._flow)
        self.buttons = []
        for shortcut in self._shortcuts:
            # At once, or the new key of the same name would be ambiguous until the old one is really gone.
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []


def _without_arguments(act: Callable[[], object]) -> Callable[[], object]:
    # `clicked` brings "checked" along, and would hand it to a function with a default argument.
    def press() -> None:
        act()

    return press
