"""One person at a desk: a real laptop, the frame, a screen of problems; everything happens at once."""

from __future__ import annotations

from importlib import import_module
from typing import Any, cast

from desktop.background import Lanes
from desktop.cases.queue import CaseQueue
from desktop.notices import Notices
from desktop.screen_table import SCREENS
from desktop.widgets.frame import Frame
from desktop.widgets.rail import RailItem
from desktop.workplace import Workplace
from sync.engine.actor_here import actor_here
from sync.engine.laptop import Laptop
from sync.store.rows import find, select
from sync.store.tables import Outbox, Problem
from tests.journeys.window import Window


class Desk:
    """Has what a screen is given: `workplace` and `frame`."""

    def __init__(self, laptop: Laptop) -> None:
        self.laptop = laptop
        self.notices = Notices()
        self.frame = Frame(self.notices)
        self.lanes = Lanes.immediate()
        self.workplace = Workplace(
            laptop, actor_here(laptop), laptop.rules(), self.lanes, self.notices, self.frame.keys
        )
        self.window = Window(lambda: self.frame)

    def open(self, screen: str) -> CaseQueue:
        """Show one of the screens, under its word on the rail."""
        module = import_module(f"desktop.screens.{screen}.view")
        words = {
            item.screen: item.word for rail in self.workplace.rules.profile.rails.values() for item in rail
        }
        item = RailItem(screen, words[screen], SCREENS[screen].icon, lambda: module.make(cast(Any, self)))
        self.frame.set_rail([item])
        self.frame.resize(1280, 800)
        return cast(CaseQueue, self.frame.show_screen(screen))

    def sync(self) -> None:
        """What the sync runner does: sync, and say what changed."""
        result = self.laptop.sync()
        self.workplace.changes.announce(result.changed | {"outbox"})

    def outbox(self) -> list[Outbox]:
        """What was done here, oldest first."""
        return sorted(self.laptop.read(select, Outbox), key=lambda entry: entry.position)

    def problem(self, problem_id: str) -> Problem:
        """The problem as it is here."""
        found = self.laptop.read(lambda connection: find(connection, Problem, id=problem_id))
        assert found is not None
        return found

    def close(self) -> None:
        """Nothing is left behind."""
        self.lanes.close()
        self.frame.close()
        self.frame.deleteLater()
        self.workplace.deleteLater()
        self.notices.deleteLater()
