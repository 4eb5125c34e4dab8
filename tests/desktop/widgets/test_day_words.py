"""How people write a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from desktop.widgets.day_words import read_day

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2026/1/5", date(2026, 1, 5)),
        ("20260105", date(2026, 1, 5)),
        ("2026年1月5日", date(2026, 1, 5)),
        ("２０２６－１１－２２", date(2026, 11, 22)),
        ("11-30", date(2026, 11, 30)),
        ("1130", date(2026, 11, 30)),
        ("11月30日", date(2026, 11, 30)),
        ("1-5", date(2027, 1, 5)),
        ("12.31", date(2026, 12, 31)),
        ("今天", SUNDAY),
        ("明天", date(2026, 11, 23)),
        ("昨天", date(2026, 11, 21)),
        ("+3", date(2026, 11, 25)),
        ("-1", date(2026, 11, 21)),
        ("周一", date(2026, 11, 23)),
        ("周日", date(2026, 11, 29)),
        ("星期五", date(2026, 11, 27)),
        ("下周一", date(2026, 11, 23)),
        ("下周日", date(2026, 11, 29)),
        ("", None),
        ("13-40", None),
        ("改天", None),
        ("2026-02-30", None),
    ],
)
def test_what_is_meant(text: str, expected: date | None) -> None:
    assert read_day(text, SUNDAY) == expected


@given(some.dates(date(2018, 1, 1), date(2040, 12, 31)), some.dates(date(2018, 1, 1), date(2040, 12, 31)))
def test_a_full_date_means_itself_on_any_day(day: date, today: date) -> None:
    assert read_day(day.isoformat(), today) == day


@given(some.dates(date(2018, 1, 1), date(2040, 12, 31)), some.integers(-150, 150))
def test_a_short_date_means_the_nearest(today: date, away: int) -> None:
    day = today + timedelta(days=away)
    if (day.month, day.day) != (2, 29):
        assert read_day(f"{day.month}-{day.day}", today) == day


@given(some.text(max_size=12))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert isinstance(read_day(text, SUNDAY), date | None)
