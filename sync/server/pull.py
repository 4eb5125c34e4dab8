"""What a laptop gets: what left its scope, what entered (whole), what changed, in pages.

Each page is one snapshot of whole aggregates in the order of their ids. The cursor of the last page is the
head that the first page saw: what changed meanwhile is above it and comes with the next pull.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import sqlalchemy as sa

from sync.domain.clock import Instant
from sync.server.feed import head_later
from sync.server.news import Since, What, portion
from sync.server.scope import Holding, holding_later, visible
from sync.store.driver import together
from sync.store.row_json import columns, rows_of
from sync.store.rows import select_later
from sync.store.tables import SYNCED, Head, Mark
from sync.wire import Cursor, Damaged, PullReply, PullRequest, Short, TableRows

PAGE_BYTES = 1_000_000  # of rows before compression; a page ends soon after them
BATCH = 64  # aggregates read at a time
FIRST_WHOLE = 16  # the same, of whole ones, before anything is known of how large they are
PLACEMENTS = 512  # asked for at a time


class Continuation(msgspec.Struct, frozen=True):
    """Where a pull under way goes on, and the head that its first page saw."""

    aggregate_id: Short
    cursor: Cursor


class Page:
    """Aggregates and their rows, until there is enough for one reply."""

    def __init__(self, connection: sa.Connection, since: int) -> None:
        self._connection, self._since = connection, since
        self._rows: dict[str, list[str]] = {kind.table: [] for kind in SYNCED}
        self._bytes = self._read = 0
        self.left: list[str] = []
        self.entered: list[str] = []

    @property
    def is_full(self) -> bool:
        return self._bytes > PAGE_BYTES

    def next_of(self, ahead: list[tuple[str, What]]) -> list[tuple[str, What]]:
        """What to read next: of whole aggregates as many as should fill the page, by what those before came
        to. Firms of many years would else make one reply of more than a laptop takes."""
        some = ahead[:BATCH]
        if all(what != "entered" for _, what in some):
            return some
        fit = (2 * PAGE_BYTES - self._bytes) * self._read // max(self._bytes, 1)
        return some[: max(fit, 1) if self._read else FIRST_WHOLE]

    def add(self, found: list[tuple[str, What]]) -> None:
        """Some more aggregates."""
        self._read += len(found)
        parts: dict[What, list[str]] = {"left": self.left, "entered": self.entered, "changed": []}
        fresh = [agg for agg, what in found if what == "entered"]
        for agg, what in found:
            parts[what].append(agg)
        whole = rows_of(self._connection, fresh)
        for table, row in (*whole, *rows_of(self._connection, parts["changed"], self._since)):
            self._rows[table].append(row)
            self._bytes += len(row)

    def tables(self) -> dict[str, TableRows]:
        """The rows as they travel."""
        return {
            name: TableRows(columns=columns(name), rows=msgspec.Raw(f"[{','.join(rows)}]".encode()))
            for name, rows in self._rows.items()
            if rows
        }


def is_newest(request: PullRequest, now_at: Head) -> bool:
    """Whether the laptop has everything that there is: it is answered without a look at what it holds."""
    return request.cursor == _cursor(now_at) and not request.after and not request.again


def nothing_new(now_at: Head, now: Instant) -> PullReply:
    """What the newest cursor is answered."""
    return PullReply(
        cursor=_cursor(now_at),
        after="",
        everything=False,
        left=[],
        entered=[],
        tables={},
        server_time=now,
        backed_up=now_at.backed_up,
        refill=now_at.refill,
    )


def _cursor(now_at: Head) -> Cursor:
    return Cursor(epoch=now_at.epoch, revision=now_at.revision, nonce=now_at.nonce)


def pull(connection: sa.Connection, person_id: str, request: PullRequest, now: Instant) -> PullReply:
    """One page for one person, from one snapshot. Raises Damaged for a continuation that is not ours."""
    with together(connection):
        standing = head_later(connection)
        marks = _marks_later(connection, request.cursor)
        ways = holding_later(connection, person_id)
    now_at, holding = standing(), ways()
    if is_newest(request, now_at):
        return nothing_new(now_at, now)
    revision = _revision(request.cursor, now_at, marks())
    going_on = _continuation(connection, request.after, now_at)
    since = Since(revision, now_at.revision - revision, frozenset(request.again))
    page = Page(connection, revision)
    last = _fill(connection, page, holding, since, going_on)
    cursor = going_on.cursor if going_on else _cursor(now_at)
    return PullReply(
        cursor=cursor,
        after=msgspec.json.encode(Continuation(last, cursor)).decode() if last else "",
        everything=revision < 0,
        left=page.left,
        entered=page.entered,
        tables=page.tables(),
        server_time=now,
        expected=_expected(connection, holding) if last else 0,
        backed_up=now_at.backed_up,
        refill=now_at.refill,
    )


def _expected(connection: sa.Connection, holding: Holding) -> int:
    """How many aggregates the person holds."""
    held = visible(holding.person_id, holding).subquery()
    return int(connection.execute(sa.select(sa.func.count()).select_from(held)).scalar_one())


def _fill(
    connection: sa.Connection, page: Page, holding: Holding, since: Since, going_on: Continuation | None
) -> str:
    """Aggregates into the page until it is full; answers the last one's id when more may follow."""
    after = going_on.aggregate_id if going_on else ""
    while True:
        found, after = portion(connection, holding, since, after, PLACEMENTS)
        while found:
            some = page.next_of(found)
            page.add(some)
            found = found[len(some) :]
            if page.is_full and (after or found):
                return some[-1][0]
        if not after:
            return ""


def revision_of(connection: sa.Connection, cursor: Cursor | None, now_at: Head) -> int:
    """The cursor's revision; -1 (everything) when the laptop has none, or one of another past."""
    return _revision(cursor, now_at, _marks_later(connection, cursor)())


def _marks_later(connection: sa.Connection, cursor: Cursor | None) -> Callable[[], list[Mark]]:
    return select_later(connection, Mark, revision=cursor.revision if cursor else None)


def _revision(cursor: Cursor | None, now_at: Head, marks: list[Mark]) -> int:
    """The cursor's revision when its nonce is that of the mark there; else -1."""
    if cursor is None or cursor.epoch != now_at.epoch:
        return -1
    return cursor.revision if cursor.nonce in (mark.nonce for mark in marks) else -1


def _continuation(connection: sa.Connection, after: str, now_at: Head) -> Continuation | None:
    """Where to go on; pages of another past, or of another version, do not fit to ours."""
    if not after:
        return None
    try:
        going_on = msgspec.json.decode(after.encode(), type=Continuation)
    except msgspec.DecodeError as error:
        raise Damaged("after") from error
    if revision_of(connection, going_on.cursor, now_at) < 0:
        raise Damaged("after")
    return going_on
