"""The list at the left of a page: filter, rows, and what is said when there are none.

Give it plain rows and two functions; it answers with signals. New rows keep the person's place: the same
row stays current, and when it is gone (just dealt with), the one that took its place is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.widgets.empty import Empty, Loading
from desktop.widgets.filter_field import FilterField
from desktop.widgets.list_keys import ListKeys
from desktop.widgets.list_views import EntryView, TableView
from desktop.widgets.rows_model import Column, Entry, RowsModel, spoken
from desktop.widgets.text import Text

AT_ONCE = 50  # rows whose texts are made ready for the filter in one go


@dataclass(frozen=True)
class Nothing:
    """What an empty list says (C4: first use says why and offers one button; done is calm)."""

    text: str
    action: str = ""
    act: Callable[[], object] | None = None
    icon: str = "inbox"


class MasterList(QWidget):
    """Rows as two-line entries (`entry_of`) or as a table (`columns`).

    Signals: `current_changed(row | None)`, `opened(row)`, `clicked(row)`, `marks_changed()`.
    """

    current_changed = Signal(object)
    opened = Signal(object)
    clicked = Signal(object)
    marks_changed = Signal()

    def __init__(
        self,
        name: str,
        key_of: Callable[[Any], object],
        entry_of: Callable[[Any], Entry] | None = None,
        columns: Sequence[Column] = (),
        search_of: Callable[[Any], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`name`: what the list is called, for screen readers. `search_of`: the text that the filter looks
        into; pinyin initials belong there too. Without it, what is shown is searched."""
        super().__init__(parent)
        shown = [Column("", entry_of)] if entry_of is not None else list(columns)
        self._search_of = search_of or (lambda row: " ".join(spoken(column.cell_of(row)) for column in shown))
        self._rows: Sequence[Any] = ()
        self._texts: list[str] = []  # of the first rows, for the filter
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_on)
        self._nothing = Nothing(self.tr("Nothing here yet"))
        self.model = RowsModel(shown, key_of, self)
        self.view = EntryView() if entry_of is not None else TableView()
        self.view.setAccessibleName(name)
        self.keys = ListKeys(self.view, self.model)
        if isinstance(self.view, TableView):
            self.view.arrange(self.model.columns)
        self.filter = FilterField(self.tr("Filter {name}").format(name=name))
        self.count = Text(role="small")
        self.empty, self.loading = Empty(), Loading()
        self.empty.installEventFilter(self.keys)  # / and Esc act where no row is left, too
        self._lay_out()
        self._connect()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows, filtered as the person has it, at the place where the person is."""
        self._rows, self._texts = rows, []
        self.loading.end()
        self._show_matching()

    def set_nothing(self, nothing: Nothing) -> None:
        """What to say when there are no rows at all."""
        self._nothing = nothing
        if not self._rows and self._stack.currentWidget() is self.empty:
            self._show_matching()

    def show_loading(self) -> None:
        """Rows are on their way; `loading.count` shows numbers."""
        self._turn_to(self.loading)
        self.loading.begin()

    def show_error(
        self, text: str, code: str, action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """What happened, what is safe and what to do, with a code that can be passed on."""
        self.loading.end()
        self.empty.say(text, action, act, note=code, icon="alert", alarming=True)
        self._turn_to(self.empty)

    def current_row(self) -> Any:
        return self.keys.current_row()

    def chosen_rows(self) -> list[Any]:
        """The marked rows, or the current one when none is marked."""
        current = self.current_row()
        return self.model.marked_rows() or ([current] if current is not None else [])

    def go_to_key(self, key: object) -> bool:
        """Make the row of this key current; False when it is not shown."""
        place = self.model.place_of(key)
        if place >= 0:
            self.keys.go_to(place)
        return place >= 0

    def add_above(self, widget: QWidget) -> None:
        """Stand something above the filter: queues, a heading."""
        self._column.insertWidget(0, widget)

    def add_below(self, widget: QWidget) -> None:
        """Stand something at the foot: as of when the rows are."""
        self._column.addWidget(widget)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for page in (self.view, self.empty, self.loading):
            self._stack.addWidget(page)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(10)
        head.addWidget(self.filter, 1)
        head.addWidget(self.count)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addWidget(self._stack, 1)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.keys.current_changed.connect(self.current_changed)
        self.keys.opened.connect(self.opened)
        self.keys.clicked.connect(self.clicked)
        self.keys.marks_changed.connect(self.marks_changed)
        self.keys.filter_asked.connect(self.filter.setFocus)
        self.keys.cleared.connect(self.clear_filter)
        self.filter.entered.connect(self._begin_reading)
        self.filter.textChanged.connect(self._show_matching)
        self.filter.left.connect(self.setFocus)

    def clear_filter(self) -> None:
        self.filter.clear()
        self.setFocus()

    def match_again(self) -> None:
        """The filter may look through more than before."""
        self._texts = []
        if self.filter.text():
            self._show_matching()

    def _show_matching(self) -> None:
        place, key = self.view.currentIndex().row(), self._current_key()
        scrolled = self.view.verticalScrollBar().value()
        self.model.set_rows(self._matching())
        self.count.setText(self._count_text())
        self._show_page()
        found = self.model.place_of(key)
        self.keys.go_to(found if found >= 0 else max(place, 0))
        if found >= 0:
            self.view.verticalScrollBar().setValue(scrolled)
        if not self.model.rowCount():
            self.current_changed.emit(None)

    def _current_key(self) -> object:
        index = self.view.currentIndex()
        return self.model.key_at(index.row()) if index.isValid() else None

    def _matching(self) -> Sequence[Any]:
        words = self.filter.text().casefold().split()
        if not words:
            return self._rows
        self._read(self._rows[len(self._texts) :])
        pairs = zip(self._rows, self._texts, strict=True)
        return [row for row, text in pairs if all(word in text for word in words)]

    def _begin_reading(self) -> None:
        """The person comes to the filter: until the first word is typed, and by today's words."""
        self._texts = []
        self._reading.start()

    def _read_on(self) -> None:
        """A few rows at a time, so that thousands of them hold nobody up at the first letter."""
        begun = len(self._texts)
        self._read(self._rows[begun : begun + AT_ONCE])
        if len(self._texts) == len(self._rows):
            self._reading.stop()

    def _read(self, rows: Sequence[Any]) -> None:
        self._texts += [self._search_of(row).casefold() for row in rows]

    def _count_text(self) -> str:
        shown, total = self.model.rowCount(), len(self._rows)
        return str(total) if shown == total else f"{shown} / {total}"

    def _show_page(self) -> None:
        if self.model.rowCount():
            self._turn_to(self.view)
            return
        if self._rows:
            text = self.tr("Nothing matches “{filter}”").format(filter=self.filter.text())
            self.empty.say(text, self.tr("Clear the filter"), self.clear_filter, icon="filter")
        else:
            self.empty.say(
                self._nothing.text, self._nothing.action, self._nothing.act, icon=self._nothing.icon
            )
        self._turn_to(self.empty)

    def _turn_to(self, page: QWidget) -> None:
        """The keyboard stays in the list, whatever is shown of it: the keys of the screen go on to work, and
        nobody presses the button of an empty list because its rows have gone."""
        before = self._stack.currentWidget()
        had_keyboard = before is not page and before.hasFocus()
        self._stack.setCurrentWidget(page)
        self.setFocusProxy(page)
        if had_keyboard:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
