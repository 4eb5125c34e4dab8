"""转办: what waits to be transferred, and every order with its way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.cases import sources
from desktop.cases.queue import CaseQueue

if TYPE_CHECKING:
    from desktop.main_window import MainWindow


def make(window: MainWindow) -> CaseQueue:
    workplace = window.workplace
    actor = workplace.actor
    shown = [sources.all_orders(actor), sources.queue("to_transfer", actor), sources.queue("objected", actor)]
    return CaseQueue(workplace, window.frame.rail.buttons["orders"].item.word, shown)
