"""An open database for questions: made once, and as empty for each test as it was made."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from sync.store.database import Database, open_sqlite
from sync.store.migrate import migrate
from tests.sync.store.forgotten import forgotten


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A migrated database that nobody may write to for good."""
    database = open_sqlite(tmp_path_factory.mktemp("record") / "record.db", None, create=True)
    migrate(database)
    yield database
    database.close()


@pytest.fixture
def connection(empty_record: Database) -> Iterator[sa.Connection]:
    """What a test writes is gone after it."""
    with forgotten(empty_record) as connection:
        yield connection
