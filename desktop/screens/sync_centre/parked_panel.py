"""Work in quarantine, before somebody of the centre that answers for the record: whose it is, all its words,
and the two ways to decide."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop import words as sentences
from desktop.cases.words import delivery_mark, moment, person
from desktop.screens.sync_centre import words
from desktop.screens.sync_centre.cards import heading
from desktop.widgets.badge import Badge
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.facts import Fact, Facts
from desktop.widgets.field import TextField
from desktop.widgets.form_cell import Message, Objection
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.text import Text
from sync.domain.profile import Profile
from sync.store.queries.parked import ParkedCard

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate


class ParkedPanel(Card):
    """Signals: `decided(bool, str)`: admitted or not, and the reason."""

    decided = Signal(bool, str)

    def __init__(self, card: ParkedCard, profile: Profile, begun: dict[str, str]) -> None:
        """`begun`: card → a reason that was begun, kept by the page, which makes a card anew when its
        decision was undone."""
        super().__init__(heading(card.operation), moment(card.operation.made_at))
        self.card = card
        self.add_action(Badge(delivery_mark("quarantined")))
        self.body.addWidget(Text(_why(card), "warned", wraps=True, selectable=True))
        told = words.texts(profile, card.operation)
        if told:
            self.body.addWidget(Facts([Fact(label, text, wide=True) for label, text in told]))
        why = self.tr("Why it is not admitted")
        self.reason, self.message = TextField(why), Message()
        self.reason.name(why)
        self.reason.set_value(begun.get(card.id, ""))
        self.reason.changed.connect(lambda: begun.update({card.id: self.reason.value()}))
        self.reason.changed.connect(lambda: self.message.show_objection(None))
        self.reason.hide()
        for widget in (self.reason, self.message):
            self.body.addWidget(widget)
        self._lay_buttons()

    def _lay_buttons(self) -> None:
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        self.admit = self._button(self.tr("Admit"), "primary")
        self.admit.clicked.connect(lambda: self.decided.emit(True, ""))
        self.decline = self._button(self.tr("Do not admit"), "plain")
        self.decline.clicked.connect(lambda: self._ask_why(True))
        self.done = self._button(self.tr("Do not admit, for this reason"), "primary")
        self.done.clicked.connect(self._decline)
        self.back = self._button(self.tr("Put away"), "quiet")
        self.back.key = "Esc"
        self.back.clicked.connect(lambda: self._ask_why(False))
        for button in (self.admit, self.decline, self.done, self.back):
            flow.addWidget(button)
        for later in (self.done, self.back):
            later.hide()
        self.body.addWidget(row)

    def _button(self, word: str, kind: str) -> Button:
        return Button(word, kind, name=f"{word}: {heading(self.card.operation)}")

    def _ask_why(self, asks: bool) -> None:
        """One way at a time; put away, a reason that was begun comes back with the next press."""
        for widget in (self.reason, self.done, self.back):
            widget.setVisible(asks)
        for widget in (self.admit, self.decline):
            widget.setVisible(not asks)
        self.message.show_objection(None)
        first = self.reason.editor() if asks else self.decline
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.reason.isVisible():
            self._ask_why(False)
        else:
            super().keyPressEvent(event)

    def _decline(self) -> None:
        reason = self.reason.value()
        if reason:
            self.decided.emit(False, reason)
        else:
            self.message.show_objection(Objection(sentences.refusal("reason_needed")))
            self.reason.editor().setFocus(Qt.FocusReason.OtherFocusReason)


def _why(card: ParkedCard) -> str:
    other = translate("Parked", "{who}: the server could not take it by itself.")
    said = _reasons().get(card.code, other)
    return said.format(who=person(card.author_name, card.author_post))


def _reasons() -> dict[str, str]:
    return {
        "out_of_scope": translate("Parked", "{who}: when this was done, the record was not theirs any more."),
        "missing_prerequisite": translate("Parked", "{who}: an earlier step that it builds on is not here."),
    }
