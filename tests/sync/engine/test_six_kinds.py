"""All six kinds of aggregate, walked: what entering, a change and leaving do on the laptop of a holder."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from sync.domain.actor import SYSTEM_ID
from sync.engine.laptop import Laptop
from sync.operations.administration import EndAppointment, EndAssignment, SetContact, SetOffice, SetPerson
from sync.operations.base import Operation, new_id
from sync.operations.centre import AcceptProblem
from sync.operations.clusters import AddToCluster, BeginCluster, RemoveFromCluster
from sync.operations.orders import ObjectToOrder
from sync.operations.outcomes import RecordOutcome
from sync.server import membership
from sync.store.queries.clusters import clusters
from sync.store.rows import select
from sync.store.tables import SYNCED, Aggregate, ClusterMember, Row
from tests.cases import accepted, issue, on, reported, today
from tests.city import act, appointment, assignment
from tests.copies import assert_same
from tests.stage import Stage

Do = tuple[str, Operation]


class Walked(NamedTuple):
    """One kind: whose laptop, the aggregate, and who does what to make it enter, change and leave. What
    everybody or its own person holds always neither enters nor leaves."""

    person: str
    aggregate_id: str
    change: list[Do]
    enter: list[Do] = []  # noqa: RUF012
    leave: list[Do] = []  # noqa: RUF012


def system(kind: type[Operation], **values: Any) -> Do:
    return SYSTEM_ID, act(kind, **values)


def of_global(_stage: Stage) -> Walked:
    office = {"office_id": "tax", "name": "示例税务局", "office": "department", "region_id": "east"}
    return Walked("liaison", "global", [system(SetOffice, **office)])


def of_person(_stage: Stage) -> Walked:
    renamed = {"person_id": "rep-spare", "name": "示例新名", "post": "政府服务代表"}
    return Walked("rep-spare", "rep-spare", [system(SetPerson, **renamed)])


def of_region(_stage: Stage) -> Walked:
    names = {"appointment_id": "centre-east/rep-spare", "person_id": "rep-spare", "directory_id": "east"}
    return Walked(
        "rep-spare",
        "east",
        [(SYSTEM_ID, appointment("rep-west", "handler", "housing"))],
        [(SYSTEM_ID, appointment("rep-spare", "coordinator", "centre-east"))],
        [system(EndAppointment, **names, until=today())],
    )


def of_enterprise(_stage: Stage) -> Walked:
    names = {"assignment_id": "firm-east/rep-spare", "enterprise_id": "firm-east"}
    return Walked(
        "rep-spare",
        "firm-east",
        [system(SetContact, contact_id="c", enterprise_id="firm-east", name="示例")],
        [(SYSTEM_ID, assignment("firm-east", "rep-spare"))],
        [system(EndAssignment, **names, until=today(), reason="调整")],
    )


def of_case(stage: Stage) -> Walked:
    """A department holds it while the order is its own."""
    op = accepted(stage)
    first, second = issue(op), issue(op, lead_office_id="land")
    no = act(ObjectToOrder, **on(op), order_id=new_id(first.op_id, 0), reason="非本局")
    outcome = act(RecordOutcome, **on(op), outcome="loan", amount="1", happened_on=today())
    return Walked(
        "handler-housing",
        op.problem_id,
        [("rep-east", outcome)],
        [("coordinator-east", first)],
        [("handler-housing", no), ("coordinator-east", second)],
    )


def of_cluster(stage: Stage) -> Walked:
    """The county's centre holds it while one of its problems is in it."""
    east, west = reported(stage), reported(stage, "firm-west", "rep-west")
    begun = act(BeginCluster, title="用地指标", centre_id="centre-city")
    stage.done_by("coordinator-city", begun)
    names = {"cluster_id": begun.cluster_id}
    return Walked(
        "coordinator-west",
        begun.cluster_id,
        [("coordinator-city", act(AddToCluster, **on(east), **names))],
        [("coordinator-city", act(AddToCluster, **on(west), **names))],
        [("coordinator-west", act(RemoveFromCluster, **on(west), **names, reason="不同"))],
    )


KINDS = {
    "global": of_global, "person": of_person, "region": of_region,
    "enterprise": of_enterprise, "case": of_case, "cluster": of_cluster,
}  # fmt: skip


def rows_of(laptop: Laptop, aggregate_id: str) -> set[str]:
    """What the laptop has of an aggregate."""

    def asked(connection: Any) -> set[str]:
        return {repr(row) for kind in SYNCED for row in select(connection, kind, aggregate_id=aggregate_id)}

    return laptop.read(asked)


def test_there_are_six_kinds() -> None:
    assert set(membership.KINDS.values()) == set(KINDS)
    assert all(issubclass(kind, Row) for kind in membership.KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_one_aggregate_enters_changes_and_leaves(stage: Stage, kind: str) -> None:
    walked: Walked = KINDS[kind](stage)
    laptop = stage.laptop(walked.person)

    def after(acts: list[Do]) -> set[str]:
        for person, operation in acts:
            stage.done_by(person, operation)
        laptop.sync()
        assert_same(stage, laptop)
        return rows_of(laptop, walked.aggregate_id)

    assert bool(rows_of(laptop, walked.aggregate_id)) == (not walked.enter)
    whole = after(walked.enter)
    assert whole
    assert after(walked.change) - whole
    assert bool(after(walked.leave)) == (not walked.leave)
    assert stage.read(select, Aggregate, id=walked.aggregate_id)[0].kind == kind


@pytest.mark.parametrize("holder", ["coordinator-city", "coordinator-west"])
def test_whoever_holds_a_cluster_counts_the_same(stage: Stage, holder: str) -> None:
    """The west centre holds none of the east's problems, and sees how far they are."""
    walked = of_cluster(stage)
    for person, operation in (*walked.enter, *walked.change):
        stage.done_by(person, operation)
    east = next(row for row in stage.read(select, ClusterMember) if row.centre_id == "centre-east")
    names = {"problem_id": east.problem_id, "enterprise_id": east.enterprise_id}
    stage.done_by("coordinator-east", act(AcceptProblem, **names))
    laptop = stage.laptop(holder)
    ((cluster, totals),) = laptop.read(clusters)
    assert cluster.title == "用地指标"
    assert (totals.problems, totals.firms, totals.over) == (2, 2, 0)
    assert totals.by_state == {"accepted": 1, "reported": 1}
