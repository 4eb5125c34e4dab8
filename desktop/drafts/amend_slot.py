"""The place on a record's page where its fields are changed: empty, or a form that is kept as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop.drafts.amending import Amendable, Amending
from desktop.drafts.keeping import new_draft
from desktop.drafts.page import open_again
from desktop.workplace import Workplace
from sync.domain.errors import Quarantined, Refused
from sync.operations.base import Operation
from sync.operations.edits import Edit
from sync.store.tables import Draft

# From the draft, whose id the operation takes, and the edits.
Operate: TypeAlias = Callable[[Draft, tuple[Edit, ...]], Operation]


class AmendSlot(QWidget):
    """Signals: `turned(bool)`, a form is open now, or no more."""

    turned = Signal(bool)

    def __init__(
        self,
        workplace: Workplace,
        kind: str,
        fields: Callable[[], Sequence[Amendable]],
        operate: Operate,
        home: QWidget,
    ) -> None:
        """`kind`: of the draft, see `drafts.kinds`; `home`: where the keyboard is when the form is gone."""
        super().__init__()
        self._workplace, self._kind, self._home = workplace, kind, home
        self._fields, self._operate = fields, operate
        self.form: Amending | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def begin(
        self, record_id: str, title: str, standing: Mapping[str, str], draft: Draft | None = None
    ) -> None:
        """Open the form: with what the record holds, and with what was typed before, if anything."""
        self.end()
        kept = draft or new_draft(self._kind, record_id, {})
        named = msgspec.structs.replace(kept, title=title)
        form = Amending(self._workplace, self.tr("Amend"), self._fields(), standing, named)
        form.amended.connect(lambda edits: self._do(form, edits))
        form.put_away.connect(self.end)
        self.form = form
        self._column.addWidget(form)
        self.show()
        self.turned.emit(True)

    def refresh(self, standing: Mapping[str, str]) -> None:
        """The record changed elsewhere."""
        if self.form is not None:
            self.form.refresh(standing)

    def flush_draft(self) -> None:
        if self.form is not None:
            self.form.flush_draft()

    def end(self) -> None:
        """Back to reading; what was typed and not saved is still a draft."""
        if self.form is None:
            return
        form, self.form = self.form, None
        had_keyboard = form.isAncestorOf(QApplication.focusWidget() or self)
        form.flush_draft()
        form.hide()
        form.deleteLater()
        self.hide()
        self.turned.emit(False)
        if had_keyboard:
            self._home.setFocus()

    def _do(self, form: Amending, edits: tuple[Edit, ...]) -> None:
        draft = form.keeping.row()

        def done(_entry: object) -> None:
            if isValid(self) and self.form is form:
                self.end()

        def refused(no: Refused | Quarantined) -> None:
            if isValid(form):
                form.show_refusal(no)

        self._workplace.do(
            self._operate(draft, edits),
            owner=self._workplace,
            undo=self.tr("Amended: {title}").format(title=draft.title),
            forms=(draft,),
            undone=open_again(self._workplace, draft),
            done=done,
            refused=refused,
        )
