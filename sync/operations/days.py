"""Days as people write them, checked once."""

from __future__ import annotations

from datetime import date

from sync.domain.clock import Instant, day_of, to_date
from sync.domain.errors import Refused


def as_day(text: str, field: str) -> date:
    """The day of an ISO text. Raises Refused("not_a_day")."""
    try:
        return to_date(text)
    except ValueError:
        raise Refused("not_a_day", field=field) from None


def not_before(text: str, made_at: Instant, field: str) -> date:
    """A day that is not over when the operation is made. Raises Refused("due_in_past")."""
    day = as_day(text, field)
    if day < day_of(made_at):
        raise Refused("due_in_past", field=field)
    return day


def not_after(text: str, made_at: Instant, field: str) -> date:
    """A day that has come when the operation is made. Raises Refused("future_visit")."""
    day = as_day(text, field)
    if day > day_of(made_at):
        raise Refused("future_visit", field=field)
    return day
