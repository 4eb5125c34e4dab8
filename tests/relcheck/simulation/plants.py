"""Bugs on purpose. Each stands around a shipped function, in its place; the simulation must catch every one
within its short form."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from types import SimpleNamespace
from typing import Any, Final
from unittest.mock import patch

import msgspec
import sqlalchemy as sa

from sync.engine import (
    courier,
    incoming,
    journal,
    laptop,
    outbox,
    overlay,
    refill,
    transport,
)
from sync.engine.local_values import Identity, Position, counters, position, recall, remember
from sync.operations import base, case, edits
from sync.server import cluster_states, feed, inbox, membership, numbers, pull
from sync.store.rows import select, store
from sync.store.schema import TABLES
from sync.store.tables import Access, Assignment, Outbox, StagedPage
from sync.wire import Cursor, PullReply
from tests.relcheck.check import Plants

Make = Callable[[Any], Any]


def around(module: Any, name: str) -> Callable[[Make], Callable[[], AbstractContextManager[None]]]:
    """A plant: `make` gets the shipped function and answers the one that stands in its place."""

    def plant(make: Make) -> Callable[[], AbstractContextManager[None]]:
        @contextmanager
        def planted() -> Iterator[None]:
            with patch.object(module, name, make(getattr(module, name))):
                yield

        return planted

    return plant


@contextmanager
def cursor_before_rows() -> Iterator[None]:
    """The cursor is stored in a transaction of its own, then the rows; so none come with the answers."""
    with _cursor_first(), patch.object(incoming, "fits", lambda *_: False):
        yield


@around(incoming, "take")
def _cursor_first(shipped: Any) -> Any:
    def take(database: Any, rules: Any, page: PullReply, *others: Any) -> Any:
        with database.write() as connection:
            remember(connection, Position(cursor=page.cursor))
        return shipped(database, rules, page, *others)

    return take


@around(laptop.Laptop, "perform")
def counted_ids(shipped: Any) -> Any:
    """Operations are known by laptop and number instead of by random ids."""

    def perform(self: Any, op: Any, *others: Any) -> Any:
        with self.database.read() as connection:
            identity, number = recall(connection, Identity), counters(connection).outbox + 1
        assert identity is not None
        name = f"{identity.device_id} {number}"
        return shipped(
            self, msgspec.structs.replace(op, op_id=str(uuid.uuid5(uuid.NAMESPACE_OID, name))), *others
        )

    return perform


@around(incoming, "_make_room")
def purge_without_waiting(shipped: Any) -> Any:
    """What leaves takes the unsent work on it along."""

    def make_room(connection: sa.Connection, aggregate_ids: list[str]) -> Any:
        table = TABLES["outbox"]
        unsent = table.c.subject_id.in_(aggregate_ids), table.c.state.in_(("waiting", "held"))
        connection.execute(sa.delete(table).where(*unsent))
        return shipped(connection, aggregate_ids)

    return make_room


class _Agrees(str):
    """A digest that is like every other."""

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = str.__hash__


@around(transport, "digest")
def no_digest(_shipped: Any) -> Any:
    """A reply's digest is not compared."""
    return lambda _body: _Agrees()


@around(transport.Transport, "_session")
def netrc_on(shipped: Any) -> Any:
    """Passwords of the environment are used."""

    def session(self: transport.Transport) -> Any:
        made = shipped.func(self)
        made.trust_env = True
        return made

    planted = cached_property(session)
    planted.__set_name__(transport.Transport, "_session")
    return planted


@around(overlay, "unshown")
def refused_again(shipped: Any) -> Any:
    """Operations that were refused are drawn over the rows again."""

    def unshown(connection: sa.Connection) -> list[Outbox]:
        refused = select(connection, Outbox, state=["refused", "quarantined"])
        return sorted([*shipped(connection), *refused], key=lambda entry: entry.position)

    return unshown


@around(base, "hashlib")
def ids_of_chance(_shipped: Any) -> Any:
    """Ids of new rows are random instead of derived from their operation."""
    by_chance = SimpleNamespace(hexdigest=lambda: uuid.uuid4().hex)
    return SimpleNamespace(sha1=lambda *_named, **_how: by_chance)


@around(membership, "wanted")
def placements_not_asked(shipped: Any) -> Any:
    """An assignment does not ask again who holds the firm."""

    def wanted(connection: sa.Connection, changes: Any, *others: Any) -> Any:
        return shipped(connection, [row for row in changes if not isinstance(row, Assignment)], *others)

    return wanted


@around(pull.Page, "add")
def entered_in_part(shipped: Any) -> Any:
    """Of what enters only the news is sent: what is older than the cursor is missing."""

    def add(self: Any, found: list[tuple[str, str]]) -> Any:
        return shipped(self, [(agg, "changed" if what == "entered" else what) for agg, what in found])

    return add


@around(incoming, "_finish")
def pages_again(shipped: Any) -> Any:
    """A pull that was applied counts as not applied: its pages are looked for once more."""

    def finish(connection: sa.Connection, *others: Any) -> Any:
        was, pages = position(connection), select(connection, StagedPage)
        answer = shipped(connection, *others)
        store(connection, pages)
        remember(connection, msgspec.structs.replace(position(connection), pages=was.pages))
        return answer

    return finish


@around(overlay, "put_back")
def shadow_stays(_shipped: Any) -> Any:
    """The server's copies are not put back before the news is applied."""
    return lambda _connection, _coming=(): {}


@around(feed, "commit")
def answer_apart(shipped: Any) -> Any:
    """The centre commits its answers first and their effects afterwards."""

    def commit(connection: sa.Connection, records: Any, now: Any, answers: Any = lambda _head: []) -> Any:
        before = feed.head(connection)
        store(connection, answers(msgspec.structs.replace(before, revision=before.revision + 1)))
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return shipped(connection, records, now, answers)

    return commit


@around(pull, "_continuation")
def cursor_of_last_page(shipped: Any) -> Any:
    """The cursor is the head that the last page saw: what changed on earlier ones meanwhile is missed."""

    def continuation(connection: sa.Connection, after: str, now: Any) -> Any:
        going_on = shipped(connection, after, now)
        if going_on is None:
            return None
        cursor = msgspec.structs.replace(going_on.cursor, revision=now.revision, nonce=now.nonce)
        return msgspec.structs.replace(going_on, cursor=cursor)

    return continuation


@around(edits, "_keep_beside")
def loser_forgotten(_shipped: Any) -> Any:
    """The text that did not win is not kept beside the record."""
    return lambda *_arguments: None


@around(inbox, "held_then")
def late_is_too_late(_shipped: Any) -> Any:
    """Work on what was held when it was made is not taken once it is held no more."""
    return lambda *_arguments: set()


@around(feed, "begin_again")
def restored_without_refill(shipped: Any) -> Any:
    """A restored centre goes on at once: it gives numbers that already stand on somebody's paper."""

    def begin_again(connection: sa.Connection) -> Any:
        after = msgspec.structs.replace(shipped(connection), refill=False)
        store(connection, [after])
        return after

    return begin_again


@around(numbers.Numbers, "given_before")
def refilled_with_new_numbers(_shipped: Any) -> Any:
    """What comes back after a restore is numbered anew, by a series that went on."""

    def given_before(self: Any, _number: str) -> Any:
        self._closed = False
        return lambda *series: (self.next(*series), self.next(*series))[1]

    return given_before


@around(refill, "mark")
def kept_is_not_sent(_shipped: Any) -> Any:
    """A laptop that meets a restored centre takes that past for its own."""
    return lambda *_arguments: None


@around(courier, "_pushes")
def sent_at_export(shipped: Any) -> Any:
    """What was written into a courier file counts as sent."""

    def pushes(connection: sa.Connection) -> Any:
        waiting = select(connection, Outbox, state="waiting")
        given = shipped(connection)
        store(connection, [msgspec.structs.replace(entry, state="accepted") for entry in waiting])
        return given

    return pushes


class _Anywhere(Cursor, frozen=True):
    """A cursor that every answer fits."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = Cursor.__hash__


@around(courier, "position")
def answers_in_any_order(shipped: Any) -> Any:
    """The pages of a courier answer are taken whatever has come since the file was written."""

    def position(connection: sa.Connection) -> Position:
        now: Position = shipped(connection)
        anywhere = _Anywhere(**msgspec.structs.asdict(now.cursor)) if now.cursor else None
        return msgspec.structs.replace(now, cursor=anywhere)

    return position


@around(outbox, "is_done")
def undone_is_done(_shipped: Any) -> Any:
    """What was undone counts as done: its form is not kept again."""
    return lambda connection, op_id: bool(select(connection, Outbox, op_id=op_id))


@around(journal.Journal, "read")
def undone_for_good(shipped: Any) -> Any:
    """What was undone once is undone for good, although its form was sent again."""

    def read(self: journal.Journal) -> journal.Found:
        found: journal.Found = shipped(self)
        undone = {op_id for line in self._lines.read().whole for op_id in line.ended()}
        entries = [entry for entry in found.entries if entry.op_id not in undone]
        return found._replace(entries=entries, undone=undone)

    return read


@around(journal.Journal, "made")
def no_journal(_shipped: Any) -> Any:
    """Unsent work stands in the database alone."""
    return lambda _self, _entries: None


@around(membership, "wanted")
def concealed_is_shown(shipped: Any) -> Any:
    """Nobody asks again who holds a problem that is concealed from somebody, or raised."""

    def wanted(connection: sa.Connection, changes: Any, *others: Any) -> Any:
        return shipped(connection, [row for row in changes if not isinstance(row, Access)], *others)

    return wanted


@around(cluster_states, "followed")
def clusters_stand_still(_shipped: Any) -> Any:
    """A place in a cluster keeps what its problem said at first."""
    return lambda _connection, changes: changes


@around(case, "note")
def steps_lead_nowhere(shipped: Any) -> Any:
    """A step's line does not say which state followed."""

    def note(*given: Any, state: str, **named: Any) -> Any:
        return shipped(*given, **named)

    return note


# Caught by what only later seeds do.
LATER: Final[Plants] = {
    "undone_is_done": undone_is_done,
    "undone_for_good": undone_for_good,
    "no_journal": no_journal,
    "concealed_is_shown": concealed_is_shown,
    "clusters_stand_still": clusters_stand_still,
}
BUGS: Final[Plants] = LATER | {
    "cursor_before_rows": cursor_before_rows,
    "counted_ids": counted_ids,
    "purge_without_waiting": purge_without_waiting,
    "no_digest": no_digest,
    "netrc_on": netrc_on,
    "refused_again": refused_again,
    "ids_of_chance": ids_of_chance,
    "placements_not_asked": placements_not_asked,
    "entered_in_part": entered_in_part,
    "pages_again": pages_again,
    "shadow_stays": shadow_stays,
    "answer_apart": answer_apart,
    "cursor_of_last_page": cursor_of_last_page,
    "loser_forgotten": loser_forgotten,
    "late_is_too_late": late_is_too_late,
    "restored_without_refill": restored_without_refill,
    "refilled_with_new_numbers": refilled_with_new_numbers,
    "kept_is_not_sent": kept_is_not_sent,
    "sent_at_export": sent_at_export,
    "answers_in_any_order": answers_in_any_order,
    "steps_lead_nowhere": steps_lead_nowhere,
}
