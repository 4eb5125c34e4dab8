"""交接: the firms that one person serves go to another in one act. The form lies at the head of a firm's
page, and what is typed is kept as a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.cases.words import person
from desktop.days import day_field
from desktop.drafts.keeping import Keeping, new_draft, time_of
from desktop.drafts.kinds import HAND_OVER
from desktop.drafts.page import open_again
from desktop.screens.enterprises.portfolio import HandingOver, Portfolio
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.choice import Choice, Provider
from desktop.widgets.choice_field import ChoiceField
from desktop.widgets.field import TextField
from desktop.widgets.form import Form
from desktop.widgets.search_field import SearchField
from desktop.widgets.text import Text
from desktop.workplace import Workplace
from sync.operations.hand_over import HandOver
from sync.store.sounds import fits
from sync.store.tables import Duty, Enterprise

MOST = 50  # choices shown at once


class HandOverPanel(Card):
    """Signals: `ended()`, it is done or was put away."""

    ended = Signal()

    def __init__(self, workplace: Workplace, enterprise: Enterprise, here: HandingOver) -> None:
        super().__init__(self.tr("Hand over"), " ")
        self._workplace, self._enterprise, self._here = workplace, enterprise, here
        self.form = self._make_form()
        self.firms = Text("", "small", wraps=True, selectable=True)
        self.submit = Button(self.tr("Hand over"), "primary", key="Ctrl+Enter")
        self._lay_out()
        draft = here.draft or new_draft(HAND_OVER, enterprise.id, {})
        self.keeping = Keeping(workplace, self.form, draft, lambda _values: (enterprise.id, enterprise.name))
        self.keeping.saved.connect(self._say_kept)
        self.form.changed.connect(self._show_firms)
        self.form.submitted.connect(self._hand_over)
        self._say_kept(time_of(draft.updated_at) if draft.updated_at else "")
        self._show_firms()

    def begin(self) -> None:
        """Give the keyboard to the first question that is still open."""
        self.form.fields["to"].editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Back to reading; what was typed is kept."""
        self.keeping.flush()
        self.ended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _make_form(self) -> Form:
        form, people = Form(), self._here.portfolios
        who = ChoiceField([(each.person_id, person(each.name, each.post)) for each in people])
        form.add("before", self.tr("Who hands over"), who, required=True).set_value(people[0].person_id)
        after = SearchField(_provider(self._here.successors), self._workplace.lanes.read)
        form.add("to", self.tr("Who takes over"), after, required=True)
        scope = ChoiceField([("all", self.tr("All that are served")), ("this", self.tr("This one alone"))])
        form.add("scope", self.tr("Which enterprises"), scope, required=True).set_value("all")
        day = form.add("on", self.tr("Day of the hand-over"), day_field(self._workplace), required=True)
        day.set_value(self._today())
        form.add("reason", self.tr("Reason"), TextField(), required=True)
        return form

    def _today(self) -> str:
        from sync.domain.clock import day_of

        return day_of(self._workplace.now()).isoformat()

    def _lay_out(self) -> None:
        meaning = self.tr(
            "The new person has the whole history with the next sync; what the old laptop has not sent yet "
            "is still taken in and marked as late."
        )
        self.submit.clicked.connect(self.form.submit)
        away = Button(self.tr("Put away"), "quiet", key="Esc")
        away.clicked.connect(self.leave)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (away, self.submit):
            buttons.addWidget(button)
        self.body.addWidget(Text(meaning, "small", wraps=True))
        self.body.addWidget(self.form)
        self.body.addWidget(self.firms)
        self.body.addLayout(buttons)

    def _portfolio(self) -> Portfolio:
        chosen = self.form.values()["before"]
        return next(each for each in self._here.portfolios if each.person_id == chosen)

    def _chosen(self) -> Sequence[tuple[str, str]]:
        if self.form.values()["scope"] == "this":
            return [(self._enterprise.id, self._enterprise.name)]
        return self._portfolio().firms

    def _show_firms(self) -> None:
        firms = self._chosen()
        names = "、".join(name for _id, name in firms)
        self.firms.setText(self.tr("{n} enterprises: {names}").format(n=len(firms), names=names))

    def _hand_over(self, values: dict[str, Any]) -> None:
        to: Choice = values["to"]
        directory = next(duty for duty in self._here.successors if duty.person_id == to.key).aggregate_id
        op = HandOver(
            op_id=self.keeping.draft.id,
            made_at=self._workplace.now(),
            from_person_id=values["before"],
            to_person_id=to.key,
            directory_id=directory,
            enterprise_ids=tuple(firm for firm, _name in self._chosen()),
            on=values["on"],
            reason=values["reason"],
        )
        draft = self.keeping.row()
        self.keeping.hold()
        done = self.tr("Handed over to {name}: {n} enterprises")
        self._workplace.do(
            op,
            owner=self,
            draft_id=op.op_id,
            undo=done.format(name=to.title, n=len(op.enterprise_ids)),
            forms=(draft,),
            undone=open_again(self._workplace, draft),
            done=lambda _entry: self.ended.emit(),
            refused=lambda _no: self.keeping.hold(False),
        )

    def _say_kept(self, time: str) -> None:
        self.note.setText(self.tr("draft kept {time}").format(time=time) if time else "")


def _provider(successors: Sequence[Duty]) -> Provider:
    def found(typed: str) -> list[Choice]:
        fitting = [duty for duty in successors if fits(typed, person(duty.person_name, duty.person_post))]
        return [Choice(duty.person_id, duty.person_name, duty.person_post) for duty in fitting][:MOST]

    return found
