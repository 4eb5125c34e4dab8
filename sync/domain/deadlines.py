"""Deadlines: until when, how long still, how long past, and why.

A deadline is three facts (from when, how many, of which unit) and, at times, a last day that a person set in
their place. What it says today is a pure function of (deadline, calendar, now): computed, never stored
(DESIGN 7).

TO ADD A UNIT: write how it reckons its end and how it lists its days, and add the pair to UNITS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Protocol

from sync.domain.clock import HOUR, Instant, day_of, end_of, start_of, to_date
from sync.domain.working_time import Calendar, CalendarDay

_ONE_DAY: Final = timedelta(days=1)


class LimitFacts(Protocol):
    """What a row of a 时限 says about its deadline; days as text, 2026-09-30."""

    @property
    def starts_on(self) -> str: ...
    @property
    def amount(self) -> int: ...
    @property
    def unit(self) -> str: ...
    @property
    def set_due_on(self) -> str | None: ...
    @property
    def reason(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Override:
    """A last day that a person set in place of the reckoned one; there is always a reason."""

    due_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class Due:
    """The end: `at` is the first instant that is too late; provisional while the notice for it is not out."""

    at: Instant
    provisional: bool = False

    @property
    def on(self) -> date:
        """The last day, which ends at 24:00 in Shanghai."""
        return day_of(self.at - 1)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a deadline stands at one instant.

    `working_days` are those left in (today, last day], or, once overdue, those past in (last day, today]: 0
    on rest days right after the last. `provisional`: a day that was counted may yet change.
    """

    due: Due
    overdue: bool
    working_days: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class Deadline:
    """`amount` units from the moment `starts_at`; `unit` is a key of UNITS (else: KeyError when asked)."""

    starts_at: Instant
    amount: int
    unit: str = "workday"
    override: Override | None = None

    @classmethod
    def of(cls, limit: LimitFacts) -> Deadline:
        """The deadline of a stored limit; ValueError when one of its days is no day.

        The row knows the day of receipt only, which is all that units of whole days ask for.
        """
        override = Override(to_date(limit.set_due_on), limit.reason) if limit.set_due_on else None
        return cls(start_of(to_date(limit.starts_on)), limit.amount, limit.unit, override)

    @property
    def starts_on(self) -> date:
        """The day of receipt in Shanghai; units of whole days begin with the day after it (民法典 201)."""
        return day_of(self.starts_at)

    def due(self, calendar: Calendar) -> Due:
        """When it ends, and whether that is still provisional."""
        return self._reckoning.due(self, calendar)

    def due_day(self, calendar: Calendar) -> date:
        """The last day in Shanghai."""
        return self.due(calendar).on

    def due_instant(self, calendar: Calendar) -> Instant:
        """24:00 Asia/Shanghai of the last day (民法典 203); for hours, the very moment."""
        return self.due(calendar).at

    def standing(self, calendar: Calendar, now: Instant) -> Standing:
        """剩 n 工作日 or 超期 n 工作日, asked anew for each `now`."""
        due, today = self.due(calendar), day_of(now)
        early, late = min(today, due.on), max(today, due.on)
        return Standing(
            due=due,
            overdue=now >= due.at,
            working_days=calendar.working_days_in(early, late),
            provisional=due.provisional or not calendar.covers(early, late),
        )

    def overdue_day(self, calendar: Calendar, n: int) -> date:
        """The day at whose 0:00 the n-th overdue working day begins: when a step of a ladder is taken.

        A step "when overdue" (n = 0) is taken with the first of them: a rest day warns nobody (XZ-25, N-22).
        """
        return calendar.add_working_days(self.due_day(calendar), max(n, 1))

    def explain(self, calendar: Calendar) -> list[CalendarDay]:
        """Each day from receipt to the last, counted or skipped, with reason and notice (D-03)."""
        return self._reckoning.days(self, calendar)

    @property
    def _reckoning(self) -> Unit:
        return _SET_BY_PERSON if self.override else UNITS[self.unit]


@dataclass(frozen=True, slots=True)
class Unit:
    """How one unit reckons the end, and lists the days from receipt to it."""

    due: Callable[[Deadline, Calendar], Due]
    days: Callable[[Deadline, Calendar], list[CalendarDay]]


def _workdays_due(deadline: Deadline, calendar: Calendar) -> Due:
    last = calendar.add_working_days(deadline.starts_on, deadline.amount)
    return Due(end_of(last), provisional=not calendar.covers(deadline.starts_on, last))


def _workdays(deadline: Deadline, calendar: Calendar) -> list[CalendarDay]:
    return [_first_day(deadline), *calendar.counted(deadline.starts_on, deadline.amount)]


def _natural_end(deadline: Deadline) -> date:
    return deadline.starts_on + timedelta(days=deadline.amount)


def _natural_days_due(deadline: Deadline, calendar: Calendar) -> Due:
    end = _natural_end(deadline)
    last = calendar.working_day_from(end)
    return Due(end_of(last), provisional=not calendar.covers(end - _ONE_DAY, last))


def _natural_days(deadline: Deadline, calendar: Calendar) -> list[CalendarDay]:
    end, last = _natural_end(deadline), deadline.due_day(calendar)
    days = calendar.described(deadline.starts_on, last)
    if last == end:
        return [_first_day(deadline), *(_natural(day) for day in days)]
    before, rest = [_natural(day) for day in days if day.on < end], [day for day in days if day.on >= end]
    moved = [replace(day, reason="last_day_rests") for day in rest[:-1]]
    return [_first_day(deadline), *before, *moved, replace(rest[-1], reason="last_day_moved")]


def _natural(day: CalendarDay) -> CalendarDay:
    return replace(day, counted=True, reason="natural_day")


def _hours_due(deadline: Deadline, _calendar: Calendar) -> Due:
    return Due(deadline.starts_at + deadline.amount * HOUR)


def _hours(deadline: Deadline, calendar: Calendar) -> list[CalendarDay]:
    return [CalendarDay(deadline.due_day(calendar), counted=True, reason="hours_run_on")]


def _set_due(deadline: Deadline, _calendar: Calendar) -> Due:
    assert deadline.override
    return Due(end_of(deadline.override.due_on))


def _set_days(deadline: Deadline, calendar: Calendar) -> list[CalendarDay]:
    assert deadline.override
    last = deadline.override.due_on
    between = calendar.described(deadline.starts_on, last - _ONE_DAY)
    set_day = CalendarDay(last, counted=True, reason="set_by_person", name=deadline.override.reason)
    return [_first_day(deadline), *between, set_day]


def _first_day(deadline: Deadline) -> CalendarDay:
    return CalendarDay(deadline.starts_on, counted=False, reason="first_day")


# The units in use. 工作日 is the rule of administrative law (行政许可法 82); natural days end on a working
# day (民法典 203); hours run at once (民法典 201) and ask no calendar (HZ-34: Friday 18:00 + 24 → Saturday).
UNITS: Final[dict[str, Unit]] = {
    "workday": Unit(_workdays_due, _workdays),
    "natural_day": Unit(_natural_days_due, _natural_days),
    "hour": Unit(_hours_due, _hours),
}
_SET_BY_PERSON: Final = Unit(_set_due, _set_days)
