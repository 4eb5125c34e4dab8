"""A database that stays as it was, whatever a test writes: for examples by the hundred."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from sync.store.database import Database


@contextmanager
def forgotten(database: Database) -> Iterator[sa.Connection]:
    """A transaction that leaves nothing behind."""
    with database.engine.connect().execution_options(begins="write") as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()
