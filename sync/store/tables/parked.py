"""Work in quarantine, as those see it who may admit it."""

from __future__ import annotations

from typing import ClassVar

from sync.store.tables.row import Row


class Parked(Row, frozen=True, kw_only=True):
    """An operation that has no effect until somebody with the right admits it. `text` is its JSON.

    It lies in the aggregate of the firm or problem that it is about. Once decided, a second row, without the
    text, tells its author, in the author's own aggregate: who is in quarantine may hold nothing else of it.
    `decision`: "" · admitted · declined · replaced (its author has sent another in its place) ·
    withdrawn (its author has given it up).
    """

    table: ClassVar[str] = "parked"

    op_id: str
    kind: str
    code: str
    author_id: str
    author_name: str
    author_post: str
    made_at: int
    received_at: int
    text: str
    decision: str = ""
    decided_at: int | None = None
    decided_by: str = ""
    reason: str = ""
