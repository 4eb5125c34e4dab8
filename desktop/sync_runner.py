"""Runs the sync: at the start, soon after something was done, and every half minute; slower while there is
no line, sooner when somebody asks. It never says green while something waits."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.widgets.chip import SyncState
from desktop.workplace import Workplace
from sync.domain import clock

if TYPE_CHECKING:
    from sync.engine.cycle import Result
    from sync.engine.standing import Standing
    from sync.store.tables import Outbox

USUAL_SECONDS = 30
AWAY_SECONDS = (2, 4, 8, 12)  # one after the other while there is no line; then the last one
UNDO_SECONDS = 13  # what can be taken back waits here as long as the undo line stands
SOON_SECONDS = 1
FRESH_SECONDS = 120


class SyncRunner(QObject):
    """Signals: `state_changed(SyncState)`; `asked_to_sign_in()`; `finished()`, a sync came to its end."""

    state_changed = Signal(object)
    asked_to_sign_in = Signal()
    finished = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self._workplace = workplace
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.run)
        self._running = False
        self._again = False
        self._tries = 0
        self._trouble = ""
        self._progress: tuple[int, int] | None = None
        self._standing: Standing | None = None
        self._report = workplace.lanes.network.report_to(self._heard_progress, self)
        workplace.did.connect(self._heard_deed)
        workplace.changes.tell(self, {"outbox", "conflict"}, self.refresh)
        self.state = SyncState()

    def start(self) -> None:
        """The first sync, and the first look at the outbox."""
        self.refresh()
        self.run()

    def stop(self) -> None:
        """No further sync is begun."""
        self._timer.stop()
        self._again = False

    def run(self) -> None:
        """Sync now; when one is running, once more after it."""
        self._timer.stop()
        if self._running:
            self._again = True
            return
        self._running = True
        self._show()
        laptop, report = self._workplace.laptop, self._report
        self._workplace.lanes.network.run(
            laptop.sync, _reporter(report), done=self._done, failed=self._failed, owner=self
        )

    def refresh(self) -> None:
        """Look at the outbox again."""
        from sync.engine.standing import standing

        self._workplace.read(standing, done=self._heard_standing, owner=self)

    def _heard_deed(self, _entry: Outbox) -> None:
        undoable = any(notice.kind == "undo" for notice in [self._workplace.notices.passing()] if notice)
        self._wait(UNDO_SECONDS if undoable else SOON_SECONDS)

    def _heard_progress(self, value: Any) -> None:
        _what, done, total = value
        self._progress = (done, total)
        self._show()

    def _done(self, result: Result) -> None:
        self._end("")
        self._tries = 0
        self._workplace.changes.announce(result.changed | {"outbox"})
        self._wait(SOON_SECONDS if self._again else USUAL_SECONDS)
        self._again = False
        self.finished.emit()
        self._index()

    def _failed(self, error: Exception) -> None:
        from sync.engine.transport import Away, Declined, SignInAgain

        if isinstance(error, SignInAgain | Declined):
            self._end("sign_in_again")
            self.asked_to_sign_in.emit()
        elif isinstance(error, Away):
            self._end(error.code)
        else:
            self._end("fault")
            self._workplace.lanes.network.unexpected.emit(error)
        self._workplace.changes.announce({"outbox"})
        wait = AWAY_SECONDS[min(self._tries, len(AWAY_SECONDS) - 1)]
        self._tries += 1
        self._wait(max(wait, getattr(error, "seconds", 0)))
        self.finished.emit()

    def _end(self, trouble: str) -> None:
        self._running = False
        self._progress = None
        self._trouble = trouble
        self.refresh()

    def _wait(self, seconds: float) -> None:
        """Jitter keeps a city's laptops from coming all at once."""
        milliseconds = int(seconds * 1000 * random.uniform(0.9, 1.1))  # noqa: S311 - not a secret
        if self._timer.isActive() and self._timer.remainingTime() <= milliseconds:
            return
        self._timer.start(milliseconds)

    def _index(self) -> None:
        """Search reads what changed, in short slices between the person's own writes."""

        def heard(left: int) -> None:
            if left:
                self._index()
            else:
                self._workplace.changes.announce({"search"})

        self._workplace.lanes.write.run(self._workplace.laptop.index, done=heard, owner=self)

    def _heard_standing(self, seen: Standing) -> None:
        self._standing = seen
        self._show()

    def _show(self) -> None:
        seen = self._standing
        if seen is None:
            return
        age = (clock.now() - seen.synced_at) // 1000
        moment = clock.to_datetime(seen.synced_at) if seen.synced_at else None
        self.state = SyncState(
            attention=seen.attention,
            login_expired=self._trouble == "sign_in_again",
            failed=self._trouble in ("fault", "damaged_reply", "not_our_server"),
            offline=self._trouble in ("offline", "busy"),
            running=(self._progress or (0, 0)) if self._running else None,
            waiting=seen.waiting + seen.files,
            last_contact=f"{moment:%H:%M}" if moment else "",
            fresh=bool(seen.synced_at) and age < FRESH_SECONDS,
        )
        self.state_changed.emit(self.state)


def _reporter(report: Callable[[object], None]) -> Callable[[str, int, int], None]:
    return lambda what, done, total: report((what, done, total))
