"""Garbage is collected in the window's thread, and in no other."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop import garbage
from desktop.garbage import Garbage

MANY = 50_000  # objects; Python's collector comes to work many times


class Loop:
    """Nobody has it but itself; tells in which thread it was destroyed."""

    def __init__(self, ends: list[threading.Thread]) -> None:
        self._itself, self._ends = self, ends

    def __del__(self) -> None:
        self._ends.append(threading.current_thread())


@pytest.fixture
def ends() -> Iterator[list[threading.Thread]]:
    """The threads in which loops were destroyed; the collector works by itself, as in any program."""
    was_on = gc.isenabled()
    gc.enable()
    yield []
    (gc.enable if was_on else gc.disable)()


def work_elsewhere(made: list[list[int]]) -> threading.Thread:
    """Another thread makes many objects at once, and ends."""
    thread = threading.Thread(target=lambda: made.extend([number] for number in range(MANY)))
    thread.start()
    thread.join()
    return thread


def test_by_itself_python_collects_in_any_thread(ends: list[threading.Thread]) -> None:
    Loop(ends)
    assert work_elsewhere([]) in ends


def test_it_is_left_to_the_windows_thread(
    ends: list[threading.Thread], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(garbage, "EVERY_MS", 1)
    collected = Garbage()
    made: list[list[int]] = []
    Loop(ends)
    work_elsewhere(made)
    assert ends == []
    qtbot.waitUntil(lambda: bool(ends))
    collected.stop()
    assert ends == [threading.main_thread()]
    assert gc.isenabled()


def test_what_is_not_due_waits(ends: list[threading.Thread], qtbot: QtBot) -> None:
    collected = Garbage()
    gc.collect()
    Loop(ends)
    garbage.collect_when_due()
    assert ends == []
    collected.stop()
    assert ends == [threading.main_thread()]
