"""Enterprises, their stations, and the people who serve them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Final

from sync.domain.actor import Actor
from sync.domain.credit_code import normalised
from sync.domain.errors import Refused
from sync.domain.permissions import administers
from sync.operations.administration.put import one_of, put
from sync.operations.base import Code, Context, Day, Id, Many, Name, Operation, OptionalId, Text, Word
from sync.operations.days import as_day, last_day
from sync.operations.edits import Edit, edits_as_json
from sync.operations.enterprises import ENTERPRISE_TEXTS, credit_state
from sync.operations.history import note
from sync.operations.offices import office_of_kind
from sync.store.records import Records
from sync.store.tables import Assignment, Contact, Enterprise, Person, Region, Station

TERM_YEARS: Final = 3  # 服务期限原则上为三年 (CD-04)
STATIONS: Final = ("own", "small")
SERVING: Final = ("representative", "liaison")


# What a roster need not say of a firm.
OPTIONAL: Final = ("credit_code", "address", "industry", "scale", "tags", "products")


class SetEnterprise(Operation, frozen=True, kw_only=True):
    """A firm as the roster has it; what its own people note stays as it is. `unsaid`: fields of which the
    roster says nothing; they stay as they stand when it is done, whatever was read when it was planned."""

    kind: ClassVar[str] = "set_enterprise"

    enterprise_id: Id
    name: Name
    region_id: Id
    credit_code: Word = ""
    address: Word = ""
    industry: Word = ""
    scale: Word = ""
    tags: Many = ()
    products: Text = ""
    unsaid: Many = ()

    def aggregates(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


def set_enterprise(db: Records, actor: Actor, op: SetEnterprise, context: Context) -> None:
    """Keeps what the firm's own people wrote in other fields; a text that gives way to the roster's stays in
    the history. Raises Refused("unknown_choice")."""
    administers(actor)
    for field in op.unsaid:
        one_of(OPTIONAL, "unsaid", field)
    db.get(Region, op.region_id)
    row, standing = _as_given(op), db.find(Enterprise, op.enterprise_id)
    if standing is None:
        db.add(row)
        return
    kept = {"revision", "note", *op.unsaid}
    if "credit_code" in kept:
        kept.add("credit_state")
    values = {name: getattr(row, name) for name in row.__struct_fields__ if name not in kept}
    db.change(standing, **values)
    if edits := _edits(standing, values):
        detail = edits_as_json(edits)
        note(db, actor, op, context, row.id, row.id, "amend_enterprise", detail=detail)


def _edits(standing: Enterprise, values: dict[str, Any]) -> tuple[Edit, ...]:
    """What changes of the texts that the firm's people write too."""
    changed = [
        (field, getattr(standing, field), values[field]) for field in ENTERPRISE_TEXTS if field in values
    ]
    return tuple(Edit(field, old, new) for field, old, new in changed if old != new)


def _as_given(op: SetEnterprise) -> Enterprise:
    code = normalised(op.credit_code)
    return Enterprise(
        id=op.enterprise_id,
        aggregate_id=op.enterprise_id,
        name=op.name,
        region_id=op.region_id,
        credit_code=code,
        credit_state=credit_state(code),
        address=op.address,
        industry=op.industry,
        scale=op.scale,
        tags=op.tags,
        products=op.products,
    )


class SetContact(Operation, frozen=True, kw_only=True):
    """A person of a firm."""

    kind: ClassVar[str] = "set_contact"

    contact_id: Id
    enterprise_id: Id
    name: Name
    post: Word = ""
    phone: Word = ""

    def aggregates(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


def set_contact(db: Records, actor: Actor, op: SetContact, _context: Context) -> None:
    """Raises Refused("missing") without the firm."""
    administers(actor)
    db.get(Enterprise, op.enterprise_id)
    put(
        db,
        Contact(
            id=op.contact_id,
            aggregate_id=op.enterprise_id,
            enterprise_id=op.enterprise_id,
            name=op.name,
            post=op.post,
            phone=op.phone,
        ),
    )


class OpenStation(Operation, frozen=True, kw_only=True):
    """A firm's 政府工作服务站; `station`: own, or small 小微站, which `office_id` names (CD-01, CD-10)."""

    kind: ClassVar[str] = "open_station"

    station_id: Id
    enterprise_id: Id
    station: Code
    number: Word = ""
    office_id: OptionalId = ""
    opened_on: Day = ""

    def aggregates(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


def open_station(db: Records, actor: Actor, op: OpenStation, _context: Context) -> None:
    """Raises Refused("unknown_choice"), Refused("unknown_office") for a 小微站 that is none."""
    administers(actor)
    db.get(Enterprise, op.enterprise_id)
    one_of(STATIONS, "station", op.station)
    if op.station == "small":
        office_of_kind(db, op.office_id, "station")
    if op.opened_on:
        as_day(op.opened_on, "opened_on")
    put(
        db,
        Station(
            id=op.station_id,
            aggregate_id=op.enterprise_id,
            enterprise_id=op.enterprise_id,
            kind=op.station,
            number=op.number,
            office_id=op.office_id,
            opened_on=op.opened_on,
        ),
    )


class Assign(Operation, frozen=True, kw_only=True):
    """A person serves a firm from a day on; `role`: representative · liaison."""

    kind: ClassVar[str] = "assign"

    assignment_id: Id
    enterprise_id: Id
    person_id: Id
    person_name: Word
    person_post: Word
    role: Code
    since: Day

    def aggregates(self) -> tuple[str, ...]:
        return (self.enterprise_id,)

    def reads(self) -> tuple[str, ...]:
        return (self.person_id,)


def assign(db: Records, actor: Actor, op: Assign, context: Context) -> None:
    """Raises Refused("unknown_choice"), Refused("missing") without the firm or the person."""
    administers(actor)
    as_day(op.since, "since")
    db.get(Enterprise, op.enterprise_id)
    db.get(Person, op.person_id)
    one_of(SERVING, "role", op.role)
    put(
        db,
        Assignment(
            id=op.assignment_id,
            aggregate_id=op.enterprise_id,
            enterprise_id=op.enterprise_id,
            person_id=op.person_id,
            person_name=op.person_name,
            person_post=op.person_post,
            role=op.role,
            since=op.since,
        ),
    )
    detail = f"{op.person_name} {op.person_post}".strip()
    note(db, actor, op, context, op.enterprise_id, op.enterprise_id, "assign", detail=detail)


class EndAssignment(Operation, frozen=True, kw_only=True):
    """The last day of a service, written when it has come; inside the term only with a reason (CD-04)."""

    kind: ClassVar[str] = "end_assignment"

    assignment_id: Id
    enterprise_id: Id
    until: Day
    reason: Text = ""

    def aggregates(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


def end_assignment(db: Records, actor: Actor, op: EndAssignment, context: Context) -> None:
    """Raises Refused("term_not_over") (CD-04), Refused("future_visit"): scope ends with this operation,
    Refused("ends_before_start")."""
    administers(actor)
    row = db.get(Assignment, op.assignment_id)
    until = last_day(op.until, row.since, op.made_at, "until")
    if row.role == "representative" and until < _end_of_term(row.since) and not op.reason.strip():
        raise Refused("term_not_over")
    db.change(row, until=op.until)
    note(db, actor, op, context, op.enterprise_id, op.enterprise_id, "end_assignment", text=op.reason)


def _end_of_term(since: str) -> date:
    start = date.fromisoformat(since)
    day = min(start.day, 28) if start.month == 2 else start.day  # 29 February has no third anniversary
    return start.replace(year=start.year + TERM_YEARS, day=day)
