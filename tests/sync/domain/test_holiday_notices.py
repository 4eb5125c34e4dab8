"""The shipped notices, and what is no notice."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

import resources
from sync.domain.holiday_notices import Notice, NoticeError, parse

SHIPPED = {name: parse(resources.read_text(name)) for name in resources.names("calendars")}
ANNUAL = sorted((each for each in SHIPPED.values() if each.covered), key=lambda each: each.id)

GOOD = """
id = "cn-2030"
title = "t"
published_at = 2029-11-01
covered_from = 2029-12-29
covered_through = 2030-12-28

[[holiday]]
name = "元旦"
rest = ["2030-01-01/2030-01-03"]
make_up = ["2030-01-05"]
"""


@pytest.mark.parametrize("name", SHIPPED)
def test_a_file_is_named_after_its_notice(name: str) -> None:
    assert name == f"calendars/{SHIPPED[name].id}.toml"


@pytest.mark.parametrize("name", SHIPPED)
def test_each_notice_says_where_it_comes_from(name: str) -> None:
    notice = SHIPPED[name]
    assert notice.title.startswith(("国务院办公厅关于", "全国年节及纪念日放假办法"))
    assert notice.number.startswith(("国办发明电〔", "国务院令第"))
    assert notice.holiday
    assert all(each.name for each in notice.holiday)


@pytest.mark.parametrize("name", SHIPPED)
def test_make_up_days_are_weekend_days(name: str) -> None:
    worked = [day for each in SHIPPED[name].holiday for day in each.make_up_days()]
    assert [day for day in worked if day.weekday() < 5] == []


@pytest.mark.parametrize("notice", ANNUAL, ids=lambda each: each.id)
def test_an_annual_notice_speaks_once_of_each_day(notice: Notice) -> None:
    sentences = notice.holiday
    days = [day for each in sentences for day in (*each.rest_days(), *each.make_up_days())]
    assert len(days) == len(set(days))


@pytest.mark.parametrize("notice", ANNUAL, ids=lambda each: each.id)
def test_an_annual_notice_names_only_days_that_it_covers(notice: Notice) -> None:
    assert notice.covered
    first, last = notice.covered
    for each in notice.holiday:
        assert all(first <= day <= last for day in (*each.rest_days(), *each.make_up_days()))


def test_the_years_2018_to_2026_are_covered_without_a_gap() -> None:
    spans = [each.covered for each in ANNUAL if each.covered]
    assert spans[0][0] <= date(2018, 1, 1)
    assert spans[-1][1] == date(2026, 12, 28)
    for (_, end), (start, _) in pairwise(spans):
        assert start == end + timedelta(days=1)


def test_an_amendment_names_an_earlier_notice_that_is_shipped() -> None:
    ids = {each.id: each for each in SHIPPED.values()}
    amendments = [each for each in SHIPPED.values() if each.supersedes]
    assert {each.id for each in amendments} == {"cn-2019-labour-day", "cn-2020-spring-festival"}
    for each in amendments:
        assert ids[each.supersedes].published_at < each.published_at


@pytest.mark.parametrize(
    ("year", "rest", "make_up"),
    [
        (2018, 23, 6),
        (2019, 21, 5),
        (2020, 27, 7),
        (2021, 31, 7),
        (2022, 31, 7),
        (2023, 27, 7),
        (2024, 28, 8),
        (2025, 28, 5),
        (2026, 33, 6),
    ],
)
def test_the_notices_own_sums(year: int, rest: int, make_up: int) -> None:
    """The sums of 共 n 天, and of the days that are worked, over the sentences as first published."""
    sentences = SHIPPED[f"calendars/cn-{year}.toml"].holiday
    assert sum(len(list(each.rest_days())) for each in sentences) == rest
    assert sum(len(list(each.make_up_days())) for each in sentences) == make_up


@pytest.mark.parametrize(
    ("stem", "years", "days"), [("2014", range(2019, 2026), 11), ("2025", range(2026, 2031), 13)]
)
def test_the_law_gives_eleven_days_a_year_and_thirteen_since_2025(stem: str, years: range, days: int) -> None:
    named = [
        day for each in SHIPPED[f"calendars/cn-statutory-{stem}.toml"].holiday for day in each.rest_days()
    ]
    assert {year: sum(day.year == year for day in named) for year in years} == dict.fromkeys(years, days)
    assert len(named) == len(years) * days


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])
def test_the_days_of_the_law_are_free_by_the_years_notice(year: int) -> None:
    law = SHIPPED["calendars/cn-statutory-2025.toml" if year == 2026 else "calendars/cn-statutory-2014.toml"]
    free = {day for each in SHIPPED[f"calendars/cn-{year}.toml"].holiday for day in each.rest_days()}
    given = {day for each in law.holiday for day in each.rest_days() if day.year == year}
    assert {day for day in given - free if day.weekday() < 5} == set()


def test_a_good_text_is_read() -> None:
    notice = parse(GOOD)
    assert notice.region == "cn"
    assert list(notice.holiday[0].rest_days()) == [date(2030, 1, 1), date(2030, 1, 2), date(2030, 1, 3)]
    assert list(notice.holiday[0].make_up_days()) == [date(2030, 1, 5)]


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ('id = "cn-2030"', "", "id"),
        ('title = "t"', 'titel = "t"', "titel"),
        ("published_at = 2029-11-01", 'published_at = "soon"', "published_at"),
        ("covered_through = 2030-12-28", "", "covered_through"),
        ("2030-01-01/2030-01-03", "2030-01-03/2030-01-01", "2030-01-03/2030-01-01"),
        ("2030-01-01/2030-01-03", "2030-01-01/2031-01-03", "2030-01-01/2031-01-03"),
        ("2030-01-05", "2030-02-30", "2030-02-30"),
        ("[[holiday]]", "[[holiday", "line"),
    ],
)
def test_a_wrong_text_is_refused_with_what_is_wrong(right: str, wrong: str, named: str) -> None:
    assert right in GOOD
    with pytest.raises(NoticeError, match=named):
        parse(GOOD.replace(right, wrong, 1))
