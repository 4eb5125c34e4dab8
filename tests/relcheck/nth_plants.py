"""Bugs on purpose that show when a call fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import msgspec
import sqlalchemy as sa

from sync.engine import outbox
from sync.server import inbox
from sync.store.database import Database
from sync.store.rows import select_later, store
from sync.store.tables import Answer, Outbox


@contextmanager
def half_a_transaction() -> Iterator[None]:
    """What was written before an error stays."""

    @contextmanager
    def write(database: Database) -> Iterator[sa.Connection]:
        with database.engine.connect().execution_options(begins="write") as connection:
            connection.begin()
            try:
                yield connection
            finally:
                connection.commit()

    with mock.patch.object(Database, "write", write):
        yield


@contextmanager
def sent_is_accepted() -> Iterator[None]:
    """An operation counts as taken when it leaves, not when it is answered."""
    leave = outbox.leave

    def left(connection: sa.Connection, entries: list[Outbox]) -> list[Outbox]:
        known = leave(connection, entries)
        gone = [msgspec.structs.replace(entry, state="accepted", sent=True) for entry in entries]
        store(connection, gone)
        return known

    with mock.patch.object(outbox, "leave", left):
        yield


@contextmanager
def no_answer_is_known() -> Iterator[None]:
    """An operation that comes again is judged again."""

    def forgetful(connection: sa.Connection, kind: Any, **wanted: Any) -> Any:
        return list if kind is Answer else select_later(connection, kind, **wanted)

    with mock.patch.object(inbox, "select_later", forgetful):
        yield
