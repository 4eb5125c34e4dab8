"""One problem whole: everything that its page shows, in one snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from sync.domain.rings import RingState, rings_of
from sync.store.queries import conflicts, files, outbox_view, problems
from sync.store.queries.asking import whole
from sync.store.queries.conflicts import ConflictCard
from sync.store.queries.directory import region_path
from sync.store.queries.files import File
from sync.store.queries.history import Line, lines_within
from sync.store.queries.outbox_view import Waiting
from sync.store.queries.problems import ProblemRow
from sync.store.tables import Dispatch, FollowUp, Limit, Meeting, Order, Outcome, Problem, Reply, Row, Summons

if TYPE_CHECKING:
    import sqlalchemy as sa

    from sync.domain.profile import Profile

R = TypeVar("R", bound=Row)


class CaseDetail(msgspec.Struct, frozen=True, kw_only=True):
    """`region`: names from the top down. `lines` and `files` are newest first, all other rows oldest first.
    `order` is the one that stands; `waiting`: what the server has not accepted yet, oldest first."""

    problem: Problem
    row: ProblemRow
    region: tuple[str, ...]
    rings: tuple[RingState, ...]
    limits: tuple[Limit, ...]
    lines: tuple[Line, ...]
    dispatches: tuple[Dispatch, ...]
    summons: tuple[Summons, ...]
    meetings: tuple[Meeting, ...]
    orders: tuple[Order, ...]
    replies: tuple[Reply, ...]
    follow_ups: tuple[FollowUp, ...]
    outcomes: tuple[Outcome, ...]
    files: tuple[File, ...]
    conflicts: tuple[ConflictCard, ...]
    waiting: tuple[Waiting, ...]

    @property
    def order(self) -> Order | None:
        """The 转办单 that stands."""
        standing = [order for order in self.orders if order.withdrawn_at is None]
        return standing[-1] if standing else None


def detail(connection: sa.Connection, problem_id: str, profile: Profile) -> CaseDetail | None:
    """The problem, or None when it is not on this laptop."""
    found = whole(connection, Problem, id=problem_id)
    if not found:
        return None
    problem, lines = found[0], lines_within(connection, problem_id)

    def rows(kind: type[R], by: str) -> tuple[R, ...]:
        belonging = whole(connection, kind, aggregate_id=problem_id)
        return tuple(sorted(belonging, key=lambda row: (getattr(row, by), row.id)))

    return CaseDetail(
        problem=problem,
        row=problems.rows(connection, [problem_id])[0],
        region=region_path(connection, problem.enterprise_region_id),
        rings=rings_of(
            profile, problem.state, [(line.history.state, line.history.at) for line in lines[::-1]]
        ),
        limits=rows(Limit, "cycle"),
        lines=lines,
        dispatches=rows(Dispatch, "sent_at"),
        summons=rows(Summons, "called_at"),
        meetings=rows(Meeting, "held_on"),
        orders=rows(Order, "issued_at"),
        replies=rows(Reply, "at"),
        follow_ups=rows(FollowUp, "at"),
        outcomes=rows(Outcome, "at"),
        files=files.within(connection, problem_id),
        conflicts=conflicts.within(connection, problem_id),
        waiting=outbox_view.waiting_of(connection, problem_id),
    )
