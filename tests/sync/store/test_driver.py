"""Statements straight to the driver: SQLAlchemy's errors, its transaction, and no words told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from sync.store.database import Database, open_database
from sync.store.driver import change, change_many, fetch, fetch_later, together
from tests.postgresql import PostgreSQL


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An empty database of each kind with one table of words."""
    if request.param == "sqlite":
        yield from _with_table(str(tmp_path_factory.mktemp("driver") / "driver.db"))
        return
    postgresql: PostgreSQL = request.getfixturevalue("postgresql")
    with postgresql.database() as url:
        yield from _with_table(url)


def _with_table(where: str) -> Iterator[Database]:
    database = open_database(where, create=True)
    with database.write() as connection:
        change(connection, "CREATE TABLE said (word TEXT PRIMARY KEY)")
    yield database
    database.close()


def _place(connection: sa.Connection) -> str:
    return "?" if connection.dialect.name == "sqlite" else "%s"


def test_rows_come_and_go(database: Database) -> None:
    with database.write() as connection:
        change_many(connection, f"INSERT INTO said VALUES ({_place(connection)})", [("a",), ("b",)])
        assert fetch(connection, "SELECT word FROM said ORDER BY word") == [("a",), ("b",)]
        assert change(connection, f"DELETE FROM said WHERE word = {_place(connection)}", ["a"]) == 1


def test_it_is_the_transaction_of_the_connection(database: Database) -> None:
    with database.write() as connection:
        change(connection, "INSERT INTO said VALUES ('a')")
        connection.rollback()
    with database.read() as connection:
        assert fetch(connection, "SELECT * FROM said") == []


def test_an_error_is_of_its_kind_and_tells_no_words(database: Database) -> None:
    with database.write() as connection:
        change(connection, "INSERT INTO said VALUES ('a')")
    with pytest.raises(sa.exc.IntegrityError) as error, database.write() as connection:
        change(connection, f"INSERT INTO said VALUES ({_place(connection)})", ["a"])
    assert "INSERT INTO said" in str(error.value)
    with pytest.raises(sa.exc.DBAPIError) as other, database.write() as connection:
        fetch(connection, f"SELECT word FROM nowhere WHERE word = {_place(connection)}", ["secret words"])
    assert "secret words" not in str(other.value)


def test_what_is_written_together_is_there_for_the_next_question(database: Database) -> None:
    with database.write() as connection, together(connection):
        for word in ("a", "b"):
            change(connection, f"INSERT INTO said VALUES ({_place(connection)})", [word])
        assert fetch(connection, "SELECT count(*) FROM said") == [(2,)]
        change(connection, "INSERT INTO said VALUES ('c')")
    with database.read() as connection:
        assert fetch(connection, "SELECT word FROM said ORDER BY word") == [("a",), ("b",), ("c",)]


def test_questions_that_are_asked_together_have_an_answer_each(database: Database) -> None:
    with database.write() as connection:
        with together(connection):
            change(connection, "INSERT INTO said VALUES ('a')")
            one = fetch_later(connection, "SELECT word FROM said")
            change(connection, "INSERT INTO said VALUES ('b')")
            both = fetch_later(connection, "SELECT word FROM said ORDER BY word")
        assert (one(), both()) == ([("a",)], [("a",), ("b",)])


def test_of_what_is_asked_together_the_first_error_is_told(database: Database) -> None:
    """Not the one that PostgreSQL has no ear for what comes behind it: by its code a push is tried again."""
    with database.write() as connection:
        change(connection, "INSERT INTO said VALUES ('a')")

    def ask(connection: sa.Connection) -> None:
        change(connection, "INSERT INTO said VALUES ('a')")
        fetch_later(connection, "SELECT word FROM said")
        fetch_later(connection, "SELECT count(*) FROM said")

    with pytest.raises(sa.exc.IntegrityError), database.write() as connection, together(connection):
        ask(connection)


@pytest.mark.parametrize("asks", [True, False])
def test_an_error_among_what_is_written_together_undoes_all(database: Database, asks: bool) -> None:
    def write(connection: sa.Connection) -> None:
        for word in ("a", "a", "b"):
            change(connection, f"INSERT INTO said VALUES ({_place(connection)})", [word])
        if asks:
            fetch(connection, "SELECT count(*) FROM said")

    with pytest.raises(sa.exc.IntegrityError), database.write() as connection, together(connection):
        write(connection)
    with database.read() as connection:
        assert fetch(connection, "SELECT word FROM said") == []
