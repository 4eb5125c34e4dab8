"""Work in quarantine: the centre that answers for the record admits it, or declines it with a reason."""

from __future__ import annotations

from typing import ClassVar

from sync.domain import permissions
from sync.domain.actor import SYSTEM_ID, Actor
from sync.domain.errors import Refused
from sync.domain.membership import CaseFacts, EnterpriseFacts
from sync.operations.base import Context, Id, Operation, OptionalId, Text, new_id
from sync.operations.facts import case_facts, enterprise_facts
from sync.operations.history import note
from sync.operations.needed import need_reason
from sync.store.records import Records
from sync.store.tables import Enterprise, Parked, Problem


class DecideWork(Operation, frozen=True, kw_only=True):
    """What both decisions name: the parked work, and the firm or problem (of the firm) where it lies."""

    enterprise_id: Id
    problem_id: OptionalId = ""
    parked_id: Id
    reason: Text = ""

    def aggregates(self) -> tuple[str, ...]:
        return (self.problem_id or self.enterprise_id,)

    def reads(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


class AdmitWork(DecideWork, frozen=True, kw_only=True):
    """It takes effect now, as its author's work at the time it was done, marked as late."""

    kind: ClassVar[str] = "admit_work"


class DeclineWork(DecideWork, frozen=True, kw_only=True):
    """It stays without effect; its text stays on record, and its author is told why."""

    kind: ClassVar[str] = "decline_work"


def parked_id(op_id: str) -> str:
    """The id of the row that shows an operation in quarantine."""
    return new_id(op_id, "parked")


def admit_work(db: Records, actor: Actor, op: AdmitWork, context: Context) -> None:
    """Raises Refused("already_decided"), and whatever the admitted work is refused with: then it stays
    parked. On a laptop its effect is awaited from the server."""
    _decide(db, actor, op, context, "admitted")


def decline_work(db: Records, actor: Actor, op: DeclineWork, context: Context) -> None:
    """Raises Refused("already_decided"), Refused("reason_needed")."""
    _decide(db, actor, op, context, "declined")


def _decide(db: Records, actor: Actor, op: DecideWork, context: Context, decision: str) -> None:
    facts = _facts(db, op, context)
    if actor.person_id != SYSTEM_ID:
        permissions.check(actor, "admit", facts)
    row = _undecided(db, op)
    if decision == "declined":
        need_reason(op.reason)
    by = f"{actor.name} {actor.post}".strip()
    decided = db.change(row, decision=decision, decided_at=op.made_at, decided_by=by, reason=op.reason)
    context.decided(db, decided, facts.centre_id, context)
    author = f"{row.author_name} {row.author_post}".strip()
    aggregate_id = row.aggregate_id
    note(db, actor, op, context, aggregate_id, aggregate_id, op.kind, text=op.reason, detail=author)


def _facts(db: Records, op: DecideWork, context: Context) -> CaseFacts | EnterpriseFacts:
    if not op.problem_id:
        return enterprise_facts(db, db.get(Enterprise, op.enterprise_id), context.regions, op.made_at)
    problem = db.get(Problem, op.problem_id)
    if problem.enterprise_id != op.enterprise_id:
        raise Refused("wrong_enterprise")
    return case_facts(db, problem, context.regions, op.made_at)


def _undecided(db: Records, op: DecideWork) -> Parked:
    row = db.get(Parked, op.parked_id)
    if row.aggregate_id != op.aggregates()[0]:
        raise Refused("missing", table=Parked.table)
    if row.decision:
        raise Refused("already_decided")
    return row
