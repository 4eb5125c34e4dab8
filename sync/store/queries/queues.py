"""Who has to act next: each queue is the problems that wait for somebody, in the order in which they came.

TO ADD A QUEUE: name it in QUEUES with the role whose offices count (None: the person), and its condition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from sync.domain.actor import Actor
from sync.domain.workflow import OVER, STATES
from sync.store.queries.asking import ids_of, many
from sync.store.queries.problems import ProblemRow, rows

if TYPE_CHECKING:
    import sqlalchemy as sa


class Queue(msgspec.Struct, frozen=True):
    """Problems in one of the `states` that the condition gives to `mine`: the offices in which the person has
    the `role`, or the person alone."""

    role: str | None
    states: tuple[str, ...]
    condition: str


_OF_CENTRE: Final = "p.centre_id IN mine"
_LED: Final = """p.id IN (SELECT o.problem_id FROM transfer_order o
    WHERE o.withdrawn_at IS NULL AND o.lead_office_id IN mine)"""
_ASSISTED: Final = """p.id IN (SELECT o.problem_id FROM transfer_order o, json_each(o.assisting_ids) AS part
    WHERE o.withdrawn_at IS NULL AND part.value IN mine)"""
_CALLED: Final = """EXISTS (SELECT 1 FROM summons s WHERE s.aggregate_id = p.id
    AND s.cycle = p.cycle AND s.reported_at IS NULL AND s.office_id IN mine)"""
_SENT: Final = """EXISTS (SELECT 1 FROM dispatch d WHERE d.aggregate_id = p.id
    AND d.cycle = p.cycle AND d.person_id IN mine)"""
_SERVED: Final = """(p.reporter_id IN mine OR p.enterprise_id IN (
    SELECT a.enterprise_id FROM assignment a WHERE a.until IS NULL AND a.person_id IN mine))"""

QUEUES: Final[dict[str, Queue]] = {
    # the centre: 待受理 · 待转办 · 异议 · 已答复待审核 · 退回补充中
    "to_accept": Queue("coordinator", ("reported",), _OF_CENTRE),
    "to_transfer": Queue("coordinator", ("accepted", "in_meeting"), _OF_CENTRE),
    "objected": Queue("coordinator", ("objected",), _OF_CENTRE),
    "to_check": Queue("coordinator", ("replied",), _OF_CENTRE),
    "returned_by_us": Queue("coordinator", ("returned",), _OF_CENTRE),
    # the department: 待签收 · 办理中 · 协办 · 被吹哨
    "to_sign": Queue("handler", ("transferred",), _LED),
    "in_hand": Queue("handler", ("in_hand",), _LED),
    "assisting": Queue("handler", ("transferred", "in_hand"), _ASSISTED),
    "summoned": Queue("handler", tuple(sorted(STATES - OVER)), _CALLED),
    # the follow-up caller: 已办结 · 待回访
    "to_call": Queue("caller", ("closed",), _OF_CENTRE),
    "calling": Queue("caller", ("awaiting_follow_up",), _OF_CENTRE),
    # the person: 派员现场 · 退回补充
    "sent_to_me": Queue(None, ("on_site",), _SENT),
    "returned_to_me": Queue(None, ("returned",), _SERVED),
}

_ASKED: Final = """
WITH mine AS (SELECT value FROM json_each(:mine))
SELECT p.id FROM problem p WHERE p.state IN (SELECT value FROM json_each(:states)) AND
"""
_OLDEST: Final = "ORDER BY p.reported_at, p.id"


def ids(connection: sa.Connection, queue: str, actor: Actor) -> list[str]:
    """The problems in a queue of QUEUES, oldest first."""
    meant = QUEUES[queue]
    mine = {actor.person_id} if meant.role is None else actor.offices(meant.role)
    if not mine:
        return []
    asked = " ".join((_ASKED, meant.condition, _OLDEST))
    return ids_of(connection, asked, mine=many(mine), states=many(meant.states))


def listed(connection: sa.Connection, queue: str, actor: Actor) -> list[ProblemRow]:
    """The lines of the problems in a queue, oldest first."""
    return rows(connection, ids(connection, queue, actor))


def counts(connection: sa.Connection, actor: Actor) -> dict[str, int]:
    """Queue → how many wait, for the queues of the roles that the person holds."""
    roles = {held.role for held in actor.roles}
    asked = [code for code, queue in QUEUES.items() if queue.role is None or queue.role in roles]
    return {code: len(ids(connection, code, actor)) for code in asked}
