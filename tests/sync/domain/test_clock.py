from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from sync.domain import clock

INSTANTS = st.integers(
    clock.to_instant(datetime(1992, 1, 1, tzinfo=UTC)), clock.to_instant(datetime(2100, 1, 1, tzinfo=UTC))
)


def test_now_is_the_machines_clock_in_utc_milliseconds() -> None:
    with time_machine.travel(datetime(2026, 9, 30, 16, 0, 0, 250_000, tzinfo=UTC), tick=False):
        assert clock.now() == 1_790_784_000_250


def test_the_day_turns_at_midnight_in_shanghai() -> None:
    midnight = clock.to_instant(datetime(2026, 9, 30, 16, 0, tzinfo=UTC))
    assert clock.day_of(midnight - 1) == date(2026, 9, 30)
    assert clock.day_of(midnight) == date(2026, 10, 1)
    assert clock.end_of(date(2026, 9, 30)) == clock.start_of(date(2026, 10, 1)) == midnight


@given(INSTANTS)
def test_shanghai_reads_the_same_as_the_time_zone_database(instant: int) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=instant)
    theirs = moment.astimezone(ZoneInfo("Asia/Shanghai"))
    ours = clock.to_datetime(instant)
    assert ours == theirs
    assert ours.utcoffset() == theirs.utcoffset()
    assert clock.day_of(instant) == theirs.date()
    assert clock.to_instant(ours) == clock.to_instant(theirs) == instant


@given(INSTANTS)
def test_an_instant_lies_in_its_day(instant: int) -> None:
    day = clock.day_of(instant)
    assert clock.start_of(day) <= instant < clock.end_of(day)


def test_an_instant_before_1970_is_counted_backwards() -> None:
    assert clock.to_datetime(-1).isoformat() == "1970-01-01T07:59:59.999000+08:00"
    assert clock.day_of(clock.start_of(date(1969, 12, 31)) - 1) == date(1969, 12, 30)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        clock.to_instant(datetime(2026, 9, 30))  # noqa: DTZ001 (this is what is refused)


def test_a_day_is_read_as_rows_write_it() -> None:
    assert clock.to_date("2026-09-30") == date(2026, 9, 30)


@pytest.mark.parametrize("text", ["20260930", "2026-W40-3", "2026-9-30", "2026-02-29", " 2026-09-30", ""])
def test_another_writing_of_a_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        clock.to_date(text)
