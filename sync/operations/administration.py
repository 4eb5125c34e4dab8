"""Setting up a city: regions, offices, people, firms, duties; operations like all others.

Each `Set…` puts the named row as given, whether it was there before or not; the importer makes one
only where something differs.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sync.domain.actor import Actor
from sync.domain.errors import Refused
from sync.domain.permissions import administers
from sync.operations.base import Code, Context, Day, Id, Many, Operation, OptionalId, Text, Word
from sync.operations.days import as_day
from sync.operations.enterprises import credit_state
from sync.operations.history import note
from sync.store.records import Records
from sync.store.tables import (
    GLOBAL,
    Appointment,
    Assignment,
    Contact,
    Duty,
    Enterprise,
    Office,
    Person,
    Published,
    Region,
    Row,
    Station,
)

TERM_YEARS = 3  # 服务期限原则上为三年 (CD-04)


class SetRegion(Operation, frozen=True, kw_only=True):
    kind: ClassVar[str] = "set_region"

    region_id: Id
    name: Word
    level: Code
    parent_id: OptionalId = ""

    def aggregates(self) -> tuple[str, ...]:
        return (GLOBAL, self.region_id)


class SetOffice(Operation, frozen=True, kw_only=True):
    """`office`: centre · station · department · unit; `mark` stands in official numbers."""

    kind: ClassVar[str] = "set_office"

    office_id: Id
    name: Word
    office: Code
    region_id: Id
    mark: Word = ""
    phone: Word = ""
    topics: Many = ()

    def aggregates(self) -> tuple[str, ...]:
        return (GLOBAL,)


class Publish(Operation, frozen=True, kw_only=True):
    """A document that rules are read from; `document`: profile · calendar. `text` is TOML."""

    kind: ClassVar[str] = "publish"

    published_id: Id
    document: Code
    name: Word
    text: str

    def aggregates(self) -> tuple[str, ...]:
        return (GLOBAL,)


class SetPerson(Operation, frozen=True, kw_only=True):
    kind: ClassVar[str] = "set_person"

    person_id: Id
    name: Word
    post: Word
    home_unit: Word = ""
    phone: Word = ""

    def aggregates(self) -> tuple[str, ...]:
        return (self.person_id,)


class Appoint(Operation, frozen=True, kw_only=True):
    """A role in an office from a day on; `directory_id` is the county whose directory lists it."""

    kind: ClassVar[str] = "appoint"

    appointment_id: Id
    person_id: Id
    office_id: Id
    role: Code
    since: Day
    directory_id: Id

    def aggregates(self) -> tuple[str, ...]:
        return (self.person_id, self.directory_id)


class EndAppointment(Operation, frozen=True, kw_only=True):
    kind: ClassVar[str] = "end_appointment"

    appointment_id: Id
    person_id: Id
    directory_id: Id
    until: Day

    def aggregates(self) -> tuple[str, ...]:
        return (self.person_id, self.directory_id)


class SetEnterprise(Operation, frozen=True, kw_only=True):
    kind: ClassVar[str] = "set_enterprise"

    enterprise_id: Id
    name: Word
    region_id: Id
    credit_code: Word = ""
    address: Word = ""
    industry: Word = ""
    scale: Word = ""
    tags: Many = ()
    products: Text = ""

    def aggregates(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


class SetContact(Operation, frozen=True, kw_only=True):
    kind: ClassVar[str] = "set_contact"

    contact_id: Id
    enterprise_id: Id
    name: Word
    post: Word = ""
    phone: Word = ""

    def aggregates(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


class OpenStation(Operation, frozen=True, kw_only=True):
    """`station`: own 政府工作服务站 · small 小微站, which `office_id` names."""

    kind: ClassVar[str] = "open_station"

    station_id: Id
    enterprise_id: Id
    station: Code
    number: Word = ""
    office_id: OptionalId = ""
    opened_on: Day = ""

    def aggregates(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


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


class EndAssignment(Operation, frozen=True, kw_only=True):
    """Inside the three-year term only with a reason (CD-04)."""

    kind: ClassVar[str] = "end_assignment"

    assignment_id: Id
    enterprise_id: Id
    until: Day
    reason: Text = ""

    def aggregates(self) -> tuple[str, ...]:
        return (self.enterprise_id,)


def _put(db: Records, row: Row) -> None:
    """The row as given, whether it is new or not."""
    standing = db.find(type(row), row.id)
    if standing is None:
        db.add(row)
    else:
        values = {name: getattr(row, name) for name in row.__struct_fields__ if name != "revision"}
        db.change(standing, **values)


def set_region(db: Records, actor: Actor, op: SetRegion, _context: Context) -> None:
    administers(actor)
    _put(
        db,
        Region(id=op.region_id, aggregate_id=GLOBAL, name=op.name, level=op.level, parent_id=op.parent_id),
    )


def set_office(db: Records, actor: Actor, op: SetOffice, _context: Context) -> None:
    administers(actor)
    db.get(Region, op.region_id)
    _put(
        db,
        Office(
            id=op.office_id,
            aggregate_id=GLOBAL,
            name=op.name,
            kind=op.office,
            region_id=op.region_id,
            mark=op.mark,
            phone=op.phone,
            topics=op.topics,
        ),
    )


def publish(db: Records, actor: Actor, op: Publish, _context: Context) -> None:
    administers(actor)
    _put(
        db,
        Published(id=op.published_id, aggregate_id=GLOBAL, kind=op.document, name=op.name, text=op.text),
    )


def set_person(db: Records, actor: Actor, op: SetPerson, _context: Context) -> None:
    administers(actor)
    _put(
        db,
        Person(
            id=op.person_id,
            aggregate_id=op.person_id,
            name=op.name,
            post=op.post,
            home_unit=op.home_unit,
            phone=op.phone,
        ),
    )


def appoint(db: Records, actor: Actor, op: Appoint, context: Context) -> None:
    administers(actor)
    as_day(op.since, "since")
    if op.role not in context.profile.roles:
        raise Refused("unknown_choice", field="role")
    person, office = db.get(Person, op.person_id), db.get(Office, op.office_id)
    _put(
        db,
        Appointment(
            id=op.appointment_id,
            aggregate_id=person.id,
            person_id=person.id,
            office_id=office.id,
            office_name=office.name,
            region_id=office.region_id,
            role=op.role,
            since=op.since,
        ),
    )
    _put(
        db,
        Duty(
            id=op.appointment_id,
            aggregate_id=op.directory_id,
            person_id=person.id,
            person_name=person.name,
            person_post=person.post,
            office_id=office.id,
            office_name=office.name,
            role=op.role,
            since=op.since,
        ),
    )


def end_appointment(db: Records, actor: Actor, op: EndAppointment, _context: Context) -> None:
    administers(actor)
    as_day(op.until, "until")
    db.change(db.get(Appointment, op.appointment_id), until=op.until)
    db.change(db.get(Duty, op.appointment_id), until=op.until)


def set_enterprise(db: Records, actor: Actor, op: SetEnterprise, _context: Context) -> None:
    """Keeps what the firm's own people wrote in other fields."""
    administers(actor)
    db.get(Region, op.region_id)
    row = Enterprise(
        id=op.enterprise_id,
        aggregate_id=op.enterprise_id,
        name=op.name,
        region_id=op.region_id,
        credit_code=op.credit_code,
        credit_state=credit_state(op.credit_code),
        address=op.address,
        industry=op.industry,
        scale=op.scale,
        tags=op.tags,
        products=op.products,
    )
    standing = db.find(Enterprise, op.enterprise_id)
    if standing is None:
        db.add(row)
    else:
        kept = {"revision", "note"}
        values = {name: getattr(row, name) for name in row.__struct_fields__ if name not in kept}
        db.change(standing, **values)


def set_contact(db: Records, actor: Actor, op: SetContact, _context: Context) -> None:
    administers(actor)
    _put(
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


def open_station(db: Records, actor: Actor, op: OpenStation, _context: Context) -> None:
    administers(actor)
    db.get(Enterprise, op.enterprise_id)
    if op.station not in ("own", "small"):
        raise Refused("unknown_choice", field="station")
    _put(
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


def assign(db: Records, actor: Actor, op: Assign, context: Context) -> None:
    administers(actor)
    as_day(op.since, "since")
    db.get(Enterprise, op.enterprise_id)
    if op.role not in ("representative", "liaison"):
        raise Refused("unknown_choice", field="role")
    _put(
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


def end_assignment(db: Records, actor: Actor, op: EndAssignment, context: Context) -> None:
    """Raises Refused("term_not_over")."""
    administers(actor)
    row = db.get(Assignment, op.assignment_id)
    until = as_day(op.until, "until")
    if row.role == "representative" and until < _end_of_term(row.since) and not op.reason.strip():
        raise Refused("term_not_over")
    db.change(row, until=op.until)
    note(db, actor, op, context, op.enterprise_id, op.enterprise_id, "end_assignment", text=op.reason)


def _end_of_term(since: str) -> date:
    start = date.fromisoformat(since)
    day = min(start.day, 28) if start.month == 2 else start.day  # 29 February has no third anniversary
    return start.replace(year=start.year + TERM_YEARS, day=day)
