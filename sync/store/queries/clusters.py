"""共性问题: the groups of similar problems, and their totals counted from the places in them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from sync.domain.workflow import OVER
from sync.store.queries.asking import whole
from sync.store.tables import Cluster, ClusterMember

if TYPE_CHECKING:
    import sqlalchemy as sa


class Totals(msgspec.Struct, frozen=True):
    """Of one cluster: problems, the firms that have them, how many are over, and how many in each state."""

    problems: int
    firms: int
    over: int
    by_state: dict[str, int]


def totals(members: list[ClusterMember]) -> Totals:
    """A firm with two problems counts once; places that were given up do not count."""
    standing = [row for row in members if row.removed_at is None]
    states = Counter(row.state for row in standing)
    return Totals(
        problems=len(standing),
        firms=len({row.enterprise_id for row in standing}),
        over=sum(number for state, number in states.items() if state in OVER),
        by_state=dict(sorted(states.items())),
    )


def clusters(connection: sa.Connection) -> list[tuple[Cluster, Totals]]:
    """Every cluster that is held here, the newest first."""
    members: dict[str, list[ClusterMember]] = {}
    for row in whole(connection, ClusterMember):
        members.setdefault(row.cluster_id, []).append(row)
    rows = sorted(whole(connection, Cluster), key=lambda row: (row.begun_at, row.id), reverse=True)
    return [(row, totals(members.get(row.id, []))) for row in rows]
