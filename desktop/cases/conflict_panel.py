"""Two people wrote into one field: both texts side by side, and the four ways to settle it.

Whatever is chosen, both texts stay in the history for good.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.cases.words import PICKED, joined, moment, picked
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.field import TextField
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.text import Text
from sync.domain.profile import Profile
from sync.store.queries.conflicts import ConflictCard


class ConflictPanel(Card):
    """Signals: `settled(choice, text)`: mine · theirs · both · edit, and the text that shall stand."""

    settled = Signal(str, str)

    def __init__(
        self,
        profile: Profile,
        conflict: ConflictCard,
        label: str,
        begun: dict[str, str],
        *,
        may_settle: bool,
    ) -> None:
        """`label`: what the form calls the field. `begun`: conflict → a text that was begun for it, kept
        by the page, which makes its panels anew when news come. What was picked from a list stays as one of
        the two picked it."""
        heading = self.tr("“{field}” was changed by two people").format(field=label)
        super().__init__(heading)
        self._conflict, self._begun, self._mixes = conflict, begun, conflict.field not in PICKED
        sides = QHBoxLayout()
        sides.setSpacing(16)
        written = joined((conflict.author_name, moment(conflict.at)), " ")
        standing, offered = (
            picked(profile, conflict.field, text) for text in (conflict.standing, conflict.offered)
        )
        sides.addWidget(_side(self.tr("What stands now"), standing), 1)
        sides.addWidget(_side(self.tr("Written by {who}").format(who=written), offered), 1)
        self.body.addLayout(sides)
        self.editor = TextField()
        self.editor.name(self.tr("Text that shall stand"))
        self.editor.set_value(begun.get(conflict.id, _both(conflict)))
        self.editor.changed.connect(self._keep)
        self.editor.hide()
        self.body.addWidget(self.editor)
        if may_settle:
            self._lay_buttons()

    def _lay_buttons(self) -> None:
        conflict, row = self._conflict, QWidget()
        flow = FlowLayout(row, gap=8)
        self.take_both = self._button(self.tr("Keep both"), "both", _both(conflict), "primary")
        self.take_offered = self._button(self.tr("Use the other text"), "mine", conflict.offered)
        self.take_standing = self._button(self.tr("Leave it as it stands"), "theirs", conflict.standing)
        self.edit = Button(self.tr("Write it anew"))
        self.edit.clicked.connect(self._edit)
        self.done = Button(self.tr("Use this text"), "primary")
        self.done.clicked.connect(lambda: self.settled.emit("edit", self.editor.value()))
        self.back = Button(self.tr("Put away"), "quiet", key="Esc")
        self.back.clicked.connect(self._put_away)
        for button in (*self._ways(), self.done, self.back):
            flow.addWidget(button)
        self.body.addWidget(row)
        self._ask(conflict.id in self._begun)

    def _button(self, word: str, choice: str, text: str, kind: str = "plain") -> Button:
        button = Button(word, kind)
        button.clicked.connect(lambda: self.settled.emit(choice, text))
        return button

    def first(self) -> QWidget:
        """What is most likely pressed, or typed in."""
        if not self._mixes:
            return self.take_offered
        return self.take_both if self.take_both.isEnabled() else self.editor.editor()

    def _ways(self) -> tuple[Button, ...]:
        return self.take_offered, self.take_standing, self.take_both, self.edit

    def _ask(self, asks: bool) -> None:
        """One way at a time: what is being written is lost to no other button or key. Put away, it comes back
        with the next press."""
        for widget in (self.editor, self.done, self.back):
            widget.setVisible(asks)
        for way in self._ways():
            offered = not asks and (self._mixes or way not in (self.take_both, self.edit))
            way.setVisible(offered)
            way.setEnabled(offered)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.editor.isVisible():
            self._put_away()
        else:
            super().keyPressEvent(event)

    def _put_away(self) -> None:
        self._ask(False)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        self._begun[self._conflict.id] = self.editor.value()

    def _edit(self) -> None:
        self._ask(True)
        self.editor.editor().setFocus(Qt.FocusReason.OtherFocusReason)


def _both(conflict: ConflictCard) -> str:
    return f"{conflict.standing}\n{conflict.offered}"


def _side(heading: str, text: str) -> QWidget:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Text(heading, "small", wraps=True))
    column.addWidget(Text(text or "—", wraps=True, selectable=True))
    column.addStretch(1)
    return side
