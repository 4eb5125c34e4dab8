"""Settling a conflict: mine, theirs, both, or a text of one's own. Both texts stay on record."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal

from sync.domain import permissions
from sync.domain.actor import Actor
from sync.domain.errors import Refused
from sync.operations import enterprises, reports, visits
from sync.operations.base import Context, Id, Operation, OptionalId, Text
from sync.operations.edits import Edit, edits_as_json
from sync.operations.facts import case_facts, enterprise_facts
from sync.operations.history import note
from sync.store.records import Records
from sync.store.tables import Conflict, Enterprise, Problem, Row, Visit

# What may be in conflict, and how an edit of it is made.
SUBJECTS: Final[dict[str, tuple[type[Row], Any]]] = {
    Enterprise.table: (Enterprise, enterprises.edited),
    Visit.table: (Visit, visits.edited),
    Problem.table: (Problem, reports.edited),
}

# A department stands in a problem as its id and its name: one choice of a person, one conflict, one settling.
TOGETHER: Final = {
    "proposed_office_id": "proposed_office_name",
    "proposed_office_name": "proposed_office_id",
}


class SettleConflict(Operation, frozen=True, kw_only=True):
    """The choice, and for `both` and `edit` the text that shall stand from now on."""

    kind: ClassVar[str] = "settle_conflict"

    enterprise_id: Id
    problem_id: OptionalId = ""
    conflict_id: Id
    choice: Literal["mine", "theirs", "both", "edit"]
    text: Text = ""

    def aggregates(self) -> tuple[str, ...]:
        return (self.problem_id or self.enterprise_id,)

    def reads(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


def settle_conflict(db: Records, actor: Actor, op: SettleConflict, context: Context) -> str:
    """The choice is an edit by somebody who saw the text that stood then: when a third text stands by now,
    it becomes a conflict again. Raises Refused("settled_conflict") when somebody chose before, and
    Refused("unknown_choice") for a department made of two.
    """
    _check_right(db, actor, op, context)
    conflict = db.get(Conflict, op.conflict_id)
    if conflict.aggregate_id != op.aggregates()[0]:
        raise Refused("missing", table=Conflict.table)
    if conflict.settled_at is not None:
        raise Refused("settled_conflict")
    if conflict.field in TOGETHER and op.choice in ("both", "edit"):
        raise Refused("unknown_choice", field="choice", choice=op.choice)
    kind, edited = SUBJECTS[conflict.subject_table]
    conflicts = (conflict, *_beside(db, conflict))
    edits = tuple(edit for each in conflicts for edit in _edits(op, each))
    verdict: str
    _, verdict = edited(db, actor, op, db.get(kind, conflict.subject_id), edits, context)
    for each in conflicts:
        db.change(each, settled_at=op.made_at, settled_as=op.choice, settled_by=actor.name)
    detail = edits_as_json(edits)
    note(db, actor, op, context, conflict.aggregate_id, conflict.subject_id, "settle_conflict", detail=detail)
    return verdict


def _check_right(db: Records, actor: Actor, op: SettleConflict, context: Context) -> None:
    if not op.problem_id:
        enterprise = db.get(Enterprise, op.enterprise_id)
        facts = enterprise_facts(db, enterprise, context.regions, op.made_at)
        return permissions.check(actor, "settle_conflict", facts)
    problem = db.get(Problem, op.problem_id)
    if problem.enterprise_id != op.enterprise_id:
        raise Refused("wrong_enterprise")
    return permissions.check(actor, "settle_conflict", case_facts(db, problem, context.regions, op.made_at))


def _beside(db: Records, conflict: Conflict) -> list[Conflict]:
    """The other half of one choice, of the same edit and still open."""
    field = TOGETHER.get(conflict.field)
    if field is None:
        return []
    named = {"aggregate_id": conflict.aggregate_id, "op_id": conflict.op_id, "field": field}
    rows = db.select(Conflict, **named, settled_at=None)
    return [row for row in rows if row.subject_id == conflict.subject_id]


def _edits(op: SettleConflict, conflict: Conflict) -> tuple[Edit, ...]:
    """What stands, stays without an edit."""
    if op.choice == "theirs":
        return ()
    text = conflict.offered if op.choice == "mine" else op.text
    return (Edit(conflict.field, conflict.standing, text),)
