"""Everybody's window in one story: opened as people are needed, pictured, closed at the end."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from functools import cache
from pathlib import Path

from PySide6.QtCore import QLocale, QStandardPaths
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop import i18n, theme
from desktop.garbage import Garbage
from tests.journeys.by_window import WindowHands
from tests.journeys.place import Place
from tests.journeys.story import Story
from tests.journeys.window import NotSeen, wait

ALIKE = 5  # pictures in a row, each a look apart
STILL_MS = 5_000


class Windows:
    """Everybody's window."""

    def __init__(self, place: Place, story: Story) -> None:
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        QStandardPaths.setTestModeEnabled(True)
        self._application, self._before = application, QLocale()
        self._garbage = Garbage(application)
        self._translators = i18n.install(application)
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
        """What the person sees once the window stands still: pages fill from lanes of their own."""
        window, seen = self.hands(user).visible(), deque[QImage](maxlen=ALIKE)

        def stands_still() -> bool:
            seen.append(window.grab().toImage())
            return len(seen) == ALIKE and all(image == seen[0] for image in seen)

        with suppress(NotSeen):  # what never stands still is pictured as it is
            wait(stands_still, file.name, patience=STILL_MS)
        seen[-1].save(str(file))

    def close(self) -> None:
        """Every window is closed, and the application speaks as it did before."""
        for hands in self._open:
            hands.close()
        self._garbage.stop()
        for translator in self._translators:
            self._application.removeTranslator(translator)
        QLocale.setDefault(self._before)


def open_for_a_person(place: Place, story: Story, user: str) -> int:
    """Open the desktop on the display, signed in as one of the story's people."""
    windows = Windows(place, story)
    hands = windows.hands(user)
    hands.desktop.doorway.sign_in_asked.emit(place.line(user).address, user, story.password)
    status = QApplication.exec()
    windows.close()
    return status
