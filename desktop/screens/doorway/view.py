"""The first window: sign in once with a line, open the copy with the password ever after."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QVBoxLayout, QWidget

from desktop import theme
from desktop.people import Copy
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.choice_field import ChoiceField
from desktop.widgets.field import LineField
from desktop.widgets.form import Form
from desktop.widgets.text import Text


class PasswordField(LineField):
    """A line that shows dots."""

    def __init__(self) -> None:
        super().__init__(tidy=str)
        self.editor().setEchoMode(QLineEdit.EchoMode.Password)


class Doorway(QWidget):
    """Signals: `unlock_asked(Copy, password)`, `sign_in_asked(server, user_name, password)`, `stop_asked()`."""

    unlock_asked = Signal(object, str)
    sign_in_asked = Signal(str, str, str)
    stop_asked = Signal()

    def __init__(self, copies: Sequence[Copy], server: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copies = list(copies)
        self.setWindowTitle(self.tr("Zhuqitong"))
        self.setMinimumSize(theme.px(520), theme.px(420))
        self.message = Text("", "danger", wraps=True)
        self.progress_words = Text("", "small")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(self.tr("Download"))
        self.stop = Button(self.tr("Stop"), "quiet")
        self.stop.clicked.connect(self.stop_asked)
        self.open_button = Button("", "primary")
        self.other = Button("", "quiet")
        self.card = Card()
        self._server = server
        self._form: Form | None = None
        self._lay_out()
        self.open_button.clicked.connect(self._submit)
        self.other.clicked.connect(self._turn)
        self._show_unlock() if self._copies else self._show_sign_in()
        self.show_work("")

    def show_message(self, words: str) -> None:
        """What went wrong, and what is safe; the typed name stays."""
        self.message.setText(words)
        self.message.setVisible(bool(words))
        self.show_work("")

    def show_work(self, words: str, done: int = 0, total: int = 0) -> None:
        """What is going on, with numbers; "" when nothing is."""
        busy = bool(words)
        self.progress_words.setText(words)
        for widget in (self.progress, self.progress_words, self.stop):
            widget.setVisible(busy)
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.open_button.setEnabled(not busy)
        if self._form is not None:
            self._form.setEnabled(not busy)
        if busy:
            self.message.hide()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(48, 36, 48, 36)
        outer.addStretch(1)
        outer.addWidget(Text(self.tr("Zhuqitong"), "title"), 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(
            Text(self.tr("Government service with the enterprise"), "small"), 0, Qt.AlignmentFlag.AlignHCenter
        )
        outer.addWidget(self.card)
        for widget in (self.message, self.progress_words, self.progress, self.stop):
            outer.addWidget(widget)
        outer.addWidget(self.open_button)
        outer.addWidget(self.other)
        outer.addStretch(2)

    def _show_unlock(self) -> None:
        form = Form()
        choices = [(str(place), copy.user_name) for place, copy in enumerate(self._copies)]
        who = form.add("who", self.tr("Person"), ChoiceField(choices), required=True)
        who.set_value("0")
        form.add("password", self.tr("Password"), PasswordField(), required=True)
        form.submitted.connect(
            lambda values: self.unlock_asked.emit(self._copies[int(values["who"])], values["password"])
        )
        self._put(form, self.tr("Open"), self.tr("Another person signs in"))
        form.fields["password"].editor().setFocus()

    def _show_sign_in(self) -> None:
        form = Form()
        server = form.add("server", self.tr("Server"), LineField("https://"), required=True)
        server.set_value(self._server)
        form.add("user", self.tr("Sign-in name"), LineField(), required=True)
        form.add("password", self.tr("Password"), PasswordField(), required=True)
        form.submitted.connect(
            lambda values: self.sign_in_asked.emit(values["server"], values["user"], values["password"])
        )
        self._put(form, self.tr("Sign in"), self.tr("Open a copy on this machine") if self._copies else "")

    def _put(self, form: Form, word: str, other: str) -> None:
        if self._form is not None:
            self._form.deleteLater()
        self._form = form
        self.card.body.addWidget(form)
        for name in ("password", "user"):
            field = form.fields.get(name)
            if isinstance(field, LineField):
                field.editor().returnPressed.connect(self._submit)
        self.open_button.setText(word)
        self.other.setText(other)
        self.other.setVisible(bool(other))
        self.message.hide()

    def _submit(self) -> None:
        if self._form is not None:
            self._form.submit()

    def _turn(self) -> None:
        unlocking = self._form is not None and "who" in self._form.fields
        self._show_sign_in() if unlocking else self._show_unlock()
