"""走访: drafts and finished visits at the left, newest first; at the right the one being read or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop import entries
from desktop.cases.left_behind import offer_typed
from desktop.freshness import FreshnessLine
from desktop.screens.visits.draft_page import VisitDraftPage, visit_draft
from desktop.screens.visits.entry_page import EntryPage
from desktop.screens.visits.here import Log, Opened, firm_choice, log, opened
from desktop.screens.visits.paper_page import PaperPage
from desktop.sounding import Sounding
from desktop.widgets.choice import Choice
from desktop.widgets.empty import Empty
from desktop.widgets.master_list import MasterList, Nothing
from desktop.widgets.panes import Panes
from desktop.widgets.rows_model import Entry
from sync.operations.base import new_id
from sync.store.queries.visits import VisitRow
from sync.store.tables import Draft, Visit

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

KINDS = frozenset({"visit", "draft", "problem", "attachment", "conflict", "outbox"})


def make(window: MainWindow) -> QWidget:
    """The screen, for this window."""
    return VisitsView(window)


class VisitsView(Panes):
    """What the window is asked for: `visit`, `visit_draft`, `new_visit` (at an enterprise, or at none)."""

    def __init__(self, window: MainWindow) -> None:
        self._window, self._workplace = window, window.workplace
        self._now = self._workplace.now()
        self._shown = self._wanted = ""  # the id of the visit or the draft at the right, now and soon
        self._filling = False
        self._rows: list[VisitRow | Draft] = []
        self.draft: VisitDraftPage | None = None
        self.list, self.pages = self._make_list(), QStackedWidget()
        super().__init__(self.list, self.pages, 0.3)
        self._sounding = Sounding(self._workplace, lambda: map(_name, self._rows), self)
        self.list.filter.textChanged.connect(self._sounding.listen_for)
        self._sounding.heard.connect(self._match_again)
        self.empty, self.entry = Empty("visit"), EntryPage(self._workplace, window.frame.keys, self)
        self.paper = PaperPage(self._workplace)
        self.entry.report_asked.connect(window.reports.begin)
        self.entry.paper_asked.connect(self._show_paper)
        self.entry.slot.turned.connect(lambda is_open: None if is_open else self.reload())
        self.paper.left.connect(self._leave_paper)
        for page in (self.empty, self.entry, self.paper):
            self.pages.addWidget(page)
        self._workplace.changes.tell(self, KINDS, self.reload)
        self.reload()

    def begin_new(self) -> None:
        """An empty visit, the keyboard in its first field."""
        self._write(visit_draft())

    def open_record(self, kind: str, record_id: str) -> None:
        """Show what another screen asked for."""
        if kind == "new_visit":
            self._workplace.read(firm_choice, record_id, done=self._begin_at, owner=self)
        else:
            self._open(record_id, go_there=True)

    def flush_draft(self) -> None:
        for page in (self.draft, self.entry):
            if page is not None:
                page.flush_draft()

    def reload(self) -> None:
        """What is on record now; the person's place, and what is being typed, stay."""
        self._workplace.read(log, done=self._fill, owner=self)

    def _make_list(self) -> MasterList:
        made = MasterList(self.tr("Visits"), lambda row: row.id, self._entry, search_of=self._sought)
        made.set_nothing(
            Nothing(self.tr("No visit on record yet"), self.tr("New visit"), self.begin_new, "visit")
        )
        made.current_changed.connect(self._chose)
        made.opened.connect(self._entered)
        made.clicked.connect(self._clicked)
        made.add_below(FreshnessLine(self._workplace))
        made.show_loading()
        return made

    def _fill(self, found: Log) -> None:
        self._now = self._workplace.now()
        self._filling, self._rows = True, [*found.drafts, *found.visits]
        self.list.set_rows(self._rows)
        self._sounding.listen_for(self.list.filter.text())
        self.list.go_to_key(self._shown)
        self._filling = False
        current = self.list.current_row()
        if self._is_writing():
            self._see_whether_finished(found)
        elif self._shown or current is not None:
            self._open(self._shown or current.id)

    def _see_whether_finished(self, found: Log) -> None:
        """A visit under way may have been finished from the page of its report; otherwise it is let alone."""
        made = new_id(self._shown, 0)
        if any(row.id == made for row in found.visits):
            self._open(made)

    def _chose(self, row: VisitRow | Draft | None) -> None:
        """The person went to another row; while the list is filled nobody did."""
        if not self._filling and row is not None and row.id != self._shown:
            self._open(row.id)

    def _clicked(self, row: VisitRow | Draft) -> None:
        """Also on the row that is current while a new visit is written, which stands in no list yet."""
        self._chose(row)
        self.show_detail_in_place()

    def _entered(self, row: VisitRow | Draft) -> None:
        """Enter or a double click: into what is shown, or to the row first."""
        if row.id == self._shown:
            self._go_in()
        else:
            self._open(row.id, go_there=True)

    def _go_in(self) -> None:
        """The keyboard goes to the text of what is shown."""
        self.show_detail()
        page = self.draft if self._is_writing() and self.draft is not None else self.entry
        page.begin()

    def _open(self, record_id: str, *, go_there: bool = False) -> None:
        came = record_id != self._shown or go_there

        def heard(found: Opened) -> None:
            if self._wanted != record_id:
                return  # the person has gone elsewhere meanwhile
            self._show(found, came=came, go_there=go_there)

        self._wanted = record_id
        if came:
            self.entry.coming.expect(record_id)
        self._workplace.read(opened, record_id, done=heard, owner=self)

    def _show(self, found: Opened, *, came: bool, go_there: bool) -> None:
        if found.draft is not None:
            self._write(found.draft, take_keyboard=go_there)
        elif found.detail is not None:
            self._leave_draft()
            self._shown = found.detail.visit.id
            same = self.entry.visit_id == self._shown
            self.entry.show_visit(found.detail, found.amended, came=came)
            if not (same and self.pages.currentWidget() is self.paper):
                self._turn_to(self.entry)
            self._go_to_shown()
            if go_there:
                self.show_detail()
        elif not self._is_writing():
            self._see_it_gone()

    def _see_it_gone(self) -> None:
        """It left this laptop; an open form stays, so that nothing is taken from under the hands."""
        offer_typed(self._workplace, self._wanted)
        self.entry.coming.forget()
        if not self.entry.is_typing():
            self._shown = ""
            self._turn_to(self.empty)

    def _write(self, draft: Draft, *, take_keyboard: bool = True) -> None:
        """The page of a draft, a new one or one that was left; a page that is open already stays."""
        self.entry.coming.forget()
        if self.draft is None or self.draft.draft_id != draft.id:
            self._leave_draft()
            self.draft = self._page_of(draft)
        self._shown = self._wanted = draft.id
        self._turn_to(self.draft)
        self._go_to_shown()
        if take_keyboard:
            self.show_detail()
            self.draft.begin()

    def _page_of(self, draft: Draft) -> VisitDraftPage:
        page = VisitDraftPage(self._workplace, self._window.frame.keys, draft)
        page.finished.connect(self._finished)
        page.report_asked.connect(self._window.reports.begin)
        page.left.connect(self._left)
        self.pages.addWidget(page)
        return page

    def _turn_to(self, page: QWidget) -> None:
        """Each page has its own keys, and two of a kind at once would do nothing."""
        self.entry.set_shown(page is self.entry)
        self.pages.setCurrentWidget(page)

    def _show_paper(self, visit: Visit) -> None:
        self.paper.show_visit(visit)
        self._turn_to(self.paper)
        self.paper.setFocus()

    def _leave_paper(self) -> None:
        self._turn_to(self.entry)
        self.entry.setFocus()

    def _begin_at(self, enterprise: Choice | None) -> None:
        self._write(visit_draft(enterprise))

    def _finished(self, visit_id: str) -> None:
        self._shown = visit_id
        self._open(visit_id)
        self.show_master()

    def _left(self) -> None:
        """Back to the list; a draft in which nothing was written is gone."""
        if self._is_unkept():
            self._leave_draft()
            self._shown = ""
            self.reload()
        self.show_master()

    def _leave_draft(self) -> None:
        if self.draft is None:
            return
        page, self.draft = self.draft, None
        if self.pages.currentWidget() is page:
            self._turn_to(self.empty)
        self.pages.removeWidget(page)
        page.retire()

    def _is_writing(self) -> bool:
        return self.draft is not None and self.draft.draft_id == self._shown

    def _is_unkept(self) -> bool:
        keeping = self.draft.keeping if self.draft is not None else None
        return keeping is not None and not keeping.is_kept

    def _go_to_shown(self) -> None:
        self._filling = True
        self.list.go_to_key(self._shown)
        self._filling = False

    def _match_again(self) -> None:
        """The names are heard now; what is being written stays."""
        self._filling = self._is_writing() or self.entry.is_typing()
        self.list.match_again()
        self._filling = False

    def _sought(self, row: VisitRow | Draft) -> str:
        """What the filter looks through: what is shown, and how the firm sounds."""
        return f"{self._entry(row).spoken()} {self._sounding.of(_name(row))}"

    def _entry(self, row: VisitRow | Draft) -> Entry:
        if isinstance(row, Draft):
            return entries.draft_entry(row, self._workplace, self._now)
        return entries.visit_entry(row, self._workplace, self._now)


def _name(row: VisitRow | Draft) -> str:
    return row.title if isinstance(row, Draft) else row.enterprise_name
