"""What happened, in order: when, who (name and post), what, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.badge import Badge, Mark
from desktop.widgets.layouts import clear
from desktop.widgets.text import Text


@dataclass(frozen=True)
class Moment:
    """One entry. `time`: as shown (11-20 16:05); `note`: quiet words (离线填写, 17:10 送达)."""

    time: str
    who: str
    what: str
    text: str = ""
    note: str = ""
    mark: Mark | None = None
    tone: str = "info"


class Timeline(QWidget):
    """`newest_first` is how the caller orders the moments; this only shows them."""

    def __init__(self, moments: Sequence[Moment] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.set_moments(moments)

    def set_moments(self, moments: Sequence[Moment]) -> None:
        """Show these instead."""
        clear(self._column)
        for place, moment in enumerate(moments):
            self._column.addWidget(_MomentRow(moment, is_last=place == len(moments) - 1))
        self._column.addStretch(1)


class _MomentRow(QWidget):
    """A dot on the line of time, and the words at its right; the words can be selected and copied."""

    def __init__(self, moment: Moment, *, is_last: bool) -> None:
        super().__init__()
        self._moment, self._is_last = moment, is_last
        self.setAccessibleName(f"{moment.time} {moment.who} {moment.what} {moment.text}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Text(moment.what, "strong"))
        if moment.mark is not None:
            head.addWidget(Badge(moment.mark))
        head.addStretch(1)
        head.addWidget(Text(moment.time, "small"))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(26), 0, 0, 4 if is_last else 14)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(Text("·".join(part for part in (moment.who, moment.note) if part), "small"))
        if moment.text:
            column.addWidget(Text(moment.text, wraps=True, selectable=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(theme.px(8), theme.px(10))
        if not self._is_last:
            painter.setPen(QPen(theme.colour("line"), 2))
            painter.drawLine(
                QPointF(middle.x(), middle.y() + theme.px(8)), QPointF(middle.x(), self.height())
            )
        painter.setPen(QPen(theme.colour(f"{self._moment.tone}_ink"), 2))
        painter.setBrush(theme.colour(f"{self._moment.tone}_soft"))
        painter.drawEllipse(middle, theme.px(5), theme.px(5))
