"""Whose laptops have not reported: what a centre counts is as old as what its people's laptops sent.

Asked from the placements, so that each centre hears of those alone who serve firms that it holds; nothing is
written for it, and a laptop that does not ask costs nothing.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from sync.domain import permissions
from sync.domain.clock import Instant, day_of, start_of
from sync.operations.actors import actor_at
from sync.store.records import Records
from sync.store.rows import DatabaseSource
from sync.store.schema import TABLES
from sync.wire_reporting import ReportingReply, Silent


def reporting(connection: sa.Connection, person_id: str, now: Instant) -> ReportingReply:
    """For one person; empty for who counts for no centre."""
    actor = actor_at(Records(DatabaseSource(connection)), person_id, now)
    served = _served_by(sorted(permissions.counts_for(actor)), day_of(now).isoformat())
    people = {row[0] for row in connection.execute(served)}
    heard = _heard(connection, served)
    today = start_of(day_of(now))
    silent = sorted((at, person) for person, at in heard.items() if at < today)
    return ReportingReply(
        silent=[Silent(person_id=person, contact_at=at) for at, person in silent],
        people=len(people),
        without_laptop=len(people - heard.keys()),
        server_time=now,
    )


def _served_by(offices: list[str], today: str) -> sa.Select[Any]:
    """Who serves a firm today that one of the offices holds."""
    placement, assignment = TABLES["placement"], TABLES["assignment"]
    serves = sa.or_(assignment.c.until.is_(None), assignment.c.until >= today)
    return (
        sa.select(assignment.c.person_id)
        .join(placement, placement.c.aggregate_id == assignment.c.aggregate_id)
        .where(placement.c.holder_id.in_(offices), placement.c.revoked.is_(None))
        .where(assignment.c.since <= today, serves)
        .distinct()
    )


def _heard(connection: sa.Connection, people: sa.Select[Any]) -> dict[str, Instant]:
    """Person → the newest contact of a laptop that was not withdrawn."""
    device = TABLES["device"]
    newest = (
        sa.select(device.c.person_id, sa.func.max(device.c.last_contact_at))
        .where(device.c.person_id.in_(people), device.c.revoked_at.is_(None))
        .group_by(device.c.person_id)
    )
    rows: list[tuple[str, Instant]] = [(row[0], row[1]) for row in connection.execute(newest)]
    return dict(rows)
