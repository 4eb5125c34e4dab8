"""Signing in again, without leaving the work: the sign-in ran out, what is here goes on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop import troubles, words
from desktop.credentials import Credentials
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.form_cell import Message, Objection
from desktop.widgets.password_field import PasswordField
from desktop.widgets.text import Text
from desktop.workplace import Workplace


class SignInCard(Card):
    """Signals: `done()`, the centre takes this laptop again; `withdrawn()`, it does not."""

    done = Signal()
    withdrawn = Signal()

    def __init__(self, workplace: Workplace, credentials: Credentials) -> None:
        super().__init__(self.tr("Sign in again"))
        self._workplace, self._credentials = workplace, credentials
        self.password, self.message = PasswordField(), Message()
        self.password.name(self.tr("Password"))
        self.button = Button(self.tr("Sign in"), "primary")
        row = QHBoxLayout()
        row.setSpacing(10)
        for widget in (Text(self.tr("Password"), "quiet"), self.password, self.button):
            row.addWidget(widget)
        row.addStretch(1)
        self.why = Text(words.trouble(troubles.SIGN_IN), wraps=True)
        self.body.addWidget(self.why)
        self.body.addLayout(row)
        self.body.addWidget(self.message)
        self.password.entered.connect(self._begin)
        self.button.clicked.connect(self._begin)
        self.hide()

    def say_why(self, *, withdrawn: bool) -> None:
        """Why the centre asks for it: the sign-in has run out, or this laptop was withdrawn."""
        after = self.tr(
            "This laptop was withdrawn; what is not delivered is kept here. Please tell the administrator. "
            "Once it is taken in again, sign in here."
        )
        self.why.setText(after if withdrawn else words.trouble(troubles.SIGN_IN))

    def begin(self) -> None:
        """Show it, with the keyboard in the field."""
        self.show()
        self.password.try_again()

    def _begin(self) -> None:
        self._set_busy(True)
        self.message.show_objection(None)
        self._workplace.lanes.network.run(
            self._credentials.sign_in_again,
            str(self.password.value()),
            done=lambda _nothing: self._end(),
            failed=self._failed,
            owner=self,
        )

    def _end(self) -> None:
        self._set_busy(False)
        self.password.set_value("")
        self.hide()
        self.done.emit()

    def _failed(self, error: Exception) -> None:
        code, seconds = troubles.code_of(error)
        self._set_busy(False)
        self.message.show_objection(Objection(words.trouble(code, seconds)))
        self.password.try_again()
        if code == troubles.REVOKED:
            self.withdrawn.emit()
        if code == troubles.UNEXPECTED:
            self._workplace.lanes.network.unexpected.emit(error)

    def _set_busy(self, busy: bool) -> None:
        for widget in (self.password, self.button):
            widget.setEnabled(not busy)
