"""What is counted, and by which definition.

A number is the length of a list of problems, found by one condition; a rate is two such numbers, and
keeps both. The same conditions serve the centre's home, the lists behind its numbers and, later, reports.

TO ADD A NUMBER: write its condition, name it in COUNTS with the day that places it in a period; a rate is two
numbers of which the first counts some of the second (a test holds that).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

import msgspec

from sync.domain.clock import Instant, end_of, start_of


class ProblemFacts(msgspec.Struct, frozen=True):
    """What is counted of one problem.

    `due_at` is the first instant that is too late in its present cycle; `answer` is the newest of a follow-up
    call that reached somebody ("" none · yes · no), given in cycle `answer_cycle`.
    """

    id: str
    cycle: int
    reported_at: Instant
    accepted_at: Instant | None = None
    closed_at: Instant | None = None
    result: str = ""
    due_at: Instant | None = None
    answer: str = ""
    answer_cycle: int = 0


class Period(msgspec.Struct, frozen=True):
    """Days in Shanghai, both included."""

    first: date
    last: date


ALWAYS: Final = Period(date(1970, 1, 1), date(9998, 12, 31))

Condition = Callable[[ProblemFacts, Instant], bool]


def was_reported(_facts: ProblemFacts, _now: Instant) -> bool:
    return True


def was_accepted(facts: ProblemFacts, _now: Instant) -> bool:
    return facts.accepted_at is not None


def is_closed(facts: ProblemFacts, now: Instant) -> bool:
    """办结 by the centre; a problem that was taken up again is not."""
    return was_accepted(facts, now) and facts.closed_at is not None


def is_open(facts: ProblemFacts, now: Instant) -> bool:
    return was_accepted(facts, now) and not is_closed(facts, now)


def fell_due(facts: ProblemFacts, now: Instant) -> bool:
    """应办结: the last day is over; what may still come in time is not counted against anybody."""
    return facts.due_at is not None and now >= facts.due_at


def is_overdue(facts: ProblemFacts, now: Instant) -> bool:
    return fell_due(facts, now) and is_open(facts, now)


def due_or_closed(facts: ProblemFacts, now: Instant) -> bool:
    """应办结 and 提前办结."""
    return fell_due(facts, now) or is_closed(facts, now)


def closed_in_time(facts: ProblemFacts, now: Instant) -> bool:
    if facts.closed_at is None or facts.due_at is None:
        return False
    return fell_due(facts, now) and is_closed(facts, now) and facts.closed_at < facts.due_at


def is_solved(facts: ProblemFacts, now: Instant) -> bool:
    """结果类别 已解决, not denied by the follow-up of the same cycle (化解)."""
    denied = facts.answer == "no" and facts.answer_cycle == facts.cycle
    return is_closed(facts, now) and facts.result == "solved" and not denied


def was_answered(facts: ProblemFacts, _now: Instant) -> bool:
    """A follow-up call was answered; 未接通 is not an answer."""
    return facts.answer in ("yes", "no")


def was_satisfied(facts: ProblemFacts, _now: Instant) -> bool:
    return facts.answer == "yes"


class Count(msgspec.Struct, frozen=True):
    """A condition, and what places a problem in a period: `reported`, its first day, or `due`, its last."""

    by: str
    holds: Condition


COUNTS: Final[dict[str, Count]] = {
    "collected": Count("reported", was_reported),
    "accepted": Count("reported", was_accepted),
    "open": Count("reported", is_open),
    "closed": Count("reported", is_closed),
    "solved": Count("reported", is_solved),
    "answered": Count("reported", was_answered),
    "satisfied": Count("reported", was_satisfied),
    "due": Count("due", fell_due),
    "overdue": Count("due", is_overdue),
    "due_or_closed": Count("due", due_or_closed),
    "closed_of_due": Count("due", is_closed),
    "closed_in_time": Count("due", closed_in_time),
}

# Rate → which number of which. 受理率, 办结率, 按期办结率, 累计办结率, 化解率, 满意率.
RATES: Final[dict[str, tuple[str, str]]] = {
    "acceptance": ("accepted", "collected"),
    "closure": ("closed_of_due", "due_or_closed"),
    "closure_in_time": ("closed_in_time", "due"),
    "closure_of_all": ("closed", "accepted"),
    "resolution": ("solved", "accepted"),
    "satisfaction": ("satisfied", "answered"),
}


class Rate(msgspec.Struct, frozen=True):
    """A rate is never shown without both of its numbers; `of` and `per` are codes of COUNTS."""

    code: str
    of: str
    per: str
    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        """From 0 to 1; None when there is nothing to divide by."""
        return self.numerator / self.denominator if self.denominator else None


class Tally(msgspec.Struct, frozen=True):
    """The problems behind each number, by the codes of COUNTS."""

    ids: dict[str, tuple[str, ...]]

    def ids_of(self, code: str) -> tuple[str, ...]:
        """Exactly the problems that the number counts."""
        return self.ids[code]

    def count(self, code: str) -> int:
        return len(self.ids[code])

    def rate(self, code: str) -> Rate:
        """KeyError for a code that RATES does not define."""
        of, per = RATES[code]
        return Rate(code, of, per, self.count(of), self.count(per))


def tally(facts: Iterable[ProblemFacts], period: Period, now: Instant) -> Tally:
    """Every number of COUNTS, over the problems that fall into the period."""
    placed = _placed(facts, period)
    return Tally(
        {
            code: tuple(one.id for one in placed[count.by] if count.holds(one, now))
            for code, count in COUNTS.items()
        }
    )


def _placed(facts: Iterable[ProblemFacts], period: Period) -> dict[str, list[ProblemFacts]]:
    """The problems of the period, by each of the two days. `due_at` is the end of the last day, so the
    instant before it lies in that day."""
    start, end = start_of(period.first), end_of(period.last)
    placed: dict[str, list[ProblemFacts]] = {"reported": [], "due": []}
    for one in facts:
        if start <= one.reported_at < end:
            placed["reported"].append(one)
        if one.due_at is not None and start < one.due_at <= end:
            placed["due"].append(one)
    return placed
