"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from sync.domain.clock import Instant, end_of, start_of
from sync.domain.errors import Refused
from sync.operations.days import as_day, not_after, not_before

DAY = date(2026, 3, 2)
START, LAST = start_of(DAY), end_of(DAY) - 1


def test_a_day_is_read() -> None:
    assert as_day("2026-03-02", "held_on") == DAY


@pytest.mark.parametrize(
    "text", ["", "2026-3-2", "20260302", "2026-02-30", "2026-W10-1", "today", "２０２６-03-02"]
)
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
