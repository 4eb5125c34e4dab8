"""办理中: what this department leads, and what it assists with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases import sources
from desktop.cases.queue import CaseQueue

if TYPE_CHECKING:
    from desktop.main_window import MainWindow


def make(window: MainWindow) -> CaseQueue:
    workplace = window.workplace
    actor = workplace.actor
    shown = [*(sources.queue(code, actor) for code in ("in_hand", "assisting"))]
    return CaseQueue(workplace, window.frame.rail.buttons["in_hand"].item.word, shown)
