"""Reads what rights and membership rest on from the rows of an aggregate, by the index of every aggregate."""

from __future__ import annotations

from typing import Final

from sync.domain.clock import Instant, day_of
from sync.domain.membership import CaseFacts, ClusterFacts, EnterpriseFacts
from sync.domain.regions import Node, RegionTree
from sync.store.records import Records
from sync.store.tables import (
    Access,
    Assignment,
    Cluster,
    ClusterMember,
    Dispatch,
    Enterprise,
    History,
    Office,
    Order,
    Problem,
    Region,
    Reply,
    Station,
    Summons,
)

HANDLING: Final = ("sign_for", "close_on_site")  # what a person's part in the handling is told by


def region_tree(db: Records) -> RegionTree:
    """The region tree of the global aggregate, with the centre and the supervision of each region."""
    centres = {office.region_id: office.id for office in db.select(Office, kind="centre")}
    watching: dict[str, tuple[str, ...]] = {}
    for office in db.select(Office, kind="supervision"):
        watching[office.region_id] = (*watching.get(office.region_id, ()), office.id)
    return RegionTree(
        {
            row.id: Node(row.id, row.parent_id, centres.get(row.id, ""), watching.get(row.id, ()))
            for row in db.select(Region)
        }
    )


def _assigned(db: Records, enterprise_id: str, at: Instant | None) -> tuple[str, ...]:
    """People who serve the firm at present, or who served it on the day of an instant: late work is judged
    by the day it was done. Whoever will serve it from a later day on holds it already."""
    rows = db.select(Assignment, aggregate_id=enterprise_id)
    if at is None:
        return tuple(row.person_id for row in rows if row.until is None)
    day = day_of(at).isoformat()
    served = [row for row in rows if row.since <= day and (row.until is None or row.until >= day)]
    return tuple(row.person_id for row in served)


def _station_offices(db: Records, enterprise_id: str) -> tuple[str, ...]:
    rows = db.select(Station, aggregate_id=enterprise_id)
    return tuple(row.office_id for row in rows if row.office_id and row.closed_on is None)


def enterprise_facts(
    db: Records, enterprise: Enterprise, regions: RegionTree, at: Instant | None = None
) -> EnterpriseFacts:
    """Who serves a firm and which centres see it, at present or when the work was done."""
    return EnterpriseFacts(
        centres=regions.centres(enterprise.region_id),
        station_offices=_station_offices(db, enterprise.id),
        assigned=_assigned(db, enterprise.id, at),
    )


def case_facts(db: Records, problem: Problem, regions: RegionTree, at: Instant | None = None) -> CaseFacts:
    """Who has a part in a problem, at present or when the work was done. A department's laptop does not
    hold the firm: who serves it now is not known there, and no right of the department's people asks it.

    A firm that moved takes its problems along: the centres of its new place read them too.
    """
    firm = db.find(Enterprise, problem.enterprise_id)
    region = firm.region_id if firm is not None else problem.enterprise_region_id
    every_order = db.select(Order, aggregate_id=problem.id)
    orders = [order for order in every_order if order.withdrawn_at is None]
    handled = [order for order in every_order if order.signed_for_id]
    replies = db.select(Reply, aggregate_id=problem.id)
    dispatches = db.select(Dispatch, aggregate_id=problem.id)
    ways = open_access(db, problem.id)
    return CaseFacts(
        centre_id=problem.centre_id,
        centres=regions.centres(region),
        station_offices=_station_offices(db, problem.enterprise_id),
        assigned=_assigned(db, problem.enterprise_id, at),
        reporter_id=problem.reporter_id,
        representatives=(*problem.representative_ids, *_served_since(db, problem)),
        sent=tuple(row.person_id for row in dispatches),
        on_site=tuple(row.person_id for row in dispatches if row.cycle == problem.cycle),
        readers=ways.get("named", ()),
        raised_to=ways.get("raised", ()),
        supervising=regions.supervision(region),
        concealed_from=ways.get("concealed", ()),
        summoned=tuple(row.office_id for row in db.select(Summons, aggregate_id=problem.id)),
        lead_offices=tuple(order.lead_office_id for order in orders),
        assisting_offices=tuple(office for order in orders for office in order.assisting_ids),
        handled_by=(*(row.author_id for row in replies), *_worked_on(db, problem, every_order)),
        handled_in=tuple(
            office for order in handled for office in (order.lead_office_id, *order.assisting_ids)
        ),
        signed_by=tuple(person for order in every_order for person in (order.drafter_id, order.signer_id)),
    )


def _served_since(db: Records, problem: Problem) -> tuple[str, ...]:
    """Who has served the firm on any day since the problem was reported, so far as it is known here."""
    day = day_of(problem.reported_at).isoformat()
    rows = db.select(Assignment, aggregate_id=problem.enterprise_id)
    return tuple(row.person_id for row in rows if row.until is None or row.until >= day)


def _worked_on(db: Records, problem: Problem, orders: list[Order]) -> tuple[str, ...]:
    """Who has signed for an order, or has ended the problem on site. An order that is handed back is signed
    for anew, maybe by somebody else: of earlier cycles the history tells."""
    now = tuple(order.signed_for_id for order in orders if order.signed_for_id)
    if problem.cycle == 1 and problem.conclusion != "on_site":
        return now
    told = (db.select(History, aggregate_id=problem.id, action=action) for action in HANDLING)
    return (*now, *(line.actor_id for lines in told for line in lines))


def open_access(db: Records, problem_id: str) -> dict[str, tuple[str, ...]]:
    """The exceptions to who reads a problem that stand: way → the offices or people it is about."""
    ways: dict[str, tuple[str, ...]] = {}
    for row in db.select(Access, aggregate_id=problem_id):
        if row.until is None:
            ways[row.way] = (*ways.get(row.way, ()), row.holder_id)
    return ways


def cluster_facts(db: Records, cluster: Cluster, regions: RegionTree) -> ClusterFacts:
    """Which centres a group of similar problems concerns. The server asks: it reads the problems."""
    members = db.select(ClusterMember, aggregate_id=cluster.id, removed_at=None)
    kept = (open_access(db, row.problem_id).get("concealed", ()) for row in members)
    return ClusterFacts(
        centres=regions.centres(db.get(Office, cluster.centre_id).region_id),
        members=tuple(row.centre_id for row in members),
        concealed_from=tuple(office for offices in kept for office in offices),
    )
