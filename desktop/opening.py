"""From the first window to the open copy: sign in or unlock, off the window's thread; words for each end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from desktop import people, troubles, words
from desktop.background import Lanes
from desktop.opened import Opened
from desktop.people import Copy
from desktop.screens.doorway.rescue import CODES, Rescued, following_words, free, saved_words
from desktop.screens.doorway.view import Doorway

if TYPE_CHECKING:
    from desktop.credentials import Credentials
    from sync.engine.key_slots import Cost, SlotName
    from sync.engine.keyring_door import Keyring
    from sync.engine.keys import Keys
    from sync.engine.laptop import Laptop


class OtherPassword(Exception):
    """The password opens the copy, and the centre knows the person by another one."""


class LockedWithoutLine(Exception):
    """Too long without contact, and the server that would end it does not answer."""


class Opening(QObject):
    """Signals: `opened(Opened)`. Listens to the doorway and answers in it; `close` lets go of the copy."""

    opened = Signal(object)

    def __init__(
        self,
        data: Path,
        doorway: Doorway,
        lanes: Lanes,
        keyring: Callable[[], Keyring | None],
        costs: Mapping[SlotName, Cost] | None = None,
        authority: Path | None = None,
    ) -> None:
        """`authority`: a file with the organisation's own certificates."""
        super().__init__()
        self._authority = authority
        self._data, self._doorway, self._lanes = data, doorway, lanes
        self._keyring, self._costs = keyring, costs
        self._stopped = False
        self._saved = ""  # what a rescue has saved, told at the door too when something hinders the rest
        self._said = ""  # the same with what came next, to be told in the window
        self._held = ExitStack()
        self._report = lanes.network.report_to(self._heard_progress, self)
        doorway.unlock_asked.connect(self._unlock)
        doorway.renew_asked.connect(self._unlock)
        doorway.sign_in_asked.connect(self._sign_in)
        doorway.begin_asked.connect(self._sign_in)
        doorway.rescue_asked.connect(self._rescue)
        doorway.stop_asked.connect(self._stop_by_person)

    def stop(self) -> None:
        """A download under way ends after its present page; it goes on at the next start."""
        self._stopped = True

    def close(self) -> None:
        """Close the copy and free its folder; the network lane must have ended."""
        self._held.close()

    def _sign_in(self, server: str, user_name: str, password: str, new_password: str = "") -> None:
        copy = people.copy_of(self._data, server, user_name)
        self._begin(self.tr("Signing in…"), copy, password, new_password)

    def _unlock(self, copy: Copy, password: str, new_password: str = "") -> None:
        self._begin(self.tr("Opening…"), copy, password, new_password)

    def _begin(self, saying: str, copy: Copy, password: str, new_password: str = "") -> None:
        self._stopped = False
        self._doorway.show_work(saying)
        self._lanes.network.run(
            self._open,
            copy,
            password,
            new_password,
            done=self.opened.emit,
            failed=lambda error: self._failed(error, copy, password),
            owner=self,
        )

    def _rescue(self, copy: Copy, password: str, path: Path) -> None:
        def heard(done: Rescued) -> None:
            self._saved = saved_words(done.operations, done.drafts, done.file)
            self._said = f"{self._saved}\n{following_words(done.next)}"
            self._begin(self.tr("Opening…"), copy, password)

        self._doorway.show_work(self.tr("Saving what was not sent…"))
        self._lanes.network.run(
            self._rescued,
            copy,
            password,
            path,
            done=heard,
            failed=lambda error: self._failed(error, copy, password),
            owner=self,
        )

    def _stop_by_person(self) -> None:
        self.stop()
        self._doorway.show_work(self.tr("Stopping…"))

    def _heard_progress(self, rows: Any) -> None:
        if not self._stopped:
            self._doorway.show_work(self.tr("Downloading: {n} rows").format(n=f"{rows:,}"))

    # In the network lane: nothing here touches a widget.

    def _open(self, copy: Copy, password: str, new_password: str) -> Opened:
        from desktop.credentials import Credentials
        from sync.engine import opening
        from sync.engine.key_slots import COSTS

        with ExitStack() as held:
            held.enter_context(opening.folder_lock(copy.folder))
            keys = opening.keys_of(copy.folder, self._keyring(), self._costs or COSTS)
            if opening.has_copy(keys):
                laptop = opening.open_copy(copy.folder, keys, password)
                _believe(laptop, self._authority)
            else:
                laptop = self._first_start(copy, keys, password, new_password)
                password, new_password = new_password or password, ""
            held.callback(laptop.close)
            people.remember(copy)
            credentials = Credentials(laptop, keys)
            self._bring_up_to_date(credentials, password, new_password)
            opened = replace(_opened(credentials), said=self._said)
            people.remember(replace(copy, name=opened.actor.name, post=opened.actor.post))
            self._held = held.pop_all()
        return opened

    def _first_start(self, copy: Copy, keys: Keys, password: str, new_password: str) -> Laptop:
        """Where a start was broken off, the password used then opens the key that is here."""
        from sync.domain import clock
        from sync.engine import opening
        from sync.engine.transport import Declined

        asked = (copy.folder, keys, copy.server, copy.user_name, new_password or password, self._authority)
        try:
            return opening.first_start(*asked, here=password)
        except Declined as no:
            if no.code != "wrong_password" or new_password or not opening.is_begun(keys):
                raise
            keys.unlock(password, clock.now())
            raise OtherPassword from no

    def _rescued(self, copy: Copy, password: str, path: Path) -> Rescued:
        from sync.engine import opening
        from sync.engine.key_slots import COSTS
        from sync.engine.rescue import rescue

        with opening.folder_lock(copy.folder):
            keys = opening.keys_of(copy.folder, self._keyring(), self._costs or COSTS)
            file = free(path)
            done = rescue(copy.folder, keys, password, file)
        return Rescued(done.operations, done.drafts, file.name, done.next)

    def _bring_up_to_date(self, credentials: Credentials, password: str, new_password: str) -> None:
        """A copy that was locked for want of contact signs in; one without a first download gets it, for
        the window would have nothing to show."""
        from sync.engine.local_values import position

        laptop = credentials.laptop
        if new_password:
            credentials.sign_in_again(new_password)
        elif laptop.lease_state() != "live":
            _sign_in(laptop, password)
        if laptop.read(position).cursor is None:
            laptop.sync(self._progress)

    def _progress(self, what: str, done: int, _total: int) -> None:
        from sync.engine.cycle import Stopped

        if self._stopped:
            raise Stopped
        if what == "pull":
            self._report(done)

    # In the window again.

    def _failed(self, error: Exception, copy: Copy, password: str) -> None:
        if isinstance(error, OtherPassword):
            self._doorway.ask_for_new_password()
            return
        from sync.engine.places import PlaceRefused

        code, seconds = ("lease_over", 0) if isinstance(error, LockedWithoutLine) else troubles.code_of(error)
        if code in CODES or isinstance(error, PlaceRefused):
            self._doorway.offer_rescue(copy, password, words.trouble_at_the_door(code))
            return
        again = code in ("wrong_password", "wrong_password_here", "password_wait", "too_many_tries")
        said = words.trouble_at_the_door(code, seconds)
        self._doorway.show_message(f"{self._saved}\n{said}".strip(), again=again)
        if code == troubles.UNEXPECTED:
            self._lanes.network.unexpected.emit(error)


def _believe(laptop: Laptop, file: Path | None) -> None:
    """What IT has put there last; a file that is gone says nothing."""
    from sync.engine.authority import read_authority
    from sync.engine.local_values import Authority, recall

    if file is not None and file.exists():
        authority = read_authority(file)
        if laptop.read(recall, Authority) != authority:
            laptop.believe(authority)


def _sign_in(laptop: Laptop, password: str) -> None:
    from sync.engine.transport import Away, Declined

    try:
        laptop.sign_in_again(password)
    except Away as away:
        raise (LockedWithoutLine if away.code == "offline" else away) from away
    except Declined as no:
        raise (OtherPassword if no.code == "wrong_password" else no) from no


def _opened(credentials: Credentials) -> Opened:
    from sync.engine.actor_here import actor_here

    laptop = credentials.laptop
    return Opened(laptop, actor_here(laptop), laptop.rules(), credentials)
