"""What is not finished about a problem: steps begun here, and steps that the centre did not take."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop import words as sentences
from desktop.cases import words
from desktop.cases.act_panel import draft_form
from desktop.cases.acts import ACTS, Act
from desktop.cases.stand import Stand
from desktop.cases.words import translate
from desktop.drafts.keeping import drop, keep
from desktop.widgets.button import Button
from desktop.widgets.text import Text
from desktop.workplace import Workplace
from sync.store.queries.outbox_view import StoppedCard
from sync.store.tables import Draft


def unfinished(stand: Stand, workplace: Workplace, go_on: Callable[[Act], object]) -> QWidget | None:
    """A line for each; None when there is nothing."""
    begun = {draft_form(act): act for act in ACTS}
    lines = [
        *(_stopped(card, workplace) for card in stand.here.stopped),
        *(
            _begun(draft, begun[draft.form], workplace, go_on)
            for draft in stand.here.drafts
            if draft.form in begun
        ),
    ]
    if not lines:
        return None
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for line in lines:
        layout.addWidget(line)
    return column


def _stopped(card: StoppedCard, workplace: Workplace) -> QWidget:
    """The rule's sentence; the text itself lies in the card of the sync screen."""
    text = translate("Case", "Your step of {time} was not taken: {why}").format(
        time=words.moment(card.operation.made_at), why=sentences.refusal(card.code)
    )
    look = Button(translate("Case", "Look"), "plain")
    look.clicked.connect(lambda: workplace.asked.emit("sync", card.operation.op_id))
    return _line("danger", text, look)


def _begun(draft: Draft, act: Act, workplace: Workplace, go_on: Callable[[Act], object]) -> QWidget:
    text = translate("Case", "Begun, not done: {act} ({time})").format(
        act=act.word, time=words.moment(draft.updated_at)
    )
    resume = Button(translate("Case", "Go on"), "plain")
    resume.clicked.connect(lambda: go_on(act))
    away = Button(translate("Case", "Throw away"), "quiet")
    away.clicked.connect(lambda: _throw_away(workplace, draft))
    return _line("info", text, resume, away)


def _throw_away(workplace: Workplace, draft: Draft) -> None:
    """For a while it can be brought back."""
    drop(workplace, draft.id)
    thrown = translate("Case", "The draft was thrown away")
    workplace.notices.offer_undo(thrown, lambda: keep(workplace, draft))


def _line(tone: str, text: str, *buttons: Button) -> QWidget:
    line = QFrame()
    line.setProperty("notice", tone)
    row = QHBoxLayout(line)
    row.setContentsMargins(14, 4, 8, 4)
    row.setSpacing(8)
    row.addWidget(Text(text, wraps=True, selectable=True), 1)
    for button in buttons:
        row.addWidget(button)
    return line
