"""The red numbers on the rail: how many problems on a screen wait for this person, never news (C5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from desktop.cases.page import CHANGES
from desktop.widgets.frame import Frame
from desktop.workplace import Workplace
from sync.domain.actor import Actor
from sync.store.queries import queues

if TYPE_CHECKING:
    import sqlalchemy as sa

# Screen → the queues that it works off.
WORKED_OFF: Final[dict[str, tuple[str, ...]]] = {
    "inbox": ("to_accept", "to_transfer", "objected", "to_check"),
    "to_sign": ("to_sign", "summoned"),
    "in_hand": ("in_hand",),
    "follow_up": ("to_call", "calling"),
    "problems": ("returned_to_me", "sent_to_me"),
}


def numbers(connection: sa.Connection, actor: Actor) -> dict[str, int]:
    """Each problem counts once on a screen, in however many of its queues it is."""
    return {screen: len(_waiting(connection, actor, codes)) for screen, codes in WORKED_OFF.items()}


def _waiting(connection: sa.Connection, actor: Actor, codes: tuple[str, ...]) -> set[str]:
    return {problem_id for code in codes for problem_id in queues.ids(connection, code, actor)}


class Badges(QObject):
    """Keeps the numbers of one window right, whether or not the screens have been looked at."""

    def __init__(self, workplace: Workplace, frame: Frame) -> None:
        super().__init__(frame)
        self._workplace, self._frame, self._asked = workplace, frame, 0
        workplace.changes.tell(self, CHANGES, self._look)
        self._look()

    def _look(self) -> None:
        self._workplace.lanes.read.forget(self._asked)
        actor = self._workplace.actor
        self._asked = self._workplace.read(numbers, actor, done=self._show, owner=self)

    def _show(self, counts: dict[str, int]) -> None:
        for screen, count in counts.items():
            if screen in self._frame.rail.buttons:
                self._frame.set_badge(screen, count)
