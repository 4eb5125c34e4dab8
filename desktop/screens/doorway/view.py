"""The first window: sign in once with a line, open the copy with the password ever after."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from desktop import icons, theme
from desktop.people import Copy
from desktop.screens.doorway.address import address, check_address
from desktop.screens.doorway.rescue import RescueCard
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.choice_field import ChoiceField
from desktop.widgets.field import LineField
from desktop.widgets.form import Form
from desktop.widgets.form_cell import Message, Objection
from desktop.widgets.password_field import PasswordField
from desktop.widgets.text import Text

WIDTH, HEIGHT = 460, 316  # pixels of the card, and of the room for it


class Doorway(QWidget):
    """Signals: `unlock_asked(Copy, password)`; `renew_asked(Copy, password, new_password)`;
    `sign_in_asked(server, user_name, password)`; `begin_asked(server, user_name, password, new_password)`,
    the same where both passwords were asked for; `rescue_asked(Copy, password, Path)`; `stop_asked()`."""

    unlock_asked = Signal(object, str)
    renew_asked = Signal(object, str, str)
    sign_in_asked = Signal(str, str, str)
    begin_asked = Signal(str, str, str, str)
    rescue_asked = Signal(object, str, object)
    stop_asked = Signal()

    def __init__(self, copies: Sequence[Copy], server: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._copies, self._server = list(copies), server
        self._form = Form(self)
        self._password: PasswordField
        self.setWindowTitle(self.tr("Zhuqitong"))
        self.setWindowIcon(icons.application_icon())
        self.message = Message()
        self.progress_words, self.progress = Text("", "small"), QProgressBar()
        self.progress.setAccessibleName(self.tr("Download"))
        self.stop = Button(self.tr("Stop"), "plain", key="Esc")
        self.open_button, self.other = Button("", "primary"), Button("", "link")
        self.card, self.rescue = Card(), RescueCard()
        self._broken: tuple[Copy, str] | None = None
        self._lay_out()
        self.stop.clicked.connect(self.stop_asked)
        self.open_button.clicked.connect(self._submit)
        self.other.clicked.connect(self._turn)
        self.rescue.asked.connect(self._ask_to_rescue)
        self.rescue.left.connect(self._leave_rescue)
        self._show_unlock() if self._copies else self._show_sign_in()
        self.show_work("")

    def show_message(self, words: str, *, again: bool = False) -> None:
        """What went wrong, and what is safe; what was typed stays. `again`: the password is typed anew."""
        self.show_work("")
        self.message.show_objection(Objection(words) if words else None)
        if again:
            newest = self._form.fields.get("new", self._password)
            assert isinstance(newest, PasswordField)
            newest.try_again()
        else:
            self.open_button.setFocus()

    def offer_rescue(self, copy: Copy, password: str, words: str) -> None:
        """The data of this copy cannot be read; the password is right, or could not be tried."""
        self.show_message(words)
        self._broken = (copy, password)
        for hidden in (self.card, self.other):
            hidden.hide()
        self.rescue.offer(words)

    def _ask_to_rescue(self, path: Path) -> None:
        assert self._broken is not None
        self._leave_rescue()
        self.rescue_asked.emit(*self._broken, path)

    def _leave_rescue(self) -> None:
        self.rescue.hide()
        self.card.show()
        self.other.setVisible(bool(self.other.text()))
        self.open_button.setFocus()

    def ask_for_new_password(self) -> None:
        """The copy opens with one password, and the centre knows another: both are asked for."""
        self.show_message(
            self.tr("The centre has a newer password. Please type the one used here, and the new one.")
        )
        if "new" not in self._form.fields:
            new = self._form.add("new", self.tr("New password"), PasswordField(), required=True)
            new.entered.connect(self._submit)
        self._form.fields["new"].editor().setFocus()

    def show_work(self, words: str) -> None:
        """What is going on, with numbers; "" when nothing is."""
        busy = bool(words)
        self.progress_words.setText(words)
        for shown in (self.progress, self.progress_words, self.stop):
            shown.setVisible(busy)
        # Without a known end, a bar at rest would be a lie, and one that moves unseen a waste.
        self.progress.setRange(0, 0 if busy else 1)
        for held in (self.open_button, self.other, self._form):
            held.setEnabled(not busy)
        self.open_button.setVisible(not busy)
        if busy:
            self.message.show_objection(None)
            self.stop.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.stop.isHidden():
            self.stop_asked.emit()
        elif event.key() == Qt.Key.Key_Escape and not self.rescue.isHidden():
            self.rescue.back.click()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        room = self.screen().availableSize()
        self.setMinimumSize(theme.px(500), min(theme.px(560), room.height()))
        self.resize(QSize(theme.px(1000), theme.px(680)).boundedTo(room))
        below = QVBoxLayout()
        below.setSpacing(8)
        for each in (self.progress_words, self.progress, self.stop, self.open_button, self.message):
            below.addWidget(each)
        self.card.body.setSpacing(16)
        self.card.body.addLayout(below)
        self.card.setContentsMargins(8, 8, 8, 8)
        across, column = QHBoxLayout(self._page()), QVBoxLayout()
        across.addStretch(1)
        across.addLayout(column)
        across.addStretch(1)
        column.setSpacing(6)
        column.addStretch(2)
        for widget in self._head():
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        column.addWidget(self._place_of_card())
        column.addStretch(3)
        safe = Text(
            self.tr("Everything is kept encrypted on this machine and opens without a line."), "small"
        )
        column.addWidget(safe, 0, Qt.AlignmentFlag.AlignHCenter)

    def _page(self) -> QWidget:
        """What stands in the window; large text on a low screen is scrolled: no button is out of reach."""
        whole, scroller, page = QVBoxLayout(self), QScrollArea(), QWidget()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroller)
        scroller.setWidgetResizable(True)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(page)
        self.scroller = scroller
        return page

    def _place_of_card(self) -> QWidget:
        """Room for the card at its tallest: what it says moves nothing under the pointer."""
        place = QWidget()
        place.setMinimumHeight(theme.px(HEIGHT))
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addWidget(self.rescue)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.card.setFixedWidth(theme.px(WIDTH))
        self.rescue.setFixedWidth(theme.px(WIDTH))
        return place

    def _head(self) -> Sequence[QWidget]:
        sign = QLabel()
        sign.setPixmap(icons.application_icon().pixmap(theme.px(56)))
        return (
            sign,
            Text(self.tr("Zhuqitong"), "figure"),
            Text(self.tr("Government service with the enterprise"), "quiet"),
        )

    def _show_unlock(self, chosen: str = "0") -> None:
        form = Form()
        if len(self._copies) > 1:
            who = ChoiceField([(str(place), self._name(copy)) for place, copy in enumerate(self._copies)])
            form.add("who", self.tr("Person"), who, required=True).set_value(chosen)
            # Not in the middle of the press: the form may go with its fields.
            who.changed.connect(lambda: QTimer.singleShot(0, form, lambda: self._turn_to(who.value())))
        else:
            form.add_heading(self._name(self._copies[0]))
        form.submitted.connect(self._ask_to_unlock)
        self._put(form, self.tr("Open"), self.tr("Another person signs in"))

    def _turn_to(self, person: str) -> None:
        """What was said, and asked beside the password, was of the person before."""
        self.message.show_objection(None)
        if "new" in self._form.fields:
            self._show_unlock(person)

    def _show_sign_in(self) -> None:
        form = Form()
        form.add("user", self.tr("Sign-in name"), LineField(), required=True)
        form.submitted.connect(self._ask_to_sign_in)
        self._put(form, self.tr("Sign in"), self.tr("Open a copy on this machine") if self._copies else "")
        server = LineField("https://", tidy=address)
        form.add("server", self.tr("Server"), server, required=True, check=check_address)
        server.set_value(self._server)
        form.fields["user"].editor().setFocus()

    def _put(self, form: Form, word: str, other: str) -> None:
        """Show this form, the password below what it has."""
        self._form.hide()
        self._form.deleteLater()
        self._form, self._password = form, PasswordField()
        form.add("password", self.tr("Password"), self._password, required=True)
        self._password.entered.connect(self._submit)
        self._password.capitals.connect(self._hint_at_capitals)
        self.card.body.insertWidget(0, form)
        self._password.editor().setFocus()
        self.open_button.setText(word)
        self.open_button.setAccessibleName(word)
        self.other.setText(other)
        self.other.setAccessibleName(other)
        self.other.setVisible(bool(other))
        self.message.show_objection(None)

    def _hint_at_capitals(self, capitals: bool) -> None:
        hint = self.tr("Caps Lock is on")
        if capitals:
            self.message.show_objection(Objection(hint, blocks=False))
        elif self.message.text.text() == hint:
            self.message.show_objection(None)

    def _name(self, copy: Copy) -> str:
        """Who it is; with the server where one name has copies of two."""
        same = [each for each in self._copies if each.user_name == copy.user_name]
        name = f"{copy.name}·{copy.post}" if copy.name else copy.user_name
        return name if len(same) == 1 else f"{name}·{urlsplit(copy.server).hostname}"

    def _ask_to_unlock(self, values: dict[str, Any]) -> None:
        copy, password = self._copies[int(values.get("who", "0"))], values["password"]
        if "new" in values:
            self.renew_asked.emit(copy, password, values["new"])
        else:
            self.unlock_asked.emit(copy, password)

    def _ask_to_sign_in(self, values: dict[str, Any]) -> None:
        asked = (values["server"], values["user"], values["password"])
        if "new" in values:
            self.begin_asked.emit(*asked, values["new"])
        else:
            self.sign_in_asked.emit(*asked)

    def _submit(self) -> None:
        self.message.show_objection(None)  # it was about the try before
        self._form.submit()

    def _turn(self) -> None:
        unlocking = "user" not in self._form.fields
        self._show_sign_in() if unlocking else self._show_unlock()
