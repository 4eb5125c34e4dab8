"""Cards that are decided by one press: a second press, before the card has gone, decides nothing more."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.workplace import Workplace
from sync.operations.base import Operation


class Deciding:
    """Of one page. What was decided is not decided again until it is undone, or was not done."""

    def __init__(self, workplace: Workplace, owner: QObject) -> None:
        self._workplace, self._owner = workplace, owner
        self._decided: set[str] = set()

    def decide(self, card_id: str, op: Operation, undo: str) -> None:
        """Do it, once. `undo`: the words of the undo line."""
        if card_id in self._decided:
            return
        self._decided.add(card_id)

        def again(*_no: object) -> None:
            self._decided.discard(card_id)

        self._workplace.do(op, owner=self._owner, undo=undo, undone=again, refused=again, hindered=again)
