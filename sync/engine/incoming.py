"""Applies a verified pull: what left goes, what entered replaces, what changed is stored, with the cursor,
in one transaction; then the waiting work is drawn over it again.

A pull of many pages is applied page by page, which are whole aggregates in the order of their ids, so that a
person's save never waits long; the cursor moves with the last one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

import msgspec
import sqlalchemy as sa
import zstandard

from sync.engine import decisions, overlay
from sync.engine.local_values import Contact, Position, contact, position, remember
from sync.engine.removals import Told
from sync.engine.rules_here import RulesHere
from sync.store import search_index
from sync.store.database import Database
from sync.store.driver import change
from sync.store.row_json import parameter
from sync.store.rows import delete, find, store, store_cells
from sync.store.search_rows import SEARCHED
from sync.store.statements import among
from sync.store.tables import SYNCED, SYNCED_BY_NAME, Parked, StagedPage
from sync.wire import Cursor, PullReply, TableRows, decode, encode

AT_ONCE = 3  # pages that are applied in one transaction; more of them one by one
LARGEST_PAGE = 64 * 1024 * 1024  # bytes, as a reply may be at most


class _Entered(msgspec.Struct):
    """What a page says of the aggregates in it, without its rows."""

    entered: list[str]


def stage(connection: sa.Connection, page: PullReply) -> None:
    """Keep one page of a pull under way; a restart goes on behind it."""
    now = position(connection)
    body = zstandard.ZstdCompressor(level=1).compress(encode(page))
    store(connection, [StagedPage(number=now.pages, body=body)])
    remember(connection, _with_page(now, page))


def _with_page(now: Position, page: PullReply) -> Position:
    """A page more. The copy will be as of what the first of them saw."""
    seen_at = now.seen_at or page.server_time
    return msgspec.structs.replace(now, after=page.after, pages=now.pages + 1, seen_at=seen_at)


class News(msgspec.Struct, frozen=True):
    """What a pull brought: how many rows, and the tables that are different now."""

    rows: int = 0
    tables: frozenset[str] = frozenset()

    def __add__(self, other: News) -> News:
        return News(self.rows + other.rows, self.tables | other.tables)


def take(database: Database, rules: RulesHere, page: PullReply) -> News:
    """Apply a pull of a single page."""
    with database.write() as connection:
        return take_with(connection, rules, page)


def take_with(connection: sa.Connection, rules: RulesHere, page: PullReply) -> News:
    """`take`, in a transaction that also keeps the answers which the page came with."""
    return _apply(connection, rules, [page], page)


def fits(connection: sa.Connection, cursor: Cursor | None) -> bool:
    """Whether a pull that was asked for from this cursor may be applied: nothing else came meanwhile."""
    now = position(connection)
    return cursor is not None and now == Position(cursor=cursor)


def take_all(database: Database, rules: RulesHere, pages: list[PullReply]) -> News:
    """Apply a whole pull that came by another way, in one transaction."""
    with database.write() as connection:
        return _apply(connection, rules, pages, pages[-1])


def take_piece(database: Database, rules: RulesHere, page: PullReply) -> News:
    """Apply one page of a first download as it comes: there is nothing yet that could be half old, half new,
    and until the last page the copy has no cursor."""
    with database.write_when_free() as connection:
        now = position(connection)
        if not page.after:
            return _apply(connection, rules, [page], page)
        remember(connection, _with_page(now, page))
        return _apply(connection, rules, [page], None)


def apply(database: Database, rules: RulesHere) -> News:
    """Apply the staged pages of a finished pull."""
    with database.read() as connection:
        now = position(connection)
        last = _staged(connection, now.pages - 1, PullReply)
    if now.pages <= AT_ONCE:
        with database.write() as connection:
            pages = [_staged(connection, number, PullReply) for number in range(now.pages)]
            return _apply(connection, rules, pages, last)
    brought = News()
    for number in range(now.applied, now.pages):
        with database.write_when_free() as connection:
            page = _staged(connection, number, PullReply)
            brought += _apply(connection, rules, [page], last if number == now.pages - 1 else None)
    return brought


def told_staged(database: Database, pages: int) -> list[Told]:
    """What the staged pages say of aggregates."""
    with database.read() as connection:
        return [_staged(connection, number, Told) for number in range(pages)]


P = TypeVar("P", PullReply, _Entered, Told)


def _staged(connection: sa.Connection, number: int, kind: type[P]) -> P:
    row = find(connection, StagedPage, number=number)
    assert row is not None, "a staged page is gone"
    return decode(zstandard.ZstdDecompressor().decompress(row.body, max_output_size=LARGEST_PAGE), kind)


def _apply(
    connection: sa.Connection, rules: RulesHere, pages: list[PullReply], last: PullReply | None
) -> News:
    """Some pages in one transaction; with the last one the cursor."""
    parts = [_parts(page) for page in pages]
    overlay.put_back(connection, _coming(part for each in parts for part in each))
    for page, brought in zip(pages, parts, strict=True):
        _make_room(connection, [*page.left, *page.entered])
        for part in brought:
            _store_part(connection, part)
    if any(Parked.table in page.tables for page in pages):
        decisions.hear(connection)
    if last is None:
        now = position(connection)
        remember(connection, msgspec.structs.replace(now, applied=now.applied + len(pages)))
    else:
        _finish(connection, pages, last)
    unshown = overlay.unshown(connection)
    if unshown:
        overlay.draw_again(connection, rules.now(connection), unshown)
    left = any(page.left or page.everything for page in pages)
    rows = sum(len(part.rows) for each in parts for part in each)
    return News(rows, _ALL if left else frozenset(name for page in pages for name in page.tables))


_ALL = frozenset(kind.table for kind in SYNCED)


def _make_room(connection: sa.Connection, aggregate_ids: list[str]) -> None:
    """Remove what left, and what the entered aggregates replace."""
    if aggregate_ids:
        _delete(connection, among("sqlite"), aggregate_ids)
        search_index.forget(connection, aggregate_ids)


def _delete(connection: sa.Connection, condition: str, aggregate_ids: list[str]) -> None:
    ids = (parameter("sqlite", aggregate_ids),)
    for kind in SYNCED:
        change(connection, f'DELETE FROM "{kind.table}" WHERE aggregate_id {condition}', ids)  # noqa: S608


class _Part(NamedTuple):
    """Rows of one table, in the columns that this version knows."""

    table: str
    names: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def ids(self) -> list[str]:
        place = self.names.index("id")
        return [row[place] for row in self.rows]


def _parts(page: PullReply) -> list[_Part]:
    """What a page brings, of the tables that this version knows. Raises Damaged."""
    return [_known(name, part) for name, part in page.tables.items() if name in SYNCED_BY_NAME]


def _known(table: str, part: TableRows) -> _Part:
    fields = SYNCED_BY_NAME[table].__struct_fields__
    known = [index for index, column in enumerate(part.columns) if column in fields]
    rows = part.cells()
    if len(known) < len(part.columns):
        rows = [tuple(row[index] for index in known) for row in rows]
    return _Part(table, tuple(part.columns[index] for index in known), rows)


def _coming(parts: Iterable[_Part]) -> dict[str, set[str]]:
    """Ids of all rows that are brought, by table."""
    ids: dict[str, set[str]] = {}
    for part in parts:
        ids.setdefault(part.table, set()).update(part.ids())
    return ids


def _store_part(connection: sa.Connection, part: _Part) -> None:
    """Rows straight to the driver."""
    store_cells(connection, part.table, part.names, part.rows)
    if part.table in SEARCHED:
        search_index.note_ids(connection, part.table, part.ids())


def forget_unfinished(connection: sa.Connection) -> None:
    """Drop the pages of a pull that cannot go on; the cursor of the last one stays."""
    if position(connection).cursor is None:
        overlay.put_back(connection)
        _delete(connection, f"NOT {among('sqlite')}", [])
        search_index.forget_others(connection, [])
    delete(connection, StagedPage)
    remember(connection, Position(cursor=position(connection).cursor))


def _finish(connection: sa.Connection, pages: list[PullReply], last: PullReply) -> None:
    """The cursor moves with the rows it stands for."""
    now = position(connection)
    if last.everything and now.cursor is not None:
        _drop_others(connection, pages, now.pages)
    remember(connection, Position(cursor=last.cursor))
    delete(connection, StagedPage)
    compared = last.server_time if last.everything else contact(connection).compared_at
    said = heard(contact(connection), last)
    as_of = now.seen_at or pages[0].server_time
    remember(connection, msgspec.structs.replace(said, synced_at=as_of, compared_at=compared))


def heard(said: Contact, page: PullReply) -> Contact:
    """What the server says of itself beside its rows."""
    return msgspec.structs.replace(
        said,
        synced_at=page.server_time,
        highest=max(said.highest, page.server_time),
        backed_up=page.backed_up,
        refill=page.refill,
    )


def _drop_others(connection: sa.Connection, pages: list[PullReply], staged: int) -> None:
    """Everything came anew: what did not come is not held any more."""
    whole = pages if not staged else [_staged(connection, number, _Entered) for number in range(staged)]
    entered = [aggregate_id for page in whole for aggregate_id in page.entered]
    _delete(connection, f"NOT {among('sqlite')}", entered)
    search_index.forget_others(connection, entered)
