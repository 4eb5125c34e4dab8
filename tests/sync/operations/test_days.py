"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from sync.domain.clock import Instant, end_of, start_of
from sync.domain.errors import Refused
from sync.operations.days import as_day, last_day, not_after, not_before

DAY = date(2026, 3, 2)
START, LAST = start_of(DAY), end_of(DAY) - 1


def test_a_day_is_read() -> None:
    assert as_day("2026-03-02", "held_on") == DAY


@pytest.mark.parametrize(
    "text",
    ["", "2026-3-2", "20260302", "2026-02-30", "2026-W10-1", "today", "２０２６-03-02", "0026-03-02",
     "9999-12-31"],
)  # fmt: skip
def test_another_text_is_no_day(text: str) -> None:
    with pytest.raises(Refused) as no:
        as_day(text, "held_on")
    assert (no.value.code, no.value.details) == ("not_a_day", {"field": "held_on"})


@pytest.mark.parametrize("made_at", [START, LAST])
def test_the_day_of_the_work_has_come_and_is_not_over(made_at: Instant) -> None:
    assert not_after("2026-03-02", made_at, "") == not_before("2026-03-02", made_at, "") == DAY


def test_tomorrow_has_not_come_and_yesterday_is_over() -> None:
    with pytest.raises(Refused, match="future_visit"):
        not_after("2026-03-02", START - 1, "visited_on")
    with pytest.raises(Refused, match="due_in_past") as no:
        not_before("2026-03-02", LAST + 1, "due_on")
    assert no.value.details == {"field": "due_on"}


def test_a_day_is_set_at_most_two_years_ahead() -> None:
    assert not_before("2028-03-02", START, "due_on") == date(2028, 3, 2)
    with pytest.raises(Refused, match="too_far") as no:
        not_before("2028-03-03", START, "due_on")
    assert no.value.details == {"field": "due_on"}


def test_nothing_ends_before_it_has_begun_but_what_is_called_off() -> None:
    assert last_day("2026-01-01", "2026-01-01", START, "until") == date(2026, 1, 1)
    assert last_day("2026-03-02", "2026-04-01", START, "until") == DAY
    with pytest.raises(Refused, match="ends_before_start"):
        last_day("2025-12-31", "2026-01-01", START, "until")
