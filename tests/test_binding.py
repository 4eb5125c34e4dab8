"""The Qt binding must count its references: some releases lose one to `True` or `None` at every signal.

Such a build (PySide6 6.12 on Python 3.11) kills the process after some hundred events; here it only fails.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QThreadPool, Signal

TIMES = 40


class Speaker(QObject):
    """Says a number."""

    said = Signal(int)


def counts() -> tuple[int, int]:
    """References to the two singletons that every call returns."""
    return sys.getrefcount(True), sys.getrefcount(None)


def test_signals_and_tasks_lose_no_reference(qapp: QObject) -> None:
    speaker = Speaker()
    heard: list[int] = []
    speaker.said.connect(heard.append)
    before = counts()
    for number in range(TIMES):
        speaker.said.emit(number)
    pool = QThreadPool()
    for _ in range(TIMES):
        pool.start(lambda: None)
    pool.waitForDone()
    lost = [old - new for old, new in zip(before, counts(), strict=True)]
    assert heard == list(range(TIMES))
    assert max(lost) < TIMES // 2
