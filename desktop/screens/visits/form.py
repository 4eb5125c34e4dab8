"""The form of a visit (CD-09): only the enterprise and the day must be there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer

from desktop import checks, days
from desktop.files.field import FilesField
from desktop.firms import firms
from desktop.widgets.choice_field import ChoiceField, SeveralField
from desktop.widgets.field import LineField, TextField
from desktop.widgets.form import Form
from desktop.widgets.search_field import SearchField
from desktop.workplace import Workplace

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate

USUAL_MANNER = "on_site"


def visit_form(workplace: Workplace) -> Form:
    """An empty form: today, on site."""
    form = Form()
    _who_and_when(form, workplace)
    _what(form, workplace)
    form.set_values({"visited_on": days.today(workplace).isoformat(), "manner": USUAL_MANNER})
    _go_on_when_chosen(form)
    return form


def labels() -> dict[str, str]:
    """What the fields are called, also where a finished visit is shown."""
    return {
        "enterprise": translate("Visit", "Enterprise"),
        "visited_on": translate("Visit", "Day"),
        "manner": translate("Visit", "Manner"),
        "met": translate("Visit", "People met"),
        "companions": translate("Visit", "Companions"),
        "purposes": translate("Visit", "Purposes"),
        "combined": translate("Visit", "With another duty"),
        "situation": translate("Visit", "Situation"),
        "advice": translate("Visit", "Answered on the spot"),
        "promises": translate("Visit", "Promised"),
        "next_on": translate("Visit", "Next contact"),
        "files": translate("Visit", "Files and photos"),
    }


def _who_and_when(form: Form, workplace: Workplace) -> None:
    label, choices = labels(), workplace.rules.profile.choices
    hint = translate("Visit", "Name, code or pinyin initials")
    firm = SearchField(firms(workplace), workplace.lanes.read, hint)
    form.add("enterprise", label["enterprise"], firm, required=True)
    on_day = checks.not_after(lambda: days.today(workplace))
    form.add("visited_on", label["visited_on"], days.day_field(workplace), required=True, check=on_day)
    manners = ChoiceField([(choice.code, choice.name) for choice in choices["manner"]])
    form.add("manner", label["manner"], manners, beside=True)
    names = translate("Visit", "Name and post, several with commas")
    form.add("met", label["met"], LineField(names), check=checks.short)
    form.add("companions", label["companions"], LineField(), check=checks.short, beside=True)
    form.add(
        "purposes",
        label["purposes"],
        SeveralField([(choice.code, choice.name) for choice in choices["purpose"]]),
    )
    if is_liaison(workplace):
        yes = [("yes", translate("Visit", "Made during another duty"))]
        form.add("combined", label["combined"], SeveralField(yes))


def _what(form: Form, workplace: Workplace) -> None:
    label = labels()
    hint = translate(
        "Visit", "What was seen and heard. Mark a passage and press Ctrl+I to report it as a problem."
    )
    form.add("situation", label["situation"], TextField(hint, least=6), check=checks.long)
    form.add("advice", label["advice"], TextField(least=2), check=checks.long)
    form.add("promises", label["promises"], TextField(least=2), check=checks.long)
    form.add("next_on", label["next_on"], days.day_field(workplace))
    form.add("files", label["files"], FilesField(workplace))


def is_liaison(workplace: Workplace) -> bool:
    """A part-time liaison visits on the way of other duties (CD-08)."""
    return any(held.role == "liaison" for held in workplace.actor.roles)


def _go_on_when_chosen(form: Form) -> None:
    """An enterprise chosen by Enter or a click leads on to the text; Tab goes its own way."""
    firm, text = form.fields["enterprise"], form.fields["situation"]

    def go_on() -> None:
        if firm.value() is not None and firm.holds_focus():
            text.editor().setFocus()

    firm.changed.connect(lambda: QTimer.singleShot(0, firm, go_on))
