"""A pull that would take away most of what is held is asked for once more before it is believed: a server
that was wrong for a moment (a roster half way in, a replica that lags) must not empty a laptop.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
import sqlalchemy as sa

from sync.store.rows import select
from sync.store.tables import Cluster, Enterprise, Problem
from sync.wire import PullReply

LEAST: Final = 20  # firms, problems and clusters; fewer may go without a question
PART: Final = 0.5  # of what is held


class Told(msgspec.Struct, frozen=True):
    """What a page says of aggregates, without its rows."""

    everything: bool
    left: list[str]
    entered: list[str]


def told(page: PullReply) -> Told:
    """What a whole pull of one page says."""
    return Told(page.everything, page.left, page.entered)


def many(connection: sa.Connection, pages: Iterable[Told]) -> frozenset[str]:
    """What the pages would take away, when that is much; else nothing."""
    told = list(pages)
    everything = any(page.everything for page in told)
    named = {each for page in told for each in (page.entered if everything else page.left)}
    if not everything and len(named) < LEAST:
        return frozenset()
    held = _held(connection)
    gone = held - named if everything else held & named
    return frozenset(gone) if len(gone) >= max(LEAST, PART * len(held)) else frozenset()


def _held(connection: sa.Connection) -> set[str]:
    """Firms, problems and clusters that are here with the server's word, each an aggregate of its own."""
    kinds = (Enterprise, Problem, Cluster)
    return {row.aggregate_id for kind in kinds for row in select(connection, kind) if row.revision > 0}
