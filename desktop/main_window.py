"""The main window of an open copy: the frame, the rail of the person's roles, what works by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop import freshness, settings, theme
from desktop.background import Lanes
from desktop.cases.badges import WORKED_OFF, Badges
from desktop.cases.stopped import tell_stopped
from desktop.drafts.recovered import tell_recovered
from desktop.indexing import Indexing
from desktop.new_action import set_new_action
from desktop.notices import Notices
from desktop.opened import Opened
from desktop.own_menu import set_own_menu
from desktop.parked_work import asked_of
from desktop.places import tell_of_the_place
from desktop.reminders import Reminders
from desktop.reports.door import Reports
from desktop.screen_table import AT_FOOT, SCREENS, ScreenEntry
from desktop.search import set_search
from desktop.settings import Settings
from desktop.sync_runner import SyncRunner
from desktop.watching import Watching
from desktop.widgets.chip import SyncState
from desktop.widgets.frame import Frame
from desktop.widgets.rail import RailItem
from desktop.workplace import Workplace
from sync.store.queries import parked
from sync.store.queries.parked import ParkedCard
from sync.store.tables import Parked


class MainWindow(QObject):
    """Owns the frame of one person; `leave` before it is closed."""

    def __init__(self, opened: Opened, lanes: Lanes, notices: Notices, kept: Settings) -> None:
        super().__init__()
        self.frame = Frame(notices)
        self.workplace = Workplace(opened.laptop, opened.actor, opened.rules, lanes, notices, self.frame.keys)
        self.frame.installEventFilter(self.workplace.unkept)
        self.settings, self.credentials = kept, opened.credentials
        self.runner = SyncRunner(self.workplace)
        self.workplace.asked.connect(self._go)
        self.reports = Reports(self.workplace, self.frame)
        self._rail: dict[str, ScreenEntry] = {}
        self._fill()
        set_new_action(self)
        set_search(self)
        set_own_menu(self)
        Badges(self.workplace, self.frame)
        Reminders(self.workplace, self.runner)
        self._indexing = Indexing(self.workplace)
        self._watching = Watching(self.workplace, self.runner)
        self._parked = 0  # works that wait for this person to admit them
        self.runner.state_changed.connect(self._show_state)
        self.workplace.changes.tell(self, {Parked.table}, self._look_for_parked)
        self._look_for_parked()
        self.frame.size_asked.connect(self._step_text_size)

    def show(self) -> None:
        """The window, and the first sync."""
        self.frame.show()
        self._watching.start()
        self.runner.start()
        self._indexing.go_on()
        tell_recovered(self.workplace, self)
        tell_stopped(self.workplace)
        tell_of_the_place(self.workplace)

    def shows(self, kind: str) -> bool:
        """Whether this person has a screen that can be asked for this."""
        return any(kind in entry.shows for entry in self._rail.values())

    def leave(self) -> None:
        """No further sync; drafts are written."""
        self.runner.stop()
        self._watching.stop()
        inside: list[QWidget] = list(self.frame.findChildren(QWidget))
        for part in inside:
            flush: Callable[[], object] = getattr(part, "flush_draft", _nothing)
            flush()
        self.workplace.unkept.stop()

    def close(self) -> None:
        self.frame.close()

    def deleteLater(self) -> None:
        self.frame.deleteLater()
        super().deleteLater()

    def geometry_text(self) -> str:
        """Place and size, as they are kept in the settings."""
        return bytes(self.frame.saveGeometry().toBase64().data()).decode()

    def set_text_size(self, size: int) -> None:
        """The size of all text from now on, in per cent of the usual."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.settings.set(settings.TEXT_SIZE, size)
        theme.apply(application, self.settings.get(settings.PALETTE), size)

    def _fill(self) -> None:
        actor, profile = self.workplace.actor, self.workplace.rules.profile
        self.frame.setWindowTitle(self.tr("Zhuqitong · {name}").format(name=actor.name))
        self.frame.top.set_person(actor.name, actor.post)
        roles = [role for role in profile.rails if any(held.role == role for held in actor.roles)]
        words = {item.screen: item.word for role in roles for item in profile.rails[role]}
        self._rail = {key: SCREENS[key] for key in words if key in SCREENS}
        items = [self._item(key, words[key], entry) for key, entry in self._rail.items()]
        foot = [self._item(entry.key, entry.word(), entry, at_foot=True) for entry in AT_FOOT]
        self.frame.set_rail([*items, *foot])
        self.frame.foot.facts.setText(freshness.edition(self.workplace.rules.calendar))
        self.frame.top.chip.clicked.connect(lambda: self.frame.show_screen("sync"))
        self.frame.keys.bind(
            self.frame, "F5", self.tr("Sync"), self.runner.run, self.tr("Everywhere"), window=True
        )

    def _item(self, key: str, word: str, entry: ScreenEntry, *, at_foot: bool = False) -> RailItem:
        return RailItem(key, word, entry.icon, self._factory(entry), at_foot)

    def _factory(self, entry: ScreenEntry) -> Callable[[], QWidget]:
        return lambda: entry.make(self)

    def _go(self, kind: str, record_id: str) -> None:
        """Show a record on the screen of this person's rail that shows its kind; a queue, on the one that
        works it off."""
        if kind == "queue":
            worked_off = (key for key, queues in WORKED_OFF.items() if record_id in queues)
            self._ask(next((key for key in worked_off if key in self._rail), ""), "show_queue", record_id)
            return
        entries = (*self._rail.values(), *AT_FOOT)
        key = next((entry.key for entry in entries if kind in entry.shows), "")
        self._ask(key, "open_record", kind, record_id)

    def _ask(self, key: str, way: str, *what: str) -> None:
        """Show a screen and ask it for something, if it has a way for that."""
        if key:
            answer: Callable[..., object] = getattr(self.frame.show_screen(key), way, _nothing)
            answer(*what)

    def _show_state(self, state: SyncState) -> None:
        self.frame.top.chip.set_state(state)
        self._show_badge()
        self.frame.foot.saved.setText(freshness.line(state))
        self.workplace.freshness.hear(self.runner.seen, self.runner.ended)

    def _look_for_parked(self) -> None:
        self.workplace.read(parked.undecided, done=self._heard_parked, owner=self)

    def _heard_parked(self, cards: tuple[ParkedCard, ...]) -> None:
        self._parked = len(asked_of(self.workplace, cards))
        self._show_badge()

    def _show_badge(self) -> None:
        """As many as the cards of the sync screen that need this person."""
        self.frame.set_badge("sync", self.runner.state.attention + self._parked)

    def _step_text_size(self, step: int) -> None:
        self.set_text_size(theme.next_size(step) if step else 100)


def _nothing(*_what: object) -> None:
    """What a screen does that has no such way."""
