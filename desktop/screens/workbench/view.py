"""工作台: today and the next working day, what to do, what falls due, my firms, what I left unfinished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop import days, entries, theme
from desktop.drafts import kinds
from desktop.freshness import FreshnessLine
from desktop.screens.workbench.blocks import Block, Todo, firm_entry, todos
from desktop.screens.workbench.day import Day, day
from desktop.widgets.page import Page
from desktop.widgets.rows_model import Entry
from sync.store.queries.enterprises import EnterpriseRow
from sync.store.queries.problems import ProblemRow
from sync.store.tables import Draft

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

KINDS = frozenset(
    {"problem", "visit", "enterprise", "assignment", "time_limit", "draft", "dispatch", "outbox", "conflict"}
)
TICK_MS = 60_000  # deadlines and the day itself move on without anybody doing anything
TWO_COLUMNS = 880  # pixels of room that two columns need
WIDEST = 1240
MOST_DRAFTS = 40  # a report that was put away is found again here alone


def make(window: MainWindow) -> QWidget:
    """The screen, for this window."""
    return Workbench(window)


class Workbench(Page):
    """Four blocks in a fixed order; each row leads to its record."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(widest=WIDEST)
        self._workplace = window.workplace
        self._now = self._workplace.now()
        self.todo = Block(self.tr("To do today"), self.tr("Nothing waits for you today."), self._todo_entry)
        self.due = Block(
            self.tr("Due soon or overdue"), self.tr("No problem of yours falls due soon."), self._problem
        )
        self.firms = Block(
            self.tr("My enterprises"), self.tr("No enterprise is assigned to you yet."), self._firm
        )
        nothing = self.tr("No unfinished draft.")
        self.drafts = Block(self.tr("Recent drafts"), nothing, self._draft, MOST_DRAFTS)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        inside = QWidget()
        inside.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.add(FreshnessLine(self._workplace, on_page=True))
        self.add(inside)
        self._columns = 0
        self._arrange()
        self._connect()
        self._show_date()
        self.reload()

    def reload(self) -> None:
        """The day as it stands now."""
        place = self._workplace
        place.read(day, place.actor, place.rules.calendar, place.now(), done=self._fill, owner=self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard belongs to the first row; the page itself is no place to be."""
        super().focusInEvent(event)
        lines = [line for block in self._blocks() for line in block.lines.lines]
        if lines:
            lines[0].setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _connect(self) -> None:
        asked = self._workplace.asked
        self.todo.opened.connect(lambda todo: asked.emit(todo.kind, todo.record_id))
        self.due.opened.connect(lambda row: asked.emit("problem", row.id))
        self.firms.opened.connect(lambda row: asked.emit("enterprise", row.id))
        self.drafts.opened.connect(lambda draft: kinds.go_on(self._workplace, draft))
        self._workplace.changes.tell(self, KINDS, self.reload)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.reload)
        self._tick.start()

    def _fill(self, found: Day) -> None:
        self._now = self._workplace.now()
        self._show_date()
        self.todo.set_rows(todos(found, self._workplace, self._now))
        self.due.set_rows(found.due)
        self.firms.set_rows(found.firms)
        self.drafts.set_rows(found.drafts)

    def _show_date(self) -> None:
        calendar, today = self._workplace.rules.calendar, days.today(self._workplace)
        following = days.next_working_day(calendar, today)
        title = self.tr("{day} {weekday}").format(
            day=self.tr("{month}/{day}").format(month=today.month, day=today.day), weekday=days.weekday(today)
        )
        words = self.tr("next working day {weekday} {day}").format(
            weekday=days.weekday(following), day=f"{following:%m-%d}"
        )
        mark = days.marks(calendar)(today)
        self.set_head(title, "·".join(filter(None, (mark, words))))

    def _arrange(self) -> None:
        """Two columns where there is room: what must be done at the left, what is there at the right."""
        columns = 2 if self.width() >= theme.px(TWO_COLUMNS) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for place, block in enumerate(self._blocks()):
            self._grid.removeWidget(block)
            row, column = (place % 2, place // 2) if columns == 2 else (place, 0)
            self._grid.addWidget(block, row, column)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _blocks(self) -> tuple[Block, ...]:
        return (self.todo, self.due, self.firms, self.drafts)

    def _todo_entry(self, todo: Todo) -> Entry:
        return todo.entry

    def _problem(self, row: ProblemRow) -> Entry:
        return entries.problem_entry(row, self._workplace, self._now)

    def _firm(self, row: EnterpriseRow) -> Entry:
        return firm_entry(row)

    def _draft(self, draft: Draft) -> Entry:
        return entries.draft_entry(draft, self._workplace, self._now)
