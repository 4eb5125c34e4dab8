"""Statements as text, straight to the driver: SQLAlchemy's own way to it costs several times the statement,
and a sync is made of small statements. Errors are SQLAlchemy's, whichever way a statement went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

Cells = tuple[Any, ...]


def fetch(connection: sa.Connection, statement: str, values: Sequence[Any] = ()) -> list[Cells]:
    """Every row that the statement answers with. Raises sqlalchemy.exc.DBAPIError, as the others here."""
    with _errors(connection, statement):
        cursor = connection.connection.cursor()
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def change(connection: sa.Connection, statement: str, values: Sequence[Any] = ()) -> int:
    """Run a statement that changes rows; answers how many."""
    with _errors(connection, statement):
        cursor = connection.connection.cursor()
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def change_many(connection: sa.Connection, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run a statement once for each row of values."""
    with _errors(connection, statement):
        connection.connection.cursor().executemany(statement, rows)


@contextmanager
def _errors(connection: sa.Connection, statement: str) -> Iterator[None]:
    """Without the values: what people wrote stands in no error text, and so in no log."""
    driver = connection.dialect.loaded_dbapi
    try:
        yield
    except driver.Error as error:
        raise sa.exc.DBAPIError.instance(
            statement, None, error, driver.Error, hide_parameters=True, dialect=connection.dialect
        ) from error
