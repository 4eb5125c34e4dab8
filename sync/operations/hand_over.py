"""交接: the firms that one person serves go to another in one act, with a day and a reason (CD-04, F11).

Everything moves in one revision: who comes after has the whole history before the laptop of who went is back,
and that laptop delivers what it still has before it gives up the rest.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from sync.domain import permissions
from sync.domain.actor import Actor
from sync.domain.errors import Refused
from sync.operations.base import Context, Day, Id, Operation, Text, new_id
from sync.operations.days import last_day, not_after
from sync.operations.facts import enterprise_facts
from sync.operations.history import note
from sync.operations.needed import need_reason
from sync.operations.offices import duties_of
from sync.store.records import Records
from sync.store.tables import Assignment, Duty, Enterprise

MOST_FIRMS = 200  # in one act: a person serves a few dozen
Firms = Annotated[tuple[Id, ...], msgspec.Meta(min_length=1, max_length=MOST_FIRMS)]
SERVING = ("representative", "liaison")


class HandOver(Operation, frozen=True, kw_only=True):
    """`directory_id` lists the person who comes after; `on` is the last day of the one and the first of the
    other, written when it has come."""

    kind: ClassVar[str] = "hand_over"

    from_person_id: Id
    to_person_id: Id
    directory_id: Id
    enterprise_ids: Firms
    on: Day
    reason: Text

    def aggregates(self) -> tuple[str, ...]:
        return self.enterprise_ids

    def reads(self) -> tuple[str, ...]:
        return (self.directory_id,)


def hand_over(db: Records, actor: Actor, op: HandOver, context: Context) -> None:
    """Raises Refused("reason_needed"), Refused("future_visit"), Refused("unknown_person") for who serves
    nowhere or is the same, Refused("missing") for a firm that the first does not serve, and
    Refused("ends_before_start") for a day before the first served it."""
    for enterprise_id in op.enterprise_ids:
        facts = enterprise_facts(db, db.get(Enterprise, enterprise_id), context.regions, op.made_at)
        permissions.check_or_administers(actor, "hand_over", facts)
    need_reason(op.reason)
    on = not_after(op.on, op.made_at, "on").isoformat()
    duties = duties_of(db, op.directory_id, op.to_person_id, op.made_at, *SERVING)
    if op.to_person_id == op.from_person_id:
        raise Refused("unknown_person", person_id=op.to_person_id)
    for enterprise_id in dict.fromkeys(op.enterprise_ids):
        before, to = _hand_over_one(db, op, enterprise_id, duties, on), duties[0]
        change = f"{before.person_name} {before.person_post} → {to.person_name} {to.person_post}"
        note(
            db, actor, op, context, enterprise_id, enterprise_id, "hand_over",
            text=op.reason, detail=change, line=f"line {enterprise_id}",
        )  # fmt: skip


def _hand_over_one(db: Records, op: HandOver, enterprise_id: str, duties: list[Duty], on: str) -> Assignment:
    """What the one served ends, what the other serves begins, in a role that the other has; answers the first
    of what ended."""
    rows = [row for row in db.select(Assignment, aggregate_id=enterprise_id) if row.until is None]
    ended = [row for row in rows if row.person_id == op.from_person_id]
    if not ended:
        raise Refused("missing", table=Assignment.table, enterprise_id=enterprise_id)
    served = {row.role for row in rows if row.person_id == op.to_person_id}
    for row in ended:
        last_day(on, row.since, op.made_at, "on")
        db.change(row, until=on)
        to = next((duty for duty in duties if duty.role == row.role), duties[0])
        if to.role not in served:
            db.add(_next(op, row, to, on))
            served.add(to.role)
    return ended[0]


def _next(op: HandOver, before: Assignment, to: Duty, on: str) -> Assignment:
    return Assignment(
        id=new_id(op.op_id, f"{before.role} {before.enterprise_id}"),
        aggregate_id=before.enterprise_id,
        enterprise_id=before.enterprise_id,
        person_id=to.person_id,
        person_name=to.person_name,
        person_post=to.person_post,
        role=to.role,
        since=on,
    )
