"""The form of a report, made from the city's own parts: 问题反映 or 问题受理单 (CD-14)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop import checks
from desktop.files.field import FilesField
from desktop.firms import firms
from desktop.reports.departments import departments
from desktop.widgets.choice import Provider
from desktop.widgets.choice_field import ChoiceField
from desktop.widgets.field import Field, LineField, TextField, plain_code
from desktop.widgets.form import Check, Form
from desktop.widgets.search_field import SearchField
from desktop.workplace import Workplace
from sync.domain.profile_parts import Field as Part

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate


class ReportForm(Form):
    """`code`: need or intake. All parts are needed to report, none to keep."""

    def __init__(self, workplace: Workplace, code: str, *, from_visit: bool) -> None:
        super().__init__()
        self._workplace = workplace
        self._enterprise_id = ""
        self._add_head(from_visit=from_visit)
        for part in workplace.rules.profile.forms[code]:
            self.add(part.field, part.label, self._part(part), required=part.required, check=_check(part))
        self._add_rest()

    def note_enterprise(self) -> None:
        """Remember which firm is chosen: the search for departments asks from another thread."""
        chosen = self.fields["enterprise"].value()
        self._enterprise_id = chosen.key if chosen is not None else ""

    def _add_head(self, *, from_visit: bool) -> None:
        hint = translate("Report", "Name, code or pinyin initials")
        firm = SearchField(firms(self._workplace), self._workplace.lanes.read, hint)
        self.add("enterprise", translate("Report", "Enterprise"), firm, required=True)
        firm.changed.connect(self.note_enterprise)
        firm.set_read_only(from_visit)
        if not from_visit:
            self.add("channel", translate("Report", "Source"), self._choices("channel"))
        title = LineField(translate("Report", "In one sentence; empty takes the first one below"))
        self.add("title", translate("Report", "Title"), title, check=checks.short)

    def _add_rest(self) -> None:
        self.add("contact_name", translate("Report", "Reported by"), LineField(), check=checks.short)
        phone = LineField(tidy=plain_code, width=180)
        self.add("contact_phone", translate("Report", "Phone"), phone, check=checks.short, beside=True)
        self.add("topic", translate("Report", "Topic"), self._choices("topic"))
        self.add("files", translate("Report", "Files and photos"), FilesField(self._workplace))

    def _part(self, part: Part) -> Field:
        if part.kind == "office":
            return SearchField(self._departments(), self._workplace.lanes.read)
        return TextField(least=3)

    def _departments(self) -> Provider:
        return departments(self._workplace, lambda: self._enterprise_id)

    def _choices(self, group: str) -> ChoiceField:
        return ChoiceField(
            [(choice.code, choice.name) for choice in self._workplace.rules.profile.choices[group]]
        )


def _check(part: Part) -> Check:
    return checks.long if part.kind == "text" else lambda _value: None
