"""Rows as the database writes them: what PostgreSQL is told for one question holds for it alone."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from sync.store.database import Database, open_database
from sync.store.driver import fetch
from sync.store.migrate import migrate
from sync.store.row_json import rows_of
from sync.store.rows import store
from sync.store.tables import Region
from tests.postgresql import PostgreSQL

SAID = "SELECT current_setting('plan_cache_mode'), current_setting('enable_seqscan')"
EAST = Region(id="east", aggregate_id="global", revision=3, name="东", level="county", parent_id="city")


@pytest.fixture
def database(postgresql: PostgreSQL) -> Iterator[Database]:
    """A migrated PostgreSQL."""
    with postgresql.database() as url:
        database = open_database(url)
        migrate(database)
        yield database
        database.close()


def test_other_questions_are_planned_as_usual(database: Database) -> None:
    with database.write() as connection:
        store(connection, [EAST])
    with database.read() as connection:
        usual = fetch(connection, SAID)
        for above, names in ((2, ["east"]), (3, [])):
            found = [msgspec.json.decode(row)[0] for _, row in rows_of(connection, ["global"], above)]
            assert found == names
            assert fetch(connection, SAID) == usual


def test_no_question_is_shared_out_among_helpers(database: Database) -> None:
    asked = "SELECT current_setting('max_parallel_workers_per_gather')"
    with database.ask() as connection:
        assert fetch(connection, asked) == [("0",)]
