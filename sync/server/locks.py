"""The locks of a writing transaction, in the one order that all of them keep, so that nobody waits in a
circle: names, aggregates, number counters (`numbers`), the feed last. On SQLite the transaction is the lock.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa

from sync.store.driver import change

FEED_LOCK: Final = 0x5A5154  # "ZQT"; one number for the one lock


def lock_names(connection: sa.Connection, names: Iterable[str]) -> None:
    """Two requests about the same operation or the same file: the second waits for the first one's end.
    Taken before every other lock, in the order of names."""
    if connection.dialect.name != "postgresql":
        return
    lock = "SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest(%s::text[]) id ORDER BY id"
    change(connection, lock, [sorted(names)])


def lock_aggregates(connection: sa.Connection, aggregate_ids: Iterable[str]) -> None:
    """Nobody else writes these until the transaction ends; in the order of ids."""
    if connection.dialect.name != "postgresql":
        return
    lock = "SELECT id FROM aggregate WHERE id = ANY(%s) ORDER BY id FOR UPDATE"
    change(connection, lock, [sorted(set(aggregate_ids))])


def lock_feed(connection: sa.Connection) -> None:
    """Nobody else gives revisions or audit numbers until the transaction ends. Taken last, held to the end,
    so that a smaller revision can never become visible after a larger one."""
    if connection.dialect.name == "postgresql":
        change(connection, f"SELECT pg_advisory_xact_lock({FEED_LOCK})")
