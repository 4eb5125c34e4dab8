"""The acting person as the record knows them: name, post, and the roles held on the day of the work."""

from __future__ import annotations

from sync.domain.actor import SYSTEM, SYSTEM_ID, Actor, Role
from sync.domain.clock import Instant, day_of
from sync.domain.errors import Refused
from sync.store.records import Records
from sync.store.tables import Appointment, Person


def actor_at(db: Records, person_id: str, at: Instant) -> Actor:
    """The person with the roles that were live at an instant. Raises Refused("unknown_person")."""
    if person_id == SYSTEM_ID:
        return SYSTEM
    person = db.find(Person, person_id)
    if person is None:
        raise Refused("unknown_person")
    day = day_of(at).isoformat()
    roles = tuple(
        Role(row.role, row.office_id, row.office_name, row.region_id)
        for row in db.select(Appointment, person_id=person_id)
        if row.since <= day and (row.until is None or row.until >= day)
    )
    return Actor(person.id, person.name, person.post, roles)
