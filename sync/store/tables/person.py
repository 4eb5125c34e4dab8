"""People, what they are appointed to, and the directory of a county."""

from __future__ import annotations

from typing import ClassVar

from sync.store.tables.row import Row


class Person(Row, frozen=True, kw_only=True):
    """Somebody who works with the program; seen by others as name + post (CD-02)."""

    table: ClassVar[str] = "person"

    name: str
    post: str
    home_unit: str = ""
    phone: str = ""


class Appointment(Row, frozen=True, kw_only=True):
    """A role in an office, with its days; lives in the person's own aggregate."""

    table: ClassVar[str] = "appointment"

    person_id: str
    office_id: str
    office_name: str
    region_id: str
    role: str
    since: str
    until: str | None = None


class Duty(Row, frozen=True, kw_only=True):
    """The directory entry of an appointment, in the county's `region` aggregate: who does what here."""

    table: ClassVar[str] = "duty"

    person_id: str
    person_name: str
    person_post: str
    office_id: str
    office_name: str
    role: str
    since: str
    until: str | None = None
