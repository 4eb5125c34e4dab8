"""What is in a laptop's outbox, for those who choose what happens next."""

from __future__ import annotations

import sqlalchemy as sa

NEWEST = "position IN (SELECT max(position) FROM outbox GROUP BY op_id)"  # what is sent again has the same id


def entries(connection: sa.Connection) -> list[tuple[str, str, str]]:
    """Id, kind and body of every operation, as it was made last."""
    rows = connection.exec_driver_sql(
        f"SELECT op_id, kind, body FROM outbox WHERE {NEWEST} ORDER BY position"
    )
    return [tuple(row) for row in rows]


def written_on(connection: sa.Connection) -> list[str]:
    """What waiting work is about."""
    rows = connection.exec_driver_sql("SELECT DISTINCT subject_id FROM outbox WHERE state = 'waiting'")
    return sorted(row[0] for row in rows)


def open_entries(connection: sa.Connection) -> list[tuple[str, str]]:
    """Id and state of what waits or was stopped."""
    rows = connection.exec_driver_sql(
        "SELECT op_id, state FROM outbox WHERE state IN ('waiting', 'refused', 'quarantined')"
        " ORDER BY position"
    )
    return [tuple(row) for row in rows]


def unsent(connection: sa.Connection) -> list[str]:
    """Ids of what has no answer."""
    rows = connection.exec_driver_sql("SELECT op_id FROM outbox WHERE state IN ('waiting', 'held')")
    return sorted(row[0] for row in rows)


def ended(connection: sa.Connection) -> set[str]:
    """Ids of what was undone, given up, or made anew."""
    rows = connection.exec_driver_sql(
        f"SELECT op_id FROM outbox WHERE state IN ('discarded', 'replaced') AND {NEWEST}"
    )
    return {row[0] for row in rows}
