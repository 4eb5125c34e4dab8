"""What travels after a server was restored: work that it has lost, with the receipts that prove it."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec

from sync.domain.signed import Signed
from sync.wire import Answer, Envelope, Moment, Short

MOST_NUMBERS: Final = 500


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An operation that had effect at a server which has lost it, the receipt that proves it, and its place
    in the laptop's outbox."""

    letter: Envelope
    receipt: Signed
    place: Moment = 0


class RefillRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Kept operations in their order, at most 200. `complete`: this laptop has no more of them. `numbers`:
    the highest official number of each series that it has seen, whoever's work it was given to."""

    operations: list[Kept]
    complete: bool = False
    numbers: Annotated[list[Short], msgspec.Meta(max_length=MOST_NUMBERS)] = []


class RefillReply(msgspec.Struct, frozen=True, kw_only=True):
    """`held` are those that wait at the server for what they build on. `epoch`: the server's now."""

    answers: list[Answer]
    epoch: str
    server_time: int
