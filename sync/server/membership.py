"""Asks the rule of `domain.membership` for every aggregate whose membership a change may touch."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa

from sync.domain.clock import Instant
from sync.domain.membership import (
    READING_ROLES,
    holders_of_case,
    holders_of_cluster,
    holders_of_enterprise,
)
from sync.domain.regions import RegionTree
from sync.operations.facts import case_facts, cluster_facts, enterprise_facts, region_tree
from sync.server.spans import earlier
from sync.store.records import Records
from sync.store.rows import DatabaseSource, select, store
from sync.store.tables import (
    Access,
    Appointment,
    Assignment,
    Cluster,
    ClusterMember,
    Contact,
    Dispatch,
    Duty,
    Enterprise,
    Office,
    OfficePath,
    Order,
    Person,
    Problem,
    Published,
    Region,
    Row,
    Span,
    Station,
    Summons,
    Visit,
)

# The kind of aggregate that the row of a table begins.
KINDS: dict[type[Row], str] = {
    Region: "global", Office: "global", Published: "global",
    Person: "person", Appointment: "person", Duty: "region",
    Enterprise: "enterprise", Station: "enterprise", Assignment: "enterprise",
    Contact: "enterprise", Visit: "enterprise", Problem: "case", Cluster: "cluster",
}  # fmt: skip
# A change in one of these may change who holds the aggregate.
OF_ENTERPRISE = (Enterprise, Station, Assignment)
OF_CASE = (Problem, Dispatch, Summons, Order, Access)
OF_CLUSTER = (Cluster, ClusterMember)
CONCERN = frozenset((*OF_ENTERPRISE, *OF_CASE, *OF_CLUSTER, Duty, Region, Office))
# An office of one of these kinds reads by the place where it stands.
BY_PLACE = ("centre", "supervision")


def wanted(connection: sa.Connection, changes: list[Row]) -> dict[str, frozenset[str]]:
    """Who should hold each aggregate that the changes may concern. The rows are written already."""
    if CONCERN.isdisjoint(map(type, changes)):
        return {}
    records = Records(DatabaseSource(connection))
    tree = region_tree(records)
    firms, cases, clusters, directories = _concerned(connection, changes)
    answer = {
        directory: frozenset((*tree.centres(directory), *tree.supervision(directory)))
        for directory in directories
    }
    answer.update(_of_firms(records, tree, firms))
    for problem in _cases(connection, firms, cases):
        answer[problem.id] = holders_of_case(case_facts(records, problem, tree))
    for cluster in select(connection, Cluster, id=sorted(clusters)):
        answer[cluster.id] = holders_of_cluster(cluster_facts(records, cluster, tree))
    return answer


def _concerned(
    connection: sa.Connection, changes: list[Row]
) -> tuple[set[str], set[str], set[str], set[str]]:
    """Firms, cases, clusters and directories to ask again; all of them when the offices or regions changed
    that read by place."""
    firms = {row.aggregate_id for row in changes if isinstance(row, OF_ENTERPRISE)}
    cases = {row.aggregate_id for row in changes if isinstance(row, OF_CASE)}
    clusters = {row.aggregate_id for row in changes if isinstance(row, OF_CLUSTER)}
    directories = {row.aggregate_id for row in changes if isinstance(row, Duty)}
    if any(isinstance(row, Region) or (isinstance(row, Office) and row.kind in BY_PLACE) for row in changes):
        firms |= {row.id for row in select(connection, Enterprise)}
        clusters |= {row.id for row in select(connection, Cluster)}
        directories |= {row.aggregate_id for row in select(connection, Duty)}
    if concealed := [row.aggregate_id for row in changes if isinstance(row, Access)]:
        clusters |= {row.cluster_id for row in select(connection, ClusterMember, problem_id=concealed)}
    return firms, cases, clusters, directories


def _of_firms(records: Records, tree: RegionTree, firms: set[str]) -> dict[str, frozenset[str]]:
    rows = (records.get(Enterprise, firm) for firm in sorted(firms))
    return {row.id: holders_of_enterprise(enterprise_facts(records, row, tree)) for row in rows}


def _cases(connection: sa.Connection, firms: set[str], cases: set[str]) -> list[Problem]:
    found = {row.id: row for row in select(connection, Problem, id=sorted(cases))}
    ids = sorted(firms)
    for start in range(0, len(ids), 500):
        found |= {row.id: row for row in select(connection, Problem, enterprise_id=ids[start : start + 500])}
    return list(found.values())


def open_paths(
    connection: sa.Connection, changes: list[Row], revision: int, now: Instant
) -> list[OfficePath]:
    """A person's ways into offices follow the appointments that read them; answers those that changed."""
    changed, over = list[OfficePath](), list[Span]()
    for person_id in sorted({row.person_id for row in changes if isinstance(row, Appointment)}):
        appointments = select(connection, Appointment, person_id=person_id)
        offices = {row.office_id for row in appointments if row.role in READING_ROLES and row.until is None}
        standing = {row.office_id: row for row in select(connection, OfficePath, person_id=person_id)}
        for office_id in offices:
            path = standing.get(office_id)
            if path is None or path.revoked is not None:
                first = path.first if path else revision
                over += earlier(path)
                changed.append(
                    OfficePath(person_id=person_id, office_id=office_id, granted=revision, first=first)
                )
        for office_id, path in standing.items():
            if path.revoked is None and office_id not in offices:
                changed.append(msgspec.structs.replace(path, revoked=revision, revoked_at=now))
    store(connection, [*changed, *over])
    return changed
