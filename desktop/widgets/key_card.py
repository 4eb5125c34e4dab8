"""F1: every key that exists, by where it acts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.keys import Key, Keys
from desktop.widgets.cover import Cover
from desktop.widgets.layouts import clear
from desktop.widgets.text import Text


class KeyCard(Cover):
    """Shows the keys as they are at that moment."""

    def __init__(self, keys: Keys, window: QWidget) -> None:
        super().__init__(window)
        self._keys = keys
        self.setAccessibleName(self.tr("Keys"))
        self._card = QFrame(self)
        self._card.setProperty("kind", "overlay")
        self._columns = QHBoxLayout(self._card)
        self._columns.setContentsMargins(24, 18, 24, 20)
        self._columns.setSpacing(36)

    def open(self) -> None:
        """Show the keys as they are now."""
        clear(self._columns)
        listing = self._keys.listing()
        for group in dict.fromkeys(key.group for key in listing):  # what acts everywhere was entered first
            keys = [key for key in listing if key.group == group]
            self._columns.addWidget(_column(group, keys), 0, Qt.AlignmentFlag.AlignTop)
        self._card.resize(self._card.sizeHint())
        super().open()
        self._put_in_the_middle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put_in_the_middle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = theme.colour("ink")
        shade.setAlphaF(0.18)
        QPainter(self).fillRect(self.rect(), shade)

    def _put_in_the_middle(self) -> None:
        self._card.move(self.rect().center() - self._card.rect().center())


def _column(group: str, keys: list[Key]) -> QWidget:
    column = QWidget()
    lines = QVBoxLayout(column)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(8)
    lines.addWidget(Text(group, "heading"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(5)
    for row, key in enumerate(keys):
        grid.addWidget(Text(key.keys, "strong"), row, 0)
        grid.addWidget(Text(key.word, "quiet"), row, 1)
    lines.addLayout(grid)
    return column
