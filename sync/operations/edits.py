"""Edits of single fields: each carries what the person saw, so that nobody's text is overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeVar

import msgspec

from sync.domain.actor import Actor
from sync.domain.errors import Refused
from sync.domain.merge import merge
from sync.operations.base import Code, Operation, Text, new_id
from sync.store.records import Records
from sync.store.tables import Conflict, Row

R = TypeVar("R", bound=Row)

# The longest value of an editable field, in characters, as where the field is first written.
LONG: Final = 20_000
SHORT: Final = 200
CODE: Final = 64


class Edit(msgspec.Struct, frozen=True):
    """One field: the value the person saw and the value the person wrote."""

    field: Code
    old: Text
    new: Text


def apply_edits(
    db: Records, actor: Actor, op: Operation, row: R, edits: tuple[Edit, ...], editable: Mapping[str, int]
) -> tuple[R, str]:
    """The row with the edits that fit, and the verdict; the others become conflicts beside the row.

    `editable` gives the longest value of each field that this operation edits, in characters. Raises
    Refused("bad_body") for another field, or one that is edited twice, and Refused("too_long").
    """
    _check(edits, editable)
    values, verdict = {}, "accepted"
    for edit in edits:
        outcome = merge(getattr(row, edit.field), edit.old, edit.new)
        if outcome == "set":
            values[edit.field] = edit.new
        elif outcome == "conflict":
            verdict = "conflict"
            _keep_beside(db, actor, op, row, edit)
        elif verdict == "accepted":
            verdict = "merged"
    return (db.change(row, **values) if values else row), verdict


def _check(edits: tuple[Edit, ...], editable: Mapping[str, int]) -> None:
    seen = set[str]()
    for edit in edits:
        if edit.field not in editable or edit.field in seen:
            raise Refused("bad_body", field=edit.field)
        if len(edit.new) > editable[edit.field]:
            raise Refused("too_long", field=edit.field, longest=editable[edit.field])
        seen.add(edit.field)


def _keep_beside(db: Records, actor: Actor, op: Operation, row: Row, edit: Edit) -> None:
    db.add(
        Conflict(
            id=new_id(op.op_id, edit.field),
            aggregate_id=row.aggregate_id,
            subject_table=row.table,
            subject_id=row.id,
            field=edit.field,
            base=edit.old,
            standing=getattr(row, edit.field),
            offered=edit.new,
            author_id=actor.person_id,
            author_name=actor.name,
            op_id=op.op_id,
            at=op.made_at,
        )
    )


def edits_as_json(edits: tuple[Edit, ...]) -> str:
    """The edits as a history line keeps them: [[field, old, new], …]."""
    return msgspec.json.encode([[edit.field, edit.old, edit.new] for edit in edits]).decode()
