"""The main window of an open copy: the frame, the rail of the person's roles, the palette, the chip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.background import Lanes
from desktop.notices import Notices
from desktop.opened import Opened
from desktop.screen_table import AT_FOOT, SCREENS, ScreenEntry
from desktop.settings import Settings
from desktop.sync_runner import SyncRunner
from desktop.widgets.chip import SyncState
from desktop.widgets.frame import Frame
from desktop.widgets.rail import RailItem
from desktop.workplace import Workplace


class MainWindow(QObject):
    """Owns the frame of one person; `leave` before it is closed."""

    def __init__(self, opened: Opened, lanes: Lanes, notices: Notices, settings: Settings) -> None:
        super().__init__()
        self.frame = Frame(notices)
        self.workplace = Workplace(opened.laptop, opened.actor, opened.rules, lanes, notices, self.frame.keys)
        self.settings = settings
        self.runner = SyncRunner(self.workplace)
        self.runner.state_changed.connect(self._show_state)
        self.workplace.asked.connect(self._go)
        self._rail: dict[str, ScreenEntry] = {}
        self._fill()

    def show(self) -> None:
        """The window, and the first sync."""
        self.frame.show()
        self.runner.start()

    def leave(self) -> None:
        """No further sync; drafts are written."""
        self.runner.stop()
        for screen in self.frame.findChildren(QWidget):
            flush = getattr(screen, "flush_draft", None)
            if flush is not None:
                flush()

    def close(self) -> None:
        self.frame.close()

    def deleteLater(self) -> None:
        self.frame.deleteLater()
        super().deleteLater()

    def geometry_text(self) -> str:
        """Place and size, as they are kept in the settings."""
        return bytes(self.frame.saveGeometry().toBase64().data()).decode()

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
        self.frame.top.chip.clicked.connect(lambda: self.frame.show_screen("sync"))
        self.frame.keys.bind(
            self.frame, "F5", self.tr("Sync"), self.runner.run, self.tr("Everywhere"), window=True
        )

    def _item(self, key: str, word: str, entry: ScreenEntry, *, at_foot: bool = False) -> RailItem:
        return RailItem(key, word, entry.icon, self._factory(entry), at_foot)

    def _factory(self, entry: ScreenEntry) -> Callable[[], QWidget]:
        return lambda: entry.make(self)

    def _go(self, kind: str, record_id: str) -> None:
        """Show a record on the screen of this person's rail that shows its kind."""
        for key, entry in (*self._rail.items(), *((entry.key, entry) for entry in AT_FOOT)):
            if kind in entry.shows:
                screen = self.frame.show_screen(key)
                open_record = getattr(screen, "open_record", None)
                if open_record is not None:
                    open_record(kind, record_id)
                return

    def _show_state(self, state: SyncState) -> None:
        self.frame.top.chip.set_state(state)
