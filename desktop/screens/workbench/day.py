"""What a person's day asks for, read in one look. Every number is the length of the list beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sync.domain.actor import Actor
from sync.domain.clock import Instant, day_of
from sync.domain.deadlines import Deadline
from sync.domain.workflow import OVER
from sync.domain.working_time import Calendar
from sync.store.queries import enterprises, problems, queues, visits
from sync.store.queries.asking import whole
from sync.store.queries.enterprises import EnterpriseRow
from sync.store.queries.problems import ProblemRow
from sync.store.queries.visits import VisitRow
from sync.store.tables import Draft

if TYPE_CHECKING:
    import sqlalchemy as sa

SOON = 3  # working days left that are worth a look


class Day(msgspec.Struct, frozen=True):
    """`returned`, `sent`: problems that wait for me; `planned`: visits whose day has come; `due`: problems of
    mine by the time that is left, overdue ones first; `firms`: longest unvisited first; `stopped`: how many
    cards of the sync screen need me, as the chip counts them."""

    returned: tuple[ProblemRow, ...]
    sent: tuple[ProblemRow, ...]
    planned: tuple[VisitRow, ...]
    due: tuple[ProblemRow, ...]
    firms: tuple[EnterpriseRow, ...]
    drafts: tuple[Draft, ...]
    stopped: int = 0


def day(connection: sa.Connection, actor: Actor, calendar: Calendar, now: Instant) -> Day:
    """The day as it stands now."""
    from sync.engine.standing import standing

    today = day_of(now)
    mine = problems.Filter(person_id=actor.person_id)
    served = enterprises.listed(connection, actor.person_id, today, True)
    begun = whole(connection, Draft)
    return Day(
        returned=tuple(queues.listed(connection, "returned_to_me", actor)),
        sent=tuple(queues.listed(connection, "sent_to_me", actor)),
        planned=tuple(visits.planned(connection, actor.person_id, today)),
        due=tuple(due_soon(problems.listed(connection, mine), calendar, now)),
        firms=tuple(sorted(served, key=patience)),
        drafts=tuple(sorted(begun, key=lambda draft: -draft.updated_at)),
        stopped=standing(connection).attention,
    )


def due_soon(rows: list[ProblemRow], calendar: Calendar, now: Instant) -> list[ProblemRow]:
    """Those whose clock runs and has at most SOON working days left, or none: the earliest end first."""
    ends: list[tuple[int, str, ProblemRow]] = []
    for row in rows:
        if row.limit is None or row.limit.ended_on is not None or row.state in OVER:
            continue
        standing = Deadline.of(row.limit).standing(calendar, now)
        if standing.overdue or standing.working_days <= SOON:
            ends.append((standing.due.at, row.id, row))
    return [row for _at, _id, row in sorted(ends, key=lambda end: end[:2])]


def patience(row: EnterpriseRow) -> tuple[bool, int, str]:
    """Never visited before all others, then the longest ago."""
    return (row.days_since_visit is not None, -(row.days_since_visit or 0), row.name)
