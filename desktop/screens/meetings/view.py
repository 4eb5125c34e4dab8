"""专题议事: the problems under discussion, and the records of the meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases import sources
from desktop.cases.queue import CaseQueue

if TYPE_CHECKING:
    from desktop.main_window import MainWindow


def make(window: MainWindow) -> CaseQueue:
    workplace = window.workplace
    actor, profile = workplace.actor, workplace.rules.profile
    shown = [sources.in_meeting(profile, actor), sources.all_meetings(actor)]
    return CaseQueue(workplace, window.frame.rail.buttons["meetings"].item.word, shown)
