"""Runs the sync: at the start, soon after something was done, and every half minute; slower while there is
no line, sooner when somebody asks. What waits is read from the record each time, never counted along.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal

from desktop import troubles
from desktop.changes import EVERYTHING
from desktop.sync_state import Ended, Look, how_it_ended, look, state_of
from desktop.widgets.chip import SyncState
from desktop.workplace import Workplace
from sync.domain import clock

if TYPE_CHECKING:
    from sync.engine.cycle import Result
    from sync.engine.laptop import Laptop
    from sync.store.tables import Outbox

USUAL_SECONDS = 30
AWAY_SECONDS = (2, 4, 8, 12)  # one after the other while there is no line; then the last one
LOGIN_SECONDS = 300  # nothing changes before the person signs in
UNDO_SECONDS = 13  # what can be taken back waits here for as long as the undo line stands
HELD_SECONDS = 60  # and no longer, however quickly one thing is done after the other
SOON_SECONDS = 1


class SyncRunner(QObject):
    """Signals: `state_changed(SyncState)`; `over()`, a sync has ended, as `ended` says."""

    state_changed = Signal(object)
    over = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.run_quietly)
        self._running, self._again, self._stopped = False, False, False
        self._held_until: QDeadlineTimer | None = None
        self._asked_for = False
        self._tries = 0
        self._progress: tuple[int, int] | None = None
        self._report = workplace.lanes.network.report_to(self._heard_progress, self)
        workplace.did.connect(self._heard_deed)
        workplace.changes.tell(self, {"outbox", "conflict"}, self.refresh)
        self.seen: Look | None = None
        self.ended = Ended()
        self.state = SyncState()

    def start(self) -> None:
        """The first sync, and the first look at the outbox."""
        self.refresh()
        self.run()

    def stop(self) -> None:
        """No further sync is begun, and one that is under way ends after its present request."""
        self._stopped = True
        self._timer.stop()

    def run(self) -> None:
        """Sync now, and show it; when one is running, once more after it."""
        self._asked_for = True
        self.run_quietly()

    def run_quietly(self) -> None:
        """By itself: the chip tells of it only once there is something to send or to fetch."""
        self._timer.stop()
        self._held_until = None
        if self._running:
            self._again = True
            return
        self._running = True
        self._show()
        self._workplace.lanes.network.run(
            self._sync, self._workplace.laptop, done=self._done, failed=self._failed, owner=self
        )

    def run_signed_in(self) -> None:
        """The centre takes this laptop again: what the last try said is over."""
        self.ended = Ended()
        self.run()

    def hear_withdrawn(self) -> None:
        """The centre said so to a sign-in: only there does it know which laptop comes without a token."""
        self.ended = Ended("login", troubles.REVOKED)
        self._show()

    def refresh(self) -> None:
        """Look at the outbox again."""
        self._workplace.read(look, done=self._heard_look, owner=self)

    def _sync(self, laptop: Laptop) -> Result:
        """In the network lane."""
        from sync.engine.cycle import Stopped

        def progress(_what: str, done: int, total: int) -> None:
            if self._stopped:
                raise Stopped
            self._report((done, total))

        return laptop.sync(progress)

    def _heard_progress(self, value: Any) -> None:
        self._progress = value
        self._show()

    def _heard_deed(self, _entry: Outbox) -> None:
        notice = self._workplace.notices.passing()
        if notice is not None and notice.kind == "undo":
            self._held_until = self._held_until or QDeadlineTimer(HELD_SECONDS * 1000)
            self._timer.start(min(UNDO_SECONDS * 1000, self._held_until.remainingTime()))
        else:
            self._wait(SOON_SECONDS)

    def _done(self, result: Result) -> None:
        self._tries = 0
        self._end(Ended(), result.changed)
        self._wait(SOON_SECONDS if self._again or result.files_left else USUAL_SECONDS)
        self._again = False

    def _failed(self, error: Exception) -> None:
        ended = how_it_ended(error)
        if (ended.kind, self.ended.code) == ("login", troubles.REVOKED):
            ended = self.ended  # a try without a token tells nothing newer
        # A sync that broke off may have changed anything before.
        self._end(ended, EVERYTHING if self._progress else frozenset())
        if ended.kind == "broken":
            self._workplace.lanes.network.unexpected.emit(error)
        self._wait(self._patience(ended))
        self._tries += 1
        self._again = False

    def _patience(self, ended: Ended) -> float:
        """Seconds to the next try; who asked while this one ran does not wait for the next sign-in."""
        if ended.kind == "login":
            return SOON_SECONDS if self._again else LOGIN_SECONDS
        return max(AWAY_SECONDS[min(self._tries, len(AWAY_SECONDS) - 1)], ended.seconds)

    def _end(self, ended: Ended, changed: frozenset[str]) -> None:
        self._running, self._asked_for, self._progress, self.ended = False, False, None, ended
        self._workplace.changes.announce(changed)
        self.refresh()
        self.over.emit()

    def _wait(self, seconds: float) -> None:
        """Jitter keeps a city's laptops from coming all at once."""
        milliseconds = int(seconds * 1000 * random.uniform(0.9, 1.1))  # noqa: S311 - not a secret
        sooner = self._timer.isActive() and self._timer.remainingTime() <= milliseconds
        if not (sooner or self._stopped):
            self._timer.start(milliseconds)

    def _heard_look(self, seen: Look) -> None:
        self.seen = seen
        self._show()

    def _show(self) -> None:
        if self.seen is not None:
            running = self._progress or ((0, 0) if self._running and self._asked_for else None)
            self.state = state_of(self.seen, self.ended, running, clock.now())
            self.state_changed.emit(self.state)
