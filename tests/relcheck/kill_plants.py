"""Bugs on purpose: transactions that were one and are two."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import msgspec
import sqlalchemy as sa

from sync.engine import incoming
from sync.engine.local_values import Position, remember
from sync.server import feed
from sync.store.rows import delete, store
from sync.store.tables import Answer, Head


@contextmanager
def answer_before_effect() -> Iterator[None]:
    """The server keeps its answers, and in a second transaction what they speak of."""
    commit = feed.commit

    def twice(connection: sa.Connection, records: Any, now: int, answers: Any = lambda _head: []) -> Head:
        before = feed.head(connection)
        kept = answers(msgspec.structs.replace(before, revision=before.revision + 1))
        store(connection, kept)
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        delete(connection, Answer, op_id=[row.op_id for row in kept])
        return commit(connection, records, now, answers)

    with mock.patch.object(feed, "commit", twice):
        yield


@contextmanager
def cursor_before_rows() -> Iterator[None]:
    """The laptop keeps how far it came, and in a second transaction the rows."""
    apply = incoming._apply

    def late(connection: sa.Connection, rules: Any, pages: Any, last: Any) -> Any:
        if last is not None:
            remember(connection, Position(cursor=last.cursor))
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        return apply(connection, rules, pages, last)

    with mock.patch.object(incoming, "_apply", late):
        yield
