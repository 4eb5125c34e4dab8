"""Instants and days: how the program counts time.

An instant is a whole number of milliseconds since 1970 in UTC; a day is a calendar day in Shanghai. All China
keeps one time, eight hours ahead of UTC, without summer time since 1991: a fixed offset is exact, and needs
no time-zone data on the machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, TypeAlias

Instant: TypeAlias = int
"""Milliseconds since 1970-01-01 00:00 UTC."""
Day: TypeAlias = str
"""A calendar day in Shanghai as rows and the wire carry it: "2026-09-30"."""
Clock: TypeAlias = Callable[[], Instant]

SHANGHAI: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
HOUR: Final = 3_600_000
"""Milliseconds in an hour."""
_DAY: Final = 24 * HOUR
_OFFSET: Final = 8 * HOUR
_EPOCH: Final = date(1970, 1, 1).toordinal()


def now() -> Instant:
    """The machine's clock: the one place that reads it. Rules take the answer as an argument."""
    return int(time.time() * 1000)


def to_datetime(instant: Instant) -> datetime:
    """The instant on a clock in Shanghai, aware, exact to the millisecond."""
    return datetime(1970, 1, 1, 8, tzinfo=SHANGHAI) + timedelta(milliseconds=instant)


def to_instant(moment: datetime) -> Instant:
    """The instant of an aware datetime of any zone, cut to the millisecond; ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone is no instant")
    return (moment - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def day_of(instant: Instant) -> date:
    """The day in Shanghai in which the instant lies; 24:00 belongs to the next day."""
    return date.fromordinal(_EPOCH + (instant + _OFFSET) // _DAY)


def start_of(day: date) -> Instant:
    """0:00 in Shanghai."""
    return (day.toordinal() - _EPOCH) * _DAY - _OFFSET


def end_of(day: date) -> Instant:
    """24:00 in Shanghai: the first instant that is no longer in the day (民法典 203: a day ends at 24:00)."""
    return start_of(day) + _DAY


def to_date(day: Day) -> date:
    """The day of a row; ValueError unless written as 2026-09-30.

    `date.fromisoformat` alone also takes "20260930" and "2026-W40-3", which would sort and compare wrongly.
    """
    answer = date.fromisoformat(day)
    if answer.isoformat() != day:
        raise ValueError(f"not a day written as 2026-09-30: {day!r}")
    return answer
