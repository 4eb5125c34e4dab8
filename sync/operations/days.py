"""Days as people write them, checked once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sync.domain.clock import Instant, day_of, to_date
from sync.domain.errors import Refused

# No day of this work lies outside: a year was mistyped (0026, 9999), and nothing could be reckoned with it.
EARLIEST: Final = date(1949, 10, 1)
LATEST: Final = date(2199, 12, 31)
FARTHEST: Final = timedelta(days=731)  # from the work to a day that is set for somebody: two years


def as_day(text: str, field: str) -> date:
    """The day of an ISO text. Raises Refused("not_a_day")."""
    try:
        day = to_date(text)
    except ValueError:
        raise Refused("not_a_day", field=field) from None
    if not EARLIEST <= day <= LATEST:
        raise Refused("not_a_day", field=field)
    return day


def not_before(text: str, made_at: Instant, field: str) -> date:
    """A day that is not over when the operation is made, and not years away. Raises Refused("due_in_past"),
    Refused("too_far")."""
    day = as_day(text, field)
    if day < day_of(made_at):
        raise Refused("due_in_past", field=field)
    if day > day_of(made_at) + FARTHEST:
        raise Refused("too_far", field=field)
    return day


def not_after(text: str, made_at: Instant, field: str) -> date:
    """A day that has come when the operation is made. Raises Refused("future_visit")."""
    day = as_day(text, field)
    if day > day_of(made_at):
        raise Refused("future_visit", field=field)
    return day


def last_day(text: str, since: str, made_at: Instant, field: str) -> date:
    """The last day of something that began `since` and has come to its end. What has not begun yet may be
    called off. Raises Refused("future_visit"), Refused("ends_before_start")."""
    day = not_after(text, made_at, field)
    if day < to_date(since) <= day_of(made_at):
        raise Refused("ends_before_start", field=field)
    return day
