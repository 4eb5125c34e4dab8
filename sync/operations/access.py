"""Who else reads a problem, and who must not: 回避, 提级, 红色专班.

None of it is a step of the city's; each is a row of the case, and `domain.membership` reads it.
"""

from __future__ import annotations

from typing import ClassVar

from sync.domain.actor import Actor
from sync.domain.errors import Refused
from sync.operations.base import Context, Id, Text, new_id
from sync.operations.case import Case, CaseOperation
from sync.operations.facts import open_access
from sync.operations.needed import need, need_reason
from sync.operations.offices import department, duty_of
from sync.store.records import Records
from sync.store.tables import Access, Office


class ConcealProblem(CaseOperation, frozen=True, kw_only=True):
    """回避: the problem is about a department, which does not read it until it is released (XZ-35)."""

    kind: ClassVar[str] = "conceal_problem"

    office_id: Id
    reason: Text


class ReleaseProblem(CaseOperation, frozen=True, kw_only=True):
    """The department may read it from now on, whole."""

    kind: ClassVar[str] = "release_problem"

    office_id: Id
    reason: Text


class RaiseProblem(CaseOperation, frozen=True, kw_only=True):
    """提级: the centre cannot solve it and hands its analysis to the one above (HZ-12)."""

    kind: ClassVar[str] = "raise_problem"

    analysis: Text


class ReturnRaised(CaseOperation, frozen=True, kw_only=True):
    """The centre above gives the problem back, with its decision."""

    kind: ClassVar[str] = "return_raised"

    decision: Text


class NameReader(CaseOperation, frozen=True, kw_only=True):
    """红色专班: a person of supervision or discipline reads this problem (XZ-26); `directory_id` lists the
    person."""

    kind: ClassVar[str] = "name_reader"

    person_id: Id
    directory_id: Id
    reason: Text

    def reads(self) -> tuple[str, ...]:
        return (*super().reads(), self.directory_id)


class DismissReader(CaseOperation, frozen=True, kw_only=True):
    """The person reads it no longer."""

    kind: ClassVar[str] = "dismiss_reader"

    person_id: Id
    reason: Text


def conceal_problem(db: Records, actor: Actor, op: ConcealProblem, context: Context) -> None:
    """Raises Refused("reason_needed"), Refused("unknown_office"), Refused("already_exists")."""
    case = Case(db, actor, op, context, "conceal", is_step=False)
    need_reason(op.reason)
    office = department(db, op.office_id)
    _open(case, "concealed", office.id, office.name, op.reason)


def release_problem(db: Records, actor: Actor, op: ReleaseProblem, context: Context) -> None:
    """Raises Refused("reason_needed"), Refused("missing") where nothing is kept from the department."""
    case = Case(db, actor, op, context, "release", is_step=False)
    need_reason(op.reason)
    _end(case, "concealed", op.office_id, op.reason)


def raise_problem(db: Records, actor: Actor, op: RaiseProblem, context: Context) -> None:
    """Raises Refused("incomplete"), Refused("no_centre") where none stands above, Refused("already_exists")
    while it is raised."""
    case = Case(db, actor, op, context, "raise", is_step=False)
    need(analysis=op.analysis)
    if open_access(db, case.problem.id).get("raised"):
        raise Refused("already_exists", table=Access.table)
    own = db.get(Office, case.problem.centre_id)
    above = next((office for office in context.regions.centres(own.region_id) if office != own.id), "")
    if not above:
        raise Refused("no_centre")
    _open(case, "raised", above, db.get(Office, above).name, op.analysis)


def return_raised(db: Records, actor: Actor, op: ReturnRaised, context: Context) -> None:
    """Raises Refused("incomplete")."""
    case = Case(db, actor, op, context, "return_raised", is_step=False)
    need(decision=op.decision)
    for office_id in case.facts.raised_to:
        _end(case, "raised", office_id, op.decision)


def name_reader(db: Records, actor: Actor, op: NameReader, context: Context) -> None:
    """Raises Refused("reason_needed"), Refused("unknown_person") for somebody who supervises nowhere."""
    case = Case(db, actor, op, context, "name_reader", is_step=False)
    need_reason(op.reason)
    duty = duty_of(db, op.directory_id, op.person_id, op.made_at, "supervisor")
    _open(case, "named", duty.person_id, duty.person_name, op.reason, duty.person_post)


def dismiss_reader(db: Records, actor: Actor, op: DismissReader, context: Context) -> None:
    """Raises Refused("reason_needed"), Refused("missing") for somebody who is not named."""
    case = Case(db, actor, op, context, "dismiss_reader", is_step=False)
    need_reason(op.reason)
    _end(case, "named", op.person_id, op.reason)


def _open(case: Case, way: str, holder_id: str, name: str, reason: str, post: str = "") -> None:
    """Raises Refused("already_exists") when it stands already."""
    if holder_id in open_access(case.db, case.problem.id).get(way, ()):
        raise Refused("already_exists", table=Access.table)
    case.db.add(
        Access(
            id=new_id(case.op.op_id, 0),
            aggregate_id=case.problem.id,
            problem_id=case.problem.id,
            way=way,
            holder_id=holder_id,
            holder_name=name,
            holder_post=post,
            author_id=case.actor.person_id,
            author_name=case.actor.name,
            author_post=case.actor.post,
            at=case.op.made_at,
            reason=reason,
        )
    )
    case.move(reason, detail=f"{name} {post}".strip(), office_name=case.own_office())


def _end(case: Case, way: str, holder_id: str, reason: str) -> None:
    """Raises Refused("missing")."""
    named = {"aggregate_id": case.problem.id, "way": way, "holder_id": holder_id, "until": None}
    for row in case.db.select(Access, **named):
        ended = {"until": case.op.made_at, "ended_by": case.actor.person_id, "ended_reason": reason}
        case.db.change(row, **ended)
        case.move(
            reason, detail=f"{row.holder_name} {row.holder_post}".strip(), office_name=case.own_office()
        )
        return
    raise Refused("missing", table=Access.table)
