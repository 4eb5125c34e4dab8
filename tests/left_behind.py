"""Every test leaves the process as it found it: no thread, no running timer, no window.

What is left behind fails the test that left it, and not, some runs later, a stranger.
"""

from __future__ import annotations

import os
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

SECONDS_TO_END = 5.0

# Everything that can run on its own, from the moment it is made.
_made: weakref.WeakSet[QTimer | QThread] = weakref.WeakSet()


def _note_when_made(kind: type[QTimer] | type[QThread], patch: pytest.MonkeyPatch) -> None:
    make = kind.__init__

    def noted(self: Any, *arguments: Any, **named: Any) -> None:
        make(self, *arguments, **named)
        _made.add(self)

    patch.setattr(kind, "__init__", noted)


@pytest.fixture(scope="session", autouse=True)
def timers_and_threads_are_noted() -> Iterator[None]:
    """Qt keeps no list of them, so we do."""
    with pytest.MonkeyPatch.context() as patch:
        _note_when_made(QTimer, patch)
        _note_when_made(QThread, patch)
        yield


@pytest.fixture(autouse=True)
def umask_as_it_was() -> Iterator[None]:
    """Our programs close what they write to everybody else, for their whole process; this one goes on."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """Threads that a test starts have ended, or end within seconds, when it is over."""
    before = set(threading.enumerate())
    yield
    left = [each for each in threading.enumerate() if each not in before and not _ends(each)]
    assert not left, f"threads left running: {[each.name for each in left]}"


def _ends(thread: threading.Thread) -> bool:
    # A thread of Qt's that once ran Python stays listed, as a dummy; no_window_left looks at those.
    if isinstance(thread, threading._DummyThread):
        return True
    thread.join(SECONDS_TO_END)
    return not thread.is_alive()


@pytest.fixture(autouse=True)
def no_window_left() -> Iterator[None]:
    """Windows, timers and Qt's threads that a test starts are closed, stopped and ended when it is over."""
    before = {*_windows(), *_running()}
    yield
    if QCoreApplication.instance() is None:
        return
    assert QThreadPool.globalInstance().waitForDone(int(SECONDS_TO_END * 1000)), "Qt's pool is still busy"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = {*_windows(), *_running()} - before
    assert not left, f"left behind: {sorted(map(repr, left))}"


def _windows() -> list[QWidget]:
    return QApplication.topLevelWidgets() if QApplication.instance() else []


def _running() -> list[QTimer | QThread]:
    return [each for each in _made if isValid(each) and _runs(each)]


def _runs(thing: QTimer | QThread) -> bool:
    return thing.isActive() if isinstance(thing, QTimer) else thing.isRunning()
