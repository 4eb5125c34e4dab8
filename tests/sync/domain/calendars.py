"""Calendars that several tests count with."""

from __future__ import annotations

from datetime import date

import resources
from sync.domain.working_time import Calendar

TEXTS = tuple(resources.read_text(name) for name in resources.names("calendars"))
SHIPPED = Calendar.from_notices(TEXTS)


def as_of(day: date) -> Calendar:
    """The calendar as people knew it on a day."""
    return Calendar.from_notices(TEXTS, as_of=day)
