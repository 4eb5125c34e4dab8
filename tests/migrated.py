"""An empty database comes to the newest schema by the very statements that the history said the first time.

Working them out takes Alembic most of a tenth of a second, and the tests make thousands of databases.
The tests of the history itself take no part: `tests/sync/store/test_migrate.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from unittest import mock

import pytest
import sqlalchemy as sa

from sync.store import migrate

Said = list[tuple[str, Any]]

WORKED_OUT: Final = migrate._walk


@pytest.fixture(scope="session", autouse=True)
def history_is_worked_out_once() -> Iterator[None]:
    """For each kind of database."""
    kept: dict[str, Said] = {}

    def walk(connection: sa.Connection, to: str, *, back: bool) -> None:
        if to != "head" or sa.inspect(connection).get_table_names():
            WORKED_OUT(connection, to, back=back)
        elif connection.dialect.name in kept:
            for statement, values in kept[connection.dialect.name]:
                connection.exec_driver_sql(statement, values)
        else:
            with _heard(connection) as said:
                WORKED_OUT(connection, to, back=back)
            kept[connection.dialect.name] = said

    with mock.patch.object(migrate, "_walk", walk):
        yield


@contextmanager
def _heard(connection: sa.Connection) -> Iterator[Said]:
    """What is said on a connection, questions apart."""
    said: Said = []

    def hear(*what: Any) -> None:
        statement, values = what[2], what[3]
        if not statement.startswith(("SELECT", "PRAGMA")):
            said.append((statement, values or None))

    sa.event.listen(connection, "before_cursor_execute", hear)
    yield said
    sa.event.remove(connection, "before_cursor_execute", hear)


@pytest.fixture
def history_itself() -> Iterator[None]:
    """For tests of the history: step by step, as it is written."""
    with mock.patch.object(migrate, "_walk", WORKED_OUT):
        yield
