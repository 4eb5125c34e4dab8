"""One person at the whole window: a real laptop of a small city, keys and words; nothing is waited for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.background import Lanes
from desktop.credentials import Credentials
from desktop.drafts.keeping import values_of
from desktop.main_window import MainWindow
from desktop.notices import Notices
from desktop.opened import Opened
from desktop.settings import Settings
from desktop.widgets.entry_lines import EntryLine
from sync.engine.actor_here import actor_here
from sync.engine.laptop import Laptop
from sync.engine.opening import keys_of
from sync.store.rows import select
from sync.store.tables import Draft, Outbox, Stored
from tests.desktop.conftest import type_chinese
from tests.journeys.window import Window, rows_of
from tests.stage import Stage
from tests.sync.engine.key_parts import CHEAP_COSTS

R = TypeVar("R", bound=Stored)
W = TypeVar("W", bound=QWidget)

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def open_window(laptop: Laptop, folder: Path, lanes: Lanes) -> MainWindow:
    """The main window of this laptop's person, not shown yet; its sync does not run by itself."""
    keys = Credentials(laptop, keys_of(laptop.folder, None, CHEAP_COSTS))
    opened = Opened(laptop, actor_here(laptop), laptop.rules(), keys)
    return MainWindow(opened, lanes, Notices(), Settings(folder))


class Desk:
    """`keystrokes`: how many keys were pressed, content apart (that comes from an input method)."""

    def __init__(self, laptop: Laptop, folder: Path, size: tuple[int, int] = (1280, 800)) -> None:
        self.laptop, self.keystrokes = laptop, 0
        self.lanes = Lanes.immediate()
        self.main = open_window(laptop, folder, self.lanes)
        self.main.runner._timer.timeout.disconnect()  # else a slow machine syncs amid a test
        self.frame, self.workplace = self.main.frame, self.main.workplace
        self.frame.resize(*size)
        self.window = Window(lambda: self.frame)

    def close(self) -> None:
        """As the program closes it; a second time does nothing."""
        if not isValid(self.frame):
            return
        self.main.leave()
        self.lanes.close()
        self.main.close()
        self.main.workplace.notices.deleteLater()
        self.main.deleteLater()

    # hands

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        """One key, where the keyboard is."""
        self.keystrokes += 1
        QTest.keyClick(QApplication.focusWidget() or self.frame, key, modifiers)
        QApplication.processEvents()

    def letters(self, text: str) -> None:
        """Latin letters, one key each."""
        for letter in text:
            self.keystrokes += 1
            QTest.keyClicks(self.focused(), letter)
            QApplication.processEvents()

    def write(self, text: str) -> None:
        """Content, as an input method commits it; a line break is a key of the content."""
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(self.focused(), Qt.Key.Key_Return)
            type_chinese(self.focused(), line)

    def submit(self) -> None:
        self.key(Qt.Key.Key_Return, CTRL)

    def submit_in(self, label: str) -> None:
        """Ctrl+Enter in this field."""
        self.editor(label).setFocus()
        self.submit()

    def press_line(self, text: str) -> None:
        """Click the row of a card that shows this text."""
        line = next(line for line in self.all(EntryLine) if text in line.accessibleName())
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    # eyes

    def focused(self) -> QWidget:
        """Where the keyboard is."""
        widget = QApplication.focusWidget()
        assert widget is not None, "the keyboard is nowhere"
        return widget

    def at(self) -> str:
        """What a screen reader calls the place where the keyboard is."""
        return self.focused().accessibleName()

    def editor(self, label: str) -> Any:
        """The visible editor of this name."""
        for kind in (QLineEdit, QPlainTextEdit):
            for found in self.all(kind):
                if found.accessibleName() == label:
                    return found
        raise AssertionError(f"no editor {label}")

    def all(self, kind: type[W]) -> list[W]:
        """Visible widgets of a kind."""
        below: list[W] = list(self.frame.findChildren(kind))
        return [widget for widget in below if widget.isVisibleTo(self.frame)]

    def reads(self, text: str) -> bool:
        """Whether it can be read in the window, notices and undo line included."""
        return self.window.reads(text)

    def listed(self) -> list[str]:
        """The rows of every list that is shown, as a screen reader says them."""
        return [row for view in self.all(QAbstractItemView) for row in rows_of(view)]

    # the record

    def rows(self, kind: type[R], /, **equal: object) -> list[R]:
        """Rows on the laptop."""
        return self.laptop.read(lambda connection: select(connection, kind, **equal))

    def kinds(self) -> list[str]:
        """What waits to be sent, in order."""
        waiting = [row for row in self.rows(Outbox) if row.state == "waiting"]
        return [row.kind for row in sorted(waiting, key=lambda row: row.position)]

    def draft(self) -> dict[str, Any]:
        """The values of the only draft; empty when there is none."""
        drafts = self.rows(Draft)
        assert len(drafts) < 2, drafts
        return values_of(drafts[0]) if drafts else {}

    def sync(self) -> None:
        """What the sync runner does: sync, and say what changed."""
        result = self.laptop.sync()
        self.workplace.changes.announce(result.changed | {"outbox"})
        QApplication.processEvents()


At = Callable[[str], Desk]


@pytest.fixture
def at(small_stage: Stage, qtbot: QtBot, tmp_path: Path, chinese: None) -> Iterator[At]:
    """Puts a person at a desk of their own, synced, with the Chinese window in front."""
    desks: list[Desk] = []

    def seated(person: str) -> Desk:
        desk = Desk(small_stage.laptop(person), tmp_path / "settings")
        desks.append(desk)
        with qtbot.waitActive(desk.frame):
            desk.frame.show()
            desk.frame.activateWindow()
        return desk

    yield seated
    for desk in desks:
        desk.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
