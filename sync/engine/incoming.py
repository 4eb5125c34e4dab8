"""Applies a verified pull: what left goes, what entered replaces, what changed is stored, with the cursor,
in one transaction; then the waiting work is drawn over it again.

A pull of many pages is applied page by page, which are whole aggregates in the order of their ids, so that a
person's save never waits long; the cursor moves with the last one.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec
import sqlalchemy as sa
import zstandard

from sync.engine import decisions, left_names, overlay
from sync.engine.brought import ids_of, parts_of, store_part
from sync.engine.local_values import Contact, Position, contact, position, remember
from sync.engine.removals import Told
from sync.engine.rules_here import RulesHere
from sync.store import search_index
from sync.store.database import Database
from sync.store.driver import change
from sync.store.row_json import parameter
from sync.store.rows import delete, find, store
from sync.store.statements import among
from sync.store.tables import SYNCED, Parked, StagedPage
from sync.wire import Cursor, PullReply, decode, encode

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


def take_all(connection: sa.Connection, rules: RulesHere, pages: list[PullReply]) -> News:
    """Apply a whole pull that came by another way."""
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
    brought = [parts_of(page) for page in pages]
    drawn = overlay.put_back(connection, ids_of(part for parts in brought for part in parts))
    left = any(page.left or page.everything for page in pages)
    left_names.note(connection, leaving=left)
    for page, parts in zip(pages, brought, strict=True):
        _make_room(connection, [*page.left, *page.entered])
        for part in parts:
            store_part(connection, part, drawn.get(part.table, []))
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
    rows = sum(len(part.rows) for parts in brought for part in parts)
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
