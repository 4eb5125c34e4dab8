"""A list of problems beside the page of one: what waits, what it is, what can be done, by keys alone.

J K walk the list, the digits and letters of the acts work wherever the keyboard is, [ ] go to the next
queue, / filters, U takes back. When a problem leaves the list, the next one takes its place by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.cases.entries import Listed, Seen, sought
from desktop.cases.left_behind import offer_typed
from desktop.cases.page import CHANGES, TICK_MS, CasePage
from desktop.cases.sources import Source
from desktop.cases.words import joined
from desktop.freshness import FreshnessLine
from desktop.sounding import Sounding
from desktop.widgets.choice_field import ChoiceField
from desktop.widgets.layouts import clear
from desktop.widgets.master_list import MasterList, Nothing
from desktop.widgets.panes import Panes
from desktop.workplace import Workplace

if TYPE_CHECKING:
    import sqlalchemy as sa

_log = logging.getLogger(__name__)

Looked = tuple[Sequence[Listed], dict[str, int]]


def look(connection: sa.Connection, wanted: Source, sources: Sequence[Source]) -> Looked:
    """The rows of one source, and how many wait in each whose rows wait for this person."""
    return wanted.ask(connection), {each.code: len(each.ask(connection)) for each in sources if each.acts}


class CaseQueue(QWidget):
    """One screen of problems. `name`: what the list is called; `sources`: what it can show; the first at
    first, or the first in which something waits; `next_source`: where the person goes on with a problem after
    a step from one of them."""

    def __init__(
        self,
        workplace: Workplace,
        name: str,
        sources: Sequence[Source],
        next_source: Mapping[str, str] = MappingProxyType({}),
        *,
        leads_on: bool = False,
    ) -> None:
        """`leads_on`: whoever finishes the last problem of a source is led to the next that waits."""
        super().__init__()
        self._workplace, self._sources, self._next_source = workplace, list(sources), next_source
        self._source, self._asked, self._wanted = self._sources[0], 0, ""
        self._is_new, self._just_turned, self._is_stale = True, False, False
        self._leads_on = leads_on
        self._is_news = False  # rows come that the person has not asked for
        self._is_filling = False  # the list is moved by its rows, and not by the person
        self._seen = self._look_at_clock()
        self.list = MasterList(
            name,
            lambda row: row.key,
            lambda row: row.entry(self._seen),
            search_of=self._sought,
        )
        self._rows: Sequence[Listed] = ()
        self._sounding = Sounding(workplace, self._names, self)
        self.page = CasePage(workplace, self, self._marked)
        self._panes = Panes(self.list, self.page)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._show_time)
        self._lay_out()
        self._connect()
        self._show(self._sources[0].code)

    def show_queue(self, code: str) -> None:
        """Show all rows of this source: another screen counted them, and knows of no filter."""
        self.list.clear_filter()
        self.show_source(code)

    def show_source(self, code: str) -> None:
        """Show this source's rows."""
        self._is_new = False
        self._show(code)

    def _show(self, code: str) -> None:
        self._source = next(each for each in self._sources if each.code == code)
        self.choice.set_value(code)
        self.list.set_nothing(Nothing(self._source.nothing))
        self.list.show_loading()
        self._just_turned = True
        self.reload()

    def show_problem(self, problem_id: str) -> None:
        """Go to this problem, among all that are here."""
        self.list.clear_filter()
        self._wanted = problem_id
        self.show_source(self._source.code)

    def put_source(self, source: Source) -> None:
        """Offer one more source in front of the others, and show it; the one before it of this code goes."""
        self._sources = [source, *(each for each in self._sources if each.code != source.code)]
        self._offer_sources()
        self.list.clear_filter()
        self.show_source(source.code)

    def reload(self) -> None:
        """Read the list again, as it is on this laptop now."""
        self._is_stale = False
        lane = self._workplace.lanes.read
        lane.forget(self._asked)
        self._asked = lane.run(
            self._workplace.laptop.read,
            look,
            self._source,
            self._sources,
            done=self._heard,
            failed=self._failed,
            owner=self,
        )

    def panes(self) -> Sequence[QWidget]:
        """What F6 goes through."""
        return [self.list, self.page]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()
        self._show_time()
        is_empty = not self.list.model.rowCount() and not self.page.is_held()
        self._is_new = self._is_new or is_empty  # who comes back to nothing is led to what waits
        if self._is_stale or is_empty:
            self.reload()
        self._take_keyboard()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panes)
        self.setFocusProxy(self._panes)
        self._above = QFrame()
        self._above_column = QVBoxLayout(self._above)
        self._above_column.setContentsMargins(12, 10, 12, 0)
        self.list.add_above(self._above)
        self.list.add_below(FreshnessLine(self._workplace))
        self._offer_sources()

    def _connect(self) -> None:
        self.list.current_changed.connect(self._moved)
        self.list.opened.connect(lambda _row: self._panes.show_detail())
        self.list.clicked.connect(self._clicked)
        self.list.filter.textChanged.connect(self._sounding.listen_for)
        self._sounding.heard.connect(self._match_again)
        self.page.acted.connect(self._acted)
        self.page.left.connect(self._come_back)
        self._workplace.changes.tell(self, CHANGES, self._news)
        keys, group = self._workplace.keys, self.tr("In lists")
        keys.bind(self, "]", self.tr("Next queue"), lambda: self._step(1), group)
        keys.bind(self, "[", self.tr("Queue before"), lambda: self._step(-1), group)

    def _acted(self, problem_id: str) -> None:
        """On to the next row; or on with this problem, where the step was only the beginning."""
        following = self._next_source.get(self._source.code)
        if following is None:
            if not self.page.is_typing():  # else a key that was pressed early has opened the next form
                self._panes.show_master()
            if self._leads_on:
                self._is_new = True
                self.reload()
            return
        self._wanted = problem_id
        self.show_source(following)

    def _news(self) -> None:
        """A screen that nobody looks at reads again when it is looked at."""
        if self.isVisible():
            self.reload()
        else:
            self._is_stale = True

    def _offer_sources(self) -> None:
        clear(self._above_column)
        self.choice = ChoiceField([(source.code, source.word) for source in self._sources])
        self.choice.name(self.tr("Show"))
        self.choice.changed.connect(self._chosen)
        self._above_column.addWidget(self.choice)
        self._above.setVisible(len(self._sources) > 1)

    def _chosen(self) -> None:
        self.page.early.forget()
        self.show_source(self.choice.value())

    def _step(self, step: int) -> None:
        self.page.early.forget()
        place = self._sources.index(self._source) + step
        if 0 <= place < len(self._sources):
            self.show_source(self._sources[place].code)

    def _heard(self, looked: Looked) -> None:
        rows, counts = looked
        if self._is_new and not rows and any(counts.values()):
            self.show_source(next(code for code, count in counts.items() if count))
            return
        self._is_new = False
        self._seen = self._look_at_clock()
        self._show_counts(counts)
        self._is_news, self._is_filling, self._rows = not self._just_turned, True, rows
        self.list.set_rows(rows)
        self._sounding.listen_for(self.list.filter.text())
        self._is_news = False
        if self._wanted:
            self._go_to_wanted(rows)
        self._is_filling = False
        if self._just_turned:
            self._just_turned = False
            self._take_keyboard()

    def _sought(self, row: Listed) -> str:
        """What the filter looks through: what is shown, and how title and firm sound."""
        return joined((sought(row, self._seen), self._sounding.of(*_named(row))), " ")

    def _match_again(self) -> None:
        """The names are heard now; an open form stays."""
        self._is_news = self._is_filling = True
        self.list.match_again()
        self._is_news = self._is_filling = False

    def _names(self) -> Iterator[str]:
        for row in self._rows:
            yield from _named(row)

    def _go_to_wanted(self, rows: Sequence[Listed]) -> None:
        key = next((row.key for row in rows if row.problem.id == self._wanted), None)
        if self.list.go_to_key(key):
            self._turn_to(self.list.current_row())  # also where another problem's form was left open
        else:
            offer_typed(self._workplace, self._wanted)
        self._wanted = ""

    def _failed(self, error: Exception) -> None:
        _log.error("a list of problems could not be read", exc_info=error)
        text = self.tr("The list could not be read. What you entered is safe.")
        self.list.show_error(text, type(error).__name__, self.tr("Try again"), self.reload)

    def _show_counts(self, counts: dict[str, int]) -> None:
        for segment, source in zip(self.choice.segments, self._sources, strict=True):
            count = counts.get(source.code, 0)
            segment.setText(f"{source.word} {count}" if count else source.word)

    def _moved(self, row: Listed | None) -> None:
        """Another row is current; whoever went there themselves means no key that they pressed before."""
        if not self._is_filling:
            self.page.early.forget()
        self._turn_to(row)

    def _turn_to(self, row: Listed | None) -> None:
        """News take no open form or paper away, though its problem may have left the list."""
        if self._is_news and self.page.is_held():
            return
        self.page.show_problem(row.problem.id if row is not None else "")

    def _clicked(self, row: Listed) -> None:
        """Also on the row that became current while a form was open, which stayed."""
        self._turn_to(row)
        self._panes.show_detail_in_place()

    def _marked(self) -> list[str]:
        return [row.problem.id for row in self.list.model.marked_rows()]

    def _take_keyboard(self) -> None:
        """A list that was asked for has the keyboard once its rows are there; nobody who types loses it."""
        typing = isinstance(self.window().focusWidget(), QLineEdit | QPlainTextEdit)
        if self.isVisible() and not typing:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _come_back(self) -> None:
        """From a form or a paper, to the row that is current by now; on a narrow window the page stays."""
        place = self.page if self._panes.is_narrow() else self.list
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        self._turn_to(self.list.current_row())

    def _look_at_clock(self) -> Seen:
        rules = self._workplace.rules
        return Seen(rules.profile, rules.calendar, self._workplace.now())

    def _show_time(self) -> None:
        self._seen = self._look_at_clock()
        self.list.view.viewport().update()


def _named(row: Listed) -> tuple[str, str]:
    return row.problem.title, row.problem.enterprise_name
