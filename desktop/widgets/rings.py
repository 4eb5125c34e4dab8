"""The rings of a case: how far it has come, as words, shapes and one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import icons, theme

DONE, CURRENT, TODO = "done", "current", "todo"


@dataclass(frozen=True)
class Ring:
    """One ring. `state`: DONE, CURRENT or TODO; `note`: a few words below (the state's name, a day)."""

    word: str
    state: str
    note: str = ""


class Rings(QWidget):
    """Done rings are filled and carry a tick, the current one is open with a dot, those to come are empty."""

    def __init__(self, rings: Sequence[Ring] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_rings(rings)

    def set_rings(self, rings: Sequence[Ring]) -> None:
        """Show these instead."""
        self.rings = tuple(rings)
        self.setAccessibleName(spoken(self.rings))
        self.setToolTip(spoken(self.rings))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(96) * max(1, len(self.rings)), theme.px(66))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(64) * max(1, len(self.rings)), theme.px(66))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / max(1, len(self.rings))
        middles = [QPointF(step * (place + 0.5), theme.px(14)) for place in range(len(self.rings))]
        for place in range(1, len(middles)):
            self._paint_link(
                painter, middles[place - 1], middles[place], reached=self.rings[place].state != TODO
            )
        for ring, middle in zip(self.rings, middles, strict=True):
            self._paint_ring(painter, ring, middle)
            self._paint_words(painter, ring, middle.x() - step / 2, step)

    def _paint_link(self, painter: QPainter, start: QPointF, end: QPointF, *, reached: bool) -> None:
        gap = theme.px(14)
        colour = theme.colour("accent" if reached else "line_control")
        painter.setPen(
            QPen(colour, 2.0 if reached else 1.0, Qt.PenStyle.SolidLine if reached else Qt.PenStyle.DotLine)
        )
        painter.drawLine(QPointF(start.x() + gap, start.y()), QPointF(end.x() - gap, end.y()))

    def _paint_ring(self, painter: QPainter, ring: Ring, middle: QPointF) -> None:
        radius = theme.px(9)
        accent = theme.colour("accent")
        painter.setBrush(accent if ring.state == DONE else Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("line_control"), 1.5) if ring.state == TODO else QPen(accent, 2.5))
        painter.drawEllipse(middle, radius, radius)
        if ring.state == DONE:
            side = theme.px(13)
            box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            icons.paint(painter, "check", box, theme.colour("on_accent"))
        elif ring.state == CURRENT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(middle, radius / 2.2, radius / 2.2)

    def _paint_words(self, painter: QPainter, ring: Ring, left: float, width: float) -> None:
        lines = (
            (
                ring.word,
                "strong" if ring.state == CURRENT else "body",
                _WORD_COLOURS[ring.state],
                theme.px(28),
            ),
            (ring.note, "small", "ink_soft", theme.px(48)),
        )
        for words, role, colour, top in lines:
            font = theme.font(role)
            painter.setFont(font)
            painter.setPen(theme.colour(colour))
            fitting = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, int(width) - 4)
            painter.drawText(QRectF(left, top, width, theme.px(19)), Qt.AlignmentFlag.AlignCenter, fitting)


_WORD_COLOURS = {DONE: "ink", CURRENT: "accent", TODO: "ink_faint"}


def spoken(rings: Sequence[Ring]) -> str:
    """The rings in words: 搜集 已完成 · 汇总 进行中 (已受理) · 交办 未开始."""
    translate = QCoreApplication.translate
    words = {
        DONE: translate("Rings", "done"),
        CURRENT: translate("Rings", "under way"),
        TODO: translate("Rings", "not begun"),
    }
    notes = (f" ({ring.note})" if ring.note else "" for ring in rings)
    return "·".join(f"{ring.word} {words[ring.state]}{note}" for ring, note in zip(rings, notes, strict=True))
