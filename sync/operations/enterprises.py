"""Changes to a firm's own record by the people who serve it."""

from __future__ import annotations

from typing import ClassVar

from sync.domain import credit_code, permissions
from sync.domain.actor import Actor
from sync.operations.base import Context, Id, Operation
from sync.operations.edits import Edit, apply_edits, edits_as_json
from sync.operations.facts import enterprise_facts
from sync.operations.history import note
from sync.store.records import Records
from sync.store.tables import Enterprise

ENTERPRISE_TEXTS = frozenset({"credit_code", "address", "industry", "scale", "products", "note"})


class AmendEnterprise(Operation, frozen=True, kw_only=True):
    """Changes to single fields of a firm's record."""

    kind: ClassVar[str] = "amend_enterprise"

    enterprise_id: Id
    edits: tuple[Edit, ...]

    def aggregates(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


def amend_enterprise(db: Records, actor: Actor, op: AmendEnterprise, context: Context) -> str:
    """A credit code with a wrong check digit is kept as 待核实: a visit may not be held up by it."""
    enterprise = db.get(Enterprise, op.enterprise_id)
    permissions.check(
        actor, "amend_enterprise", enterprise_facts(db, enterprise, context.regions, op.made_at)
    )
    enterprise, verdict = apply_edits(db, actor, op, enterprise, op.edits, ENTERPRISE_TEXTS)
    db.change(enterprise, credit_state=credit_state(enterprise.credit_code))
    note(
        db,
        actor,
        op,
        context,
        enterprise.id,
        enterprise.id,
        "amend_enterprise",
        detail=edits_as_json(op.edits),
    )
    return verdict


def credit_state(code: str) -> str:
    """missing 待补 · ok · unverified 待核实."""
    if not code:
        return "missing"
    return "unverified" if credit_code.verify(code) else "ok"
