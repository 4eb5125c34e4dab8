"""A key that is pressed while a problem is being done, or the next one is read.

It is remembered for a moment, and opens its form once the next problem stands there. What has no form is
never done to a problem that nobody has seen yet: that the key was not taken is said instead.
"""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop.cases.acts import ACTS

LASTS_MS: Final = 3_000  # whoever pressed it longer ago has looked at something else since


class EarlyKey(QObject):
    """Hears the keys of the acts in `pane` while it listens; what is typed in an editor is never taken."""

    def __init__(self, pane: QWidget) -> None:
        super().__init__(pane)
        self._pane, self._done = pane, ""
        self._key, self._of, self._until = "", "", QDeadlineTimer()
        self._shortcuts = [self._shortcut(key) for key in dict.fromkeys(act.key for act in ACTS)]

    def listen(self, listens: bool, done: str = "") -> None:
        """`done`: the problem that is being done, which a key is not meant for; "" while one is read."""
        self._done = done
        for shortcut in self._shortcuts:
            shortcut.setEnabled(listens)

    def key(self) -> str:
        """What was pressed a moment ago, and not taken yet; "" for nothing."""
        return "" if self._until.hasExpired() else self._key

    def is_meant_for(self, problem_id: str) -> bool:
        """Whether it may be taken for this problem: the keyboard is where it was, and the problem is not the
        one that was being done."""
        focused = QApplication.focusWidget()
        is_here = focused is not None and self._pane.isAncestorOf(focused)
        return is_here and not isinstance(focused, QLineEdit | QPlainTextEdit) and problem_id != self._of

    def forget(self) -> None:
        """It is taken, or the person has gone elsewhere."""
        self._key = ""

    def _shortcut(self, key: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._pane)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setEnabled(False)
        shortcut.activated.connect(partial(self._remember, key))
        return shortcut

    def _remember(self, key: str) -> None:
        self._key, self._of = key, self._done
        self._until.setRemainingTime(LASTS_MS)
