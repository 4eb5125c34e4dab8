"""The visit being written: kept as it is typed, finished with Ctrl+Enter, a passage reported with Ctrl+I."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from shiboken6 import isValid

from desktop import checks
from desktop.drafts.keeping import Keeping, new_draft
from desktop.drafts.kinds import VISIT
from desktop.drafts.page import DraftPage, open_again
from desktop.drafts.visits import file_operations, visit_operation
from desktop.keys import Keys
from desktop.reports.begun import first_sentence, report_of_passage
from desktop.screens.visits.form import visit_form
from desktop.screens.visits.passage import passage_of
from desktop.widgets.choice import Choice
from desktop.widgets.field import TextField
from desktop.widgets.form_cell import Objection
from desktop.workplace import Workplace
from sync.domain.errors import Quarantined, Refused
from sync.operations.visits import visit_id
from sync.store.tables import Draft


class VisitDraftPage(DraftPage):
    """Signals: `finished(visit_id)`; `report_asked(Draft)`, the report of a passage is to be written."""

    finished = Signal(str)
    report_asked = Signal(object)

    def __init__(self, workplace: Workplace, keys: Keys, draft: Draft) -> None:
        super().__init__(workplace, keys, self.tr("Writing a visit"))
        form = visit_form(workplace)
        self.take(form, Keeping(workplace, form, draft, about))
        self.add_act(self.tr("Report as a problem"), self.report, "Ctrl+I")
        self.add_act(self.tr("Throw away"), self.throw_away, kind="quiet")
        self.set_words(self.tr("New visit"), "", self.tr("Finish"))

    @property
    def draft_id(self) -> str:
        assert self.keeping is not None
        return self.keeping.draft.id

    def begin(self) -> None:
        """Give the keyboard to the enterprise, or to the text when that is known."""
        name = "enterprise" if self.form.fields["enterprise"].is_empty() else "situation"
        self.form.fields[name].editor().setFocus()

    def finish(self) -> None:
        """The entry of the log, with its files, in one act; the draft ends with it."""
        assert self.keeping is not None
        values, draft, workplace = self.keeping.values(), self.keeping.row(), self.workplace
        op = visit_operation(draft.id, values, workplace.now())
        self.keeping.hold()
        workplace.do(
            op,
            owner=workplace,
            then=file_operations(op, values),
            undo=self.tr("Visit finished: {name}").format(name=values["enterprise"].title),
            forms=(draft,),
            undone=open_again(workplace, draft),
            done=lambda _entry: self._tell(visit_id(op)),
            refused=self._refused,
        )

    def report(self) -> None:
        """What is marked, or else the whole text, becomes a problem; the visit may stay a draft."""
        assert self.keeping is not None
        values = self.keeping.values()
        enterprise = values["enterprise"]
        if enterprise is None:
            words = self.tr("Please choose the enterprise first")
            self.form.show_objections({"enterprise": Objection(words)})
            self.form.fields["enterprise"].editor().setFocus()
            return
        self.keeping.save()
        text = self.form.fields["situation"]
        assert isinstance(text, TextField)
        self.report_asked.emit(self._report_of(values, enterprise, passage_of(text.editor())))

    def _report_of(self, values: dict[str, Any], enterprise: Choice, passage: str) -> Draft:
        visit = visit_operation(self.draft_id, values, self.workplace.now())
        return report_of_passage(
            self.workplace.actor,
            enterprise,
            passage,
            visit_id=visit_id(visit),
            visited_on=visit.visited_on,
            contact=visit.met,
            visit_draft=self.draft_id,
        )

    def _tell(self, finished: str) -> None:
        if isValid(self):
            self.finished.emit(finished)

    def _refused(self, no: Refused | Quarantined) -> None:
        if isValid(self) and self.keeping is not None:
            self.keeping.hold(False)
            checks.show_refusal(self.form, no)


def visit_draft(enterprise: Choice | None = None) -> Draft:
    """A new visit, to an enterprise when one is given."""
    values = {"enterprise": enterprise} if enterprise else {}
    return new_draft(VISIT, enterprise.key if enterprise else "", values)


def about(values: dict[str, Any]) -> tuple[str, str]:
    """The firm that a draft is about, and what it is called in lists."""
    enterprise = values.get("enterprise")
    return (
        (enterprise.key, enterprise.title)
        if enterprise
        else ("", first_sentence(values.get("situation", "")))
    )
