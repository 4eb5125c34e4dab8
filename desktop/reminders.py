"""Says above the content, once each, what a sync brought to light: the sign-in has run out, this clock is
wrong, a text was written by two. What the centre did not take is told by `cases.stopped`."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop import troubles, words
from desktop.sync_runner import SyncRunner
from desktop.sync_state import NOTABLE_OFFSET
from desktop.workplace import Workplace
from sync.store.queries import conflicts
from sync.store.queries.conflicts import ConflictCard


class Reminders(QObject):
    """One for a window."""

    def __init__(self, workplace: Workplace, runner: SyncRunner) -> None:
        super().__init__(workplace)
        self._workplace, self._runner = workplace, runner
        self._clock_is_off = False
        self._told: set[str] = set()
        runner.login_expired.connect(self._tell_of_login)
        runner.state_changed.connect(self._look_at_clock)
        workplace.changes.tell(self, {"conflict"}, self._look_for_conflicts)
        self._look_for_conflicts()

    def _tell_of_login(self) -> None:
        self._say(words.trouble(troubles.SIGN_IN), self.tr("Sign in again"), "sign_in")

    def _look_at_clock(self) -> None:
        seen = self._runner.seen
        offset = seen.contact.offset if seen is not None else 0
        was, self._clock_is_off = self._clock_is_off, abs(offset) > NOTABLE_OFFSET
        if self._clock_is_off and not was:
            self._say(words.clock_offset(offset), self.tr("Look"), "")

    def _look_for_conflicts(self) -> None:
        person_id = self._workplace.actor.person_id
        self._workplace.read(conflicts.waiting_for, person_id, done=self._tell_of_conflicts, owner=self)

    def _tell_of_conflicts(self, cards: tuple[ConflictCard, ...]) -> None:
        for card in cards:
            if card.id not in self._told:
                self._told.add(card.id)
                text = self.tr("“{title}”: a text was changed by two people; both are kept.")
                self._say(text.format(title=card.title), self.tr("Look"), card.id)

    def _say(self, text: str, action: str, record_id: str) -> None:
        self._workplace.notices.say(
            "warning", text, action, lambda: self._workplace.asked.emit("sync", record_id)
        )
