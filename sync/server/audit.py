"""The audit: one chain of lines about who did what, in which each hash covers the line before it.

A line holds ids and digests, never content, so that a person's data can be erased without breaking the chain.
Lines are numbered without gaps, under the same lock as revisions: the record and its audit cannot disagree.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import sqlalchemy as sa

from sync.domain.actor import SYSTEM_ID
from sync.domain.audit_head import AuditHead
from sync.domain.clock import Instant
from sync.domain.signed import canonical
from sync.operations.kinds import OPERATIONS
from sync.server.locks import lock_feed
from sync.store.driver import fetch
from sync.store.rows import find, insert, matching
from sync.store.schema import TABLES
from sync.store.tables import Answer, Audit, OfficePath, Placement
from sync.wire import digest

NOTHING: Final = "0" * 64  # what stands before the first line
_PORTION: Final = 5_000  # lines read at a time

_AUDIT: Final = TABLES["audit"]
_ANSWER: Final = TABLES["answer"]
_END: Final = "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1"

End = tuple[int, str]  # of the chain: number and hash of its last line


class Line(NamedTuple):
    """What is to be recorded: an act, by whom, from which device, on what."""

    action: str
    actor_id: str = SYSTEM_ID
    device_id: str = ""
    object_id: str = ""
    digest: str = ""


def taken(answers: Iterable[Answer]) -> list[Line]:
    """Operations and what was said of them, and which one a repair is in place of (new / old). A kind that
    nobody knows is a stranger's text: not kept here."""
    answers = list(answers)
    repairs = [
        Line("replaces", row.person_id, row.device_id, f"{row.op_id}/{row.replaces}")
        for row in answers
        if row.replaces
    ]
    return repairs + [
        Line(
            action=f"{row.kind if row.kind in OPERATIONS else 'unknown'} {row.verdict}",
            actor_id=row.person_id,
            device_id=row.device_id,
            object_id=row.op_id,
            digest=digest(row.body),
        )
        for row in answers
    ]


def moved(placements: Iterable[Placement], paths: Iterable[OfficePath]) -> list[Line]:
    """Who came to hold what, or holds it no longer: office or person / aggregate, person / office."""
    held = [(row.revoked, f"{row.holder_id}/{row.aggregate_id}") for row in placements]
    ways = [(row.revoked, f"{row.person_id}/{row.office_id}") for row in paths]
    return [
        Line("granted" if revoked is None else "ended", object_id=names) for revoked, names in held + ways
    ]


def append(connection: sa.Connection, at: Instant, lines: Iterable[Line]) -> None:
    """Write lines at the end of the chain. Takes the feed lock, which is the last one of a transaction."""
    lines = list(lines)
    if lines:
        lock_feed(connection)
        append_behind(connection, end(connection), at, lines)


def end(connection: sa.Connection) -> End:
    """Where the chain stands; it goes on from there for whoever holds the feed lock."""
    number, previous = next(iter(fetch(connection, _END)), (0, NOTHING))
    return number, previous


def append_behind(connection: sa.Connection, end: End, at: Instant, lines: Iterable[Line]) -> None:
    """`append`, for who holds the feed lock and has asked for the end since."""
    number, previous = end
    rows = []
    for line in lines:
        number += 1
        row = {"number": number, "at": at, **line._asdict(), "previous": previous}
        previous = _hash(row)
        rows.append(Audit(**row, hash=previous))
    insert(connection, rows)


def _hash(row: dict[str, object]) -> str:
    """SHA-256 over the canonical JSON of a line: everything in its row but the hash itself."""
    return hashlib.sha256(canonical(row)).hexdigest()


def newest(connection: sa.Connection) -> Audit | None:
    """The head of the chain."""
    found = matching(connection, Audit, sa.select(_AUDIT).order_by(_AUDIT.c.number.desc()).limit(1))
    return found[0] if found else None


def has(connection: sa.Connection, head: AuditHead) -> bool:
    """Whether the chain still has a line that a laptop saw at its end."""
    if head.number == 0:
        return head.hash == NOTHING
    line = find(connection, Audit, number=head.number)
    return line is not None and line.hash == head.hash


class Verified(NamedTuple):
    """`broken_at`: the first line that does not follow from the one before it, or 0. `unwitnessed`: answers
    that no line tells of."""

    lines: int
    head: str
    broken_at: int
    unwitnessed: int

    @property
    def whole(self) -> bool:
        return not self.broken_at and not self.unwitnessed


def verify(connection: sa.Connection) -> Verified:
    """Walk the whole chain, and look for answers that it does not tell of."""
    number, previous = 0, NOTHING
    for line in _all(connection):
        number += 1
        row = {name: getattr(line, name) for name in line.__struct_fields__ if name != "hash"}
        if line.number != number or line.previous != previous or line.hash != _hash(row):
            return Verified(number, previous, number, 0)
        previous = line.hash
    return Verified(number, previous, 0, int(connection.execute(unwitnessed()).scalar_one()))


def _all(connection: sa.Connection) -> Iterator[Audit]:
    after = -1
    while True:
        query = sa.select(_AUDIT).where(_AUDIT.c.number > after).order_by(_AUDIT.c.number).limit(_PORTION)
        lines = matching(connection, Audit, query)
        yield from lines
        if len(lines) < _PORTION:
            return
        after = lines[-1].number


def unwitnessed() -> sa.Select[tuple[int]]:
    """Counts the answers that no line tells of: as one set less another, because with NOT IN PostgreSQL looks
    through all lines for each answer of a large record."""
    told = sa.select(_AUDIT.c.object_id).where(_AUDIT.c.digest != "")
    untold = sa.except_(sa.select(_ANSWER.c.op_id), told).subquery()
    return sa.select(sa.func.count()).select_from(untold)
