"""A card for each operation that the centre did not take: why, all its words, what waits behind it, what can
be done."""

from __future__ import annotations

import json

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop import words as sentences
from desktop.cases.words import delivery_mark, joined, moment, translate
from desktop.screens.sync_centre import words
from desktop.screens.sync_centre.doing_again import may_be_done_again
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.facts import Fact, Facts
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.text import Text
from sync.domain.profile import Profile
from sync.store.queries.outbox_view import StoppedCard, Waiting


class StoppedPanel(Card):
    """Signals: `acted(str)`: open · again · copy · give_up · noted."""

    acted = Signal(str)

    def __init__(self, card: StoppedCard, profile: Profile, shown: frozenset[str]) -> None:
        """`shown`: kinds of record that this window has a screen for."""
        self.card, self._profile = card, profile
        self.buttons: list[Button] = []
        operation = card.operation
        super().__init__(heading(operation), moment(operation.made_at))
        self.add_action(Badge(delivery_mark(card.decision or operation.state)))
        tone = "plain" if card.decision == "admitted" else "danger"
        self.body.addWidget(Text(why(card), tone, wraps=True, selectable=True))
        told = words.texts(profile, operation)
        if told:
            self.body.addWidget(Facts([Fact(label, text, wide=True) for label, text in told]))
        if card.followers:
            self.body.addWidget(Text(self._followers(), "quiet", wraps=True, selectable=True))
        self.body.addWidget(self._buttons(shown))

    def plain_text(self) -> str:
        """Everything on the card, for the clipboard."""
        told = words.texts(self._profile, self.card.operation)
        behind = [(heading(each), words.texts(self._profile, each)) for each in self.card.followers]
        whole = [(heading(self.card.operation), told), *behind]
        return "\n\n".join(words.as_plain_text(title, lines) for title, lines in whole)

    def _followers(self) -> str:
        said = self.tr("{n} more wait behind it: {what}")
        what = "、".join(heading(each) for each in self.card.followers)
        return said.format(n=len(self.card.followers), what=what)

    def _buttons(self, shown: frozenset[str]) -> QWidget:
        operation = self.card.operation
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        if operation.state == "refused" and self._can_be_corrected():
            flow.addWidget(self._button("again", self.tr("Correct and do again"), "primary", "edit"))
        if operation.subject_table in shown:
            flow.addWidget(self._button("open", self.tr("Open the record"), "plain", "arrow-right"))
        flow.addWidget(self._button("copy", self.tr("Copy the text"), "plain", "copy"))
        if card_is_done(self.card):
            flow.addWidget(self._button("noted", self.tr("Noted"), "quiet", "check"))
        else:
            flow.addWidget(self._button("give_up", self.tr("Give up"), "quiet", "trash"))
        return row

    def _can_be_corrected(self) -> bool:
        """No other words take on what a colleague has taken on."""
        return self.card.code != "already_accepted" and may_be_done_again(self.card.operation.kind)

    def _button(self, act: str, word: str, kind: str, icon: str) -> Button:
        name = f"{word}: {heading(self.card.operation)}"
        button = Button(word, kind, icon=icon, name=name)
        button.clicked.connect(lambda: self.acted.emit(act))
        self.buttons.append(button)
        return button


def heading(operation: Waiting) -> str:
    """上报问题·停电; a file by its own name."""
    name = dict(operation.texts).get("name", "") if operation.kind == "attach_file" else ""
    return joined((words.kind(operation.kind), name or operation.title))


def card_is_done(card: StoppedCard) -> bool:
    """Whether nothing is left to do about it."""
    return card.decision == "admitted"


def why(card: StoppedCard) -> str:
    """What the centre decided; else the rule's sentence, with what it named."""
    if card.decision == "admitted":
        return translate("StoppedPanel", "{who} has admitted it; it counts.").format(who=card.decided_by)
    if card.decision == "declined":
        said = translate("StoppedPanel", "{who} has not admitted it: {reason}")
        return said.format(who=card.decided_by, reason=card.reason)
    said = sentences.refusal(card.code, json.loads(card.detail) if card.detail else {})
    operation = card.operation
    waits = operation.kind == "attach_file" and operation.state == "quarantined"
    return (
        said + translate("StoppedPanel", "The file itself is still here and is sent once admitted.") * waits
    )
