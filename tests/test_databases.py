"""The fixtures that server tests rest on: each test gets an empty database, on both kinds."""

from __future__ import annotations

import os

import psycopg
import pytest

from tests.postgresql import PostgreSQL, running_postgresql


@pytest.mark.parametrize("turn", ["first", "second"])
def test_each_test_has_an_empty_database(postgresql_url: str, turn: str) -> None:
    with psycopg.connect(postgresql_url) as connection:
        connection.execute("CREATE TABLE left_by_an_earlier_test (turn text)")
        connection.execute("INSERT INTO left_by_an_earlier_test VALUES (%s)", [turn])
        assert connection.execute("SELECT turn FROM left_by_an_earlier_test").fetchall() == [(turn,)]


def test_chinese_is_kept_as_it_is(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url) as connection:
        assert connection.execute("SELECT %s::text, length(%s)", ["驻企通𠮷", "驻企通𠮷"]).fetchone() == (
            "驻企通𠮷",
            4,
        )


def test_a_database_goes_even_from_under_an_open_connection(postgresql: PostgreSQL) -> None:
    with postgresql.database() as url:
        connection = psycopg.connect(url)
    with connection, pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT 1")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url)


def test_both_kinds_are_given(database_url: str, request: pytest.FixtureRequest) -> None:
    assert database_url.startswith(request.node.callspec.params["database_url"])


def test_the_same_server_starts_for_whoever_closes_files_to_others(postgresql: PostgreSQL) -> None:
    os.umask(0o077)
    with running_postgresql() as server:
        assert server.programs.parts[-3:] == postgresql.programs.parts[-3:]
