"""待签收: the orders and the calls that reached this department."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases import sources
from desktop.cases.queue import CaseQueue

if TYPE_CHECKING:
    from desktop.main_window import MainWindow


def make(window: MainWindow) -> CaseQueue:
    workplace = window.workplace
    actor = workplace.actor
    shown = [*(sources.queue(code, actor) for code in ("to_sign", "summoned"))]
    return CaseQueue(workplace, window.frame.rail.buttons["to_sign"].item.word, shown)
