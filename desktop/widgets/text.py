"""Text that stands still: always plain text (names may contain `<`), sized and coloured by its role."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget


class Text(QLabel):
    """One piece of text. `role`: a key of `theme.TEXT`."""

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        wraps: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wraps)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


class OneLine(Text):
    """Text in one line, whose end is cut where there is no room for it, and is said so; it asks for none. The
    whole is its tip."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        room = self.contentsRect()
        fitting = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter, ink = QPainter(self), self.foregroundRole()
        self.style().drawItemText(painter, room, self.alignment(), self.palette(), True, fitting, ink)
