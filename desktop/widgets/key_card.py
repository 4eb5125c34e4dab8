"""F1: every key that exists, by where it acts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import theme
from desktop.keys import Key, Keys
from desktop.widgets.cover import Cover
from desktop.widgets.text import Text

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -9, Qt.Key.Key_PageDown: 9}


class KeyCard(Cover):
    """Shows the keys as they are at that moment. In a window too small for all, ↑ ↓ go through them."""

    def __init__(self, keys: Keys, window: QWidget) -> None:
        super().__init__(window)
        self._keys = keys
        self.setAccessibleName(self.tr("Keys"))
        self._card = QScrollArea(self)
        self._card.setProperty("kind", "overlay")
        self._card.setWidgetResizable(True)
        self._card.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def open(self) -> None:
        """Show the keys as they are now."""
        self._card.setWidget(_sheet(self._keys.listing(), self.window().width()))
        super().open()
        self._put_in_the_middle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, step = self._card.verticalScrollBar(), _STEPS.get(Qt.Key(event.key()), 0)
        if step and bar.maximum():
            bar.setValue(bar.value() + step * bar.singleStep())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put_in_the_middle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = theme.colour("ink")
        shade.setAlphaF(0.18)
        QPainter(self).fillRect(self.rect(), shade)

    def _put_in_the_middle(self) -> None:
        sheet = self._card.widget()
        if sheet is not None:
            bar = self._card.verticalScrollBar().sizeHint().width()
            size = sheet.sizeHint() + QSize(2, 2)
            self._card.resize(
                (size + QSize(bar, 0) if size.height() > self.height() else size).boundedTo(self.size())
            )
            self._card.move(self.rect().center() - self._card.rect().center())


def _sheet(listing: list[Key], width: int) -> QWidget:
    """Small groups stand below each other, more of them where the sheet would be wider than this."""
    groups = [
        [key for key in listing if key.group == group]
        for group in dict.fromkeys(key.group for key in listing)  # what acts everywhere was entered first
    ]
    longest, most = max(map(len, groups), default=0) + 2, len(listing) + 2 * len(groups)
    sheets = (_in_columns(groups, lines) for lines in range(longest, most + 1))
    return next((sheet for sheet in sheets if sheet.sizeHint().width() <= width), _in_columns(groups, most))


def _in_columns(groups: list[list[Key]], lines: int) -> QWidget:
    """`lines`: of a column, two of them for each heading."""
    sheet, across, room = QWidget(), QHBoxLayout(), 0
    sheet.setLayout(across)
    across.setContentsMargins(24, 18, 24, 20)
    across.setSpacing(36)
    for keys in groups:
        if room < len(keys) + 2:
            column, room = QVBoxLayout(), lines
            column.setSpacing(18)
            across.addLayout(column)
            column.addStretch(1)
        column.insertWidget(column.count() - 1, _column(keys[0].group, keys))
        room -= len(keys) + 2
    return sheet


def _column(group: str, keys: list[Key]) -> QWidget:
    column = QWidget()
    lines = QVBoxLayout(column)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(8)
    lines.addWidget(Text(group, "heading"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    for row, key in enumerate(keys):
        grid.addWidget(Text(key.keys, "strong"), row, 0)
        grid.addWidget(Text(key.word, "quiet"), row, 1)
    lines.addLayout(grid)
    return column
