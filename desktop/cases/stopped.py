"""Says above the content what the centre did not take, once for each step, with the way to its card; takes it
back when the person has seen the card, and when the step is done again or given up."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop import words
from desktop.cases.words import translate
from desktop.notices import Notice
from desktop.workplace import Workplace
from sync.store.queries import outbox_view
from sync.store.queries.outbox_view import Overview, StoppedCard


def tell_stopped(workplace: Workplace) -> None:
    """From now on, for as long as the window lives; asking again changes nothing."""
    if workplace.findChild(_Teller) is None:
        _Teller(workplace)


class _Teller(QObject):
    """Looks whenever the outbox changed. What the person has seen in the sync screen is not told again."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._told: dict[str, Notice] = {}
        workplace.changes.tell(self, {"outbox"}, self._look)
        self._look()

    def _look(self) -> None:
        person_id = self._workplace.actor.person_id
        self._workplace.read(outbox_view.overview, person_id, done=self._heard, owner=self)

    def _heard(self, overview: Overview) -> None:
        stopped = {card.operation.op_id: card for card in overview.stopped}
        for op_id, card in stopped.items():
            if op_id not in self._told and not card.seen_by_person:
                self._told[op_id] = self._tell(card)
        for op_id in list(self._told):
            if op_id not in stopped or stopped[op_id].seen_by_person:
                self._workplace.notices.close(self._told.pop(op_id))

    def _tell(self, card: StoppedCard) -> Notice:
        title, why = card.operation.title, words.refusal(card.code)
        text = translate("Case", "“{title}”: {why}").format(title=title, why=why)
        op_id = card.operation.op_id
        look = translate("Case", "Look")
        go = self._workplace.asked.emit
        return self._workplace.notices.say("refusal", text, look, lambda: go("sync", op_id))
