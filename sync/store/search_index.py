"""What a search finds. No triggers: changed rows are noted in the same transaction and indexed in slices
afterwards, so that a download never waits for the index."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from sync.store.rows import store, store_cells
from sync.store.schema import TABLES
from sync.store.tables import Row, SearchTodo

SEARCHED = frozenset({"enterprise", "visit", "problem"})


def note(connection: sa.Connection, rows: Iterable[Row]) -> None:
    """Remember rows whose words changed."""
    store(connection, [SearchTodo(row_table=r.table, row_id=r.id) for r in rows if r.table in SEARCHED])


def note_ids(connection: sa.Connection, table: str, row_ids: list[str]) -> None:
    """Remember many rows of one table."""
    store_cells(connection, "search_todo", ("row_table", "row_id"), [(table, row_id) for row_id in row_ids])


def forget(connection: sa.Connection, aggregate_ids: list[str]) -> None:
    """Nothing of these aggregates may be found any more."""
    entry = TABLES["search_entry"]
    found = [
        row.number
        for row in connection.execute(
            sa.select(entry.c.number).where(entry.c.aggregate_id.in_(aggregate_ids))
        )
    ]
    for number in found:
        connection.exec_driver_sql("DELETE FROM search_index WHERE rowid = ?", (number,))
    connection.execute(sa.delete(entry).where(entry.c.aggregate_id.in_(aggregate_ids)))


def forget_all(connection: sa.Connection) -> None:
    """An empty index."""
    connection.exec_driver_sql("DELETE FROM search_index")
    connection.execute(sa.delete(TABLES["search_entry"]))
    connection.execute(sa.delete(TABLES["search_todo"]))
