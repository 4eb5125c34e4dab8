"""Reads what rights and membership rest on from the rows of an aggregate, by the index of every aggregate."""

from __future__ import annotations

from sync.domain.clock import Instant, day_of
from sync.domain.membership import CaseFacts, EnterpriseFacts
from sync.domain.regions import Node, RegionTree
from sync.store.records import Records
from sync.store.tables import (
    Assignment,
    Dispatch,
    Enterprise,
    Office,
    Order,
    Problem,
    Region,
    Reply,
    Station,
    Summons,
)


def region_tree(db: Records) -> RegionTree:
    """The region tree of the global aggregate, with the centre that stands in each region."""
    centres = {office.region_id: office.id for office in db.select(Office, kind="centre")}
    return RegionTree(
        {row.id: Node(row.id, row.parent_id, centres.get(row.id, "")) for row in db.select(Region)}
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
    hold the firm: who serves it now is not known there, and no right of the department's people asks it."""
    every_order = db.select(Order, aggregate_id=problem.id)
    orders = [order for order in every_order if order.withdrawn_at is None]
    replies = db.select(Reply, aggregate_id=problem.id)
    return CaseFacts(
        centre_id=problem.centre_id,
        centres=regions.centres(problem.enterprise_region_id),
        station_offices=_station_offices(db, problem.enterprise_id),
        assigned=_assigned(db, problem.enterprise_id, at),
        reporter_id=problem.reporter_id,
        representatives=problem.representative_ids,
        sent=tuple(row.person_id for row in db.select(Dispatch, aggregate_id=problem.id)),
        summoned=tuple(row.office_id for row in db.select(Summons, aggregate_id=problem.id)),
        lead_offices=tuple(order.lead_office_id for order in orders),
        assisting_offices=tuple(office for order in orders for office in order.assisting_ids),
        handled_by=(*(row.author_id for row in replies), *(order.signed_for_id for order in orders)),
        signed_by=tuple(person for order in every_order for person in (order.drafter_id, order.signer_id)),
    )
