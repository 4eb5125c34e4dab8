"""What travels by stick, where a laptop has no line: pushes and pulls, sealed and signed."""

from __future__ import annotations

from typing import Final

import msgspec

from sync.domain.signed import Signed
from sync.wire import Cursor, Moment, PullReply, PushReply, PushRequest, Short

LARGEST_COURIER: Final = 256 * 1024 * 1024  # bytes of a courier file, inflated


class CourierFile(msgspec.Struct, frozen=True, kw_only=True):
    """What a laptop sends by stick: the pushes that it would make, the cursor that it would pull from, and
    the key (32 bytes) that the answer is to be sealed to. `written_at`: all that was made until then and may
    be sent is in it or was sent before; 0 where nobody said so."""

    pushes: list[PushRequest]
    cursor: Cursor | None
    reply_key: bytes
    written_at: Moment = 0


class CourierAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What goes back: `of` names the file by its SHA-256; pages behind `cursor`; a new lease."""

    of: str
    replies: list[PushReply]
    cursor: Cursor | None
    pages: list[PullReply]
    lease: Signed
    server_time: int


class CourierOutside(msgspec.Struct, frozen=True, kw_only=True):
    """What a courier file shows to everybody: whose it is. `box` is compressed JSON, sealed."""

    device_id: Short
    box: bytes
