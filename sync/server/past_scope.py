"""Who held what at an instant: work that was done then is late, not out of scope.

A way is a placement (office or person → aggregate) or a path (person → office). One that opens again keeps
its earlier time as a span, so that a laptop that was away all the while is judged by the time of its work.
"""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa

from sync.domain.clock import Instant
from sync.server.scope import placements
from sync.store.rows import select
from sync.store.tables import Access, Mark, OfficePath, Span


class Way(NamedTuple):
    """Who could read what, from a revision to an instant (None: still open)."""

    holder_id: str
    held_id: str
    granted: int
    revoked_at: Instant | None


def held_then(connection: sa.Connection, person_id: str, aggregate_ids: set[str], at: Instant) -> set[str]:
    """Those of the aggregates that the person held at an instant."""
    if not aggregate_ids:
        return set()
    offices = {way.held_id for way in _open_at(connection, _into_offices(connection, person_id), at)}
    concealed = _concealed(connection, aggregate_ids)
    ways = [
        way
        for way in _to(connection, aggregate_ids)
        if way.holder_id in {person_id, *offices} and (way.held_id, way.holder_id) not in concealed
    ]
    return {way.held_id for way in _open_at(connection, ways, at)}


def _open_at(connection: sa.Connection, ways: list[Way], at: Instant) -> list[Way]:
    """Those of the ways that were open: a revision says when it was granted by its transaction's mark."""
    not_over = [way for way in ways if way.revoked_at is None or way.revoked_at >= at]
    granted = sorted({way.granted for way in not_over})
    early = {mark.revision for mark in select(connection, Mark, revision=granted) if mark.at <= at}
    return [way for way in not_over if way.granted in early]


def _into_offices(connection: sa.Connection, person_id: str) -> list[Way]:
    rows = select(connection, OfficePath, person_id=person_id)
    ways = [Way(row.person_id, row.office_id, row.granted, row.revoked_at) for row in rows]
    return ways + [_of_span(span) for span in select(connection, Span, holder_id=person_id)]


def _to(connection: sa.Connection, aggregate_ids: set[str]) -> list[Way]:
    rows = placements(connection, aggregate_ids)
    ways = [Way(row.holder_id, row.aggregate_id, row.granted, row.revoked_at) for row in rows]
    return ways + [_of_span(span) for span in select(connection, Span, held_id=sorted(aggregate_ids))]


def _of_span(span: Span) -> Way:
    return Way(span.holder_id, span.held_id, span.granted, span.revoked_at)


def _concealed(connection: sa.Connection, aggregate_ids: set[str]) -> set[tuple[str, str]]:
    """What is kept from whom (回避): the answer to late work would tell how the problem stands."""
    rows = select(connection, Access, aggregate_id=sorted(aggregate_ids), way="concealed", until=None)
    return {(row.aggregate_id, row.holder_id) for row in rows}
