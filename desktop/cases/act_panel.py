"""The form of one act, laid under the head of its problem: never a dialog, never lost.

What is typed is kept within a second as the draft of this act on this problem; Esc puts the form away and
keeps it, Ctrl+Enter does the act. Nothing that arrives from elsewhere changes a form that is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop import checks
from desktop.cases.acts import Act
from desktop.cases.asks import Ask, Place, field_of, from_plain
from desktop.cases.stand import Stand
from desktop.drafts.keeping import Keeping, new_draft, time_of
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.form import Check, Form
from desktop.widgets.form_cell import Objection
from desktop.widgets.text import Text
from desktop.workplace import Workplace
from sync.store.tables import Draft

BASE = "base"  # what the fields held when the person began, beside the fields of the draft


def draft_form(act: Act) -> str:
    """What the draft of an act is called among the drafts; its subject is the problem."""
    return f"act/{act.code}"


class ActPanel(Card):
    """Signals: `complete(values)`, the act is to be done; `put_away()`, the person goes back to reading."""

    complete = Signal(object)
    put_away = Signal()

    def __init__(self, act: Act, stand: Stand, workplace: Workplace, draft: Draft | None) -> None:
        super().__init__(act.word, " ")
        assert act.asks is not None
        self.act, self.problem = act, stand.problem
        self._asks = asks = act.asks(stand)
        self.form = _form(asks, Place(workplace, stand.problem.enterprise_region_id))
        self.submit = Button(act.word, "primary", key="Ctrl+Enter")
        self.alone, self.moved_on = Text("", "warned"), Text("", "warned", wraps=True)
        self._lay_out()
        self.base = _base(asks, draft)
        self.form.set_values({name: from_plain(value) for name, value in self.base.items()})
        draft = draft or new_draft(draft_form(act), stand.problem.id, {BASE: _text(self.base)})
        self.keeping = Keeping(workplace, self.form, draft, self._about)
        self.form.show_objections(_warnings(asks))
        self.keeping.saved.connect(self._say_kept)
        self.form.submitted.connect(self.complete)
        if draft.updated_at:
            self._say_kept(time_of(draft.updated_at))

    def begin(self) -> None:
        """Give the keyboard to the first field; where that is a department which is proposed already, to the
        first that must be filled in: what is typed at once belongs there."""
        fields, first = self.form.fields, self._asks[0]
        if first.kind == "department" and not fields[first.name].is_empty():
            open_ones = (ask for ask in self._asks if ask.required and fields[ask.name].is_empty())
            first = next(open_ones, first)
        fields[first.name].editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """While the act is being done it is not done again, and its draft is not kept anew."""
        self.submit.setEnabled(not busy)
        self.keeping.hold(busy)

    def say_alone(self, marked: int) -> None:
        """Several problems are marked, and a form is for the open one alone."""
        self.alone.setText(self.tr("For this problem alone: {n} are marked").format(n=marked))
        self.alone.show()

    def say_how_it_stands(self, *, fits: bool) -> None:
        """Whether the step still fits the problem as it is now."""
        self.moved_on.setText(
            self.tr("The problem has moved on; this step may no longer fit. What you typed is kept.")
        )
        self.moved_on.setVisible(not fits)

    def say_gone(self) -> None:
        """The problem is this person's no more, and the text still is."""
        self.moved_on.setText(
            self.tr("The problem is no longer on this laptop. What you typed is kept, and can be copied.")
        )
        self.moved_on.show()

    def leave(self) -> None:
        """Back to reading; what was typed is kept."""
        self.keeping.flush()
        self.put_away.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _about(self, _values: dict[str, Any]) -> tuple[str, str]:
        return self.problem.id, self.problem.title

    def _lay_out(self) -> None:
        for said in (self.alone, self.moved_on):
            said.hide()
        self.submit.clicked.connect(self.form.submit)
        away = Button(self.tr("Put away"), "quiet", key="Esc")
        away.clicked.connect(self.leave)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(away)
        buttons.addWidget(self.submit)
        for part in (self.alone, self.moved_on, self.form):
            self.body.addWidget(part)
        self.body.addLayout(buttons)

    def _say_kept(self, time: str) -> None:
        self.note.setText(self.tr("draft kept {time}").format(time=time) if time else "")


def _form(asks: list[Ask], place: Place) -> Form:
    form = Form()
    for ask in asks:
        field = field_of(ask, place)
        form.add(ask.name, ask.label, field, required=ask.required, check=_checking(ask), hint=ask.hint)
    return form


def _checking(ask: Ask) -> Check:
    def objection(value: Any) -> Objection | None:
        if text := ask.check(value):
            return Objection(text)
        return checks.long(value) if ask.kind == "text" else None

    return objection


def _warnings(asks: list[Ask]) -> dict[str, Objection]:
    return {ask.name: Objection(ask.warning, blocks=False) for ask in asks if ask.warning}


def _base(asks: list[Ask], draft: Draft | None) -> Mapping[str, Any]:
    """As plain values: those that the draft was begun with, or those that stand there now."""
    kept = msgspec.json.decode(draft.values).get(BASE) if draft is not None else ""
    begun: Any = {ask.name: ask.start for ask in asks}
    base: dict[str, Any] = msgspec.json.decode(kept) if kept else msgspec.to_builtins(begun)
    return base


def _text(base: Mapping[str, Any]) -> str:
    return msgspec.json.encode(base).decode()
