"""Sessions with PostgreSQL that have waited in the pool."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from sync.store.database import Database, open_database
from sync.store.driver import change, fetch
from tests.postgresql import PostgreSQL


@pytest.fixture
def url(postgresql: PostgreSQL) -> Iterator[str]:
    """The address of an empty database."""
    with postgresql.database() as url:
        yield url


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """It, open."""
    database = open_database(url)
    yield database
    database.close()


def session(database: Database) -> int:
    """The number of the session that is given out."""
    with database.ask() as connection:
        ((number,),) = fetch(connection, "SELECT pg_backend_pid()")
    return int(number)


def outside(url: str, statement: str, *values: object) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode(), values)


def test_one_that_was_ended_is_not_given_out(url: str, database: Database) -> None:
    ended = session(database)
    outside(url, "SELECT pg_terminate_backend(%s, 30000)", ended)
    assert session(database) != ended


def test_one_that_was_told_something_goes_on(url: str, database: Database) -> None:
    standing = session(database)
    with database.ask() as connection:
        change(connection, "LISTEN news")
    outside(url, "NOTIFY news")
    assert [session(database) for _ in range(2)] == [standing] * 2
