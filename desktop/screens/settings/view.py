"""设置: how the window looks and speaks, its server, where the data lies, which program it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop import freshness, settings, theme
from desktop.screens.settings import facts
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.choice_field import ChoiceField
from desktop.widgets.facts import Fact, Facts
from desktop.widgets.field import ShownField
from desktop.widgets.form import Form
from desktop.widgets.page import Page
from desktop.widgets.text import Text

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

LANGUAGES = (("zh_CN", "中文"), ("en", "English"))  # each in its own words


def make(window: MainWindow) -> SettingsView:
    return SettingsView(window)


class SettingsView(Page):
    """Everything takes effect at once, except the language, which says so."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(self.tr("Settings"))
        self._window = window
        self.data = Facts()
        for card in (self._look(), self._place(), self._data(), self._about()):
            self.add(card)
        workplace = window.workplace
        workplace.lanes.read.run(
            facts.data_facts, workplace.laptop, window.credentials, done=self._show_data, owner=self
        )

    def _look(self) -> Card:
        card, form = Card(self.tr("Window")), Form()
        sizes = [(str(size), f"{size}%") for size in theme.SIZES]
        self.text_size = form.add("size", self.tr("Text size"), ChoiceField(sizes))
        hint = self.tr("From the next start on")
        self.language = form.add("language", self.tr("Language"), ChoiceField(LANGUAGES), hint=hint)
        self.text_size.set_value(str(theme.size()))
        self.language.set_value(self._window.settings.get(settings.LANGUAGE))
        self.text_size.changed.connect(lambda: self._window.set_text_size(int(self.text_size.value())))
        self.language.changed.connect(
            lambda: self._window.settings.set(settings.LANGUAGE, self.language.value())
        )
        self._window.frame.size_asked.connect(lambda _step: self.text_size.set_value(str(theme.size())))
        self.setFocusProxy(self.text_size)
        card.body.addWidget(form)
        return card

    def _place(self) -> Card:
        card, form = Card(self.tr("Centre")), Form()
        hint = self.tr("A copy belongs to one server. For another one, sign in at the first window.")
        server = form.add("server", self.tr("Server"), ShownField(), hint=hint)
        server.set_value(self._window.workplace.laptop.identity.server)
        name = form.add("name", self.tr("Sign-in name"), ShownField())
        name.set_value(self._window.workplace.laptop.identity.user_name)
        self.clock = form.add("clock", self.tr("Clock of this machine"), ShownField())
        self._window.runner.state_changed.connect(self._show_clock)
        self._show_clock()
        card.body.addWidget(form)
        return card

    def _show_clock(self) -> None:
        """Whether it agrees with the centre's, whose time counts for deadlines."""
        seen = self._window.runner.seen
        self.clock.set_value(freshness.clock_words(seen.contact.offset) if seen is not None else "")

    def _data(self) -> Card:
        card = Card(self.tr("Data on this machine"))
        folder = QUrl.fromLocalFile(str(self._window.workplace.laptop.folder))
        show = Button(self.tr("Open the folder"), "plain", icon="file")
        show.clicked.connect(lambda: QDesktopServices.openUrl(folder))
        card.add_action(show)
        card.body.addWidget(self.data)
        return card

    def _show_data(self, told: Sequence[Fact]) -> None:
        self.data.set_facts(told)

    def _about(self) -> Card:
        card = Card(self.tr("About the program"))
        card.body.addWidget(Facts(facts.program_facts()))
        card.body.addWidget(Text(facts.licences(), "small", wraps=True, selectable=True))
        return card
