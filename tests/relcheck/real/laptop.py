"""One laptop of a real run, in a thread of its own, on a line that is cut now and then."""

from __future__ import annotations

import random
import threading
from typing import Final

from sync.domain.errors import Quarantined, Refused
from sync.engine.cycle import Result
from sync.engine.laptop import Laptop
from sync.engine.transport import SignInAgain
from sync.operations.base import Operation
from sync.store.database import Database
from sync.store.tables import Row
from tests.line import Line
from tests.relcheck.simulation.acts import Hand, acts_of
from tests.relcheck.simulation.ledger import Ledger
from tests.relcheck.simulation.world import AWAY, TRIES
from tests.stage import PASSWORD

ACTS: Final = 25  # of one laptop in one run
SYNCS: Final = 0.3  # of them


class RealLaptop:
    """What the simulation calls a device."""

    def __init__(self, name: str, laptop: Laptop, line: Line, luck: random.Random, ledger: Ledger) -> None:
        self.name, self.laptop, self.line = name, laptop, line
        self.person = laptop.identity.person_id
        self.syncs = 0  # that came to their end
        self._luck, self._ledger = luck, ledger
        self._memory: dict[str, Row] = {}
        self.fault: BaseException | None = None

    @property
    def database(self) -> Database:
        return self.laptop.database

    def begin(self) -> threading.Thread:
        """The thread in which the person works."""
        thread = threading.Thread(target=self._work, name=self.name)
        thread.start()
        return thread

    def _work(self) -> None:
        try:
            for _ in range(ACTS):
                if self._luck.random() < SYNCS:
                    self._sync_as_may_be()
                else:
                    self._act()
        except BaseException as fault:  # told by the main thread
            self.fault = fault

    def _act(self) -> None:
        """What no rule says no to, out of a few tries."""
        hand = Hand(self.laptop, self._luck, self._ledger, self._memory)
        for _ in range(TRIES):
            operation = self._luck.choice(acts_of(self.person))(hand)
            if operation is not None and self._is_done(operation):
                return

    def _is_done(self, operation: Operation) -> bool:
        try:
            entry = self.laptop.do(operation)
        except (Refused, Quarantined):
            return False
        self._ledger.note(self.name, self.person, entry.op_id, entry.kind, entry.body)
        return True

    def _sync_as_may_be(self) -> None:
        try:
            self.sync()
        except AWAY:
            return
        self.syncs += 1

    def sync(self) -> Result:
        """Sync, with the password where it is asked for. Raises what a sync raises."""
        try:
            return self.laptop.sync()
        except SignInAgain:
            self.laptop.sign_in_again(PASSWORD)
            return self.laptop.sync()
