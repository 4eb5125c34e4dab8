"""Quarantine at the server: shows stopped work to those who may admit it, and gives it effect when they do.

The answer that its author got stays as it was; what came of it later is told by a row of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
import sqlalchemy as sa

from sync.domain import clock
from sync.domain.actor import SYSTEM_ID, Role
from sync.domain.clock import Instant
from sync.domain.errors import Refused
from sync.operations.actors import actor_at
from sync.operations.admissions import DecideWork, parked_id
from sync.operations.base import Context, Operation, new_id, run
from sync.operations.kinds import APPLY, OPERATIONS
from sync.store.driver import fetch
from sync.store.records import Records
from sync.store.rows import find
from sync.store.tables import Answer, Enterprise, Parked, Person, Problem
from sync.wire import Envelope

MOST_A_DAY: Final = 2_000  # operations of one laptop that somebody else has to do something about
STRANGE: Final = ("out_of_scope", "unknown_kind", "too_new")  # on records of others, or of another program
DAY: Final = 24 * clock.HOUR
_CODES: Final = ", ".join(f"'{code}'" for code in STRANGE)
_STRANGE: Final = "SELECT count(*) FROM answer WHERE device_id = {} AND received_at > {} AND code IN ({})"


def note(records: Records, answer: Answer, op: object) -> None:
    """What follows from a verdict: quarantined work is parked; a repair that was taken ends the wait of the
    parked work in whose place it is."""
    if answer.verdict == "quarantined" and isinstance(op, Operation):
        park(records, answer, op)
    elif answer.verdict != "refused" and answer.replaces:
        _replace(records, answer)


def park(records: Records, answer: Answer, op: Operation) -> bool:
    """Show the work where its record is; False when that record is not at the server, or it is none of a
    firm's or a problem's."""
    where = _where(records, op)
    if not where or answer.person_id == SYSTEM_ID or isinstance(op, DecideWork):
        return False
    author = records.find(Person, answer.person_id)
    row = Parked(
        id=parked_id(op.op_id),
        aggregate_id=where,
        op_id=op.op_id,
        kind=op.kind,
        code=answer.code,
        author_id=answer.person_id,
        author_name=author.name if author else "",
        author_post=author.post if author else "",
        made_at=op.made_at,
        received_at=answer.received_at,
        text=msgspec.json.encode(op).decode(),
    )
    records.add(row)
    return True


def is_full(connection: sa.Connection, device_id: str, now: Instant, more: int) -> bool:
    """Whether a laptop has left enough that is strange here within a day, `more` of it just now: of others'
    records whether they are there or not, so that nobody learns which ids are taken."""
    values = (device_id, now - DAY)
    marks = ("?", "?") if connection.dialect.name == "sqlite" else ("%s", "%s")
    asked = _STRANGE.format(*marks, _CODES)
    return int(fetch(connection, asked, values)[0][0]) + more >= MOST_A_DAY


def _where(records: Records, op: Operation) -> str:
    """The firm or problem that the work is about: of one that it would have begun, what that rests on."""
    named = (*op.aggregates(), *op.needs())
    return next((each for each in named if records.find(Problem, each) or records.find(Enterprise, each)), "")


def check_repair(records: Records, letter: Envelope) -> None:
    """Raises Refused("already_decided") for a repair of work that was admitted: it would count twice."""
    row = records.find(Parked, parked_id(letter.replaces)) if letter.replaces else None
    if row is not None and row.decision == "admitted":
        raise Refused("already_decided")


def _replace(records: Records, answer: Answer) -> None:
    row = records.find(Parked, parked_id(answer.replaces))
    if row is not None and not row.decision and row.author_id == answer.person_id:
        by = _author(row)
        records.change(row, decision="replaced", decided_at=answer.received_at, decided_by=by)


def withdraw(records: Records, person_id: str, given_up: Iterable[str], now: Instant) -> bool:
    """Its author waits for it no longer: nobody is asked about it any more. Whether anything changed."""
    rows = [records.find(Parked, parked_id(op_id)) for op_id in given_up]
    mine = [row for row in rows if row is not None and not row.decision and row.author_id == person_id]
    for row in mine:
        records.change(row, decision="withdrawn", decided_at=now, decided_by=_author(row))
    return bool(mine)


def _author(row: Parked) -> str:
    return f"{row.author_name} {row.author_post}".strip()


def concerned(
    connection: sa.Connection,
    letters: Iterable[Envelope],
    operations: Iterable[Operation],
    given_up: Iterable[str],
) -> set[str]:
    """The aggregates that decisions, repairs and withdrawals reach through parked work, to be locked with the
    others."""
    decided = [op.parked_id for op in operations if isinstance(op, DecideWork)]
    repaired = [parked_id(letter.replaces) for letter in letters if letter.replaces]
    ids = set[str]()
    withdrawn = [parked_id(op_id) for op_id in given_up]
    for row_id in (*decided, *repaired, *withdrawn):
        row = find(connection, Parked, id=row_id)
        if row is not None:
            op = operation_of(row)
            ids |= {row.aggregate_id, row.author_id, *op.aggregates(), *op.reads()}
    return ids


def operation_of(row: Parked) -> Operation:
    """The work itself, at the time that the server took for it."""
    return msgspec.json.decode(row.text.encode(), type=OPERATIONS[row.kind])


def decided(db: Records, row: Parked, centre_id: str, context: Context) -> None:
    """The server's part in a decision. Raises what the admitted work is refused with."""
    if row.decision == "admitted":
        _run(db, row, centre_id, context)
    _tell_author(db, row)


def _run(db: Records, row: Parked, centre_id: str, context: Context) -> None:
    """As its author's work at its own time, with the right of the centre that admits it."""
    op = operation_of(row)
    with db.reaching((), (row.author_id,)):
        author = actor_at(db, row.author_id, op.made_at)
    lent = Role("coordinator", centre_id, "", "")
    actor = msgspec.structs.replace(author, roles=(*author.roles, lent))
    run(db, actor, op, msgspec.structs.replace(context, late=True, clamped=False), APPLY[op.kind])


def _tell_author(db: Records, row: Parked) -> None:
    with db.reaching((row.author_id,)):
        if db.find(Person, row.author_id) is not None:
            told = {
                "id": new_id(row.op_id, "heard"),
                "aggregate_id": row.author_id,
                "text": "",
                "revision": 0,
            }
            db.add(msgspec.structs.replace(row, **told))
