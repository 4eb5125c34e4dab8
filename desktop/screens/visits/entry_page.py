"""The page of a finished visit: a passage of it can be reported as a problem, its texts can be amended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop import checks
from desktop.cases.words import day, delivery_mark, joined, person
from desktop.drafts.amend_slot import AmendSlot
from desktop.drafts.amending import Amendable
from desktop.drafts.kinds import AMENDED_VISIT
from desktop.drafts.visits import TEXTS
from desktop.keys import Keys
from desktop.reports.begun import report_of_passage
from desktop.screens.visits.body import VisitBody
from desktop.screens.visits.form import labels
from desktop.screens.visits.passage import passage_of
from desktop.widgets.action_bar import Action, ActionBar
from desktop.widgets.choice import Choice
from desktop.widgets.coming import Coming
from desktop.widgets.field import LineField, TextField
from desktop.widgets.page import Page
from desktop.workplace import Workplace
from sync.operations.edits import Edit
from sync.operations.visits import AmendVisit
from sync.store.queries.visits import VisitDetail
from sync.store.tables import Draft

ONE_LINE = ("met", "companions")


class EntryPage(Page):
    """Signals: `report_asked(Draft)`, the report of a passage is to be written; `paper_asked(Visit)`."""

    report_asked = Signal(object)
    paper_asked = Signal(object)

    def __init__(self, workplace: Workplace, keys: Keys, pane: QWidget) -> None:
        """`pane`: where the keys of what can be done here act, the list included."""
        super().__init__()
        self._workplace, self._is_shown = workplace, False
        self._detail: VisitDetail | None = None
        self._amended: Draft | None = None
        self.coming = Coming()
        self.shown = VisitBody(workplace)
        self.slot = AmendSlot(workplace, AMENDED_VISIT, _fields, self._operation, self)
        self.slot.turned.connect(self._turn)
        self.add(self.slot)
        self.add(self.shown)
        self._bar = ActionBar(pane, keys, self.tr("Visit"))
        self.set_foot(self._bar)
        self._turn(is_open=False)

    @property
    def visit_id(self) -> str:
        return self._detail.visit.id if self._detail else ""

    def show_visit(self, detail: VisitDetail, amended: Draft | None, *, came: bool) -> None:
        """Show this visit; `amended`: a change to it that was left unfinished, gone on with when the person
        `came` here. A change under way stays as it is."""
        if detail.visit.id != self.visit_id:
            self.slot.end()
            self.go_to_top()
        self._detail, self._amended = detail, amended
        visit = detail.visit
        line = joined((day(visit.visited_on), person(visit.visitor_name, visit.visitor_post)))
        self.set_head(visit.enterprise_name, line, [delivery_mark(detail.row.delivery)])
        self.shown.show_detail(detail)
        if self.slot.form is not None:
            self.slot.refresh(self._texts())
        elif came and amended is not None:
            self._open_form()
        self.coming.arrived(visit.id)

    def begin(self) -> None:
        """Give the keyboard to the text, where a passage can be marked."""
        self.shown.situation.editor().setFocus()

    def set_shown(self, shown: bool) -> None:
        """Whether this page is the one at the right: the keys of another page may be the same."""
        if shown != self._is_shown:
            self._is_shown = shown
            self._turn(self.slot.form is not None)

    def is_typing(self) -> bool:
        """Whether its texts are being changed."""
        return self.slot.form is not None

    def flush_draft(self) -> None:
        self.slot.flush_draft()

    def report(self) -> None:
        """What is marked in the text, or else all of it, becomes a problem; nothing is typed twice."""
        if self._detail is None:
            return
        visit = self._detail.visit
        self.report_asked.emit(
            report_of_passage(
                self._workplace.actor,
                Choice(visit.enterprise_id, visit.enterprise_name),
                passage_of(self.shown.situation.editor()),
                visit_id=visit.id,
                visited_on=visit.visited_on,
                contact=visit.met,
            )
        )

    def _open_form(self) -> None:
        assert self._detail is not None
        self.slot.begin(self.visit_id, self._detail.visit.enterprise_name, self._texts(), self._amended)

    def _amend(self) -> None:
        self._open_form()
        assert self.slot.form is not None
        self.slot.form.begin("situation")

    def _print(self) -> None:
        assert self._detail is not None
        self.paper_asked.emit(self._detail.visit)

    def _turn(self, is_open: bool) -> None:
        """While the texts are being changed they are not shown a second time."""
        self.shown.setVisible(not is_open)
        acts = [
            Action(self.tr("Report as a problem"), self._of_coming(self.report), "Ctrl+I", "primary"),
            Action(self.tr("Amend"), self._of_coming(self._amend), "E"),
            Action(self.tr("Print"), self._of_coming(self._print), "Ctrl+P", icon="print"),
        ]
        self._bar.set_actions(acts if self._is_shown and not is_open else [])

    def _of_coming(self, act: Callable[[], object]) -> Callable[[], None]:
        """Of the visit that is shown, or of the one that was gone to."""
        return lambda: self.coming.ask(self.visit_id, act)

    def _texts(self) -> dict[str, str]:
        assert self._detail is not None
        return {name: getattr(self._detail.visit, name) for name in TEXTS}

    def _operation(self, draft: Draft, edits: tuple[Edit, ...]) -> AmendVisit:
        assert self._detail is not None
        return AmendVisit(
            op_id=draft.id,
            made_at=self._workplace.now(),
            enterprise_id=self._detail.visit.enterprise_id,
            visit_id=draft.subject_id,
            edits=edits,
        )


def _fields() -> list[Amendable]:
    label = labels()
    return [
        Amendable(name, label[name], LineField, checks.short)
        if name in ONE_LINE
        else Amendable(name, label[name], TextField, checks.long)
        for name in TEXTS
    ]
