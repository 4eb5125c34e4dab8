"""What travels after a server was restored: work that it has lost, with the receipts that prove it."""

from __future__ import annotations

import msgspec

from sync.domain.signed import Signed
from sync.wire import Answer, Envelope, Moment


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An operation that had effect at a server which has lost it, the receipt that proves it, and its place
    in the laptop's outbox."""

    letter: Envelope
    receipt: Signed
    place: Moment = 0


class RefillRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Kept operations in their order, at most 200. `complete`: this laptop has no more of them."""

    operations: list[Kept]
    complete: bool = False


class RefillReply(msgspec.Struct, frozen=True, kw_only=True):
    """`held` are those that wait at the server for what they build on. `epoch`: the server's now."""

    answers: list[Answer]
    epoch: str
    server_time: int
