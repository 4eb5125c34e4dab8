"""Keeps what a cluster says of its problems true: each place in it follows the problem's own state and title.

Whoever changes a problem, adds it to a cluster or takes it out has its aggregate locked: two transactions
never write the same place.
"""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from sync.store.rows import select
from sync.store.tables import ClusterMember, Problem, Row


def followed(connection: sa.Connection, changes: list[Row]) -> list[Row]:
    """The changes, and with them the places in clusters of the problems that changed."""
    problems = {row.id: row for row in changes if isinstance(row, Problem)}
    if not problems:
        return changes
    stored = select(connection, ClusterMember, problem_id=sorted(problems), removed_at=None)
    rows = {(row.table, row.id): row for row in [*stored, *changes]}
    return [row if not isinstance(row, ClusterMember) else _as_now(row, problems) for row in rows.values()]


def _as_now(place: ClusterMember, problems: dict[str, Problem]) -> ClusterMember:
    problem = problems.get(place.problem_id)
    if problem is None:
        return place
    return msgspec.structs.replace(place, state=problem.state, title=problem.title)
