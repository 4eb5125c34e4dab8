"""共性问题: one question that many firms have, and the problems that ask it (GM-11, HZ-07).

The problem's own people read in its history that it was counted among others; who holds the cluster reads of
each problem its title, its firm and how far it is.
"""

from __future__ import annotations

from typing import ClassVar

from sync.domain import permissions
from sync.domain.actor import Actor
from sync.domain.errors import Refused
from sync.operations import choices
from sync.operations.base import Code, Context, Id, Name, Operation, Text, new_id
from sync.operations.case import Case, CaseOperation
from sync.operations.history import note
from sync.operations.needed import need_reason
from sync.operations.offices import office_of_kind
from sync.store.records import Records
from sync.store.tables import Cluster, ClusterMember


class BeginCluster(Operation, frozen=True, kw_only=True):
    """A group of similar problems, led by one centre."""

    kind: ClassVar[str] = "begin_cluster"

    title: Name
    description: Text = ""
    topic: Code = ""
    centre_id: Id

    @property
    def cluster_id(self) -> str:
        """The id of the cluster that the operation makes."""
        return new_id(self.op_id, 0)

    def aggregates(self) -> tuple[str, ...]:
        return (self.cluster_id,)

    def needs(self) -> tuple[str, ...]:
        return ()


class AddToCluster(CaseOperation, frozen=True, kw_only=True):
    """A problem is one of the group."""

    kind: ClassVar[str] = "add_to_cluster"

    cluster_id: Id

    def aggregates(self) -> tuple[str, ...]:
        return (self.problem_id, self.cluster_id)


class RemoveFromCluster(CaseOperation, frozen=True, kw_only=True):
    """A problem is none of the group after all."""

    kind: ClassVar[str] = "remove_from_cluster"

    cluster_id: Id
    reason: Text

    def aggregates(self) -> tuple[str, ...]:
        return (self.problem_id, self.cluster_id)


def begin_cluster(db: Records, actor: Actor, op: BeginCluster, context: Context) -> None:
    """Raises Refused("not_allowed") for who does not coordinate there, Refused("unknown_office")."""
    centre = office_of_kind(db, op.centre_id, "centre")
    permissions.coordinates_in(actor, centre.id)
    choices.known_or_open(context.profile, "topic", op.topic)
    db.add(
        Cluster(
            id=op.cluster_id,
            aggregate_id=op.cluster_id,
            title=op.title,
            description=op.description,
            topic=op.topic,
            centre_id=centre.id,
            centre_name=centre.name,
            author_id=actor.person_id,
            author_name=actor.name,
            author_post=actor.post,
            begun_at=op.made_at,
        )
    )
    note(
        db, actor, op, context, op.cluster_id, op.cluster_id, "begin_cluster",
        office_name=centre.name, text=op.title,
    )  # fmt: skip


def add_to_cluster(db: Records, actor: Actor, op: AddToCluster, context: Context) -> None:
    """Raises Refused("already_exists") for a problem that is there."""
    case = Case(db, actor, op, context, "cluster", "add_to_cluster", is_step=False)
    cluster = db.get(Cluster, op.cluster_id)
    if _membership(db, op.cluster_id, op.problem_id):
        raise Refused("already_exists", table=ClusterMember.table)
    problem = case.problem
    db.add(
        ClusterMember(
            id=new_id(op.op_id, 0),
            aggregate_id=cluster.id,
            cluster_id=cluster.id,
            problem_id=problem.id,
            title=problem.title,
            state=problem.state,
            enterprise_id=problem.enterprise_id,
            enterprise_name=problem.enterprise_name,
            centre_id=problem.centre_id,
            centre_name=problem.centre_name,
            author_id=actor.person_id,
            author_name=actor.name,
            author_post=actor.post,
            at=op.made_at,
        )
    )
    case.move(detail=cluster.title, office_name=problem.centre_name)


def remove_from_cluster(db: Records, actor: Actor, op: RemoveFromCluster, context: Context) -> None:
    """Raises Refused("reason_needed"), Refused("missing") for a problem that is not there."""
    case = Case(db, actor, op, context, "cluster", "remove_from_cluster", is_step=False)
    need_reason(op.reason)
    cluster = db.get(Cluster, op.cluster_id)
    member = _membership(db, op.cluster_id, op.problem_id)
    if member is None:
        raise Refused("missing", table=ClusterMember.table)
    ended = {"removed_at": op.made_at, "removed_by": actor.person_id, "removed_reason": op.reason}
    db.change(member, **ended)
    case.move(op.reason, detail=cluster.title, office_name=case.problem.centre_name)


def _membership(db: Records, cluster_id: str, problem_id: str) -> ClusterMember | None:
    """The problem's standing place in the cluster."""
    named = {"aggregate_id": cluster_id, "problem_id": problem_id, "removed_at": None}
    return next(iter(db.select(ClusterMember, **named)), None)
