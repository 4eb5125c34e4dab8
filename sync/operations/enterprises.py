"""Changes to a firm's own record by the people who serve it."""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from sync.domain import credit_code, permissions
from sync.domain.actor import Actor
from sync.operations.base import Context, Id, Operation
from sync.operations.edits import LONG, SHORT, Edit, apply_edits, edits_as_json
from sync.operations.facts import enterprise_facts
from sync.operations.history import note
from sync.store.records import Records
from sync.store.tables import Enterprise

ENTERPRISE_TEXTS: Final = {
    "credit_code": SHORT, "address": SHORT, "industry": SHORT, "scale": SHORT, "products": LONG, "note": LONG,
}  # fmt: skip


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
    _, verdict = edited(db, actor, op, enterprise, op.edits, context)
    detail = edits_as_json(op.edits)
    note(db, actor, op, context, enterprise.id, enterprise.id, "amend_enterprise", detail=detail)
    return verdict


def edited(
    db: Records, actor: Actor, op: Operation, row: Enterprise, edits: tuple[Edit, ...], _context: Context
) -> tuple[Enterprise, str]:
    """The firm with the edits that fit, and the verdict."""
    row, verdict = apply_edits(db, actor, op, row, tuple(map(_plain, edits)), ENTERPRISE_TEXTS)
    return db.change(row, credit_state=credit_state(row.credit_code)), verdict


def _plain(edit: Edit) -> Edit:
    """A credit code is kept in its one normal form; other texts as they were written."""
    if edit.field != "credit_code":
        return edit
    return msgspec.structs.replace(edit, new=credit_code.normalised(edit.new))


def credit_state(code: str) -> str:
    """What a normalised code is worth: missing 待补 · ok · unverified 待核实 (GB 32100-2015)."""
    if not code:
        return "missing"
    return "unverified" if credit_code.verify(code) else "ok"
