"""What every operation is: one small value that a button makes, the outbox keeps, the wire carries and the
server applies again with authority.

To add an operation: write the struct and its function side by side, name them in `kinds.py`, give the
action a row in `domain.permissions.RIGHTS` and, for a problem, a step in each profile; in tests, a good
example, a line for each rule that can stop it, and a recording (`python -m tests.upgrades.record`); add its
journey.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Annotated, ClassVar

import msgspec

from sync.domain.actor import Actor
from sync.domain.clock import Instant
from sync.domain.profile import Profile
from sync.domain.profile_use import InUse
from sync.domain.regions import RegionTree
from sync.domain.working_time import Calendar
from sync.store.records import Records
from sync.store.tables import GLOBAL, Parked

# Lengths are in characters (code points).
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]
# One spelling only: the ids of new rows are derived from it, and two spellings would derive the same ones.
OpId = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")]
OptionalId = Annotated[str, msgspec.Meta(max_length=64)]
Code = Annotated[str, msgspec.Meta(max_length=64)]
Word = Annotated[str, msgspec.Meta(max_length=200)]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Text = Annotated[str, msgspec.Meta(max_length=20_000)]
Day = Annotated[str, msgspec.Meta(max_length=10)]
Many = Annotated[tuple[Word, ...], msgspec.Meta(max_length=50)]

# The last one is no verdict yet: what it builds on was stopped, so it waits on its laptop.
VERDICTS = ("accepted", "merged", "conflict", "refused", "quarantined", "held")


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """One act of one person. `made_at` is the laptop's corrected time at birth and never changes.

    Fields may be added with a default; another meaning is a new kind.
    """

    kind: ClassVar[str]
    version: ClassVar[int] = 1

    op_id: OpId
    made_at: int

    def aggregates(self) -> tuple[str, ...]:
        """The aggregates that the operation may write; the first is its subject."""
        raise NotImplementedError

    def needs(self) -> tuple[str, ...]:
        """The aggregates that the person must hold; an operation that begins one names what it rests on."""
        return self.aggregates()

    def reads(self) -> tuple[str, ...]:
        """Further aggregates that it reads, beside the global one and the actor's own."""
        return ()

    def seen_line(self) -> str:
        """The history line that the person saw last, or "": the step this one builds on."""
        return ""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What an operation's function is told beside its operation.

    The server knows when it came (`received_at`), whether it came late, and can give a number; on the
    laptop these are pending: None, False and "". `decided` is its part in a decision about parked work;
    `in_use` answers what the whole record uses of its profile.
    """

    profile: Profile
    calendar: Calendar
    regions: RegionTree
    received_at: Instant | None = None
    late: bool = False
    clamped: bool = False
    number: Callable[[str, str, str], str] = lambda _series, _pattern, _mark: ""
    decided: Callable[[Records, Parked, str, Context], None] = lambda _db, _row, _centre_id, _context: None
    in_use: Callable[[], InUse] = dict


Apply = Callable[[Records, Actor, Operation, Context], str | None]


def new_id(op_id: str, ordinal: int | str) -> str:
    """The id of a row that an operation makes, uuid5(op_id, ordinal): the same at both ends, whoever runs
    it. Written out, because a batch asks for hundreds and `uuid.uuid5` takes five times as long."""
    named = bytes.fromhex(op_id.replace("-", "")) + str(ordinal).encode()
    text = hashlib.sha1(named, usedforsecurity=False).hexdigest()
    variant = "89ab"[int(text[16], 16) & 3]
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{variant}{text[17:20]}-{text[20:32]}"


def made_ids(op_id: str) -> set[str]:
    """The ids of rows that an operation makes and later ones may name: what they build on."""
    return {new_id(op_id, ordinal) for ordinal in (0, "line")}


def run(db: Records, actor: Actor, op: Operation, context: Context, apply: Apply) -> str:
    """Apply one operation inside its reach; answers the verdict. Raises Refused, Quarantined."""
    reads = (*op.reads(), actor.person_id, GLOBAL)
    with db.reaching(op.aggregates(), reads):
        return apply(db, actor, op, context) or "accepted"
