"""Statements as text, straight to the driver: SQLAlchemy's own way to it costs several times the statement,
and a sync is made of small statements. Errors are SQLAlchemy's, whichever way a statement went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

Cells = tuple[Any, ...]


def fetch(
    connection: sa.Connection, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()
) -> list[Cells]:
    """Every row that the statement answers with. Raises sqlalchemy.exc.DBAPIError, as the others here."""
    try:
        return list(_run(connection, statement, values).fetchall())
    except _errors(connection) as error:
        raise _told(connection, statement, error) from error


def fetch_later(
    connection: sa.Connection, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()
) -> Callable[[], list[Cells]]:
    """`fetch` in two halves: the question is asked now, what is given back answers. PostgreSQL is waited for
    once for several questions inside `together`, when their answers are taken after its end."""
    if connection.dialect.name != "postgresql":
        rows = fetch(connection, statement, values)
        return lambda: rows
    line: Any = connection.connection.driver_connection
    try:
        answer: Callable[[], list[Cells]] = line.cursor().execute(statement, values, prepare=True).fetchall
    except _errors(connection) as error:
        raise _told(connection, statement, error) from error
    return answer


def change(connection: sa.Connection, statement: str, values: Sequence[Any] = ()) -> int:
    """Run a statement that changes rows; answers how many."""
    try:
        return int(_run(connection, statement, values).rowcount)
    except _errors(connection) as error:
        raise _told(connection, statement, error) from error


def change_many(connection: sa.Connection, statement: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run a statement once for each row of values."""
    try:
        _cursor(connection).executemany(statement, rows)
    except _errors(connection) as error:
        raise _told(connection, statement, error) from error


@contextmanager
def together(connection: sa.Connection) -> Iterator[None]:
    """Inside, PostgreSQL is waited for only where something is fetched, and at the end; of how many rows a
    change was is not known, and what SQLAlchemy itself asks has no answer here. SQLite is no way off: nothing
    to wait for."""
    if connection.dialect.name != "postgresql":
        yield
        return
    line: Any = connection.connection.driver_connection
    try:
        with line.pipeline():
            yield
    except _errors(connection) as error:
        raise _told(connection, "a statement of several", error) from error


def _run(connection: sa.Connection, statement: str, values: Sequence[Any] | Mapping[str, Any]) -> Any:
    """PostgreSQL keeps every statement prepared from its first time on: each comes again with the next sync,
    and to plan one costs more than to run it."""
    cursor = _cursor(connection)
    if connection.dialect.name == "postgresql":
        return cursor.execute(statement, values, prepare=True)
    return cursor.execute(statement, values)


def _cursor(connection: sa.Connection) -> Any:
    """The one cursor of a connection: PostgreSQL's driver takes longer to make one than to use it."""
    known = connection.info.get("cursor")
    return known or connection.info.setdefault("cursor", connection.connection.cursor())


def _errors(connection: sa.Connection) -> type[Exception]:
    kind: type[Exception] = connection.dialect.loaded_dbapi.Error
    return kind


def _told(connection: sa.Connection, statement: str, error: Exception) -> sa.exc.StatementError:
    """Without the values: what people wrote stands in no error text, and so in no log."""
    dialect = connection.dialect
    told = sa.exc.DBAPIError.instance(
        statement, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
    )
    assert isinstance(told, sa.exc.StatementError)
    return told
