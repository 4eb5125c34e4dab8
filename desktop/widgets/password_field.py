"""A password: dots, Enter, and a word when Caps Lock seems to be on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from desktop.widgets.field import LineField


class PasswordField(LineField):
    """A line that shows dots. Signals: `entered()`, Enter was pressed; `capitals(bool)`, whether letters come
    out in capitals although no Shift is held."""

    entered = Signal()
    capitals = Signal(bool)

    def __init__(self) -> None:
        super().__init__(tidy=str)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.returnPressed.connect(self.entered)
        self.line.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.text().isalpha():
            held = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.emit(event.text().isupper() and not held)
        return False

    def try_again(self) -> None:
        """The keyboard is here, and the next character replaces what was typed."""
        self.line.setFocus()
        self.line.selectAll()
