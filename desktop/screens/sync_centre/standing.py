"""Whose copy this is, when it last met the centre, how its clock goes, and what guards it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop import credentials, freshness, troubles
from desktop import words as sentences
from desktop.sync_runner import SyncRunner
from desktop.sync_state import Ended
from desktop.widgets.card import Card
from desktop.widgets.facts import Fact, Facts
from desktop.widgets.text import Text
from desktop.workplace import Workplace

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate


class StandingCard(Card):
    """Facts, and a sentence for what hinders the sync now."""

    def __init__(self, workplace: Workplace, runner: SyncRunner, guard: credentials.Credentials) -> None:
        super().__init__(translate("SyncStanding", "This laptop"))
        self._workplace, self._runner = workplace, runner
        self._guarded_by = ""
        self.trouble = Text("", "warned", wraps=True, selectable=True)
        self.facts = Facts(columns=1)
        self.restored = Text("", "small", wraps=True, selectable=True)
        for part in (self.trouble, self.restored, self.facts):
            self.body.addWidget(part)
        runner.state_changed.connect(self.show_now)
        workplace.lanes.read.run(guard.status, done=self._heard_status, owner=self)
        self.show_now()

    def show_now(self) -> None:
        """How it stands at this moment."""
        laptop, actor, seen = self._workplace.laptop, self._workplace.actor, self._runner.seen
        self.trouble.setText(trouble_of(self._runner.ended))
        self.trouble.setVisible(bool(self.trouble.text()))
        self.restored.setText(sentences.restored())
        self.restored.setVisible(seen is not None and seen.contact.refill)
        offset = seen.contact.offset if seen is not None else 0
        told = [
            (translate("SyncStanding", "Person"), f"{actor.name}·{actor.post}"),
            (translate("SyncStanding", "Last sync"), freshness.as_of(self._runner.state)),
            (translate("SyncStanding", "Clock"), freshness.clock_words(offset)),
            (translate("SyncStanding", "Server"), laptop.identity.server),
            (translate("SyncStanding", "Laptop"), laptop.identity.device_mark),
            (translate("SyncStanding", "Guarded by"), self._guarded_by),
        ]
        self.facts.set_facts(Fact(label, text) for label, text in told if text)

    def _heard_status(self, status: object) -> None:
        self._guarded_by = credentials.lock_words(status)  # type: ignore[arg-type]
        self.show_now()


def trouble_of(ended: Ended) -> str:
    """Why the last try did not come to its end; "" when it did."""
    return sentences.trouble(ended.code or troubles.UNEXPECTED, ended.seconds) if ended.kind else ""
