"""How the sync stands, as a plain value: from what the laptop owes and how the last try ended to the chip.

It never says green while something waits, and never after a contact that is not fresh.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop import troubles, words
from desktop.widgets.chip import SyncState
from sync.domain.clock import Instant

if TYPE_CHECKING:
    import sqlalchemy as sa

    from sync.engine.local_values import Contact, Reporting
    from sync.engine.standing import Standing

FRESH_SECONDS = 120  # four quiet syncs
NOTABLE_OFFSET = 5 * 60 * 1000  # milliseconds between this clock and the centre's


@dataclass(frozen=True)
class Look:
    """What this laptop owes, its last contact, and who has not reported, in one snapshot."""

    standing: Standing
    contact: Contact
    reporting: Reporting | None = None


@dataclass(frozen=True)
class Ended:
    """How a try ended. `kind`: "" well · login · offline · failed · broken (a fault of ours); `code` has a
    sentence in `troubles`; `seconds`: not to be asked again before."""

    kind: str = ""
    code: str = ""
    seconds: int = 0


def look(connection: sa.Connection) -> Look:
    """Read it."""
    from sync.engine.local_values import Reporting, contact, recall
    from sync.engine.standing import standing

    return Look(standing(connection), contact(connection), recall(connection, Reporting))


def how_it_ended(error: Exception) -> Ended:
    """What an exception of a sync means for the chip and the next try."""
    from sync.engine.transport import SignInAgain

    code, seconds = troubles.code_of(error)
    if isinstance(error, SignInAgain):
        return Ended("login", code)
    if code in ("offline", troubles.BUSY):
        return Ended("offline", code, seconds)
    return Ended("broken" if code == troubles.UNEXPECTED else "failed", code, seconds)


def state_of(seen: Look, ended: Ended, running: tuple[int, int] | None, now: Instant) -> SyncState:
    """The chip's state. `now`: by this machine's clock; `running`: done, of how many, during a sync."""
    owed, said = seen.standing, seen.contact
    here = now + said.offset
    return SyncState(
        attention=owed.attention,
        login_expired=ended.kind == "login",
        withdrawn=ended.code == troubles.REVOKED,
        busy=ended.code == troubles.BUSY,
        failed=ended.kind in ("failed", "broken"),
        offline=ended.kind == "offline",
        running=running,
        waiting=owed.waiting + (0 if owed.files_paused else owed.files - owed.announced),
        files_paused=owed.files if owed.files_paused else 0,
        last_contact=words.when(owed.synced_at, here) if owed.synced_at else "",
        fresh=abs(here - owed.synced_at) < FRESH_SECONDS * 1000,
    )
