"""A month to pick a day from, with 休 and 班 beside the days that are not what their weekday says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QToolButton, QWidget

from desktop import icons, theme

# What a day is beside its weekday: "休" (rest), "班" (a make-up workday), "" (nothing special).
MarkOf = Callable[[date], str]

MARK_COLOURS = {"休": "success_ink", "班": "caution_ink"}

_ARROWS = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}


class DayPicker(QCalendarWidget):
    """Signals: `picked(date)`, by a click or Enter; `left()`, by Esc."""

    picked = Signal(object)
    left = Signal()

    def __init__(self, today: Callable[[], date], mark_of: MarkOf, parent: QWidget | None = None) -> None:
        """`today`: the present day in Shanghai; this machine's may be another."""
        super().__init__(parent)
        self._today, self._mark_of = today, mark_of
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
        self._calm_down()
        self.clicked.connect(lambda day: self.picked.emit(_plain(day)))
        self.activated.connect(lambda day: self.picked.emit(_plain(day)))

    def show_day(self, day: date) -> None:
        """Show the month of this day, with the day chosen."""
        self.setSelectedDate(QDate(day.year, day.month, day.day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintCell(self, painter: QPainter, box: QRect, day: QDate) -> None:
        chosen = day == self.selectedDate()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, QRectF(box).adjusted(3, 2, -3, -2), day, chosen=chosen)
        outside = day.month() != self.monthShown()
        colour = "on_accent" if chosen else "ink_faint" if outside else "ink"
        painter.setPen(theme.colour(colour))
        painter.setFont(theme.font("small" if outside else "body"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day.day()))
        word = self._mark_of(_plain(day))
        if word:
            font = theme.font("small")
            font.setPixelSize(theme.px(10))
            painter.setFont(font)
            painter.setPen(theme.colour("on_accent" if chosen else MARK_COLOURS.get(word, "ink_soft")))
            corner = box.adjusted(0, 2, -4, 0)
            painter.drawText(corner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight, word)
        painter.restore()

    def _paint_ground(self, painter: QPainter, box: QRectF, day: QDate, *, chosen: bool) -> None:
        painter.setBrush(theme.colour("accent" if chosen else "surface"))
        today = _plain(day) == self._today()
        painter.setPen(QPen(theme.colour("accent"), 1.5) if today else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 5, 5)

    def _calm_down(self) -> None:
        plain = QTextCharFormat()
        plain.setForeground(theme.colour("ink_soft"))
        self.setHeaderTextFormat(plain)
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, plain)
        for name, icon in _ARROWS.items():
            arrow: Any = self.findChild(QToolButton, name)
            arrow.setIcon(icons.icon(icon))


def _plain(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
