"""Operations from their birth to the server's answer, in the order they were made."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

import msgspec
import sqlalchemy as sa

from sync.domain.clock import Instant
from sync.domain.errors import REFUSALS, Refused
from sync.engine import given_up
from sync.engine.local_values import UnderWay, counters, recall, remember
from sync.operations.base import Operation, made_ids
from sync.store.driver import change_many
from sync.store.rows import find, matching, select, store
from sync.store.schema import TABLES
from sync.store.tables import Outbox
from sync.wire import MOST_BYTES, Answer, Envelope

STOPPED = ("refused", "quarantined")
OPEN = ("waiting", "held")
ENDED = ("discarded", "replaced")
# Only what an answer changes: to write a row anew, with all that people wrote in it, is half of a push.
_SETTLE: Final = (
    "UPDATE outbox SET state = ?, code = ?, detail = ?, revision = ?, received_at = ?, receipt = ?, sent = ?,"
    " here_code = '' WHERE position = ?"
)


def new_op_id() -> str:
    """A random id: counters would repeat on a restored or cloned laptop."""
    return str(uuid.uuid4())


def put(connection: sa.Connection, op: Operation, replaces: str = "") -> Outbox:
    """Keep an operation for the server; called in the transaction that makes its edit. `replaces`: the id of
    the operation that it is in place of."""
    counted = counters(connection)
    counted = msgspec.structs.replace(counted, outbox=counted.outbox + 1)
    remember(connection, counted)
    entry = Outbox(
        position=counted.outbox,
        op_id=op.op_id,
        kind=op.kind,
        version=op.version,
        made_at=op.made_at,
        subject_id=op.aggregates()[0],
        body=msgspec.json.encode(op).decode(),
        replaces=replaces,
    )
    store(connection, [entry])
    return entry


def waiting(connection: sa.Connection, most: int, after: int = 0) -> list[Outbox]:
    """The next operations to send behind a place, oldest first: no more than one request takes, in number and
    in bytes."""
    ready = [entry for entry in all_ready(connection) if entry.position > after]
    sizes = accumulate(len(entry.body.encode()) for entry in ready)
    fit = [entry for entry, size in zip(ready, sizes, strict=True) if size <= MOST_BYTES]
    return fit[:most] or ready[:1]


def all_ready(connection: sa.Connection) -> list[Outbox]:
    """Every operation that may be sent, oldest first; those behind a stopped one wait with it, and those with
    a receipt go the way of `refill`."""
    entries = [entry for entry in select(connection, Outbox, state=list(OPEN)) if not entry.receipt]
    entries.sort(key=lambda entry: entry.position)
    ready, behind = _apart(entries, _made_by_stopped(connection))
    changed = [msgspec.structs.replace(entry, state="held") for entry in behind if entry.state != "held"]
    changed += [msgspec.structs.replace(entry, state="waiting") for entry in ready if entry.state == "held"]
    store(connection, changed)
    return ready


def unanswered(connection: sa.Connection, op_ids: list[str]) -> list[Outbox]:
    """Those of the operations that still wait here."""
    return [entry for entry in select(connection, Outbox, op_id=op_ids) if entry.state in OPEN]


def _apart(entries: list[Outbox], stopped: set[str]) -> tuple[list[Outbox], list[Outbox]]:
    """(ready, behind): an operation stands behind one whose new ids it names."""
    ready, behind = [], []
    for entry in entries:
        if stopped and any(made in entry.body for made in stopped):
            behind.append(entry)
            stopped |= made_ids(entry.op_id)
        else:
            ready.append(entry)
    return ready, behind


def _made_by_stopped(connection: sa.Connection) -> set[str]:
    entries = select(connection, Outbox, state=list(STOPPED))
    return {made for entry in entries for made in made_ids(entry.op_id)}


def letters(entries: Iterable[Outbox]) -> list[Envelope]:
    """The entries as they travel."""
    return [
        Envelope(
            op_id=entry.op_id,
            kind=entry.kind,
            version=entry.version,
            made_at=entry.made_at,
            body=entry.body,
            replaces=entry.replaces,
        )
        for entry in entries
    ]


def settle(connection: sa.Connection, entries: list[Outbox], answers: list[Answer]) -> bool:
    """Keep the server's answers; whether one of them takes an effect away here."""
    by_id = {answer.op_id: answer for answer in answers}
    answered = [(entry, by_id[entry.op_id]) for entry in entries if entry.op_id in by_id]
    change_many(connection, _SETTLE, [_settled(entry, answer) for entry, answer in answered])
    _remember_under_way(
        connection, _under_way(connection).difference(entry.position for entry, _ in answered)
    )
    return any(answer.verdict not in ("accepted", "merged") for _, answer in answered)


def _settled(entry: Outbox, answer: Answer) -> tuple[object, ...]:
    """The values of `_SETTLE`. `held`: the server keeps nothing of it but, after a restore, what a receipt
    proves; to a laptop of another past it says so without having looked."""
    receipt = msgspec.json.encode(answer.receipt).decode() if answer.receipt else ""
    if answer.verdict == "held":
        receipt = receipt or entry.receipt
    has_it = answer.verdict != "held" or receipt != "" or (entry.sent and answer.code == "refill")
    said = (answer.verdict, answer.code, answer.detail, answer.revision, answer.received_at)
    return (*said, receipt, has_it, entry.position)


def discard(connection: sa.Connection, op_id: str) -> None:
    """The person gives a stopped operation up, and with it those behind it; the texts stay on record."""
    entry = stopped(connection, op_id)
    if entry is not None:
        _end(connection, [entry, *behind(connection, entry)], "discarded")
        if entry.state == "quarantined":
            given_up.note(connection, op_id)


def set_aside(connection: sa.Connection, entry: Outbox) -> list[Outbox]:
    """A repair comes in place of a stopped operation and of what waits behind it; answers the latter, in
    order. The texts stay on record."""
    waited = behind(connection, entry)
    _end(connection, [entry, *waited], "replaced")
    return waited


def end_replaced(connection: sa.Connection, op_id: str) -> None:
    """Another stands in its place, whether it was stopped or waited."""
    _end(connection, select(connection, Outbox, op_id=op_id, state=[*OPEN, *STOPPED]), "replaced")


def end_undone(connection: sa.Connection, entries: list[Outbox]) -> None:
    """They never left this laptop, and something else stands in their place."""
    _end(connection, entries, "discarded")


def take_up(connection: sa.Connection, op_ids: list[str]) -> None:
    """What was set aside stands again as it did: the repair was undone."""
    entries = select(connection, Outbox, op_id=op_ids, state="replaced")
    judged = [entry for entry in entries if entry.received_at]
    _end(connection, [entry for entry in judged if entry.code in REFUSALS], "refused")
    _end(connection, [entry for entry in judged if entry.code not in REFUSALS], "quarantined")
    _end(connection, [entry for entry in entries if not entry.received_at], "waiting")


def _end(connection: sa.Connection, entries: list[Outbox], state: str) -> None:
    store(connection, [msgspec.structs.replace(entry, state=state) for entry in entries])


def stopped(connection: sa.Connection, op_id: str) -> Outbox | None:
    """The operation, where the server stopped it and nothing was done about it yet."""
    return find(connection, Outbox, op_id=op_id, state=list(STOPPED))


def to_repair(connection: sa.Connection, op_id: str) -> Outbox | None:
    """The operation that a draft is to be in place of; None for one that was given up. Raises
    Refused("already_decided") for one that has its effect meanwhile: both would count."""
    if select(connection, Outbox, op_id=op_id, state="admitted"):
        raise Refused("already_decided")
    return stopped(connection, op_id)


def behind(connection: sa.Connection, entry: Outbox) -> list[Outbox]:
    """What waits because it was built on this one, or on another that was, in order."""
    entries = sorted(select(connection, Outbox, state=list(OPEN)), key=lambda other: other.position)
    later = [other for other in entries if other.position > entry.position]
    return _apart(later, made_ids(entry.op_id))[1]


def behind_place(connection: sa.Connection, place: int) -> list[Outbox]:
    """What was made after this place in the outbox, in order."""
    table = TABLES["outbox"]
    query = sa.select(table).where(table.c.position > place).order_by(table.c.position)
    return matching(connection, Outbox, query)


def leave(connection: sa.Connection, entries: list[Outbox]) -> list[Outbox]:
    """They go out now; written down before the first byte does. Answers them, with what is known of those
    that went out before and were not answered: the server may have them since then."""
    before = _under_way(connection)
    again = [msgspec.structs.replace(each, sent=True) for each in entries if each.position in before]
    store(connection, again)
    _remember_under_way(connection, before.union(entry.position for entry in entries))
    known = {entry.position: entry for entry in again}
    return [known.get(entry.position, entry) for entry in entries]


def _under_way(connection: sa.Connection) -> set[int]:
    return set((recall(connection, UnderWay) or UnderWay()).places)


def _remember_under_way(connection: sa.Connection, places: set[int]) -> None:
    remember(connection, UnderWay(places=tuple(sorted(places))))


def take_back(connection: sa.Connection, op_id: str) -> list[Outbox]:
    """The person undoes what has never left this laptop, and with it what was built on it; the texts stay on
    record. Nothing when the server has it, or may have it: its reply can be lost."""
    entry = find(connection, Outbox, op_id=op_id, state=list(OPEN))
    if entry is None or _has_left(connection, entry):
        return []
    taken = [entry, *behind(connection, entry)]
    _end(connection, taken, "discarded")
    return taken


def note_sent(connection: sa.Connection) -> None:
    """Everything that waits may be at the server."""
    waiting = select(connection, Outbox, state=list(OPEN))
    store(connection, [msgspec.structs.replace(entry, sent=True) for entry in waiting])


def left(connection: sa.Connection, op_ids: list[str]) -> set[str]:
    """Those of the operations that left this laptop, or may have."""
    entries = [newest(connection, op_id) for op_id in op_ids]
    return {entry.op_id for entry in entries if entry is not None and _has_left(connection, entry)}


def _has_left(connection: sa.Connection, entry: Outbox) -> bool:
    return entry.sent or entry.position in _under_way(connection)


def newest(connection: sa.Connection, op_id: str) -> Outbox | None:
    """The operation as it was made last: what is undone and sent from its form again has the same id."""
    return max(select(connection, Outbox, op_id=op_id), key=lambda entry: entry.position, default=None)


def is_done(connection: sa.Connection, op_id: str) -> bool:
    """Whether an operation of this id was made here, and neither given up nor made anew."""
    return any(entry.state not in ENDED for entry in select(connection, Outbox, op_id=op_id))


def mark_seen(connection: sa.Connection, op_id: str) -> None:
    """The person has read the card of an answered operation."""
    for entry in select(connection, Outbox, op_id=op_id):
        store(connection, [msgspec.structs.replace(entry, seen_by_person=True)])


class Queue(msgspec.Struct, frozen=True):
    """What the chip says of the outbox: waiting, behind a stopped one, stopped, and the oldest's age."""

    waiting: int
    held: int
    stopped: int
    oldest_at: Instant | None


def queue(connection: sa.Connection) -> Queue:
    """The outbox in numbers."""
    table = TABLES["outbox"]
    query = sa.select(table.c.state, sa.func.count(), sa.func.min(table.c.made_at))
    rows = connection.execute(query.where(table.c.state.in_((*OPEN, *STOPPED))).group_by(table.c.state))
    found = {state: (number, oldest) for state, number, oldest in rows}
    oldest = [found[state][1] for state in OPEN if state in found]
    return Queue(
        waiting=found.get("waiting", (0, 0))[0],
        held=found.get("held", (0, 0))[0],
        stopped=sum(found.get(state, (0, 0))[0] for state in STOPPED),
        oldest_at=min(oldest, default=None),
    )
