"""What the one button for new things begins (Ctrl+N): a visit for who visits, a problem for who is visited.

A screen that has `begin_new` begins its own: a visit to the enterprise that is open there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate


def set_new_action(window: MainWindow) -> None:
    """Give the top bar its button and Ctrl+N its meaning; neither for who begins nothing."""
    word, kind = _usual(window)
    frame, asked = window.frame, window.workplace.asked
    frame.top.set_new(word, "Ctrl+N")
    if not word:
        return

    def begin() -> None:
        frame.close_palette()
        here: Callable[[], object] | None = getattr(frame.stack.currentWidget(), "begin_new", None)
        here() if here is not None else asked.emit(kind, "")

    frame.top.new.clicked.connect(begin)
    frame.keys.bind(frame, "Ctrl+N", word, begin, translate("NewAction", "Everywhere"), window=True)


def _usual(window: MainWindow) -> tuple[str, str]:
    if window.shows("new_visit"):
        return translate("NewAction", "New visit"), "new_visit"
    if window.reports.may_report():
        return translate("NewAction", "New problem"), "new_problem"
    return "", ""
