"""A state told three ways at once: by a word, by a shape and by a colour."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import icons, theme

# The shape of a tone where the caller names none: all differ, so that a grey picture tells them apart.
SHAPES = {
    "neutral": "circle",
    "info": "in_progress",
    "success": "check",
    "warning": "warning",
    "caution": "flag",
    "danger": "alert",
}


@dataclass(frozen=True)
class Mark:
    """A state to show. `tone`: one of `palettes.TONES`; `icon`: another shape than the tone's own."""

    word: str
    tone: str = "neutral"
    icon: str = ""

    @property
    def shape(self) -> str:
        return self.icon or SHAPES[self.tone]


class Badge(QWidget):
    """A mark as a widget."""

    def __init__(self, mark: Mark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_mark(mark)

    def set_mark(self, mark: Mark) -> None:
        self.mark = mark
        self.setAccessibleName(mark.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return mark_size(self.mark)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_mark(QPainter(self), self.rect(), self.mark)


def mark_size(mark: Mark) -> QSize:
    """How much room a mark needs."""
    words = QFontMetrics(theme.font("small")).horizontalAdvance(mark.word)
    return QSize(words + theme.px(29), theme.px(21))


def paint_mark(painter: QPainter, box: QRect, mark: Mark) -> None:
    """Draw the mark into a box of `mark_size`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{mark.tone}_soft"))
    painter.drawRoundedRect(box, theme.px(5), theme.px(5))
    ink, side = theme.colour(f"{mark.tone}_ink"), theme.px(14)
    top = box.y() + (box.height() - side) / 2
    icons.paint(painter, mark.shape, QRectF(box.x() + theme.px(6), top, side, side), ink)
    painter.setPen(ink)
    painter.setFont(theme.font("small"))
    words = box.adjusted(theme.px(23), 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, mark.word)
    painter.restore()
