"""One field on a form with what belongs to it: its label, a hint, and the message when something is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop import icons, theme
from desktop.widgets.field import Field
from desktop.widgets.text import Text

WIDTH = 104  # pixels for the labels that begin a line: seven characters, longer ones wrap


@dataclass(frozen=True)
class Objection:
    """What is wrong with a value. A warning (`blocks` False) is shown; the form may still be submitted."""

    text: str
    blocks: bool = True


class FieldLabel(QWidget):
    """The label, with a red star when the field must be filled in. `first`: it begins its line."""

    def __init__(self, label: str, *, required: bool, first: bool) -> None:
        super().__init__()
        self._first = first
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(6), 0, 0)
        row.setSpacing(3)
        self.text = Text(label, "quiet", wraps=first)
        row.addWidget(self.text)
        if required:
            row.addWidget(Text("*", "refused"), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in theme.CHANGES:
            self._align()
        super().changeEvent(event)

    def _align(self) -> None:
        if self._first:
            self.setFixedWidth(theme.px(WIDTH))


class FieldCell(QWidget):
    """The field, the hint below it, and the message that takes the hint's place."""

    def __init__(self, field: Field, hint: str = "") -> None:
        super().__init__()
        self.field = field
        self.hint = Text(hint, "small", wraps=True)
        self.message = Message()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for widget in (field, self.hint, self.message):
            column.addWidget(widget)
        self.hint.setVisible(bool(hint))  # inside: shown alone it would be a window, and take the keyboard

    def show_objection(self, objection: Objection | None) -> None:
        """Say what is wrong, or that nothing is."""
        self.message.show_objection(objection)
        self.hint.setVisible(bool(self.hint.text()) and objection is None)
        self.field.set_invalid(objection is not None and objection.blocks)
        self.field.editor().setAccessibleDescription(objection.text if objection else "")


class Message(QWidget):
    """A small sentence with a sign before it."""

    def __init__(self) -> None:
        super().__init__()
        self._sign, self.text = QLabel(), Text(role="refused", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self.hide()

    def show_objection(self, objection: Objection | None) -> None:
        self.setVisible(objection is not None)
        if objection is None:
            return
        icon, role, colour = (
            ("alert", "refused", "danger_ink") if objection.blocks else ("warning", "warned", "warning_ink")
        )
        self._sign.setPixmap(icons.pixmap(icon, colour, 14))
        self.text.setProperty("role", role)
        self.text.style().polish(self.text)
        self.text.setText(objection.text)
