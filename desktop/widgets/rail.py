"""The left rail: where one can go. A sign, a word, and a red number for what can be acted on now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop import icons, theme


@dataclass(frozen=True)
class RailItem:
    """One place to go. `word` comes from the city's profile; `factory` makes the screen when first shown."""

    key: str
    word: str
    icon: str
    factory: Callable[[], QWidget]
    at_foot: bool = False


class RailButton(QAbstractButton):
    """A sign over a word. The current one is white, bold and has a bar at its left."""

    def __init__(self, item: RailItem, number: int, parent: QWidget | None = None) -> None:
        """`number`: the n of Ctrl+n, 0 for none."""
        super().__init__(parent)
        self.item, self.badge = item, 0
        self.setText(item.word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(f"{item.word}  Ctrl+{number}" if number else item.word)
        self.setMouseTracking(True)
        self.set_badge(0)

    def set_badge(self, count: int) -> None:
        """How many things here wait for this person; 0 shows nothing."""
        self.badge = count
        self.setAccessibleName(f"{self.item.word} {count}" if count else self.item.word)
        self.update()

    def sizeHint(self) -> QSize:
        word = QFontMetrics(theme.font("small")).horizontalAdvance(self.item.word)
        return QSize(max(theme.px(72), word + theme.px(20)), theme.px(58))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(5, 2, -5, -2)
        self._paint_ground(painter, box)
        colour = theme.colour("accent" if self.isChecked() else "ink_soft")
        if self.has_room_for_sign():
            side = theme.px(22)
            place = QRectF((self.width() - side) / 2, theme.px(9), side, side)
            icons.paint(painter, self.item.icon, place, colour)
        font = theme.font("small")
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(self.place_of_word(), Qt.AlignmentFlag.AlignCenter, self.item.word)
        if self.badge:
            signed = self.has_room_for_sign()
            left = self.width() / 2 + theme.px(6) if signed else self.width() - theme.px(24)
            paint_count(painter, left, theme.px(5) if signed else 0, self.badge)

    def has_room_for_sign(self) -> bool:
        """With large text on a low screen there is room for the word alone."""
        return self.height() >= theme.px(54)

    def place_of_word(self) -> QRectF:
        """Below the sign, or in the middle where there is none."""
        if not self.has_room_for_sign():
            return QRectF(self.rect())
        return QRectF(0, theme.px(33), self.width(), theme.px(18))

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(theme.colour("surface" if self.isChecked() else "hover"))
            painter.drawRoundedRect(box, 8, 8)
        if self.isChecked():
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRectF(0, box.y() + box.height() * 0.25, 4, box.height() * 0.5), 2, 2)
        if self.hasFocus():
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(theme.colour("focus"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)


def paint_count(painter: QPainter, left: float, top: float, count: int) -> None:
    """A red number, 99+ at the most."""
    words = str(count) if count <= 99 else "99+"
    font = theme.font("small")
    font.setPixelSize(theme.px(11))
    font.setBold(True)
    height = theme.px(16)
    width = max(height, QFontMetrics(font).horizontalAdvance(words) + theme.px(8))
    box = QRectF(left, top, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("danger_ink"))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(theme.colour("on_accent"))
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


# Qt itself moves between buttons by the arrow keys.
_STEPS = {Qt.Key.Key_J: True, Qt.Key.Key_K: False}


class Rail(QFrame):
    """Signals: `chosen(key)`."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "rail")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.buttons: dict[str, RailButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 8)
        self._column.setSpacing(2)

    def set_items(self, items: Sequence[RailItem]) -> None:
        """Show these places; the first nine answer to Ctrl+1 … Ctrl+9."""
        mark = QLabel()
        mark.setPixmap(icons.application_icon().pixmap(theme.px(32)))
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        mark.setContentsMargins(0, 0, 0, 8)
        self._column.addWidget(mark)
        for item in sorted(items, key=lambda item: item.at_foot):
            self._add(item, len(self.buttons) + 1)
        if not any(item.at_foot for item in items):
            self._column.addStretch(1)

    def show_chosen(self, key: str) -> None:
        """Say where one is."""
        for button in self.buttons.values():
            button.setChecked(button.item.key == key)
        self.setFocusProxy(self.buttons[key])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS:
            self.focusNextPrevChild(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _add(self, item: RailItem, number: int) -> None:
        button = RailButton(item, number if number <= 9 else 0)
        button.clicked.connect(lambda: self.chosen.emit(item.key))
        if item.at_foot and not any(other.item.at_foot for other in self.buttons.values()):
            self._column.addStretch(1)
        self.buttons[item.key] = button
        self._column.addWidget(button)
