"""People, and the roles they hold in offices."""

from __future__ import annotations

from typing import ClassVar

from sync.domain.actor import Actor
from sync.domain.permissions import administers
from sync.operations.administration.put import one_of, put
from sync.operations.base import Code, Context, Day, Id, Name, Operation, Word
from sync.operations.days import as_day, last_day
from sync.store.records import Records
from sync.store.tables import Appointment, Duty, Office, Person, Region


class SetPerson(Operation, frozen=True, kw_only=True):
    """Somebody who works with the program; `post` and `home_unit` as others see them (CD-02)."""

    kind: ClassVar[str] = "set_person"

    person_id: Id
    name: Name
    post: Word
    home_unit: Word = ""
    phone: Word = ""

    def aggregates(self) -> tuple[str, ...]:
        return (self.person_id,)


def set_person(db: Records, actor: Actor, op: SetPerson, _context: Context) -> None:
    """Puts the person as given; what others copied earlier (a duty, a history line) keeps name and post."""
    administers(actor)
    put(
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


def appoint(db: Records, actor: Actor, op: Appoint, context: Context) -> None:
    """Raises Refused("unknown_choice"), Refused("missing"), Refused("not_a_day")."""
    administers(actor)
    as_day(op.since, "since")
    one_of(tuple(context.profile.roles), "role", op.role)
    db.get(Region, op.directory_id)
    person, office = db.get(Person, op.person_id), db.get(Office, op.office_id)
    put(
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
    put(
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


class EndAppointment(Operation, frozen=True, kw_only=True):
    """The last day of a role; written when that day has come."""

    kind: ClassVar[str] = "end_appointment"

    appointment_id: Id
    person_id: Id
    directory_id: Id
    until: Day

    def aggregates(self) -> tuple[str, ...]:
        return (self.person_id, self.directory_id)


def end_appointment(db: Records, actor: Actor, op: EndAppointment, _context: Context) -> None:
    """Raises Refused("future_visit"): scope ends with this operation, so it may not come too early;
    Refused("ends_before_start")."""
    administers(actor)
    row = db.get(Appointment, op.appointment_id)
    last_day(op.until, row.since, op.made_at, "until")
    db.change(row, until=op.until)
    db.change(db.get(Duty, op.appointment_id), until=op.until)
