"""When something that was heard is old."""

from __future__ import annotations

from datetime import timedelta

from sync.domain import clock
from sync.domain.clock import Instant
from sync.domain.working_time import Calendar


def is_old(at: Instant, now: Instant, calendar: Calendar) -> bool:
    """Whether a whole working day has passed: what is of Friday 17:32 is old on Monday at 17:32."""
    day = clock.day_of(at)
    following = calendar.working_day_from(day + timedelta(days=1))
    return now >= clock.start_of(following) + at - clock.start_of(day)
