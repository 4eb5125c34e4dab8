"""Offices and people that an operation names, found in the record."""

from __future__ import annotations

from sync.domain.clock import Instant, day_of
from sync.domain.errors import Refused
from sync.store.records import Records
from sync.store.tables import Duty, Office


def department(db: Records, office_id: str) -> Office:
    """The department with this id. Raises Refused("unknown_office")."""
    return office_of_kind(db, office_id, "department")


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
        if role in ("", duty.role) and duty.since <= day and (duty.until is None or duty.until >= day):
            return duty
    raise Refused("unknown_person", person_id=person_id)
