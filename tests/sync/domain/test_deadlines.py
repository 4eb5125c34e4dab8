from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.clock import HOUR, day_of, end_of, start_of, to_instant
from sync.domain.deadlines import UNITS, Deadline, Override
from sync.domain.working_time import REASONS
from tests.sync.domain.calendars import SHIPPED, as_of

NOON = 12 * HOUR


def day(text: str) -> date:
    return date.fromisoformat(text)


def received(text: str, amount: int, unit: str = "workday") -> Deadline:
    """A deadline of something that came in at noon."""
    return Deadline(start_of(day(text)) + NOON, amount, unit)


# Received, then the last day for 1, 3, 5, 7 and 15 working days.
GOLDEN_2026 = """
02-13 02-14 02-25 02-27 03-02 03-12
02-14 02-24 02-26 02-28 03-03 03-13
02-18 02-24 02-26 02-28 03-03 03-13
04-30 05-06 05-08 05-11 05-13 05-25
05-08 05-09 05-12 05-14 05-18 05-28
09-18 09-20 09-22 09-24 09-29 10-15
09-24 09-28 09-30 10-09 10-12 10-22
09-30 10-08 10-10 10-13 10-15 10-27
10-03 10-08 10-10 10-13 10-15 10-27
11-20 11-23 11-25 11-27 12-01 12-11
"""
ROWS = [line.split() for line in GOLDEN_2026.split("\n") if line]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_golden_table_of_2026(row: list[str]) -> None:
    start, *ends = row
    for amount, end in zip((1, 3, 5, 7, 15), ends, strict=True):
        due = received(f"2026-{start}", amount).due(SHIPPED)
        assert (due.on, due.provisional) == (day(f"2026-{end}"), False), amount


@pytest.mark.parametrize(("amount", "end"), [(1, "2026-12-31"), (5, "2027-01-07")])
def test_across_the_edge_of_the_known_a_date_is_provisional(amount: int, end: str) -> None:
    due = received("2026-12-30", amount).due(SHIPPED)
    assert (due.on, due.provisional) == (day(end), True)


def test_accepted_before_labour_day_2020() -> None:
    """XZ-24: a make-up Saturday is the last day."""
    deadline = received("2020-04-29", 5)
    assert deadline.due_day(SHIPPED) == day("2020-05-09")
    assert deadline.due_instant(SHIPPED) == to_instant(datetime(2020, 5, 9, 16, tzinfo=UTC))


def test_the_revision_of_2020_moves_an_open_date() -> None:
    deadline = received("2020-01-22", 5)
    assert deadline.due_day(as_of(day("2020-01-26"))) == day("2020-02-04")
    assert deadline.due_day(SHIPPED) == day("2020-02-06")


@pytest.mark.parametrize("hour", [0, 9, 23])
def test_the_hour_of_receipt_does_not_matter(hour: int) -> None:
    deadline = Deadline(start_of(day("2026-09-30")) + hour * HOUR, 3)
    assert deadline.due_day(SHIPPED) == day("2026-10-10")


class TestStanding:
    """剩 n / 超期 n 工作日."""

    DEADLINE = received("2020-04-29", 5)

    @pytest.mark.parametrize(
        ("today", "overdue", "working_days"),
        [
            ("2020-04-29", False, 5),
            ("2020-04-30", False, 4),
            ("2020-05-03", False, 4),
            ("2020-05-08", False, 1),
            ("2020-05-09", False, 0),
            ("2020-05-10", True, 0),
            ("2020-05-11", True, 1),
            ("2020-05-12", True, 2),
            ("2020-05-13", True, 3),
            ("2020-05-15", True, 5),
            ("2020-05-17", True, 5),
        ],
    )
    def test_day_by_day(self, today: str, overdue: bool, working_days: int) -> None:
        standing = self.DEADLINE.standing(SHIPPED, start_of(day(today)))
        assert (standing.overdue, standing.working_days) == (overdue, working_days)
        assert standing.due.on == day("2020-05-09")
        assert not standing.provisional

    def test_it_turns_at_24_00_and_not_a_millisecond_before(self) -> None:
        due = end_of(day("2020-05-09"))
        assert not self.DEADLINE.standing(SHIPPED, due - 1).overdue
        assert self.DEADLINE.standing(SHIPPED, due).overdue

    def test_on_the_last_day_itself_a_provisional_date_is_still_provisional(self) -> None:
        standing = received("2026-12-30", 1).standing(SHIPPED, start_of(day("2026-12-31")))
        assert (standing.working_days, standing.overdue, standing.provisional) == (0, False, True)

    def test_a_count_beyond_the_known_is_provisional_though_the_date_is_not(self) -> None:
        deadline = received("2026-12-21", 3)
        assert not deadline.due(SHIPPED).provisional
        assert deadline.standing(SHIPPED, start_of(day("2027-01-20"))).provisional


class TestLadder:
    """徐州 (XZ-25): yellow when overdue, orange at 3, red at 5 overdue working days, all at 0:00."""

    @pytest.mark.parametrize(("step", "begins"), [(0, "2020-05-11"), (3, "2020-05-13"), (5, "2020-05-15")])
    def test_each_step_begins_on_its_day(self, step: int, begins: str) -> None:
        assert received("2020-04-29", 5).overdue_day(SHIPPED, step) == day(begins)

    @given(st.dates(date(2018, 1, 1), date(2028, 1, 1)), st.integers(0, 30), st.integers(1, 30))
    def test_at_0_00_of_the_nth_day_the_standing_says_n(self, start: date, amount: int, n: int) -> None:
        deadline = Deadline(start_of(start), amount)
        midnight = start_of(deadline.overdue_day(SHIPPED, n))
        before, then = deadline.standing(SHIPPED, midnight - 1), deadline.standing(SHIPPED, midnight)
        assert (then.overdue, then.working_days) == (True, n)
        assert not before.overdue or before.working_days == n - 1


class TestUnits:
    @pytest.mark.parametrize(
        ("start", "amount", "end"),
        [
            ("2026-09-01", 10, "2026-09-11"),
            ("2026-09-02", 10, "2026-09-14"),
            ("2026-09-10", 10, "2026-09-20"),
            ("2026-09-25", 8, "2026-10-08"),
            ("2026-04-30", 1, "2026-05-06"),
        ],
    )
    def test_a_natural_term_ends_on_a_working_day(self, start: str, amount: int, end: str) -> None:
        """民法典 203: after the rest when the last day rests; a make-up Sunday (09-20) does not rest."""
        assert received(start, amount, "natural_day").due_day(SHIPPED) == day(end)

    def test_hours_run_through_the_weekend(self) -> None:
        """HZ-34: Friday 18:00 and 24 hours are Saturday 18:00."""
        friday = start_of(day("2026-11-20")) + 18 * HOUR
        deadline = Deadline(friday, 24, "hour")
        assert deadline.due_instant(SHIPPED) == start_of(day("2026-11-21")) + 18 * HOUR
        assert deadline.due_day(SHIPPED) == day("2026-11-21")
        assert not deadline.standing(SHIPPED, friday + 24 * HOUR - 1).overdue
        assert deadline.standing(SHIPPED, friday + 24 * HOUR).overdue

    def test_hours_that_end_at_midnight_end_on_the_day_before(self) -> None:
        assert Deadline(start_of(day("2026-11-20")), 24, "hour").due_day(SHIPPED) == day("2026-11-20")

    def test_only_dates_that_ask_the_calendar_are_provisional(self) -> None:
        assert received("2027-03-01", 3).due(SHIPPED).provisional
        assert received("2027-03-01", 3, "natural_day").due(SHIPPED).provisional
        assert not received("2027-03-01", 24, "hour").due(SHIPPED).provisional

    def test_an_unknown_unit_is_a_bug(self) -> None:
        with pytest.raises(KeyError, match="fortnight"):
            received("2026-03-02", 1, "fortnight").due_day(SHIPPED)


class TestOverride:
    DEADLINE = Deadline(start_of(day("2026-09-24")), 3, override=Override(day("2026-10-16"), "需现场检测"))

    def test_a_set_date_wins(self) -> None:
        due = self.DEADLINE.due(SHIPPED)
        assert (due.on, due.at, due.provisional) == (day("2026-10-16"), end_of(day("2026-10-16")), False)

    def test_it_may_be_a_rest_day(self) -> None:
        deadline = Deadline(start_of(day("2026-09-24")), 3, override=Override(day("2026-10-04"), "活动当日"))
        assert deadline.due_day(SHIPPED) == day("2026-10-04")

    def test_its_explanation_ends_with_the_reason(self) -> None:
        lines = self.DEADLINE.explain(SHIPPED)
        assert (lines[-1].on, lines[-1].reason, lines[-1].name) == (
            day("2026-10-16"),
            "set_by_person",
            "需现场检测",
        )
        assert [each.on for each in lines] == [day("2026-09-24") + timedelta(days=n) for n in range(23)]


class TestExplanation:
    def test_the_day_of_receipt_comes_first_and_is_not_counted(self) -> None:
        first, *others = received("2026-09-30", 3).explain(SHIPPED)
        assert (first.on, first.counted, first.reason) == (day("2026-09-30"), False, "first_day")
        assert [each.on.isoformat()[5:] for each in others if each.counted] == ["10-08", "10-09", "10-10"]
        assert [each.name for each in others if not each.counted] == ["国庆节"] * 7

    def test_a_natural_term_says_why_it_moved(self) -> None:
        lines = received("2026-09-29", 5, "natural_day").explain(SHIPPED)
        assert [(each.on.isoformat()[5:], each.counted, each.reason) for each in lines[4:]] == [
            ("10-03", True, "natural_day"),
            ("10-04", False, "last_day_rests"),
            ("10-05", False, "last_day_rests"),
            ("10-06", False, "last_day_rests"),
            ("10-07", False, "last_day_rests"),
            ("10-08", True, "last_day_moved"),
        ]

    def test_a_natural_term_of_no_days_that_begins_on_a_rest_day(self) -> None:
        lines = received("2026-10-03", 0, "natural_day").explain(SHIPPED)
        assert lines[-1].on == day("2026-10-08")
        assert [each.on for each in lines] == sorted({each.on for each in lines})

    @given(st.dates(date(2018, 1, 1), date(2028, 1, 1)), st.integers(0, 40), st.sampled_from(sorted(UNITS)))
    def test_the_last_line_is_the_last_day(self, start: date, amount: int, unit: str) -> None:
        deadline = Deadline(start_of(start) + NOON, amount, unit)
        lines = deadline.explain(SHIPPED)
        assert lines[-1].on == deadline.due_day(SHIPPED)
        assert {each.reason for each in lines} <= REASONS.keys()
        assert amount == 0 or lines[-1].counted


@dataclass(frozen=True)
class StoredLimit:
    starts_on: str = "2026-09-30"
    amount: int = 3
    unit: str = "workday"
    set_due_on: str | None = None
    reason: str = ""


class TestStoredLimits:
    def test_a_row_becomes_a_deadline(self) -> None:
        deadline = Deadline.of(StoredLimit())
        assert (deadline.starts_on, deadline.override) == (day("2026-09-30"), None)
        assert deadline.due_day(SHIPPED) == day("2026-10-10")

    def test_with_the_day_that_was_set(self) -> None:
        deadline = Deadline.of(StoredLimit(set_due_on="2026-10-20", reason="企业申请"))
        assert deadline.override == Override(day("2026-10-20"), "企业申请")
        assert deadline.due_day(SHIPPED) == day("2026-10-20")

    def test_a_day_that_is_none_is_refused(self) -> None:
        with pytest.raises(ValueError):
            Deadline.of(StoredLimit(starts_on="20260930"))


@given(st.integers(0, 4_000_000_000_000), st.integers(0, 200))
def test_a_later_receipt_is_never_due_earlier(instant: int, amount: int) -> None:
    earlier, later = Deadline(instant, amount), Deadline(instant + 24 * HOUR, amount)
    assert earlier.due_day(SHIPPED) <= later.due_day(SHIPPED)
    assert day_of(instant) <= earlier.due_day(SHIPPED)
