"""企业: firms at the left, filtered by text and pinyin initials; the dossier of one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop import days
from desktop.cases.left_behind import offer_typed
from desktop.cases.words import joined
from desktop.freshness import FreshnessLine
from desktop.screens.enterprises.dossier import DossierPage
from desktop.screens.enterprises.here import FirmHere, firm_here
from desktop.sounding import Sounding
from desktop.widgets.badge import Mark
from desktop.widgets.empty import Empty
from desktop.widgets.master_list import MasterList, Nothing
from desktop.widgets.panes import Panes
from desktop.widgets.rows_model import Entry
from sync.store.queries import enterprises
from sync.store.queries.enterprises import EnterpriseRow

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

LISTED = frozenset({"enterprise", "station", "assignment", "visit", "problem"})
SHOWN = LISTED | {"contact", "outcome", "attachment", "conflict", "time_limit", "outbox", "draft"}


def make(window: MainWindow) -> QWidget:
    """The screen, for this window."""
    return EnterprisesView(window)


class EnterprisesView(Panes):
    """What the window is asked for: `enterprise`."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._workplace = window, window.workplace
        self._rows: list[EnterpriseRow] = []
        self._shown = ""
        self._filling = False
        self.list, self.pages = self._make_list(), QStackedWidget()
        super().__init__(self.list, self.pages, 0.3)
        self._sounding = Sounding(self._workplace, lambda: (row.name for row in self._rows), self)
        self._sounding.heard.connect(self._match_again)
        self.page = DossierPage(
            self._workplace,
            window.frame.keys,
            self,
            may_visit=window.shows("new_visit"),
            may_report=window.reports.may_report(),
        )
        self.empty = Empty("enterprise")
        for page in (self.empty, self.page):
            self.pages.addWidget(page)
        self.page.slot.turned.connect(lambda is_open: None if is_open else self._look_again())
        self._workplace.changes.tell(self, LISTED, self.reload)
        self._workplace.changes.tell(self, SHOWN, self._look_again)
        self.reload()

    def begin_new(self) -> None:
        """A visit to the firm that is open, or a problem of it; without a firm, what is usual."""
        begin = self.page.new()
        if begin is not None:
            begin()

    def open_record(self, _kind: str, record_id: str) -> None:
        """Show the firm that another screen asked for."""
        self._open(record_id)
        self.show_detail()

    def flush_draft(self) -> None:
        self.page.flush_draft()

    def reload(self) -> None:
        """What is on record now; the person's place, and what is being typed, stay."""
        actor, today = self._workplace.actor, days.today(self._workplace)
        self._workplace.read(enterprises.listed, actor.person_id, today, done=self._fill, owner=self)

    def _make_list(self) -> MasterList:
        made = MasterList(self.tr("Enterprises"), lambda row: row.id, self._entry, search_of=self._text)
        made.set_nothing(
            Nothing(self.tr("No enterprise yet. The administrator assigns them."), icon="enterprise")
        )
        made.current_changed.connect(self._chose)
        made.opened.connect(lambda _row: self.show_detail())
        made.clicked.connect(self._clicked)
        made.add_below(FreshnessLine(self._workplace))
        made.show_loading()
        return made

    def _fill(self, rows: list[EnterpriseRow]) -> None:
        self._set_rows(rows)
        current = self.list.current_row()
        if not self._shown and current is not None:
            self._open(current.id)
        self._sounding.listen()

    def _look_again(self) -> None:
        if self._shown:
            self._open(self._shown, came=False)

    def _match_again(self) -> None:
        """The names are heard now; an open form stays."""
        self._filling = self.page.is_typing()
        self.list.match_again()
        self._filling = False

    def _set_rows(self, rows: list[EnterpriseRow]) -> None:
        self._filling, self._rows = True, rows
        self.list.set_rows(rows)
        self.list.go_to_key(self._shown)
        self._filling = False

    def _chose(self, row: EnterpriseRow | None) -> None:
        """The person went to another row; while the list is filled nobody did."""
        if not self._filling and row is not None and row.id != self._shown:
            self._open(row.id)

    def _clicked(self, row: EnterpriseRow) -> None:
        """Also on the row that is current while a firm is shown that the filter hides."""
        self._chose(row)
        self.show_detail_in_place()

    def _open(self, firm_id: str, *, came: bool = True) -> None:
        def heard(here: FirmHere | None) -> None:
            if self._shown == firm_id:  # otherwise the person has gone elsewhere meanwhile
                self._show(here, came=came)

        self._shown = firm_id
        if came:
            self.page.coming.expect(firm_id)
        place = self._workplace
        asked = (firm_id, place.actor.person_id, days.today(place), place.rules.regions)
        place.read(firm_here, *asked, done=heard, owner=self)

    def _show(self, here: FirmHere | None, *, came: bool) -> None:
        if here is None:
            self._see_it_gone()
            return
        self.page.show_firm(here, came=came)
        self.pages.setCurrentWidget(self.page)
        self._filling = True
        self.list.go_to_key(self._shown)
        self._filling = False

    def _see_it_gone(self) -> None:
        """It left this laptop; an open form stays, so that nothing is taken from under the hands."""
        offer_typed(self._workplace, self._shown)
        self.page.coming.forget()
        if not self.page.is_typing():
            self._shown = ""
            self.pages.setCurrentWidget(self.empty)

    def _text(self, row: EnterpriseRow) -> str:
        """What the filter looks through."""
        parts = (
            row.name,
            row.region_name,
            row.station_number,
            row.credit_code,
            self._sounding.of(row.name),
        )
        return " ".join(parts)

    def _entry(self, row: EnterpriseRow) -> Entry:
        count = self.tr("{n} open").format(n=row.open_problems)
        mark = Mark(count, "info", "problem") if row.open_problems else None
        return Entry(row.name, joined((row.region_name, row.station_number)), self._since(row), mark)

    def _since(self, row: EnterpriseRow) -> str:
        if row.days_since_visit is None:
            return self.tr("never visited")
        return (
            self.tr("{n} days ago").format(n=row.days_since_visit)
            if row.days_since_visit
            else self.tr("today")
        )
