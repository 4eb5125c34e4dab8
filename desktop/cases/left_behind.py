"""What was typed about a record that is no longer on this laptop: it is offered to be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from desktop.cases.act_panel import BASE
from desktop.cases.words import joined, translate
from desktop.drafts import kinds
from desktop.drafts.keeping import values_of
from desktop.widgets.choice import Choice
from desktop.workplace import Workplace
from sync.store.queries.asking import whole
from sync.store.tables import Draft, Enterprise, Problem, Visit

if TYPE_CHECKING:
    import sqlalchemy as sa


def offer_typed(workplace: Workplace, record_id: str) -> None:
    """Say that a problem, a firm or a visit is gone, where something was typed about it; nothing where it is
    here."""
    workplace.read(typed, record_id, done=lambda found: _offer(workplace, found), owner=workplace)


def typed(connection: sa.Connection, record_id: str) -> list[Draft]:
    """What was begun about a record which is not here; the newest first."""
    if any(whole(connection, kind, id=record_id) for kind in (Problem, Enterprise, Visit)):
        return []
    drafts = whole(connection, Draft, subject_id=record_id)
    return sorted(filter(kinds.is_at_its_record, drafts), key=lambda draft: -draft.updated_at)


def plain_text(workplace: Workplace, draft: Draft) -> str:
    """Every word that was typed, below what it was for."""
    values = (value for name, value in values_of(draft).items() if name != BASE)
    texts = (value.title if isinstance(value, Choice) else value for value in values)
    head = joined((kinds.word(workplace.rules.profile, draft), draft.title))
    return "\n".join([head, *(text for text in texts if isinstance(text, str) and text)])


def _offer(workplace: Workplace, drafts: list[Draft]) -> None:
    if not drafts:
        return
    told = translate("Case", "“{title}” is no longer on this laptop. What you typed about it is kept.")
    text = "\n\n".join(plain_text(workplace, draft) for draft in drafts)
    copy = translate("Case", "Copy the text")
    workplace.notices.say("info", told.format(title=drafts[0].title), copy, lambda: _copy(workplace, text))


def _copy(workplace: Workplace, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    workplace.notices.say("success", translate("Case", "The text is on the clipboard"))
