"""What a search can find. No triggers: changed rows are noted in the same transaction and read in slices
afterwards, so that neither a download nor a save waits for the index.

The index has four columns: title and words (one token per character), initials and pinyin of the title (a
token from each character on). It keeps no text: what a hit shows is read from the rows themselves.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from sync.store.driver import fetch
from sync.store.row_json import parameter
from sync.store.rows import store, store_cells
from sync.store.schema import TABLES
from sync.store.search_rows import READ, SEARCHED, first_number, last_number
from sync.store.search_text import BREAKER, search_text
from sync.store.sounds import sounds
from sync.store.statements import among
from sync.store.tables import Row, SearchEntry, SearchTodo

BATCH: Final = 16  # rows read at a time


class _Read(NamedTuple):
    """One row as the index reads it."""

    row_id: str
    aggregate_id: str
    day: int | None
    title: str
    beside: str
    words: str


def note(connection: sa.Connection, rows: Iterable[Row]) -> None:
    """Remember rows whose words changed."""
    store(connection, [SearchTodo(row_table=r.table, row_id=r.id) for r in rows if r.table in SEARCHED])


def note_ids(connection: sa.Connection, table: str, row_ids: list[str]) -> None:
    """Remember many rows of one table, changed or gone."""
    store_cells(connection, "search_todo", ("row_table", "row_id"), [(table, row_id) for row_id in row_ids])


def forget(connection: sa.Connection, aggregate_ids: list[str]) -> None:
    """Nothing of these aggregates may be found any more."""
    _forget(connection, among("sqlite"), aggregate_ids)


def forget_others(connection: sa.Connection, aggregate_ids: list[str]) -> None:
    """Nothing but these aggregates may be found any more."""
    _forget(connection, f"NOT {among('sqlite')}", aggregate_ids)


def _forget(connection: sa.Connection, condition: str, aggregate_ids: list[str]) -> None:
    found = f"SELECT number FROM search_entry WHERE aggregate_id {condition}"  # noqa: S608
    ids = (parameter("sqlite", aggregate_ids),)
    _drop(connection, [number for (number,) in fetch(connection, found, ids)])


def index_slice(connection: sa.Connection, budget_ms: int = 50) -> int:
    """Read noted rows until the time is up (milliseconds; at least one batch); answers how many wait.

    For a background lane, one writing transaction per slice: a person's save waits no longer than one.
    """
    until = time.monotonic() + budget_ms / 1000
    while _read_batch(connection) and time.monotonic() < until:
        pass
    return int(connection.exec_driver_sql("SELECT count(*) FROM search_todo").scalar_one())


def _read_batch(connection: sa.Connection) -> bool:
    """Bring the next noted rows of one table up to date; False when none wait."""
    noted = connection.exec_driver_sql(
        "SELECT row_table, row_id FROM search_todo ORDER BY row_table LIMIT ?", (BATCH,)
    ).all()
    if not noted:
        return False
    table = noted[0].row_table
    ids = [row.row_id for row in noted if row.row_table == table]
    entry, todo = TABLES["search_entry"], TABLES["search_todo"]
    known = sa.select(entry.c.number).where(entry.c.row_table == table, entry.c.row_id.in_(ids))
    _drop(connection, [number for (number,) in connection.execute(known)])
    _enter(connection, table, ids)
    connection.execute(sa.delete(todo).where(todo.c.row_table == table, todo.c.row_id.in_(ids)))
    return True


def _drop(connection: sa.Connection, numbers: list[int]) -> None:
    if numbers:
        gone = [(number,) for number in numbers]
        connection.exec_driver_sql("DELETE FROM search_index WHERE rowid = ?", gone)
        connection.exec_driver_sql("DELETE FROM search_entry WHERE number = ?", gone)


def _enter(connection: sa.Connection, table: str, ids: list[str]) -> None:
    """Rows that are gone have no entry."""
    places = ", ".join("?" * len(ids))
    found = connection.exec_driver_sql(f"{READ[table]} WHERE id IN ({places})", tuple(ids))
    rows = [_Read(*cells) for cells in found]
    numbers = [_number(connection, table, row.day or 0, before) for before, row in enumerate(rows)]
    store(
        connection,
        [
            SearchEntry(number=number, row_table=table, row_id=row.row_id, aggregate_id=row.aggregate_id)
            for number, row in zip(numbers, rows, strict=True)
        ],
    )
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO search_index (rowid, title, words, initials, pinyin) VALUES (?, ?, ?, ?, ?)",
            [(number, *_columns(row)) for number, row in zip(numbers, rows, strict=True)],
        )


def _number(connection: sa.Connection, table: str, day: int, before: int) -> int:
    """The next free number of this kind and day; `before` rows of the same batch may have taken one."""
    first, last = first_number(table, day), last_number(table, day)
    asked = "SELECT max(number) FROM search_entry WHERE number BETWEEN ? AND ?"
    newest: Any = connection.exec_driver_sql(asked, (first, last)).scalar()
    return (first if newest is None else newest + 1) + before


def _columns(row: _Read) -> tuple[str, str, str, str]:
    """Title, words, initials, pinyin."""
    title, beside = sounds(row.title), sounds(row.beside)
    return (
        search_text(f"{row.title}{BREAKER}{row.beside}"),
        search_text(row.words),
        f"{title.initials} {beside.initials}",
        f"{title.pinyin} {beside.pinyin}",
    )
