"""待受理: what the centre has to decide, and what came back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases import sources
from desktop.cases.queue import CaseQueue

if TYPE_CHECKING:
    from desktop.main_window import MainWindow


def make(window: MainWindow) -> CaseQueue:
    workplace = window.workplace
    actor = workplace.actor
    shown = [
        *(sources.queue(code, actor) for code in ("to_accept", "to_transfer", "objected", "to_check")),
        sources.queue("returned_by_us", actor, acts=False),
    ]
    return CaseQueue(workplace, window.frame.rail.buttons["inbox"].item.word, shown)
