"""Hears of news from the centre at once, and lets the sync fetch them.

A hint and no more: each wait asks from where the record stands, begins when a sync has ended well, and one
that fails is tried again after the next sync: slower while there is no line, as the sync itself.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop import troubles
from desktop.background import Lane
from desktop.sync_runner import SyncRunner
from desktop.sync_state import Ended
from desktop.workplace import Workplace

if TYPE_CHECKING:
    from sync.engine.waiting import Waiting

SPREAD_SECONDS = 0.4  # what concerns a whole city is not fetched by all in the same moment
SHORTEST_SECONDS = 1.0  # from one question to the next, however soon it is answered


class Watching(QObject):
    """One for a window. Waits in a thread of its own."""

    def __init__(self, workplace: Workplace, runner: SyncRunner) -> None:
        super().__init__(workplace)
        self._workplace, self._runner = workplace, runner
        self._lane: Lane | None = None
        self._line: Waiting | None = None
        self._waits = False
        self._sync_timer, self._wait_timer = QTimer(self, singleShot=True), QTimer(self, singleShot=True)
        self._sync_timer.timeout.connect(runner.run_quietly)
        self._wait_timer.timeout.connect(self._wait)

    def start(self) -> None:
        """Wait for news from the end of the next sync on."""
        from sync.engine.waiting import Waiting

        self._lane, self._line = Lane("wait", parent=self), Waiting(self._workplace.laptop)
        self._runner.over.connect(self._wait)

    def stop(self) -> None:
        """The wait that is under way ends now, and no other begins."""
        self._sync_timer.stop()
        self._wait_timer.stop()
        lane, self._lane = self._lane, None
        if lane is not None and self._line is not None:
            self._line.end()
            lane.close()

    def _wait(self) -> None:
        well = self._runner.ended == Ended()
        if self._lane is not None and self._line is not None and well and not self._waits:
            self._waits = True
            self._lane.run(_wait, self._line, done=self._heard, failed=self._failed, owner=self)

    def _heard(self, answer: tuple[bool, float]) -> None:
        self._waits = False
        news, seconds = answer
        if news:
            self._sync_soon()
        elif self._lane is not None:
            self._wait_timer.start(int(max(SHORTEST_SECONDS - seconds, 0) * 1000))

    def _failed(self, error: Exception) -> None:
        self._waits = False
        code = troubles.code_of(error)[0]
        if code == troubles.SIGN_IN:
            self._sync_soon()  # which renews the tokens
        elif code == troubles.UNEXPECTED:
            self._workplace.lanes.network.unexpected.emit(error)

    def _sync_soon(self) -> None:
        if self._lane is not None:
            self._sync_timer.start(int(random.uniform(0, SPREAD_SECONDS) * 1000))  # noqa: S311 - not a secret


def _wait(line: Waiting) -> tuple[bool, float]:
    """In the lane: whether there is news, and after how many seconds."""
    began = time.monotonic()
    return line.news(), time.monotonic() - began
