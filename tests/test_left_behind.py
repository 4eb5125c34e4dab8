"""The watch itself: a test that leaves something behind is an error, one that cleans up is not."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

STORY = """
import threading
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QWidget
from tests import left_behind

left_behind.SECONDS_TO_END = 0.1
end, kept = threading.Event(), []

class Waiting(QThread):
    def run(self):
        end.wait()

def test_leaves_a_thread():
    threading.Thread(target=end.wait, daemon=True, name="reader").start()

def test_leaves_a_timer(qapp):
    kept.append(QTimer(interval=60_000))
    kept[-1].start()

def test_leaves_a_window(qapp):
    kept.append(QWidget())

def test_leaves_a_thread_of_qt(qapp):
    kept.append(Waiting())
    kept[-1].start()

def test_ends_everything(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    timer = QTimer(window, interval=1)
    with qtbot.waitSignal(timer.timeout):
        timer.start()
    thread = threading.Thread(target=print)
    thread.start()
    thread.join()

def teardown_module():
    end.set()
    [each.wait() for each in kept if isinstance(each, QThread)]
"""


def test_what_is_left_behind_is_an_error(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    pytester.makepyfile(STORY)
    result = pytester.runpytest_subprocess("-p", "tests.left_behind", "-p", "no:randomly")
    result.assert_outcomes(passed=5, errors=4)
    result.stdout.fnmatch_lines_random(
        [
            "E  *threads left running: ?'reader'?",
            "E  *left behind: *QTimer*",
            "E  *left behind: *QWidget*",
            "E  *left behind: *Waiting*",
        ]
    )
