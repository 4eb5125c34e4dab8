"""A number that counts rows, with what it counts; pressing it shows exactly those rows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop import theme


class Figure(QAbstractButton):
    """`value`: "12", or a rate "79.7%"; `note`: "4175/5236", never left out for a rate."""

    def __init__(self, word: str, value: str = "—", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setText(word)
        self.tone = "ink"
        self.set_value(value, note)

    def set_value(self, value: str, note: str = "", tone: str = "ink") -> None:
        """Show another number; `tone`: the name of its colour, its word must say why."""
        self.value, self.note, self.tone = value, note, tone
        self.setAccessibleName(f"{self.text()}: {value} {note}".rstrip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        number = QFontMetrics(theme.font("figure")).horizontalAdvance(self.value)
        note = QFontMetrics(theme.font("small")).horizontalAdvance(self.note)
        return QSize(max(theme.px(104), number + note + theme.px(40)), theme.px(70))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(box, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 8, 8)
        left = theme.px(12)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink_soft"))
        painter.drawText(
            QRectF(left, theme.px(8), self.width(), theme.px(18)), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        self._paint_number(painter, left)

    def _paint_number(self, painter: QPainter, left: int) -> None:
        number = theme.font("figure")
        baseline = theme.px(55)
        painter.setFont(number)
        painter.setPen(theme.colour(self.tone))
        painter.drawText(left, baseline, self.value)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink_soft"))
        painter.drawText(
            left + QFontMetrics(number).horizontalAdvance(self.value) + theme.px(8), baseline, self.note
        )
