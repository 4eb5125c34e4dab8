"""首页: what waits for the centre today, and its numbers, counted over the same rows that the lists show."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import days, entries, freshness
from desktop.cases import sources
from desktop.cases.badges import WORKED_OFF
from desktop.drafts import kinds
from desktop.freshness import FreshnessLine
from desktop.screens.home import words
from desktop.screens.home.cards import CountsCard, LedgerCard, RatesCard
from desktop.screens.home.numbers import PERIODS, Home, look
from desktop.widgets.card import Card
from desktop.widgets.choice_field import ChoiceField
from desktop.widgets.entry_lines import EntryLines
from desktop.widgets.page import Page
from desktop.widgets.rows_model import Entry
from sync.store.tables import SYNCED_BY_NAME, Draft

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

TICK_MS = 5 * 60_000  # a time limit may have ended
WIDEST = 1240
CHANGES = frozenset({*SYNCED_BY_NAME, Draft.table})
MOST_DRAFTS = 20
LEADS = ("coordinator", "leader", "caller")  # roles that a centre is counted for


def make(window: MainWindow) -> HomeView:
    return HomeView(window)


class HomeView(Page):
    """Numbers at the left, what waits at the right."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(widest=WIDEST)
        self._window, self._workplace, self._asked = window, window.workplace, 0
        self.period = ChoiceField([(code, words.period(code)) for code in PERIODS])
        self.scope = ChoiceField(self._scopes())
        self.reported = CountsCard(
            self.tr("Collected and handled"), self.tr("by the day of the report"), words.REPORTED, self._show
        )
        self.due = CountsCard(
            self.tr("Time limits"), self.tr("by the last day of the limit"), words.DUE, self._show
        )
        self.rates = RatesCard(self._show)
        self.ledger = LedgerCard(self._outcome, self._show)
        self.queues = EntryLines(self._queue_entry, self.tr("Nothing waits for you"))
        self.drafts, self._now = EntryLines(self._draft_entry, most=MOST_DRAFTS), self._workplace.now()
        self._drafts_card = Card(self.tr("Unfinished drafts"), " ")
        self._drafts_card.body.addWidget(self.drafts)
        self._lay_out()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self.reload)
        for choice in (self.period, self.scope):
            choice.changed.connect(self.reload)
        self.queues.opened.connect(lambda row: self._workplace.asked.emit("queue", row[0]))
        self.drafts.opened.connect(lambda draft: kinds.go_on(self._workplace, draft))
        self._workplace.changes.tell(self, CHANGES, self._news)

    def reload(self) -> None:
        """Count again, as the record is on this laptop now."""
        workplace = self._workplace
        workplace.lanes.read.forget(self._asked)
        self._show_moment()
        self._asked = workplace.read(
            look,
            workplace.actor,
            workplace.rules.calendar,
            workplace.now(),
            self.period.value(),
            self.scope.value(),
            done=self._heard,
            owner=self,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes back reads the numbers of now: while nobody looked, a day may have ended."""
        super().showEvent(event)
        self._tick.start()
        self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    def _news(self) -> None:
        if self.isVisible():
            self.reload()

    def _lay_out(self) -> None:
        self.period.name(self.tr("Period"))
        self.scope.name(self.tr("Scope"))
        self.period.set_value(PERIODS[0])
        self.scope.set_value("")
        self.add(FreshnessLine(self._workplace, on_page=True))
        self.add(_row(self.period, self.scope))
        self.scope.hide()
        today = Card(self.tr("Waiting for you"))
        today.body.addWidget(self.queues)
        across, whole = QHBoxLayout(), QWidget()
        whole.setLayout(across)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        across.addWidget(_column(self.reported, self.due, self.rates), 5)
        across.addWidget(_column(today, self._drafts_card, self.ledger), 3)
        self._drafts_card.hide()
        self.add(whole)
        self.setFocusProxy(self.period)

    def _scopes(self) -> Iterator[tuple[str, str]]:
        yield "", self.tr("All centres")
        own = {held.office_id: held.office_name for held in self._workplace.actor.roles if held.role in LEADS}
        yield from own.items()

    def _heard(self, home: Home) -> None:
        for card in (self.reported, self.due, self.rates):
            card.show_tally(home.tally)
        self.ledger.show_sums(home.sums)
        self.scope.setVisible(len(home.centres) > 1)
        self.queues.set_rows([(code, home.queues[code]) for code in self._codes() if home.queues.get(code)])
        self._show_drafts(home.drafts)

    def _show_drafts(self, drafts: Sequence[Draft]) -> None:
        """What was put away half written is found again; without any there is no card."""
        self._now = self._workplace.now()
        self._drafts_card.note.setText(str(len(drafts)))
        self.drafts.set_rows(drafts)
        self._drafts_card.setVisible(bool(drafts))

    def _draft_entry(self, draft: Draft) -> Entry:
        return entries.draft_entry(draft, self._workplace, self._now)

    def _codes(self) -> Iterator[str]:
        """The queues that a screen of this person's rail works off."""
        for screen, codes in WORKED_OFF.items():
            if screen in self._window.frame.rail.buttons:
                yield from codes

    def _queue_entry(self, row: tuple[str, int]) -> Entry:
        code, count = row
        word = sources.queue(code, self._workplace.actor).word
        return Entry(word, aside=self.tr("{n} waiting").format(n=count), icon="inbox", fresh=True)

    def _outcome(self, kind: str) -> str:
        return next((each.name for each in self._workplace.rules.profile.outcomes if each.code == kind), kind)

    def _show(self, ids: Sequence[str]) -> None:
        self._workplace.asked.emit("problems", json.dumps(ids))

    def _show_moment(self) -> None:
        """Which day it is, and by which calendar days are counted."""
        today, calendar = days.today(self._workplace), self._workplace.rules.calendar
        following = days.next_working_day(calendar, today)
        rest = days.REST if days.marks(calendar)(today) == days.REST else ""
        title = f"{today:%Y-%m-%d} {days.weekday(today)} {rest}"
        next_day = self.tr("next working day {day} {weekday}").format(
            day=f"{following:%m-%d}", weekday=days.weekday(following)
        )
        parts = (next_day, freshness.edition(calendar))
        self.set_head(title.rstrip(), "·".join(filter(None, parts)))


def _row(*choices: QWidget) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(24)
    for choice in choices:
        across.addWidget(choice)
    return row


def _column(*cards: QWidget) -> QWidget:
    column = QWidget()
    lines = QVBoxLayout(column)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(12)
    for card in cards:
        lines.addWidget(card)
    lines.addStretch(1)
    lines.setAlignment(Qt.AlignmentFlag.AlignTop)
    return column
