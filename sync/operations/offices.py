"""Offices and people that an operation names, found in the record."""

from __future__ import annotations

from sync.domain.clock import Instant, day_of
from sync.domain.errors import Refused
from sync.domain.membership import CaseFacts
from sync.store.records import Records
from sync.store.tables import Duty, Office


def department(db: Records, office_id: str) -> Office:
    """The department with this id. Raises Refused("unknown_office")."""
    return office_of_kind(db, office_id, "department")


def department_for(db: Records, facts: CaseFacts, office_id: str) -> Office:
    """The department that is to work on a problem. Raises Refused("unknown_office"), Refused("concealed") for
    one that the problem is kept from."""
    if office_id in facts.concealed_from:
        raise Refused("concealed", office_id=office_id)
    return department(db, office_id)


def office_of_kind(db: Records, office_id: str, kind: str) -> Office:
    """The office with this id. Raises Refused("unknown_office") for none, or one of another kind."""
    office = db.find(Office, office_id)
    if office is None or office.kind != kind:
        raise Refused("unknown_office", office_id=office_id)
    return office


def duty_in(
    db: Records, directory_id: str, office_id: str, person_id: str, at: Instant, role: str = ""
) -> Duty:
    """How a directory lists a person who serves in an office on the day of an instant, in a role if one is
    named. The directory must be in the operation's reach. Raises Refused("unknown_person")."""
    day = day_of(at).isoformat()
    for duty in db.select(Duty, aggregate_id=directory_id, office_id=office_id, person_id=person_id):
        if role in ("", duty.role) and _serves_on(duty, day):
            return duty
    raise Refused("unknown_person", person_id=person_id)


def duty_of(db: Records, directory_id: str, person_id: str, at: Instant, *roles: str) -> Duty:
    """How a directory lists a person who serves in one of some roles, in whatever office, on the day of an
    instant. Raises Refused("unknown_person")."""
    return duties_of(db, directory_id, person_id, at, *roles)[0]


def duties_of(db: Records, directory_id: str, person_id: str, at: Instant, *roles: str) -> list[Duty]:
    """The same for who serves in several of the roles; at least one."""
    day = day_of(at).isoformat()
    listed = db.select(Duty, aggregate_id=directory_id, person_id=person_id)
    found = [duty for duty in listed if duty.role in roles and _serves_on(duty, day)]
    if not found:
        raise Refused("unknown_person", person_id=person_id)
    return found


def _serves_on(duty: Duty, day: str) -> bool:
    return duty.since <= day and (duty.until is None or duty.until >= day)
