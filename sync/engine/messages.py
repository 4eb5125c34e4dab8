"""Everything that comes as JSON to a laptop, made known to msgspec before the copy has lanes.

msgspec learns a type's fields when it first meets it, and two threads that do so at once can end the process
(seen at the server).
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import msgspec

from sync.domain.lease import Lease
from sync.domain.signed import Signed
from sync.engine import draft_journal, journal
from sync.engine.local_values import NAMES
from sync.engine.removals import Told
from sync.operations.kinds import OPERATIONS
from sync.store.tables import SYNCED
from sync.wire import (
    BlobState,
    ChallengeReply,
    DigestReply,
    Problem,
    PullReply,
    PushReply,
    Receipt,
    Session,
    WaitReply,
)
from sync.wire_courier import CourierAnswer, CourierOutside
from sync.wire_refill import RefillReply
from sync.wire_reporting import ReportingReply

REPLIES: Final[tuple[Any, ...]] = (
    BlobState, ChallengeReply, DigestReply, Problem, PullReply, PushReply, RefillReply, ReportingReply,
    Session, WaitReply,
)  # fmt: skip
INSIDE: Final[tuple[Any, ...]] = (
    CourierAnswer, CourierOutside, Lease, Receipt, Signed, Told, journal.Line, draft_journal.Line,
)  # fmt: skip


@cache
def get_ready() -> None:
    """Once a process, by the thread that opens the first copy."""
    for kind in (*REPLIES, *INSIDE, *NAMES, *SYNCED, *OPERATIONS.values()):
        msgspec.json.Decoder(kind)
