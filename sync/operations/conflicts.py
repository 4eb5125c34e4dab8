"""Settling a conflict: mine, theirs, both, or a text of one's own. Both texts stay on record."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from sync.domain import permissions
from sync.domain.actor import Actor
from sync.domain.errors import Refused
from sync.operations.base import Context, Id, Operation, OptionalId, Text
from sync.operations.facts import case_facts, enterprise_facts
from sync.operations.history import note
from sync.store.records import Records
from sync.store.tables import SYNCED_BY_NAME, Conflict, Enterprise, Problem


class SettleConflict(Operation, frozen=True, kw_only=True):
    """The choice, and the text that shall stand from now on."""

    kind: ClassVar[str] = "settle_conflict"

    enterprise_id: Id
    problem_id: OptionalId = ""
    conflict_id: Id
    choice: Literal["mine", "theirs", "both", "edit"]
    text: Text

    def aggregates(self) -> tuple[str, ...]:
        return (self.problem_id or self.enterprise_id,)

    def reads(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


def settle_conflict(db: Records, actor: Actor, op: SettleConflict, context: Context) -> None:
    """Raises Refused("settled_conflict") when somebody chose before."""
    if op.problem_id:
        problem = db.get(Problem, op.problem_id)
        permissions.check(actor, "settle_conflict", case_facts(db, problem, context.regions, op.made_at))
    else:
        enterprise = db.get(Enterprise, op.enterprise_id)
        permissions.check(
            actor, "amend_enterprise", enterprise_facts(db, enterprise, context.regions, op.made_at)
        )
    conflict = db.get(Conflict, op.conflict_id)
    if conflict.settled_at is not None:
        raise Refused("settled_conflict")
    row = db.get(SYNCED_BY_NAME[conflict.subject_table], conflict.subject_id)
    before = getattr(row, conflict.field)
    db.change(row, **{conflict.field: op.text})
    db.change(conflict, settled_at=op.made_at, settled_as=op.choice, settled_by=actor.name)
    edit = msgspec.json.encode([[conflict.field, before, op.text]]).decode()
    note(db, actor, op, context, row.aggregate_id, row.id, "settle_conflict", detail=edit)
