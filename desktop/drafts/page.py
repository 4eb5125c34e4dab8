"""The page on which something new is written: its form, what keeps it, and what can be done at its foot."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.drafts.keeping import Keeping, keep, time_of
from desktop.files.field import FilesField
from desktop.keys import Keys
from desktop.widgets.badge import Mark
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.form import Form
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.page import Page
from desktop.workplace import Workplace
from sync.store.tables import Draft


class DraftPage(Page):
    """Signals: `left()`, the person goes back (what was typed is kept, or was thrown away).

    Enter never submits; Ctrl+Enter does, Esc goes back, Ctrl+S says that it is kept already.
    """

    left = Signal()

    def __init__(self, workplace: Workplace, keys: Keys, group: str) -> None:
        """`group`: where the keys act, in words, for the card of keys."""
        super().__init__()
        self.workplace, self._keys, self._group = workplace, keys, group
        self._heading, self._about = "", ""
        self.form: Form
        self.keeping: Keeping | None = None
        self._is_thrown = False
        self._card = Card()
        self.add(self._card)
        self._foot = FlowLayout(gap=8)
        self.set_foot(_foot_of(self._foot))
        self.submit = Button("", "primary", key="Ctrl+Enter")
        self.submit.clicked.connect(self._submit)
        self._foot.addWidget(self.submit)
        self._away = Button(self.tr("Back"), "plain", key="Esc")
        self._away.clicked.connect(self.go_back)
        self._foot.addWidget(self._away)
        keys.mention(self, "Ctrl+Enter", self.tr("Finish"), group)
        keys.bind(self, "Ctrl+S", self.tr("Keep the draft"), self._say_kept, group)

    def take(self, form: Form, keeping: Keeping) -> None:
        """Show this form in place of the one before, kept by `keeping`."""
        if self.keeping is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form, self.keeping = form, keeping
        self._card.body.addWidget(form)
        last = list(form.fields.values())[-1].editor()
        for before, after in ((last, self.submit), (self.submit, self._away)):
            QWidget.setTabOrder(before, after)  # as they stand, not as they were made
        form.submitted.connect(lambda _values: self.finish())
        keeping.saved.connect(self.show_kept)

    def set_words(self, heading: str, about: str, finish: str) -> None:
        """`heading`: what is written; `about`: where it comes from; `finish`: the word on the main button."""
        self._heading, self._about = heading, about
        self.submit.setText(finish)
        self.submit.setAccessibleName(finish)
        draft = self.keeping.draft if self.keeping is not None else None
        self.show_kept(time_of(draft.updated_at) if draft is not None and draft.updated_at else "")

    def add_act(self, word: str, act: Callable[[], object], key: str = "", kind: str = "plain") -> Button:
        """Something else that can be done here, with its key."""
        button = Button(word, kind, key=key)
        button.clicked.connect(act)
        self._foot.addWidget(button)
        if key:
            self._keys.bind(self, key, word, act, self._group)
        return button

    def finish(self) -> None:
        """The form is complete and without objection: do it."""
        raise NotImplementedError

    def flush_draft(self) -> None:
        """The window closes, or another page is shown."""
        if self.keeping is not None:
            self.keeping.flush()

    def files_being_read(self) -> FilesField | None:
        """The field that still reads a file, if one does."""
        fields = [field for field in self.form.fields.values() if isinstance(field, FilesField)]
        return next((field for field in fields if field.is_reading()), None)

    def retire(self) -> None:
        """Away for good. A file that was put in a moment ago is kept with the draft first."""
        self.flush_draft()
        self.hide()
        reading = self.files_being_read()
        if reading is None or self._is_thrown:
            self.deleteLater()
        else:
            reading.at_rest.connect(self._end)

    def _end(self) -> None:
        self.flush_draft()
        self.deleteLater()

    def go_back(self) -> None:
        """Keep what there is, and leave."""
        self.flush_draft()
        self.left.emit()

    def throw_away(self) -> None:
        """Leave without it; for a while it can be brought back."""
        if self.keeping is None:
            return
        thrown = self.keeping.throw_away()
        self._is_thrown = True
        workplace = self.workplace
        if thrown.updated_at:
            workplace.notices.offer_undo(
                self.tr("The draft was thrown away"), lambda: keep(workplace, thrown)
            )
        self.left.emit()

    def show_kept(self, time: str) -> None:
        """Say in the head that the draft is kept, and since when."""
        kept = self.tr("kept on this laptop {time}").format(time=time) if time else ""
        marks = [Mark(self.workplace.state_word("draft"), "caution", "edit")] if time else []
        self.set_head(self._heading, "·".join(filter(None, (self._about, kept))), marks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._submit()  # from a button of the page; in a field the form hears it itself
        else:
            super().keyPressEvent(event)

    def _submit(self) -> None:
        self.form.submit()

    def _say_kept(self) -> None:
        self.flush_draft()
        self.workplace.notices.say("success", self.tr("Kept. Drafts are kept by themselves while you type."))


def open_again(workplace: Workplace, draft: Draft) -> Callable[[], object]:
    """For an undo, with which the draft is there again: it is open."""
    from desktop.drafts.kinds import go_on

    return lambda: go_on(workplace, draft)


def _foot_of(flow: FlowLayout) -> QWidget:
    foot = QFrame()
    foot.setProperty("ground", "foot")
    column = QVBoxLayout(foot)
    column.setContentsMargins(20, 8, 16, 8)
    column.addLayout(flow)
    return foot
