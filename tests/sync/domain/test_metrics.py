"""What is counted, each number by its definition (domain-ux A5)."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.clock import end_of, start_of
from sync.domain.metrics import ALWAYS, COUNTS, RATES, Period, ProblemFacts, Rate, Tally, tally

MONDAY = start_of(date(2026, 1, 5)) + 12 * 3_600_000
DUE = end_of(date(2026, 1, 8))
HOUR = 3_600_000

REPORTED = ProblemFacts("p", 1, MONDAY)
ACCEPTED = msgspec.structs.replace(REPORTED, accepted_at=MONDAY + HOUR, due_at=DUE)
CLOSED = msgspec.structs.replace(ACCEPTED, closed_at=DUE - 1, result="solved")


def counted(facts: ProblemFacts, now: int, period: Period = ALWAYS) -> set[str]:
    """The numbers that count this problem."""
    found = tally([facts], period, now)
    return {code for code in COUNTS if found.count(code)}


@pytest.mark.parametrize(
    ("facts", "now", "numbers"),
    [
        (REPORTED, MONDAY, "collected"),
        (ACCEPTED, DUE - 1, "collected accepted open"),
        (ACCEPTED, DUE, "collected accepted open due due_or_closed overdue"),
        (CLOSED, DUE - 1, "collected accepted closed solved due_or_closed closed_of_due"),
        (CLOSED, DUE, "collected accepted closed solved due due_or_closed closed_of_due closed_in_time"),
    ],
)
def test_a_problem_is_counted_by(facts: ProblemFacts, now: int, numbers: str) -> None:
    assert counted(facts, now) == set(numbers.split())


def test_closed_at_the_first_moment_after_the_last_day_is_late() -> None:
    late = msgspec.structs.replace(CLOSED, closed_at=DUE)
    assert "closed_of_due" in counted(late, DUE)
    assert "closed_in_time" not in counted(late, DUE)


@pytest.mark.parametrize(
    ("result", "answer", "answer_cycle", "solved"),
    [
        ("solved", "", 0, True),
        ("solved", "yes", 2, True),
        ("solved", "no", 2, False),
        ("solved", "no", 1, True),  # the cycle before; it was taken up again since
        ("partly", "yes", 2, False),
        ("explained", "", 0, False),
    ],
)
def test_solved_is_a_result_that_the_same_cycle_did_not_deny(
    result: str, answer: str, answer_cycle: int, solved: bool
) -> None:
    facts = msgspec.structs.replace(CLOSED, cycle=2, result=result, answer=answer, answer_cycle=answer_cycle)
    assert ("solved" in counted(facts, DUE)) == solved


def test_a_problem_taken_up_again_is_open() -> None:
    again = msgspec.structs.replace(ACCEPTED, cycle=2, answer="no", answer_cycle=1)
    assert counted(again, DUE - 1) == {"collected", "accepted", "open", "answered"}


def test_the_day_it_was_reported_and_the_last_day_place_it() -> None:
    monday, thursday = Period(date(2026, 1, 5), date(2026, 1, 5)), Period(date(2026, 1, 8), date(2026, 1, 8))
    assert counted(CLOSED, DUE, monday) == {"collected", "accepted", "closed", "solved"}
    assert counted(CLOSED, DUE, thursday) == {"due", "due_or_closed", "closed_of_due", "closed_in_time"}
    assert counted(CLOSED, DUE, Period(date(2026, 1, 6), date(2026, 1, 7))) == set()


def test_a_period_takes_its_days_whole() -> None:
    day = date(2026, 1, 5)
    facts = [
        ProblemFacts(str(at), 1, at)
        for at in (start_of(day) - 1, start_of(day), end_of(day) - 1, end_of(day))
    ]
    found = tally(facts, Period(day, day), DUE)
    assert found.ids_of("collected") == (str(start_of(day)), str(end_of(day) - 1))


def test_a_rate_shows_both_numbers_and_nothing_without_a_denominator() -> None:
    found = Tally(dict.fromkeys(COUNTS, ()) | {"accepted": ("a", "b", "c", "d"), "solved": ("a", "b", "c")})
    assert found.rate("resolution") == Rate("resolution", "solved", "accepted", 3, 4)
    assert found.rate("resolution").value == 0.75
    assert found.rate("satisfaction") == Rate("satisfaction", "satisfied", "answered", 0, 0)
    assert found.rate("satisfaction").value is None


moments = st.integers(MONDAY - 40 * 24 * HOUR, MONDAY + 40 * 24 * HOUR)
some_facts = st.builds(
    ProblemFacts,
    id=st.uuids().map(str),
    cycle=st.integers(1, 3),
    reported_at=moments,
    accepted_at=st.none() | moments,
    closed_at=st.none() | moments,
    result=st.sampled_from(("", "solved", "partly")),
    due_at=st.none() | moments,
    answer=st.sampled_from(("", "yes", "no")),
    answer_cycle=st.integers(1, 3),
)
days = st.dates(date(2025, 12, 1), date(2026, 2, 20))


@given(st.lists(some_facts, max_size=30, unique_by=lambda one: one.id), days, days, moments)
def test_a_numerator_counts_some_of_its_denominator(
    facts: list[ProblemFacts], first: date, last: date, now: int
) -> None:
    found = tally(facts, Period(first, last), now)
    for code, (of, per) in RATES.items():
        assert set(found.ids_of(of)) <= set(found.ids_of(per)), code
    assert set(found.ids_of("closed")) | set(found.ids_of("open")) == set(found.ids_of("accepted"))
    assert not set(found.ids_of("closed")) & set(found.ids_of("open"))
    assert set(found.ids_of("overdue")) <= set(found.ids_of("due"))
