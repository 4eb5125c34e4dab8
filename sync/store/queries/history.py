"""What was done: history lines with their way to the server."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import msgspec

from sync.store.queries.asking import whole
from sync.store.tables import History

if TYPE_CHECKING:
    import sqlalchemy as sa

_HERE_ONLY: Final = 1 << 62  # after every revision


class Line(msgspec.Struct, frozen=True):
    """Who (name + post + office) did what, when. `delivery`: waiting · delivered; when the server got it
    stands in `history.received_at` (离线填写, 17:10 送达)."""

    history: History
    delivery: str


def lines_within(connection: sa.Connection, aggregate_id: str) -> tuple[Line, ...]:
    """All lines of one problem or one firm's record, newest first."""
    return _lines(whole(connection, History, aggregate_id=aggregate_id))


def lines_about(connection: sa.Connection, subject_id: str) -> tuple[Line, ...]:
    """The lines about one record, newest first."""
    return _lines(whole(connection, History, subject_id=subject_id))


def _lines(rows: Iterable[History]) -> tuple[Line, ...]:
    """By the time they were made; of the same moment, in the order in which the server took them."""
    newest = sorted(rows, key=lambda row: (row.at, row.revision or _HERE_ONLY, row.id), reverse=True)
    return tuple(Line(row, "delivered" if row.revision else "waiting") for row in newest)
