"""A few rows inside a card, each a button that leads to its record. For long lists there is `MasterList`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.button import Button
from desktop.widgets.entry_delegate import paint_entry
from desktop.widgets.layouts import clear
from desktop.widgets.rows_model import Entry
from desktop.widgets.text import Text

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_K: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_J: 1}
MORE = 50  # rows that a press on the rest shows
_OPENS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryLine(QAbstractButton):
    """One row. Enter, Space or a click opens it. Signals: Qt's `clicked`, and `stepped(±1)`."""

    stepped = Signal(int)

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
        self.setAccessibleName(entry.spoken())
        self.setToolTip(entry.title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(180), theme.px(52 if self.entry.line or self.entry.mark else 36))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _OPENS:
            self.click()
        elif key in _STEPS and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.stepped.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = self.rect().toRectF().adjusted(1, 1, -1, -1)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(ground, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, 6, 6)
        # An entry of a list keeps more room at its left than a row in a card needs.
        paint_entry(painter, self.rect().adjusted(-theme.px(6), 0, theme.px(4), 0), self.entry)


class EntryLines(QWidget):
    """Signals: `opened(row)`. At most `most` rows; how many more there are is said below them, and a press on
    that shows more."""

    opened = Signal(object)

    def __init__(
        self, entry_of: Callable[[Any], Entry], nothing: str = "", most: int = 8, *, opens: bool = True
    ) -> None:
        """`nothing`: what stands there when there are no rows; before `set_rows` nobody knows. `opens`: where
        a row leads nowhere, it is read and is no button."""
        super().__init__()
        self._entry_of, self.nothing, self._opens = entry_of, nothing, opens
        self._usual = self._most = most
        self.lines: list[EntryLine] = []
        self._shown: list[tuple[Entry, Any]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these. The same lines as before stay as they are, so that the keyboard keeps its place."""
        fresh = [(self._entry_of(row), row) for row in rows]
        if self.lines and fresh == self._shown:
            return
        place = self._place_of_keyboard(fresh)
        self._shown = fresh
        self._build()
        if place >= 0 and self.lines:
            self.lines[min(place, len(self.lines) - 1)].setFocus()

    def fold(self) -> None:
        """As many as at first: it is about another record."""
        if self._most != self._usual:
            self._most = self._usual
            self._build()

    def _build(self) -> None:
        clear(self._column)
        self.lines = [self._line(entry, row) for entry, row in self._shown[: self._most]]
        for line in self.lines:
            self._column.addWidget(line)
        self._add_rest(len(self._shown) - len(self.lines))

    def _place_of_keyboard(self, fresh: Sequence[tuple[Entry, Any]]) -> int:
        """Where the row is now that has the keyboard; the same place where it is gone; -1 without any."""
        place = next((place for place, line in enumerate(self.lines) if line.hasFocus()), -1)
        if place < 0:
            return place
        entry, row = self._shown[place]
        alike = (at for at, (new, same) in enumerate(fresh) if same == row or new.title == entry.title)
        return next(alike, place)

    def _line(self, entry: Entry, row: Any) -> EntryLine:
        line = EntryLine(entry)
        line.clicked.connect(lambda: self.opened.emit(row))
        line.stepped.connect(lambda step: self._step(line, step))
        line.setEnabled(self._opens)
        return line

    def _add_rest(self, more: int) -> None:
        if more > 0:
            rest = Button(self.tr("{n} more").format(n=more), "link", icon="chevron-down")
            rest.clicked.connect(self._show_more)
            self._column.addWidget(rest, 0, Qt.AlignmentFlag.AlignLeft)
        elif not self.lines and self.nothing:
            words = Text(self.nothing, "small", wraps=True)
            words.setContentsMargins(theme.px(8), 2, 0, 2)
            self._column.addWidget(words)

    def _show_more(self) -> None:
        """The keyboard goes to the first that was not seen before."""
        place = len(self.lines)
        self._most += MORE
        self._build()
        self.lines[place].show()  # what is not shown yet takes no keyboard
        self.lines[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, line: EntryLine, step: int) -> None:
        place = self.lines.index(line) + step
        if 0 <= place < len(self.lines):
            self.lines[place].setFocus(Qt.FocusReason.TabFocusReason)
