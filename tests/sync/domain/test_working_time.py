from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.working_time import REASONS, Answer, Calendar
from tests.sync.domain.calendars import SHIPPED, TEXTS, as_of

ONE_DAY = timedelta(days=1)
elsewhere = cache(chinese_calendar.is_workday)
DAYS = st.dates(date(2017, 1, 1), date(2029, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


def nth_working_day_elsewhere(start: date, n: int) -> date:
    """The same question to the outside package, by the definition, one day after the other."""
    found = start
    while n:
        found += ONE_DAY
        n -= elsewhere(found)
    return found


def test_every_covered_day_agrees_with_an_outside_calendar() -> None:
    days = [date(2018, 1, 1) + timedelta(days=number) for number in range(3284)]
    assert days[-1] == SHIPPED.covered_through
    assert [each for each in days if SHIPPED.counts(each) != elsewhere(each)] == []


def test_ten_thousand_random_terms_agree_with_an_outside_calendar() -> None:
    for _ in range(10_000):
        start = date(2018, 1, 1) + timedelta(days=random.randrange(3100))
        n = random.randrange(1, 91)
        end = SHIPPED.add_working_days(start, n)
        assert end == nth_working_day_elsewhere(start, n), (start, n)
        assert SHIPPED.working_days_in(start, end) == n


@pytest.mark.parametrize(("year", "working_days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_working_days_of_a_year(year: int, working_days: int) -> None:
    assert SHIPPED.working_days_in(date(year - 1, 12, 31), date(year, 12, 31)) == working_days


def test_working_days_of_the_months_of_2026() -> None:
    firsts = [date(2026, month, 1) for month in range(1, 13)] + [date(2027, 1, 1)]
    months = [SHIPPED.working_days_in(a - ONE_DAY, b - ONE_DAY) for a, b in pairwise(firsts)]
    assert months == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]


@given(DAYS, st.integers(0, 40))
def test_counting_and_adding_are_each_others_inverse(start: date, n: int) -> None:
    end = SHIPPED.add_working_days(start, n)
    assert SHIPPED.working_days_in(start, end) == n
    assert n == 0 or SHIPPED.working_days_in(start, end - ONE_DAY) == n - 1


@given(DAYS, st.integers(-30, 900))
def test_the_fast_count_is_the_slow_one(after: date, length: int) -> None:
    through = after + timedelta(days=length)
    slow = sum(SHIPPED.counts(after + timedelta(days=number)) for number in range(1, length + 1))
    assert SHIPPED.working_days_in(after, through) == slow


@given(DAYS, DAYS, DAYS)
def test_half_open_spans_add_up(a: date, b: date, c: date) -> None:
    first, middle, last = sorted((a, b, c))
    left, right = SHIPPED.working_days_in(first, middle), SHIPPED.working_days_in(middle, last)
    assert left + right == SHIPPED.working_days_in(first, last)


@given(DAYS, st.integers(0, 40))
def test_an_explanation_lists_each_day_once_and_ends_on_the_last(start: date, n: int) -> None:
    lines = SHIPPED.counted(start, n)
    assert [each.on for each in lines] == [
        start + timedelta(days=number) for number in range(1, len(lines) + 1)
    ]
    assert sum(each.counted for each in lines) == n
    assert start + timedelta(days=len(lines)) == SHIPPED.add_working_days(start, n)
    assert {each.reason for each in lines} <= REASONS.keys()


@given(DAYS)
def test_the_three_answers_fit_the_description(each: date) -> None:
    answer, line = SHIPPED.is_working_day(each), SHIPPED.describe(each)
    assert SHIPPED.counts(each) == line.counted == (answer is not Answer.RESTING)
    assert (answer is Answer.PROVISIONAL) == (line.reason == "presumed_working_day")
    if SHIPPED.covers(each - ONE_DAY, each):
        assert line.notice is not None
        assert answer is not Answer.PROVISIONAL


def test_each_day_of_a_golden_term_rests_on_its_notice() -> None:
    lines = SHIPPED.counted(day("2020-04-29"), 5)
    assert [(each.on.day, each.counted, each.reason, each.name) for each in lines] == [
        (30, True, "working_day", ""),
        (1, False, "holiday", "劳动节"),
        (2, False, "holiday", "劳动节"),
        (3, False, "holiday", "劳动节"),
        (4, False, "holiday", "劳动节"),
        (5, False, "holiday", "劳动节"),
        (6, True, "working_day", ""),
        (7, True, "working_day", ""),
        (8, True, "working_day", ""),
        (9, True, "make_up_day", "劳动节"),
    ]
    assert {each.notice.number for each in lines if each.notice} == {"国办发明电〔2019〕16号"}


class TestRevisions:
    """Spring 2020 and Labour Day 2019: what was known when (D-03)."""

    def test_the_spring_festival_of_2020_was_prolonged(self) -> None:
        before, after = as_of(day("2020-01-26")), as_of(day("2020-01-27"))
        assert before.add_working_days(day("2020-01-22"), 5) == day("2020-02-04")
        assert after.add_working_days(day("2020-01-22"), 5) == day("2020-02-06")

    def test_both_lists_of_days_are_exact(self) -> None:
        first = as_of(day("2020-01-26")).counted(day("2020-01-22"), 5)
        revised = SHIPPED.counted(day("2020-01-22"), 5)
        assert [each.on.isoformat()[5:] for each in first if each.counted] == [
            "01-23", "01-31", "02-01", "02-03", "02-04",
        ]  # fmt: skip
        assert [each.on.isoformat()[5:] for each in revised if each.counted] == [
            "01-23", "02-03", "02-04", "02-05", "02-06",
        ]  # fmt: skip
        saturday = {each.on: each for each in first}[day("2020-02-01")]
        assert (saturday.reason, saturday.notice and saturday.notice.id) == ("make_up_day", "cn-2020")
        saturday = {each.on: each for each in revised}[day("2020-02-01")]
        assert (saturday.reason, saturday.notice and saturday.notice.id) == (
            "holiday",
            "cn-2020-spring-festival",
        )

    def test_labour_day_2019_grew_to_four_days(self) -> None:
        assert as_of(day("2019-03-21")).is_working_day(day("2019-05-02")) is Answer.WORKING
        assert SHIPPED.is_working_day(day("2019-05-02")) is Answer.RESTING
        assert SHIPPED.is_working_day(day("2019-05-05")) is Answer.WORKING

    def test_the_order_of_the_texts_does_not_matter(self) -> None:
        shuffled = random.sample(TEXTS, len(TEXTS))
        calendar = Calendar.from_notices(shuffled)
        assert calendar.notices == SHIPPED.notices
        assert calendar.is_working_day(day("2020-02-01")) is Answer.RESTING


class TestCoverage:
    def test_beyond_the_newest_notice_a_weekday_is_provisional(self) -> None:
        assert SHIPPED.covered_through == day("2026-12-28")
        assert SHIPPED.is_working_day(day("2026-12-28")) is Answer.WORKING
        assert SHIPPED.is_working_day(day("2026-12-29")) is Answer.PROVISIONAL
        assert SHIPPED.is_working_day(day("2027-01-02")) is Answer.RESTING

    @pytest.mark.parametrize(
        "holiday", ["2027-01-01", "2027-02-05", "2027-02-08", "2027-06-09", "2027-09-15"]
    )
    def test_the_days_of_the_law_rest_even_beyond(self, holiday: str) -> None:
        assert SHIPPED.is_working_day(day(holiday)) is Answer.RESTING
        notice = SHIPPED.describe(day(holiday)).notice
        assert notice is not None
        assert notice.title == "全国年节及纪念日放假办法"

    def test_next_years_notice_settles_the_last_days_of_the_year(self) -> None:
        eve = day("2018-12-31")
        assert as_of(day("2018-12-05")).is_working_day(eve) is Answer.PROVISIONAL
        assert as_of(day("2018-12-06")).is_working_day(eve) is Answer.RESTING
        assert as_of(day("2018-12-06")).is_working_day(day("2018-12-29")) is Answer.WORKING

    def test_a_span_is_covered_when_each_of_its_days_is(self) -> None:
        assert SHIPPED.covers(day("2019-12-20"), day("2020-01-10"))
        assert SHIPPED.covers(day("2026-12-20"), day("2026-12-28"))
        assert not SHIPPED.covers(day("2026-12-20"), day("2026-12-29"))
        assert SHIPPED.covers(day("2027-03-01"), day("2027-03-01"))

    def test_a_missing_year_leaves_a_gap(self) -> None:
        calendar = Calendar.from_notices(text for text in TEXTS if '"cn-2020"' not in text)
        assert not calendar.covers(day("2019-12-20"), day("2021-01-10"))
        assert calendar.is_working_day(day("2020-07-01")) is Answer.PROVISIONAL
        assert calendar.is_working_day(day("2021-07-01")) is Answer.WORKING

    def test_without_a_notice_everything_is_provisional(self) -> None:
        calendar = Calendar.from_notices([])
        assert calendar.covered_through is None
        assert calendar.is_working_day(day("2026-05-01")) is Answer.PROVISIONAL
        assert calendar.describe(day("2026-05-02")).reason == "presumed_weekend"


class TestRegions:
    """A region may have days of its own (办法 第四条)."""

    OVERLAY = """
id = "130826-2026"
region = "130826"
title = "示例县关于民族节日放假的通知"
published_at = 2026-03-01

[[holiday]]
name = "示例节"
rest = ["2026-09-28"]
make_up = ["2026-10-05"]
"""

    def test_it_applies_where_it_is_asked_for(self) -> None:
        calendar = Calendar.from_notices([*TEXTS, self.OVERLAY], regions=("130000", "130800", "130826"))
        assert calendar.is_working_day(day("2026-09-28")) is Answer.RESTING
        assert calendar.is_working_day(day("2026-10-05")) is Answer.WORKING
        assert calendar.describe(day("2026-09-28")).name == "示例节"

    def test_it_does_not_apply_elsewhere(self) -> None:
        calendar = Calendar.from_notices([*TEXTS, self.OVERLAY], regions=("130000",))
        assert calendar.is_working_day(day("2026-09-28")) is Answer.WORKING

    def test_a_later_national_notice_does_not_undo_it(self) -> None:
        national = self.OVERLAY.replace('region = "130826"', "").replace("130826-2026", "cn-x")
        national = (
            national.replace("2026-03-01", "2026-04-01").replace("make_up", "#").replace("rest", "make_up")
        )
        calendar = Calendar.from_notices([*TEXTS, self.OVERLAY, national], regions=("130826",))
        assert calendar.is_working_day(day("2026-09-28")) is Answer.RESTING


def test_a_text_replaces_an_earlier_one_with_the_same_id() -> None:
    wrong = next(text for text in TEXTS if '"cn-2026"' in text).replace('"2026-01-04"', '"2026-01-10"')
    calendar = Calendar.from_notices([wrong, *TEXTS])
    assert calendar.is_working_day(day("2026-01-10")) is Answer.RESTING
