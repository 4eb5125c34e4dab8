"""People at desks, over a small city."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.cases.desk import Desk
from tests.stage import Stage

At = Callable[[str], Desk]


@pytest.fixture
def at(small_stage: Stage, qtbot: QtBot) -> Iterator[At]:
    """Puts a person at a desk of their own, synced, with the window in front."""
    desks: list[Desk] = []

    def seated(person: str) -> Desk:
        desk = Desk(small_stage.laptop(person))
        desks.append(desk)
        with qtbot.waitActive(desk.frame):
            desk.frame.show()
            desk.frame.activateWindow()
        return desk

    yield seated
    for desk in desks:
        desk.close()
