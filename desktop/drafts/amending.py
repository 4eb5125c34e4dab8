"""Changing single fields of a record that is there already. Each change says what it replaces, so that
nobody's text is overwritten unseen; what arrives meanwhile is shown in the fields that were left alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from desktop import checks
from desktop.drafts.keeping import Keeping, values_of
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.field import Field
from desktop.widgets.form import Check, Form
from desktop.widgets.layouts import FlowLayout
from desktop.workplace import Workplace
from sync.domain.errors import Quarantined, Refused
from sync.operations.edits import Edit
from sync.store.tables import Draft


@dataclass(frozen=True)
class Amendable:
    """One field that may be changed: its name in the record, its label, how it is made and checked."""

    name: str
    label: str
    make: Callable[[], Field]
    check: Check = lambda _value: None


class Amending(Card):
    """Signals: `amended(tuple[Edit, ...])`, to be done now; `put_away()`, back to reading."""

    amended = Signal(object)
    put_away = Signal()

    def __init__(
        self,
        workplace: Workplace,
        heading: str,
        fields: Sequence[Amendable],
        standing: Mapping[str, str],
        draft: Draft,
    ) -> None:
        """`standing`: what the record holds now; `draft`: a new one, or one with what was typed before."""
        super().__init__(heading)
        self.form = Form()
        for field in fields:
            self.form.add(field.name, field.label, field.make(), check=field.check)
        self.form.set_values(standing)
        self._base = {**standing, **dict(values_of(draft).get("base", ()))}
        self.keeping = Keeping(workplace, self.form, draft, lambda _values: (draft.subject_id, draft.title))
        self._keep_base()
        self.form.submitted.connect(lambda _values: self._submit())
        self.keeping.saved.connect(self._say_kept)
        self.body.addWidget(self.form)
        self.body.addLayout(self._buttons())

    def begin(self, name: str = "") -> None:
        """Give the keyboard to this field, or to the first."""
        field = self.form.fields.get(name) or next(iter(self.form.fields.values()))
        field.editor().setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, standing: Mapping[str, str]) -> None:
        """The record changed elsewhere: fields that the person is in, or changed, stay as they are."""
        values = self.form.values()
        free = {name: value for name, value in standing.items() if values[name] == self._base[name]}
        mine = self.form.refresh(free)
        self._base |= {name: value for name, value in free.items() if name not in mine}
        self._keep_base()

    def edits(self) -> tuple[Edit, ...]:
        """What was changed, with what stood there when the person began."""
        values = self.form.values()
        return tuple(Edit(name, old, values[name]) for name, old in self._base.items() if values[name] != old)

    def show_refusal(self, no: Refused | Quarantined) -> None:
        """A rule said no: the person goes on from where they were."""
        self.keeping.hold(False)
        checks.show_refusal(self.form, no)

    def flush_draft(self) -> None:
        self.keeping.flush()

    def leave(self) -> None:
        """Back to reading; what was typed is kept."""
        self.flush_draft()
        self.put_away.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        edits = self.edits()
        if edits:
            self.keeping.hold()
            self.amended.emit(edits)
        else:
            self.leave()

    def _keep_base(self) -> None:
        # Pairs, not an object: in a draft an object is something that was chosen.
        self.keeping.put(base=[list(pair) for pair in self._base.items()])

    def _say_kept(self, time: str) -> None:
        self.note.setText(self.tr("draft kept {time}").format(time=time) if time else "")

    def _buttons(self) -> FlowLayout:
        save, away = (
            Button(self.tr("Save"), "primary", key="Ctrl+Enter"),
            Button(self.tr("Back"), "plain", key="Esc"),
        )
        save.clicked.connect(self.form.submit)
        away.clicked.connect(self.leave)
        flow = FlowLayout(gap=8)
        for button in (save, away):
            flow.addWidget(button)
        return flow
