"""The locks of a writing transaction, in the one order that all of them keep, so that nobody waits in a
circle: names, aggregates, number counters (`numbers`), the feed last. On SQLite the transaction is the lock.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from zlib import crc32

import sqlalchemy as sa

from sync.store.driver import change

FEED_LOCK: Final = 0x5A5154  # "ZQT"; one number for the one lock
AGGREGATE_LOCKS: Final = 0x5A41  # "ZA"; the first of two numbers, which no other lock has
SHARED_LOCKS: Final = 1024


def lock_names(connection: sa.Connection, names: Iterable[str]) -> None:
    """Two requests about the same operation or the same file: the second waits for the first one's end.
    Taken before every other lock, in the order of names."""
    if connection.dialect.name != "postgresql":
        return
    lock = "SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest(%s::text[]) id ORDER BY id"
    change(connection, lock, [sorted(names)])


def lock_aggregates(connection: sa.Connection, aggregate_ids: Iterable[str]) -> None:
    """Nobody else works on these until the transaction ends. Their rows are not locked: under the feed lock
    others may have to note there who holds them now, and would wait for somebody who waits for the feed."""
    if connection.dialect.name != "postgresql":
        return
    lock = "SELECT pg_advisory_xact_lock(%s, n) FROM unnest(%s::int[]) n ORDER BY n"
    change(connection, lock, [AGGREGATE_LOCKS, sorted({_lock_of(each) for each in aggregate_ids})])


def _lock_of(aggregate_id: str) -> int:
    """Aggregates share some locks: a transaction of many may not use up what the database has."""
    return crc32(aggregate_id.encode()) % SHARED_LOCKS


def lock_feed(connection: sa.Connection) -> None:
    """Nobody else gives revisions or audit numbers until the transaction ends. Taken last, held to the end,
    so that a smaller revision can never become visible after a larger one."""
    if connection.dialect.name == "postgresql":
        change(connection, f"SELECT pg_advisory_xact_lock({FEED_LOCK})")
