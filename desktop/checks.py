"""What a field can say of a value before any rule is asked, in the rule's own sentence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop import words
from desktop.widgets.form import Check, Form
from desktop.widgets.form_cell import Objection
from sync.domain.errors import Quarantined, Refused
from sync.operations.edits import LONG, SHORT


def at_most(longest: int) -> Check:
    """A text of so many characters."""

    def check(text: str) -> Objection | None:
        if len(text) <= longest:
            return None
        said = QCoreApplication.translate(
            "Checks", "{n} characters; at most {longest} are taken. The draft is kept; please shorten it."
        )
        return Objection(said.format(n=len(text), longest=longest))

    return check


short = at_most(SHORT)
long = at_most(LONG)


def not_after(today: Callable[[], date]) -> Check:
    """A day of the past, or today; a visit cannot be finished before it was made (CD-09)."""

    def check(day: Any) -> Objection | None:
        return Objection(words.refusal("future_visit")) if day > today().isoformat() else None

    return check


def show_refusal(form: Form, no: Refused | Quarantined) -> None:
    """Mark the fields that a rule's no is about, as far as it names any of this form."""
    details = no.details if isinstance(no, Refused) else {}
    several = details.get("fields")
    named = several if isinstance(several, list) else [details.get("field")]
    objection = Objection(words.refusal(no.code, details))
    form.show_objections({name: objection for name in named if name in form.fields})
