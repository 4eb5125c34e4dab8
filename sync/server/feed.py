"""The order in which the record grows. `commit` is the only function that writes synced rows at the server.

Revisions are given in commit order: the feed lock is taken last in a transaction and held to its end, so a
smaller revision can never become visible after a larger one. A sequence alone loses changes.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

import msgspec
import sqlalchemy as sa

from sync.domain import clock
from sync.domain.clock import Instant
from sync.server import audit, cluster_states, membership, recalls
from sync.server.locks import lock_feed
from sync.server.scope import place
from sync.store.driver import together
from sync.store.records import Records
from sync.store.rows import find, insert, select, select_later, store
from sync.store.tables import Aggregate, Answer, Head, Mark, Row


def head(connection: sa.Connection) -> Head:
    """How far the record has come."""
    return head_later(connection)()


def head_later(connection: sa.Connection) -> Callable[[], Head]:
    """`head`, asked now and answered later, together with other questions."""
    rows = select_later(connection, Head, id=1)

    def answer() -> Head:
        found = rows()
        assert found, "the database was not prepared"
        return found[0]

    return answer


def commit(
    connection: sa.Connection,
    records: Records,
    now: Instant,
    answers: Callable[[Head], list[Answer]] = lambda _head: [],
) -> Head:
    """Write what the operations changed, with the next revision, who may see it from now on, and the audit.

    `answers` makes the rows of the answers once the revision is known. Answers the new head. Everybody else
    waits for the feed lock meanwhile, so nothing here waits for the database but what is read.
    """
    with together(connection):
        lock_feed(connection)
        return _commit(connection, records, now, answers)


def _commit(
    connection: sa.Connection, records: Records, now: Instant, answers: Callable[[Head], list[Answer]]
) -> Head:
    after, end = _next(connection, now), audit.end(connection)
    changed = records.changes()
    changes = cluster_states.followed(connection, [row for _, row in changed])
    stamped = [msgspec.structs.replace(row, revision=after.revision) for row in changes]
    _write(connection, stamped, {(row.table, row.id) for stood, row in changed if stood is None})
    given = answers(after)  # while PostgreSQL writes the rows
    moved = place(connection, membership.wanted(connection, changes), after.revision, now)
    paths = membership.open_paths(connection, changes, after.revision, now)
    recalls.note(connection, moved, paths, after.revision, now)
    store(connection, _stamped(connection, stamped, {row.aggregate_id for row in moved}, after.revision))
    insert(connection, given)
    audit.append_behind(connection, end, now, [*audit.taken(given), *audit.moved(moved, paths)])
    return after


def _next(connection: sa.Connection, now: Instant) -> Head:
    """The head with the next revision, and its mark."""
    before = head(connection)
    after = msgspec.structs.replace(before, revision=before.revision + 1, nonce=secrets.token_hex(8))
    store(connection, [after, Mark(revision=after.revision, nonce=after.nonce, at=now)])
    return after


def _write(connection: sa.Connection, rows: list[Row], new: set[tuple[str, str]]) -> None:
    """What is new is inserted, which costs PostgreSQL a quarter less than to look whether it is there. Raises
    sa.exc.IntegrityError when somebody has written a row of this id since it was looked for."""
    insert(connection, [row for row in rows if (row.table, row.id) in new])
    store(connection, [row for row in rows if (row.table, row.id) not in new])


def _stamped(connection: sa.Connection, rows: list[Row], moved: set[str], revision: int) -> list[Aggregate]:
    """An aggregate's own revision is that of its newest row or grant: a pull looks here first."""
    kinds = {row.aggregate_id: kind for row in rows if (kind := membership.KINDS.get(type(row)))}
    touched = sorted({row.aggregate_id for row in rows} | moved)
    if unknown := [agg for agg in touched if agg not in kinds]:
        kinds |= {row.id: row.kind for row in select(connection, Aggregate, id=unknown)}
    return [Aggregate(id=agg, kind=kinds[agg], revision=revision) for agg in touched]


def begin(connection: sa.Connection) -> None:
    """The first row of an empty record: a new epoch at revision 0."""
    if find(connection, Head, id=1) is None:
        nonce = secrets.token_hex(8)
        store(connection, [Head(id=1, epoch=_new_epoch(), revision=0, nonce=nonce)])
        store(connection, [Mark(revision=0, nonce=nonce, at=0)])


def begin_again(connection: sa.Connection) -> Head:
    """The record was put back from a backup, which holds what stands: another epoch at this revision, and
    laptops are asked for what they have kept."""
    before = head(connection)
    after = msgspec.structs.replace(before, epoch=_new_epoch(), backed_up=before.revision, refill=True)
    store(connection, [after])
    return after


def _new_epoch() -> str:
    """A name for a past; those of later ones stand behind it in the order of text."""
    return f"{clock.now():012x}{secrets.token_hex(4)}"


def begun_at(head: Head) -> Instant:
    """When the present past began: with the first schema, or with the last restore."""
    return int(head.epoch[:12], 16)
