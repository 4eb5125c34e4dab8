"""The 转办单 and the 专题议事会议 as lists of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sync.store.queries import problems
from sync.store.queries.asking import whole_of
from sync.store.queries.outbox_view import delivery
from sync.store.queries.problems import Filter, ProblemRow
from sync.store.tables import Meeting, Order

if TYPE_CHECKING:
    import sqlalchemy as sa


class OrderRow(msgspec.Struct, frozen=True):
    """One 转办单 with its problem's line; its number is "" until the server gave one."""

    order: Order
    problem: ProblemRow
    delivery: str


class MeetingRow(msgspec.Struct, frozen=True):
    """One meeting with its problem's line."""

    meeting: Meeting
    problem: ProblemRow
    delivery: str


def listed(connection: sa.Connection, where: Filter) -> list[OrderRow]:
    """The orders, withdrawn ones too, of the problems that the filter means; newest first."""
    lines = {row.id: row for row in problems.listed(connection, where)}
    found = whole_of(connection, Order, "aggregate_id", lines)
    words = delivery(connection, [order.id for order in found])
    newest = sorted(found, key=lambda order: (-order.issued_at, order.id))
    return [OrderRow(order, lines[order.problem_id], words.get(order.id, "delivered")) for order in newest]


def meetings(connection: sa.Connection, where: Filter) -> list[MeetingRow]:
    """The meetings about the problems that the filter means; newest first."""
    lines = {row.id: row for row in problems.listed(connection, where)}
    found = whole_of(connection, Meeting, "aggregate_id", lines)
    words = delivery(connection, [meeting.id for meeting in found])
    newest = sorted(found, key=lambda meeting: (meeting.held_on, meeting.id), reverse=True)
    return [MeetingRow(row, lines[row.problem_id], words.get(row.id, "delivered")) for row in newest]
