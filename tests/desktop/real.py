"""Whole desktops with their own threads, from the doorway on, over a real server or a line to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import Desktop
from desktop.main_window import MainWindow
from sync.engine.keyring_door import Keyring
from tests.journeys.window import Window, settle, type_text, wait
from tests.stage import PASSWORD
from tests.sync.engine.key_parts import CHEAP_COSTS


class Real:
    """One person before one desktop."""

    def __init__(self, folder: Path, server: str, keyring: Keyring | None = None) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.folder, self._closed = folder, False
        self.desktop = Desktop(application, folder, server, lambda: keyring, CHEAP_COSTS)
        self.desktop.show()
        self.window = Window(self.desktop.visible)
        self.front()

    @property
    def main(self) -> MainWindow:
        """The main window; there must be one."""
        assert self.desktop.window is not None
        return self.desktop.window

    def front(self) -> None:
        """Give this desktop the keyboard."""
        self.desktop.visible().activateWindow()
        settle()

    def type(self, text: str) -> None:
        """Put a text where the keyboard is."""
        focused = QApplication.focusWidget()
        assert focused is not None
        type_text(focused, text)

    def press(self, key: Qt.Key) -> None:
        """One key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.desktop.visible(), key)
        settle()

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """By keyboard alone: name, Tab, password, Enter."""
        self.type(name)
        self.press(Qt.Key.Key_Tab)
        self.type(password)
        self.press(Qt.Key.Key_Return)

    def enter(self, name: str) -> Real:
        """Sign in, and wait for the main window."""
        self.sign_in(name)
        return self.is_in()

    def is_in(self) -> Real:
        """Wait for the main window."""
        wait(lambda: self.desktop.window is not None, "the main window")
        self.front()
        return self

    def see(self, text: str) -> None:
        self.window.see(text)

    def close(self) -> None:
        """As the program closes it; a second time does nothing."""
        if not self._closed:
            self._closed = True
            self.desktop.close()
            settle()


Seat = Callable[..., Real]


@contextmanager
def seats(folder: Path) -> Iterator[Seat]:
    """Gives desktops, each with a data folder by name; all are closed at the end, nothing is left."""
    open_ones: list[Real] = []

    def seat(name: str, server: str, keyring: Keyring | None = None) -> Real:
        open_ones.append(Real(folder / name, server, keyring))
        return open_ones[-1]

    try:
        yield seat
    finally:
        for real in open_ones:
            real.close()
        settle()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def seat(tmp_path: Path, chinese: None) -> Iterator[Seat]:
    """Desktops for a test, in Chinese."""
    with seats(tmp_path / "desks") as given:
        yield given
