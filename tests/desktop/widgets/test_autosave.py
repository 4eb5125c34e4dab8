"""Nothing typed waits long: 400 ms after a pause, a second at the most."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from desktop.widgets import autosave
from desktop.widgets.autosave import Autosave


def test_the_promise() -> None:
    assert (autosave.PAUSE_MS, autosave.LIMIT_MS) == (400, 800)


def test_a_pause_saves(qtbot: QtBot) -> None:
    saver = Autosave()
    began = time.monotonic()
    with qtbot.waitSignal(saver.due, timeout=3000):
        saver.touch()
    assert time.monotonic() - began >= 0.35


def test_typing_without_a_pause_saves_within_a_second(qtbot: QtBot) -> None:
    saver = Autosave()
    saves: list[float] = []
    began = time.monotonic()
    saver.due.connect(lambda: saves.append(time.monotonic() - began))

    def typed_on() -> bool:
        saver.touch()
        return bool(saves)

    qtbot.waitUntil(typed_on, timeout=3000)
    assert saves[0] >= 0.7
    saver.flush()


def test_flush_saves_at_once_and_only_when_something_waits(qtbot: QtBot) -> None:
    saver = Autosave()
    saves: list[bool] = []
    saver.due.connect(lambda: saves.append(True))
    saver.flush()
    assert saves == []
    saver.touch()
    saver.flush()
    saver.flush()
    assert saves == [True]
