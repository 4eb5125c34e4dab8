"""回访: the firms to be called, and the calls that were begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases import sources
from desktop.cases.queue import CaseQueue

if TYPE_CHECKING:
    from desktop.main_window import MainWindow


def make(window: MainWindow) -> CaseQueue:
    workplace = window.workplace
    actor = workplace.actor
    shown = [*(sources.queue(code, actor) for code in ("to_call", "calling"))]
    word = window.frame.rail.buttons["follow_up"].item.word
    return CaseQueue(workplace, word, shown, next_source={"to_call": "calling"}, leads_on=True)
