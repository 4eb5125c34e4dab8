"""A day: typed in many ways, stepped with ↑ ↓, or picked from a calendar that shows 休 and 班."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import theme
from desktop.widgets.button import Button
from desktop.widgets.day_picker import DayPicker, MarkOf
from desktop.widgets.day_words import read_day
from desktop.widgets.field import Field, Line
from desktop.widgets.overlay import Overlay
from desktop.widgets.text import Text

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class DayField(Field):
    """The value is an ISO day ("2026-11-22"), "" for none, or the text as typed when it is no day."""

    def __init__(self, today: Callable[[], date], mark_of: MarkOf = lambda _day: "") -> None:
        """`today`: the present day in Shanghai, asked again each time."""
        super().__init__()
        self._today, self._mark_of = today, mark_of
        self.line, self.mark = _DayLine(width=128), Text(role="small")
        self._sheet: Overlay | None = None
        self.button = Button("", "quiet", icon="calendar", name=self.tr("Pick a day"))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.line, self.button, self.mark):
            row.addWidget(widget)
        row.addStretch(1)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.left.connect(self._leave)
        self.line.stepped.connect(self._step)
        self.button.clicked.connect(self._open_calendar)

    def value(self) -> str:
        day = self.day()
        return day.isoformat() if day else self.line.text().strip()

    def day(self) -> date | None:
        """The day that was typed, or None when there is none or it cannot be read."""
        return read_day(self.line.text(), self._today())

    def set_value(self, value: Any) -> None:
        self.line.setText(str(value or ""))
        self._show_mark()

    def complaint(self) -> str:
        if self.line.text().strip() and self.day() is None:
            return self.tr("This is not a day; write it like 2026-11-22, 11-22 or 周五")
        return ""

    def editor(self) -> QWidget:
        return self.line

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)
        self.button.setVisible(not read_only)

    def _typed(self) -> None:
        self._show_mark()
        self.changed.emit()

    def _leave(self) -> None:
        self.set_value(self.value())
        self.left.emit()

    def _step(self, days: int) -> None:
        if not self.line.isReadOnly():
            self._choose((self.day() or self._today()) + timedelta(days=days))

    def _choose(self, day: date) -> None:
        self.set_value(day.isoformat())
        self.changed.emit()

    def _show_mark(self) -> None:
        day = self.day()
        self.mark.setText(day_words(day, self._mark_of) if day else "")

    def _open_calendar(self) -> None:
        if self._sheet is None:
            self.picker = DayPicker(self._today, self._mark_of)
            self.picker.picked.connect(self._pick)
            self.picker.left.connect(self._close_calendar)
            self._sheet = Overlay(self.line, self.picker)
        self.picker.show_day(self.day() or self._today())
        self._sheet.show_at_field(QSize(theme.px(330), theme.px(290)))
        self.picker.setFocus()

    def _pick(self, day: date) -> None:
        self._choose(day)
        self._close_calendar()

    def _close_calendar(self) -> None:
        self.line.setFocus()
        if self._sheet is not None:
            self._sheet.hide()


def day_words(day: date, mark_of: MarkOf) -> str:
    """周日 休: the weekday and what is special about the day."""
    weekday = QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    return " ".join(word for word in (weekday, mark_of(day)) if word)


class _DayLine(Line):
    """Signals: `stepped(days)`."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (key := Qt.Key(event.key())) in _STEPS:
            self.stepped.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)
