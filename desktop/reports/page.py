"""The page of a report being written, over whatever screen the person came from."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from shiboken6 import isValid

from desktop import checks
from desktop.drafts.keeping import Keeping, values_of
from desktop.drafts.page import DraftPage, open_again
from desktop.keys import Keys
from desktop.reports.begun import first_sentence
from desktop.reports.form import ReportForm
from desktop.reports.operations import operations, visit_stands, what_is_missing
from desktop.reports.who import forms_of
from desktop.widgets.choice_field import ChoiceField
from desktop.widgets.form_cell import Objection
from desktop.workplace import Workplace
from sync.domain.errors import Quarantined, Refused
from sync.store.tables import Draft


class ReportPage(DraftPage):
    """Signals: `left()`."""

    def __init__(self, workplace: Workplace, keys: Keys, draft: Draft) -> None:
        super().__init__(workplace, keys, self.tr("Reporting a problem"))
        documents = workplace.rules.profile.documents
        self.which = ChoiceField([(code, documents[code]) for code in forms_of(workplace.actor)])
        self.which.name(self.tr("Form"))
        # Not in the middle of the click: the form goes with all of its fields.
        self.which.changed.connect(lambda: QTimer.singleShot(0, self, self._switch))
        self.which.setMinimumWidth(sum(segment.sizeHint().width() + 6 for segment in self.which.segments))
        self.add_tool(self.which)
        self.which.setVisible(len(self.which.segments) > 1)
        self.add_act(self.tr("Throw away"), self.throw_away, kind="quiet")
        self._show(draft)
        self._look_for_visit()

    @property
    def draft_id(self) -> str:
        assert self.keeping is not None
        return self.keeping.draft.id

    def begin(self) -> None:
        """Give the keyboard to the first field that is still empty."""
        empty = (field for field in self.form.fields.values() if field.is_empty())
        next(empty, self.form.fields["title"]).editor().setFocus()

    def finish(self) -> None:
        """Report it; together with the visit it grew from, while that is a draft."""
        assert self.keeping is not None
        self.keeping.hold()
        visit_draft = str(self.keeping.values().get("visit_draft") or "")
        laptop = self.workplace.laptop
        self.workplace.write(what_is_missing, laptop, visit_draft, done=self._report, owner=self)

    def _report(self, missing: tuple[str, Draft | None]) -> None:
        assert self.keeping is not None
        (local_code, visit), values, workplace = missing, self.keeping.values(), self.workplace
        parts = workplace.rules.profile.forms[values["form"]]
        draft = self.keeping.row()
        ops = operations(draft.id, values, parts, local_code, visit, workplace.now())
        workplace.do(
            ops[0],
            owner=workplace,
            then=ops[1:],
            undo=self.tr("Reported: {title}").format(title=draft.title),
            forms=tuple(filter(None, (visit, draft))),
            undone=open_again(workplace, draft),
            done=lambda _entry: self._leave(),
            refused=self._refused,
        )

    def _leave(self) -> None:
        if isValid(self):
            self.left.emit()

    def _refused(self, no: Refused | Quarantined) -> None:
        if isValid(self) and self.keeping is not None:
            self.keeping.hold(False)
            checks.show_refusal(self.form, no)

    def _show(self, draft: Draft) -> None:
        """The form of this draft, in place of the one before."""
        values = values_of(draft)
        form = ReportForm(self.workplace, values["form"], from_visit=bool(values.get("visit_id")))
        self.take(form, Keeping(self.workplace, form, draft, _about))
        form.note_enterprise()
        self.which.set_value(values["form"])
        self._show_words()

    def _show_words(self) -> None:
        assert self.keeping is not None
        values = self.keeping.values()
        day, together = values.get("visited_on"), bool(values.get("visit_draft"))
        self.set_words(
            self.workplace.rules.profile.documents[values["form"]],
            self.tr("from the visit of {day}").format(day=day) if day else "",
            self.tr("Finish the visit and report") if together else self.tr("Report"),
        )

    def _switch(self) -> None:
        """The other form, with everything typed so far."""
        assert self.keeping is not None
        if (reading := self.files_being_read()) is not None:
            self.which.set_value(self.keeping.values()["form"])
            self.form.show_objections({"files": Objection(reading.complaint())})
            return
        self.flush_draft()
        self.keeping.put(form=self.which.value())
        if self.keeping.is_kept:
            self.keeping.save()
        self._show(self.keeping.row())

    def _look_for_visit(self) -> None:
        """A visit that was finished meanwhile is not finished again, and one that was thrown away is not the
        place that the report comes from: the centre would wait for it."""
        assert self.keeping is not None
        visit_draft = str(self.keeping.values().get("visit_draft") or "")
        if visit_draft:
            self.workplace.read(visit_stands, visit_draft, done=self._heard_of_visit, owner=self)

    def _heard_of_visit(self, standing: str) -> None:
        if standing == "draft" or self.keeping is None:
            return
        self.keeping.put(visit_draft="")
        if standing == "gone":
            self.keeping.put(visit_id="", visited_on="")
        self._show_words()


def _about(values: dict[str, Any]) -> tuple[str, str]:
    enterprise = values.get("enterprise")
    title = values.get("title") or first_sentence(values.get("description") or "")
    return (enterprise.key, title or enterprise.title) if enterprise else ("", title)
