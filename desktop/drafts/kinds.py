"""The kinds of drafts: what each is called, and where it is gone on with.

TO ADD A KIND: one row in OPENS and one word in `word`.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop.drafts.keeping import values_of
from desktop.workplace import Workplace
from sync.domain.profile import Profile
from sync.store.tables import Draft

VISIT: Final = "visit"
REPORT: Final = "report"
AMENDED_VISIT: Final = "amended_visit"
AMENDED_ENTERPRISE: Final = "amended_enterprise"
HAND_OVER: Final = "hand_over"

# Kind → what is asked of the window, and which id goes with it. An act on a problem opens the problem.
OPENS: Final = {
    VISIT: ("visit_draft", "id"),
    REPORT: ("report_draft", "id"),
    AMENDED_VISIT: ("visit", "subject_id"),
    AMENDED_ENTERPRISE: ("enterprise", "subject_id"),
    HAND_OVER: ("enterprise", "subject_id"),
}
_ACT: Final = ("problem", "subject_id")

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate


def word(profile: Profile, draft: Draft) -> str:
    """What the person was writing: 走访, 问题受理单, …"""
    if draft.form == REPORT:
        return profile.documents.get(str(values_of(draft).get("form")), "") or translate("Drafts", "Problem")
    return {
        VISIT: translate("Drafts", "Visit"),
        AMENDED_VISIT: translate("Drafts", "Change to a visit"),
        AMENDED_ENTERPRISE: translate("Drafts", "Change to an enterprise"),
        HAND_OVER: translate("Drafts", "Hand-over"),
    }.get(draft.form) or _act_word(draft.form)


def _act_word(form: str) -> str:
    """A step on a problem by the word on its button."""
    from desktop.cases.acts import ACTS  # which keep their drafts here

    usual = translate("Drafts", "Step on a problem")
    return next((act.word for act in ACTS if form == f"act/{act.code}"), usual)


def is_at_its_record(draft: Draft) -> bool:
    """Whether it is gone on with at the record that it is about; the others open by themselves."""
    _, named = OPENS.get(draft.form, _ACT)
    return named == "subject_id"


def title(draft: Draft) -> str:
    """What it is about; never nothing."""
    return draft.title or translate("Drafts", "(no title yet)")


def opening(draft: Draft) -> str:
    """The beginning of what was written so far."""
    values = values_of(draft)
    text = values.get("situation") or values.get("description") or ""
    return str(text).replace("\n", " ")[:80]


def go_on(workplace: Workplace, draft: Draft) -> None:
    """Open the draft where it is filled in."""
    kind, name = OPENS.get(draft.form, _ACT)
    workplace.asked.emit(kind, getattr(draft, name))
