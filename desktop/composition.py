"""Whether the person is in the middle of composing a word with an input method.

A change of focus or of text destroys the half-typed word (measured), so notices and news wait
until it is finished. Only the editor that has the focus is watched; all other events pass by unseen.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class Composition(QObject):
    """Signals: `ended()`, the half-typed word became text or was given up."""

    ended = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._editor: QWidget | None = None
        self._open = False
        application.focusChanged.connect(self._follow)
        self._follow(None, application.focusWidget())

    def is_open(self) -> bool:
        return self._open

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            self._become(bool(event.preeditString()))
        return False

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if self._editor is not None and isValid(self._editor):
            self._editor.removeEventFilter(self)
        self._editor = now
        if now is not None:
            now.installEventFilter(self)
        self._become(False)

    def _become(self, is_open: bool) -> None:
        was, self._open = self._open, is_open
        if was and not is_open:
            self.ended.emit()
