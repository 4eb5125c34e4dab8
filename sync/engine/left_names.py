"""What firms and problems are called that leave this laptop while work about them waits or was stopped: its
card has to say whose it is, and the record that knew it is gone."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from sync.engine.local_values import LeftNames, recall, remember
from sync.store.queries.asking import cells_of

_UNFINISHED: Final = """
SELECT DISTINCT o.subject_id, COALESCE(e.name, p.title)
FROM outbox o LEFT JOIN enterprise e ON e.id = o.subject_id LEFT JOIN problem p ON p.id = o.subject_id
WHERE o.state IN ('waiting', 'held', 'refused', 'quarantined', 'admitted')
"""


def note(connection: sa.Connection, *, leaving: bool) -> None:
    """Called with every pull, before anything goes; a name is kept for as long as there is work that needs
    it. `leaving`: something may go now."""
    before = (recall(connection, LeftNames) or LeftNames()).names
    if not (leaving or before):
        return
    unfinished = {row[0]: row[1] for row in cells_of(connection, _UNFINISHED)}
    known = {row_id: name or before.get(row_id, "") for row_id, name in unfinished.items()}
    names = {row_id: name for row_id, name in known.items() if name}
    if names != before:
        remember(connection, LeftNames(names=names))
