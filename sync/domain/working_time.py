"""Working days: which days count, and why.

工作日 are the days that the State Council's notices leave to work: weekend days worked in exchange are among
them, legal holidays are not (行政许可法 82; DESIGN 7). A day beyond the newest notice is provisional: counted
as weekday and law suggest, and said to be so. A calendar is a value: built once, asked often, never changed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import filterfalse
from typing import Final

from sync.domain.holiday_notices import NATIONAL, Notice, parse

_ONE_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5

# Why a day is counted or skipped. The window has one sentence for each.
REASONS: Final[dict[str, str]] = {
    "working_day": "a weekday that no notice gives free",
    "make_up_day": "a weekend day that a notice has worked in exchange (调休)",
    "weekend": "a Saturday or Sunday",
    "holiday": "a day that a notice gives free",
    "presumed_working_day": "a weekday beyond the newest notice (暂估)",
    "presumed_weekend": "a weekend day beyond the newest notice (暂估)",
    "first_day": "the day of receipt is not counted (民法典 201)",
    "natural_day": "each day counts, worked or not",
    "last_day_rests": "a term does not end on a rest day (民法典 203)",
    "last_day_moved": "the first working day after the rest, on which the term ends (民法典 203)",
    "hours_run_on": "hours run at once, from the stated moment (民法典 201)",
    "set_by_person": "the last day was set by hand, for the reason given as name",
}


class Answer(Enum):
    """Is it a working day? Provisional: probably; the notice for that day is not out yet."""

    WORKING = "working"
    RESTING = "resting"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One line of an explanation: the day, whether it counts, and the notice on which that rests.

    `reason` is one of REASONS; `name` is the holiday's (春节) or a person's words; `notice` is None where no
    notice says anything.
    """

    on: date
    counted: bool
    reason: str
    name: str = ""
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class _Ruling:
    worked: bool
    name: str
    notice: Notice


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """What is known about working days: build it with `from_notices`, hand it to whoever counts."""

    notices: tuple[Notice, ...]
    _rulings: Mapping[date, _Ruling]
    _covered: tuple[tuple[date, date], ...]
    _free_weekdays: tuple[date, ...]
    _worked_weekends: tuple[date, ...]

    @classmethod
    def from_notices(
        cls, texts: Iterable[str], as_of: date | None = None, regions: Sequence[str] = ()
    ) -> Calendar:
        """The calendar as somebody knew it who had read the notices published until `as_of` (None: all).

        A later notice wins over an earlier one on the days that both name, a region's over the nation's;
        `regions` lists the division codes that apply, from wide to narrow. A text replaces an earlier text
        with the same id. NoticeError when a text is no notice.
        """
        places = (NATIONAL, *regions)
        known = {each.id: each for each in map(parse, texts) if _applies(each, as_of, places)}
        notices = sorted(known.values(), key=lambda n: (places.index(n.region), n.published_at, n.id))
        rulings = dict(_rulings(notices))
        unusual = sorted(day for day in rulings if rulings[day].worked != _is_weekday(day))
        return cls(
            notices=tuple(notices),
            _rulings=rulings,
            _covered=tuple(_joined(notices)),
            _free_weekdays=tuple(filter(_is_weekday, unusual)),
            _worked_weekends=tuple(filterfalse(_is_weekday, unusual)),
        )

    @property
    def covered_through(self) -> date | None:
        """The last day about which a notice is out; None when there is no notice at all."""
        return self._covered[-1][1] if self._covered else None

    def covers(self, after: date, through: date) -> bool:
        """Whether notices are out for each day of (after, through]; an empty span is covered."""
        first = after + _ONE_DAY
        return first > through or any(start <= first and through <= end for start, end in self._covered)

    def is_working_day(self, day: date) -> Answer:
        """Working, resting, or provisional: beyond the notices, a weekday that the law does not give free.

        A weekend day beyond the notices is resting, although a notice may yet have it worked: ask `covers`.
        """
        ruling = self._rulings.get(day)
        if ruling is not None:
            return Answer.WORKING if ruling.worked else Answer.RESTING
        if not _is_weekday(day):
            return Answer.RESTING
        return Answer.WORKING if self.covers(day - _ONE_DAY, day) else Answer.PROVISIONAL

    def counts(self, day: date) -> bool:
        """Whether the day is counted as a working day, for certain or provisionally."""
        ruling = self._rulings.get(day)
        return _is_weekday(day) if ruling is None else ruling.worked

    def add_working_days(self, start: date, n: int) -> date:
        """The n-th working day after `start`, which is not counted itself (民法典 201); `start` for n = 0."""
        day = start
        while n > 0:
            day += _ONE_DAY
            n -= self.counts(day)
        return day

    def working_day_from(self, day: date) -> date:
        """The day itself when it is worked, else the first working day after it (民法典 203)."""
        while not self.counts(day):
            day += _ONE_DAY
        return day

    def working_days_in(self, after: date, through: date) -> int:
        """How many working days lie in (after, through]; 0 when `through` is not later. Fast for any span."""
        if through <= after:
            return 0
        weekdays = _weekdays_until(through) - _weekdays_until(after)
        free = _within(self._free_weekdays, after, through)
        return weekdays - free + _within(self._worked_weekends, after, through)

    def counted(self, start: date, n: int) -> list[CalendarDay]:
        """Each day after `start` to the n-th working day, counted or skipped, with reason and notice."""
        return self.described(start, self.add_working_days(start, n))

    def described(self, after: date, through: date) -> list[CalendarDay]:
        """Each day of (after, through] with its reason and notice."""
        days = range(after.toordinal() + 1, through.toordinal() + 1)
        return [self.describe(date.fromordinal(day)) for day in days]

    def describe(self, day: date) -> CalendarDay:
        """The day with the notice that names it, or else the notice that covers it and leaves it as it is."""
        ruling = self._rulings.get(day)
        if ruling is not None:
            reason = "make_up_day" if ruling.worked else "holiday"
            return CalendarDay(day, ruling.worked, reason, ruling.name, ruling.notice)
        covering = next((each for each in self.notices if _covers(each, day)), None)
        known = "" if covering else "presumed_"
        worked = _is_weekday(day)
        return CalendarDay(day, worked, known + ("working_day" if worked else "weekend"), notice=covering)


def _applies(notice: Notice, as_of: date | None, places: Sequence[str]) -> bool:
    return notice.region in places and (as_of is None or notice.published_at <= as_of)


def _rulings(notices: Iterable[Notice]) -> Iterator[tuple[date, _Ruling]]:
    for notice in notices:
        for holiday in notice.holiday:
            yield from ((day, _Ruling(False, holiday.name, notice)) for day in holiday.rest_days())
            yield from ((day, _Ruling(True, holiday.name, notice)) for day in holiday.make_up_days())


def _joined(notices: Iterable[Notice]) -> list[tuple[date, date]]:
    """The covered spans, those that touch each other made one."""
    spans: list[tuple[date, date]] = []
    for start, end in sorted(each.covered for each in notices if each.covered):
        if spans and start <= spans[-1][1] + _ONE_DAY:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _covers(notice: Notice, day: date) -> bool:
    return notice.covered is not None and notice.covered[0] <= day <= notice.covered[1]


def _is_weekday(day: date) -> bool:
    return day.weekday() < _SATURDAY


def _weekdays_until(day: date) -> int:
    """Mondays to Fridays since 0001-01-01, a Monday."""
    weeks, days = divmod(day.toordinal(), 7)
    return weeks * 5 + min(days, 5)


def _within(days: Sequence[date], after: date, through: date) -> int:
    return bisect_right(days, through) - bisect_right(days, after)
