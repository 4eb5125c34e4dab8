"""The offline lease: how long a laptop may be opened without talking to its server.

The server signs one at each contact. Its end locks the laptop until the next contact; nothing is ever
deleted for it, and edits made before stay as they are.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from sync.domain import signed
from sync.domain.clock import HOUR, Instant
from sync.domain.signed import Signed

PURPOSE: Final = "lease"
DEFAULT_DAYS: Final = 14
DAY: Final = 24 * HOUR
STEP_BACK: Final = DAY  # a clock that falls back further than this asks for contact

# live: open · ended: connect to go on · clock_stepped_back: connect, so that the time is known again
# · other_device: the lease was given to another laptop · forged: not signed by this server
LeaseState = Literal["live", "ended", "clock_stepped_back", "other_device", "forged"]


class Lease(msgspec.Struct, frozen=True):
    """Who may open which laptop, from when until when (UTC milliseconds, the end included)."""

    user: str
    person: str
    device: str
    issued: Instant
    not_after: Instant


def issue(
    private_key: bytes, *, user: str, person: str, device: str, issued: Instant, days: int = DEFAULT_DAYS
) -> Signed:
    """The server's half: a lease of `days` whole days from `issued` (UTC milliseconds)."""
    lease = Lease(user, person, device, issued, issued + days * DAY)
    return signed.sign(private_key, PURPOSE, lease)


def read(lease: Signed, server_public_key: bytes) -> Lease:
    """The lease's words, for the window. Raises Forged."""
    return signed.verify(lease, server_public_key, PURPOSE, Lease)


def verify(
    lease: Signed, server_public_key: bytes, now: Instant, highest_time_seen: Instant, *, device: str
) -> LeaseState:
    """The laptop's half: may it be opened now?

    `now` is the laptop's time corrected by the offset learnt from the server; `highest_time_seen` the
    largest such time ever kept in the database (0: none). Both UTC milliseconds. A lease cannot be
    stretched by turning the clock back: the larger of the two counts.
    """
    try:
        words = read(lease, server_public_key)
    except signed.Forged:
        return "forged"
    if words.device != device:
        return "other_device"
    seen = max(highest_time_seen, words.issued)
    if max(now, seen) > words.not_after:
        return "ended"
    return "clock_stepped_back" if seen - now > STEP_BACK else "live"
