"""Says above the content what a sync brought to light, and takes it back when it is over: the sign-in has run
out, this clock is wrong, the server was restored, a text was written by two, work waits to be admitted. What
the centre did not take, `cases.stopped` tells.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop import troubles, words
from desktop.notices import Notice
from desktop.parked_work import asked_of
from desktop.sync_runner import SyncRunner
from desktop.sync_state import NOTABLE_OFFSET
from desktop.widgets.chip import SyncState
from desktop.workplace import Workplace
from sync.store.queries import conflicts, parked
from sync.store.queries.conflicts import ConflictCard
from sync.store.queries.parked import ParkedCard

CLOCK, RESTORED = "clock", "restored"


class Reminders(QObject):
    """One for a window. Each thing is said once for as long as it lasts, though the person may close it."""

    def __init__(self, workplace: Workplace, runner: SyncRunner) -> None:
        super().__init__(workplace)
        self._workplace, self._runner = workplace, runner
        self._said: dict[str, Notice] = {}
        runner.state_changed.connect(self._look_at_state)
        self._asked: dict[str, set[str]] = {}  # of each kind of question, the keys of those that stand
        workplace.changes.tell(self, {"conflict"}, self._look_for_conflicts)
        workplace.changes.tell(self, {"parked"}, self._look_for_parked)
        self._look_for_conflicts()
        self._look_for_parked()

    def _look_at_state(self, state: SyncState) -> None:
        if state.login_expired:
            way = self.tr("Look") if state.withdrawn else self.tr("Sign in again")
            said = words.trouble(self._runner.ended.code)
            if troubles.SIGN_IN in self._said and self._said[troubles.SIGN_IN].text != said:
                self._unsay(troubles.SIGN_IN)  # it turned out to be more than that
            self._say(troubles.SIGN_IN, said, way)
        else:
            self._unsay(troubles.SIGN_IN)
        seen = self._runner.seen
        offset = seen.contact.offset if seen is not None else 0
        if abs(offset) > NOTABLE_OFFSET:
            self._say(CLOCK, words.clock_offset(offset), self.tr("Look"))
        else:
            self._unsay(CLOCK)
        self._look_for_restore(restored=seen is not None and seen.contact.refill)

    def _look_for_restore(self, *, restored: bool) -> None:
        """For as long as the server gathers what laptops have kept; nobody has to do anything."""
        if restored:
            self._say(RESTORED, words.restored(), self.tr("Look"), kind="info")
        elif RESTORED in self._said:
            self._unsay(RESTORED)
            self._workplace.notices.say("success", self.tr("The server has everything again."))

    def _look_for_conflicts(self) -> None:
        person_id = self._workplace.actor.person_id
        self._workplace.read(conflicts.waiting_for, person_id, done=self._tell_of_conflicts, owner=self)

    def _tell_of_conflicts(self, cards: tuple[ConflictCard, ...]) -> None:
        text = self.tr("“{title}”: a text was changed by two people; both are kept.")
        self._ask("conflict", {card.id: text.format(title=card.title) for card in cards})

    def _look_for_parked(self) -> None:
        self._workplace.read(parked.undecided, done=self._tell_of_parked, owner=self)

    def _tell_of_parked(self, cards: tuple[ParkedCard, ...]) -> None:
        """Only those that this person may decide about."""
        text = self.tr("“{title}”: work of {who} waits to be admitted.")
        asked = asked_of(self._workplace, cards)
        self._ask(
            "parked",
            {card.id: text.format(title=card.operation.title, who=card.author_name) for card in asked},
        )

    def _ask(self, kind: str, texts: dict[str, str]) -> None:
        """Say each question of a kind that is new, and take back those that are answered."""
        for key, text in texts.items():
            self._say(key, text, self.tr("Look"))
        for answered in self._asked.get(kind, set()) - texts.keys():
            self._unsay(answered)
        self._asked[kind] = set(texts)

    def _say(self, key: str, text: str, action: str, kind: str = "warning") -> None:
        """`key`: what the sync screen is asked for."""
        if key not in self._said:
            asked = self._workplace.asked
            self._said[key] = self._workplace.notices.say(kind, text, action, lambda: asked.emit("sync", key))

    def _unsay(self, key: str) -> None:
        if key in self._said:
            self._workplace.notices.close(self._said.pop(key))
