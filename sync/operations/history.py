"""The one way to write a history line."""

from __future__ import annotations

from sync.domain.actor import Actor
from sync.operations.base import Context, Operation, new_id
from sync.store.records import Records
from sync.store.tables import History


def note(
    db: Records,
    actor: Actor,
    op: Operation,
    context: Context,
    aggregate_id: str,
    subject_id: str,
    action: str,
    *,
    state: str = "",
    cycle: int = 0,
    office_name: str = "",
    text: str = "",
    detail: str = "",
    line: str = "line",
) -> History:
    """Append what the actor did, with name and post as they are today (they may change later). `line` names
    it among the lines of an operation that writes several."""
    return db.add(
        History(
            id=new_id(op.op_id, line),
            aggregate_id=aggregate_id,
            subject_id=subject_id,
            at=op.made_at,
            received_at=context.received_at,
            late=context.late,
            clamped=context.clamped,
            action=action,
            state=state,
            cycle=cycle,
            actor_id=actor.person_id,
            actor_name=actor.name,
            actor_post=actor.post,
            office_name=office_name,
            text=text,
            detail=detail,
        )
    )
