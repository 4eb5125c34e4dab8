"""Applies a verified pull: what left goes, what entered replaces, what changed is stored, with the cursor,
in one transaction; then the waiting work is drawn over it again."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa

from sync.engine import overlay
from sync.engine.local_values import Position, contact, position, remember
from sync.engine.rules_here import RulesHere
from sync.store import search_index
from sync.store.database import Database
from sync.store.rows import select, store, store_cells
from sync.store.schema import TABLES
from sync.store.search_rows import SEARCHED
from sync.store.tables import SYNCED, SYNCED_BY_NAME, StagedPage
from sync.wire import PullReply, decode, encode

MANY = 500  # ids in one statement


def stage(connection: sa.Connection, page: PullReply) -> None:
    """Keep one page of a pull under way; a restart goes on behind it."""
    now = position(connection)
    store(connection, [StagedPage(number=now.pages, body=encode(page))])
    remember(connection, msgspec.structs.replace(now, after=page.after, pages=now.pages + 1))


def apply(database: Database, rules: RulesHere) -> frozenset[str]:
    """Apply the staged pages of a finished pull; answers the tables that changed."""
    with database.write() as connection:
        pages = [decode(row.body, PullReply) for row in _staged(connection)]
        if not any(page.tables or page.left or page.everything for page in pages):
            _finish(connection, pages)
            return frozenset()
        overlay.put_back(connection)
        _make_room(connection, pages)
        for page in pages:
            _store_page(connection, page)
        _finish(connection, pages)
        overlay.draw_again(connection, rules.now(connection))
        return frozenset(name for page in pages for name in page.tables) | _left_tables(pages)


def _staged(connection: sa.Connection) -> list[StagedPage]:
    return sorted(select(connection, StagedPage), key=lambda row: row.number)


def _left_tables(pages: list[PullReply]) -> frozenset[str]:
    left = any(page.left or page.everything for page in pages)
    return frozenset(kind.table for kind in SYNCED) if left else frozenset()


def _make_room(connection: sa.Connection, pages: list[PullReply]) -> None:
    """Remove what left, and what the entered aggregates replace."""
    if any(page.everything for page in pages):
        for kind in SYNCED:
            connection.execute(sa.delete(TABLES[kind.table]))
        search_index.forget_all(connection)
        return
    ids = [agg for page in pages for agg in (*page.left, *page.entered)]
    for start in range(0, len(ids), MANY):
        some = ids[start : start + MANY]
        for kind in SYNCED:
            table = TABLES[kind.table]
            connection.execute(sa.delete(table).where(table.c.aggregate_id.in_(some)))
        search_index.forget(connection, some)


def _store_page(connection: sa.Connection, page: PullReply) -> None:
    """Rows straight to the driver; columns that this version does not know are left out."""
    for name, part in page.tables.items():
        kind = SYNCED_BY_NAME.get(name)
        if kind is None:
            continue
        known = [index for index, column in enumerate(part.columns) if column in kind.__struct_fields__]
        names = tuple(part.columns[index] for index in known)
        rows = (
            part.rows if len(known) == len(part.columns) else [[row[i] for i in known] for row in part.rows]
        )
        cells: list[tuple[Any, ...]] = [tuple(row) for row in rows]
        store_cells(connection, name, names, cells)
        if name in SEARCHED:
            search_index.note_ids(connection, name, [row[names.index("id")] for row in cells])


def forget_staged(connection: sa.Connection) -> None:
    """Drop the pages of a pull that cannot be finished; the cursor of the last one stays."""
    connection.execute(sa.delete(TABLES["staged_page"]))
    remember(connection, Position(cursor=position(connection).cursor))


def _finish(connection: sa.Connection, pages: list[PullReply]) -> None:
    """The cursor moves with the rows it stands for."""
    news_at = pages[-1].server_time
    remember(connection, Position(cursor=pages[-1].cursor))
    connection.execute(sa.delete(TABLES["staged_page"]))
    said = contact(connection)
    remember(connection, msgspec.structs.replace(said, synced_at=news_at, highest=max(said.highest, news_at)))
