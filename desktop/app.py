"""Puts the whole desktop together, once, in reading order.

    settings, language, look → the doorway (sign in or unlock) → the person's copy → the frame with the
    rail of the person's roles → the sync, which runs by itself until the window closes

`Desktop` is also what a journey drives: several of them may live in one process, each with a data folder.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QObject, QSize, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop import people, settings, troubles, words
from desktop.background import Lanes
from desktop.composition import Composition
from desktop.notices import Notices
from desktop.opened import Opened
from desktop.opening import Opening
from desktop.screens.doorway.view import Doorway
from desktop.settings import Settings

if TYPE_CHECKING:
    from desktop.main_window import MainWindow
    from sync.engine.key_slots import Cost, SlotName
    from sync.engine.keyring_door import Keyring

SMALLEST: Final = QSize(1024, 700)  # of a window whose every part has its place

log = logging.getLogger(__name__)


class Desktop(QObject):
    """One person's window, from the doorway to the end. Signals: `ready()`, the main window is there."""

    ready = Signal()

    def __init__(
        self,
        application: QApplication,
        data: Path,
        server: str,
        keyring: Callable[[], Keyring | None],
        costs: Mapping[SlotName, Cost] | None = None,
    ) -> None:
        super().__init__()
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.settings = Settings(data)
        if server:
            self.settings.set(settings.SERVER, server)
        self.lanes = Lanes.start()
        for lane in (self.lanes.read, self.lanes.write, self.lanes.network):
            lane.unexpected.connect(self.tell_fault)
        self.composition = Composition(application)
        self.notices = Notices(self.composition)
        self.doorway = self._door(data)
        self._opening = Opening(data, self.doorway, self.lanes, keyring, costs, self._authority())
        self._opening.opened.connect(self._enter)
        self.window: MainWindow | None = None

    def _door(self, data: Path) -> Doorway:
        """Where IT has set no address, whoever signs in next is asked for none that somebody typed here."""
        copies = people.copies(data)
        typed = next((copy.server for copy in copies), "")
        return Doorway(copies, self.settings.get(settings.SERVER) or typed)

    def _authority(self) -> Path | None:
        """Where IT has put the organisation's own certificates."""
        place = self.settings.get(settings.AUTHORITY)
        return Path(place) if place else None

    def show(self) -> None:
        """The first window."""
        self.doorway.show()

    def visible(self) -> QWidget:
        """The window that the person sees now."""
        return self.window.frame if self.window is not None else self.doorway

    def close(self) -> None:
        """Stop the sync, finish what was written, let go of the copy; nothing asks and nothing is lost.

        The window goes first: a request that waits for an answer would hold it on the screen.
        """
        self._opening.stop()
        if self.window is not None:
            self.settings.set(settings.WINDOW, self.window.geometry_text())
            self.window.leave()
        self.visible().close()
        self.lanes.close()
        self._opening.close()
        for part in (self.window, self.doorway):
            if part is not None:
                part.deleteLater()

    def _enter(self, opened: Opened) -> None:
        from desktop.main_window import MainWindow

        self.window = MainWindow(opened, self.lanes, self.notices, self.settings)
        geometry = self.settings.get(settings.WINDOW)
        if geometry:
            self.window.frame.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        else:
            room = self.doorway.screen().availableSize()
            self.window.frame.resize(QSize(1280, 800).boundedTo(room).expandedTo(SMALLEST))
        self.window.show()
        self.doorway.hide()
        if opened.said:
            self.notices.say("info", opened.said)
        self.ready.emit()

    def tell_fault(self, error: BaseException) -> None:
        """A fault of ours, or what hinders a read that nobody asked to be told of (a damaged data file):
        logged with its trace, said once, and the work is kept."""
        log.error("unexpected", exc_info=error)
        code = troubles.code_of(error)[0] if isinstance(error, Exception) else troubles.UNEXPECTED
        self.notices.say("warning", words.trouble(code))
