"""企业联络工作日志: what a representative or liaison saw and heard at a firm (CD-09)."""

from __future__ import annotations

from typing import ClassVar, Final

from sync.domain import permissions
from sync.domain.actor import Actor
from sync.operations import choices
from sync.operations.base import Code, Context, Day, Id, Many, Operation, Text, Word, new_id
from sync.operations.days import as_day, not_after
from sync.operations.edits import LONG, SHORT, Edit, apply_edits, edits_as_json
from sync.operations.facts import enterprise_facts
from sync.operations.history import note
from sync.store.records import Records
from sync.store.tables import Enterprise, Visit

VISIT_TEXTS: Final = {
    "met": SHORT, "companions": SHORT, "situation": LONG, "advice": LONG, "promises": LONG,
}  # fmt: skip


class LogVisit(Operation, frozen=True, kw_only=True):
    """A finished entry of the log. `combined`: made during another duty of a part-time liaison (CD-08)."""

    kind: ClassVar[str] = "log_visit"

    enterprise_id: Id
    visited_on: Day
    manner: Code = "on_site"
    met: Word = ""
    companions: Word = ""
    purposes: Many = ()
    situation: Text = ""
    advice: Text = ""
    promises: Text = ""
    next_on: Day = ""
    combined: bool = False

    def aggregates(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


class AmendVisit(Operation, frozen=True, kw_only=True):
    """Changes to the texts of a finished entry."""

    kind: ClassVar[str] = "amend_visit"

    enterprise_id: Id
    visit_id: Id
    edits: tuple[Edit, ...]

    def aggregates(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


def visit_id(op: LogVisit) -> str:
    """The id of the visit that the operation makes."""
    return new_id(op.op_id, 0)


def log_visit(db: Records, actor: Actor, op: LogVisit, context: Context) -> None:
    """Raises Refused("future_visit") when the day lies after the day it was written (CD-09)."""
    enterprise = db.get(Enterprise, op.enterprise_id)
    permissions.check(actor, "log_visit", enterprise_facts(db, enterprise, context.regions, op.made_at))
    not_after(op.visited_on, op.made_at, "visited_on")
    choices.known(context.profile, "manner", (op.manner,))
    choices.known(context.profile, "purpose", op.purposes)
    if op.next_on:
        as_day(op.next_on, "next_on")
    new = visit_id(op)
    db.add(
        Visit(
            id=new,
            aggregate_id=enterprise.id,
            enterprise_id=enterprise.id,
            enterprise_name=enterprise.name,
            visited_on=op.visited_on,
            manner=op.manner,
            visitor_id=actor.person_id,
            visitor_name=actor.name,
            visitor_post=actor.post,
            met=op.met,
            companions=op.companions,
            purposes=op.purposes,
            situation=op.situation,
            advice=op.advice,
            promises=op.promises,
            next_on=op.next_on or None,
            combined=op.combined,
            made_at=op.made_at,
        )
    )
    note(db, actor, op, context, enterprise.id, new, "log_visit")


def amend_visit(db: Records, actor: Actor, op: AmendVisit, context: Context) -> str:
    """Both texts stay when somebody else changed the same one."""
    enterprise = db.get(Enterprise, op.enterprise_id)
    permissions.check(actor, "amend_visit", enterprise_facts(db, enterprise, context.regions, op.made_at))
    visit = db.get(Visit, op.visit_id)
    _, verdict = edited(db, actor, op, visit, op.edits, context)
    note(db, actor, op, context, enterprise.id, visit.id, "amend_visit", detail=edits_as_json(op.edits))
    return verdict


def edited(
    db: Records, actor: Actor, op: Operation, row: Visit, edits: tuple[Edit, ...], _context: Context
) -> tuple[Visit, str]:
    """The visit with the edits that fit, and the verdict."""
    return apply_edits(db, actor, op, row, edits, VISIT_TEXTS)
