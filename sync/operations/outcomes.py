"""The ledger of outcomes: typed results with evidence, never added together across kinds (CD-18, CD-23)."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import ClassVar, Final

from sync.domain.actor import Actor
from sync.domain.errors import Refused
from sync.operations.base import Code, Context, Day, Text, Word, new_id
from sync.operations.case import Case, CaseOperation
from sync.operations.days import not_after
from sync.store.records import Records
from sync.store.tables import Outcome

# At most a quadrillion, and six places behind the point: 0.5, 3000, 13.25.
_NUMBER: Final = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?")
_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．", "0123456789.")


class RecordOutcome(CaseOperation, frozen=True, kw_only=True):
    """One result: `amount` is a decimal number as text, counted in the unit of its kind."""

    kind: ClassVar[str] = "record_outcome"

    outcome: Code
    amount: Word
    happened_on: Day
    evidence: Text = ""


def record_outcome(db: Records, actor: Actor, op: RecordOutcome, context: Context) -> None:
    """Raises Refused("unknown_choice"), Refused("not_a_number"), Refused("future_visit")."""
    case = Case(db, actor, op, context, "record_outcome")
    kind = context.profile.outcome(op.outcome)
    if kind is None:
        raise Refused("unknown_choice", field="outcome", choice=op.outcome)
    not_after(op.happened_on, op.made_at, "happened_on")
    amount = as_amount(op.amount)
    db.add(
        Outcome(
            id=new_id(op.op_id, 0),
            aggregate_id=case.problem.id,
            problem_id=case.problem.id,
            enterprise_id=case.problem.enterprise_id,
            enterprise_name=case.problem.enterprise_name,
            kind=kind.code,
            amount=amount,
            unit=kind.unit,
            happened_on=op.happened_on,
            evidence=op.evidence,
            recorded_by=actor.person_id,
            at=op.made_at,
        )
    )
    case.move(op.evidence, detail=f"{kind.name} {amount} {kind.unit}")


def as_amount(text: str) -> str:
    """A positive decimal number, as short as it can be written; full-width digits are taken as digits.

    Raises Refused("not_a_number").
    """
    plain = text.translate(_FULL_WIDTH).strip()
    if not _NUMBER.fullmatch(plain) or Decimal(plain) == 0:
        raise Refused("not_a_number", field="amount")
    return f"{Decimal(plain).normalize():f}"
