"""问题: every problem that this laptop holds, by ring, and exactly those behind a number that was clicked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desktop.cases import sources
from desktop.cases.queue import CaseQueue

if TYPE_CHECKING:
    from desktop.main_window import MainWindow


class ProblemsScreen(CaseQueue):
    """All problems first, then what waits for this person alone, then the city's rings."""

    def __init__(self, window: MainWindow) -> None:
        workplace = window.workplace
        actor, profile = workplace.actor, workplace.rules.profile
        everything, *rings = sources.everything(profile)
        super().__init__(
            workplace,
            window.frame.rail.buttons["problems"].item.word,
            [everything, *sources.own(actor), *rings],
        )

    def open_record(self, kind: str, record_id: str) -> None:
        """`problem`: one, by its id; `problems`: exactly those of a JSON list of ids."""
        if kind == "problems":
            self.put_source(sources.exactly(json.loads(record_id)))
        else:
            self.show_source("all")
            self.show_problem(record_id)


def make(window: MainWindow) -> ProblemsScreen:
    return ProblemsScreen(window)
