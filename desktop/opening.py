"""From the first window to the open copy: sign in or unlock, off the window's thread; words for each end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop import people, words
from desktop.background import Lanes
from desktop.opened import Opened
from desktop.people import Copy
from desktop.screens.doorway.view import Doorway

if TYPE_CHECKING:
    from sync.engine.key_slots import Cost, SlotName
    from sync.engine.keyring_door import Keyring


class FirstSyncStopped(Exception):
    """The person stopped the first download; it goes on at the next start."""


class Opening(QObject):
    """Signals: `opened(Opened)`. Listens to the doorway and answers in it."""

    opened = Signal(object)

    def __init__(
        self,
        data: Path,
        doorway: Doorway,
        lanes: Lanes,
        keyring: Callable[[], Keyring | None],
        costs: Mapping[SlotName, Cost] | None = None,
    ) -> None:
        super().__init__(doorway)
        self._data, self._doorway, self._lanes = data, doorway, lanes
        self._keyring, self._costs = keyring, costs
        self._stopped = False
        self._report = lanes.network.report_to(self._heard_progress, self)
        doorway.unlock_asked.connect(self._unlock)
        doorway.sign_in_asked.connect(self._sign_in)
        doorway.stop_asked.connect(self._stop)

    def _sign_in(self, server: str, user_name: str, password: str) -> None:
        copy = people.copy_of(self._data, server, user_name)
        self._begin(self.tr("Signing in…"), copy, password)

    def _unlock(self, copy: Copy, password: str) -> None:
        self._begin(self.tr("Opening…"), copy, password)

    def _begin(self, saying: str, copy: Copy, password: str) -> None:
        self._stopped = False
        self._doorway.show_work(saying)
        self._lanes.network.run(
            self._open, copy, password, done=self.opened.emit, failed=self._failed, owner=self
        )

    def _stop(self) -> None:
        self._stopped = True

    def _heard_progress(self, value: Any) -> None:
        _what, done, total = value
        self._doorway.show_work(self.tr("Downloading: {n} rows").format(n=f"{done:,}"), done, total)

    # In the network lane: nothing here touches a widget.

    def _open(self, copy: Copy, password: str) -> Opened:
        from sync.engine import opening
        from sync.engine.actor_here import actor_here
        from sync.engine.key_slots import COSTS
        from sync.engine.local_values import position

        with ExitStack() as held:
            held.enter_context(opening.folder_lock(copy.folder))
            keys = opening.keys_of(copy.folder, self._keyring(), self._costs or COSTS)
            if opening.has_copy(keys):
                laptop = opening.open_copy(copy.folder, keys, password)
            else:
                laptop = opening.first_start(copy.folder, keys, copy.server, copy.user_name, password)
            held.callback(laptop.close)
            people.remember(copy)
            if laptop.lease_state() != "live":
                laptop.sign_in_again(password)
            if laptop.read(position).cursor is None:
                laptop.sync(
                    self._progress
                )  # without the first download the window would have nothing to show
            return Opened(laptop, actor_here(laptop), laptop.rules(), held.pop_all())

    def _progress(self, what: str, done: int, total: int) -> None:
        if self._stopped:
            raise FirstSyncStopped
        self._report((what, done, total))

    def _failed(self, error: Exception) -> None:
        self._doorway.show_message(
            _sentence(error, self.tr("The download was stopped; it goes on next time."))
        )


def _sentence(error: Exception, stopped: str) -> str:
    from sync.engine.keys_refused import KeysRefused
    from sync.engine.opening import FolderBusy
    from sync.engine.transport import Away, Declined, SignInAgain
    from sync.store.database import DatabaseRefused

    if isinstance(error, FirstSyncStopped):
        return stopped
    if isinstance(error, FolderBusy):
        return words.trouble("folder_busy")
    if isinstance(error, KeysRefused):
        seconds = error.details.get("wait_seconds", 0)
        return words.trouble(error.code, seconds if isinstance(seconds, int) else 0)
    if isinstance(error, Away | Declined):
        return words.trouble(error.code, error.seconds)
    if isinstance(error, SignInAgain):
        return words.trouble("sign_in_again")
    if isinstance(error, DatabaseRefused):
        return words.trouble(error.code)
    raise error
