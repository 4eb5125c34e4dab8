"""Hands at real windows: mouse and keys in, visible words and accessible names out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from desktop import i18n, theme
from desktop.app import Desktop
from tests.journeys.place import Place
from tests.journeys.story import Story
from tests.journeys.window import Window, settle
from tests.line import Line
from tests.sync.engine.key_parts import CHEAP_COSTS

SYNC_PATIENCE = 30_000  # milliseconds: the queue is empty by itself within this
PROBLEMS = "问题"  # the rail's word, of every role


def word(context: str, source: str) -> str:
    """A word as the window shows it."""
    return QCoreApplication.translate(context, source)


class WindowHands:
    """One person, one desktop, one line to the server."""

    def __init__(self, folder: Path, user: str, password: str, line: Line) -> None:
        self._user, self._password, self._line, self._folder = user, password, line, folder
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.desktop = Desktop(application, folder, line.address, lambda: None, CHEAP_COSTS)
        self.desktop.show()
        self._window = Window(self.visible)

    def visible(self) -> QWidget:
        """The window that this person has before them."""
        return self.desktop.window.frame if self.desktop.window is not None else self.desktop.doorway

    def close(self) -> None:
        """Close the window; nothing asks."""
        self.desktop.close()

    # ways

    def _front(self) -> Window:
        """This person's window, with the keyboard."""
        self.visible().activateWindow()
        self.visible().raise_()
        settle()
        return self._window

    def _problem(self, title: str) -> Window:
        """The page of a problem."""
        window = self._front()
        window.press(PROBLEMS)
        window.row(title)
        window.see(word("Case", "Timeline"))
        return window

    def _act(self, problem: str, act: str) -> Window:
        """The form of an act, or the act itself when it has none."""
        window = self._problem(problem)
        window.press(word("Act", act))
        return window

    def _done(self, window: Window) -> None:
        """Do what the open form says; the form is gone, and all of it is at the centre."""
        window.key("Ctrl+Return")
        window.see_no(word("ActPanel", "Put away"))
        self._delivered()

    def _delivered(self) -> None:
        """Nothing waits any more; no key is pressed for it."""
        if self._line.is_up():
            self._window.see_no(word("Delivery", "To send"))

    # the acts

    def sign_in(self) -> None:
        window = self._front()
        window.fill(word("Doorway", "Sign-in name"), self._user)
        window.fill(word("Doorway", "Password"), self._password)
        window.press(word("Doorway", "Sign in"))
        window.see(word("Screens", "Sync"))

    def line_goes(self) -> None:
        self._line.cut()
        self._front().see(word("SyncChip", "Offline"))

    def line_returns(self) -> None:
        self._line.mend()
        self._window.see_no(word("SyncChip", "Offline"))
        self._delivered()


class Windows:
    """Everybody's window."""

    def __init__(self, place: Place, story: Story) -> None:
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        QStandardPaths.setTestModeEnabled(True)
        i18n.install(application)
        theme.apply(application)
        self._place, self._story = place, story
        self._open: list[WindowHands] = []
        self.hands = cache(self._hands)

    def _hands(self, user: str) -> WindowHands:
        folder = self._place.folder / "windows" / user
        hands = WindowHands(folder, user, self._story.password, self._place.line(user))
        self._open.append(hands)
        return hands

    def name(self, user: str) -> str:
        """How the person is called."""
        return self._place.name(user)

    def picture(self, user: str, file: Path) -> None:
        """What the person sees now."""
        settle()
        self.hands(user).visible().grab().save(str(file))

    def close(self) -> None:
        """Every window is closed."""
        for hands in self._open:
            hands.close()


def photo(file: Path) -> None:
    """A picture as a telephone would take it."""
    image = QImage(1600, 1200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.lightGray)
    assert image.save(str(file))


def open_for_a_person(place: Place, story: Story, user: str) -> int:
    """Open the desktop on the display, signed in as one of the story's people."""
    windows = Windows(place, story)
    hands = windows.hands(user)
    hands.desktop.doorway.sign_in_asked.emit(place.line(user).address, user, story.password)
    status = QApplication.exec()
    windows.close()
    return status
