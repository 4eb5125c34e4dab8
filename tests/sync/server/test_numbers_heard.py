"""Nobody makes holes in the series of official numbers by telling of numbers that nobody has given."""

from __future__ import annotations

import pytest

from sync.domain import clock
from sync.server.refill import take
from sync.store.rows import select
from sync.store.tables import Counter
from sync.wire_refill import RefillRequest
from tests.sender import Sender
from tests.stage import Stage


def tells(stage: Stage, laptop: Sender, n: int) -> list[int]:
    """A laptop ends its refill and tells of a number; how far the counters are then."""
    year = clock.day_of(clock.now()).year
    end = RefillRequest(operations=[], complete=True, numbers=[f"东企受〔{year}〕{n}号"])
    assert laptop.post("/v1/refill", end).status_code == 200
    return sorted(row.last for row in stage.read(select, Counter) if row.last)


@pytest.fixture
def laptop(stage: Stage) -> Sender:
    """Signed in before there is a backup."""
    return Sender(stage.url, "rep-east")


def test_a_record_that_was_never_restored_hears_of_none(stage: Stage, laptop: Sender) -> None:
    with laptop:
        assert tells(stage, laptop, 100) == []


def test_each_laptop_is_heard_once_after_a_restore(stage: Stage, laptop: Sender) -> None:
    stage.put_back(stage.back_up())
    with laptop, Sender(stage.url, "coordinator-east") as newcomer:
        assert [tells(stage, laptop, n) for n in (200, 300)] == [[200], [200]]
        assert [tells(stage, newcomer, n) for n in (400, 500)] == [[400], [400]]


def test_one_that_comes_after_the_end_is_heard_and_one_that_was_not_there_is_not(
    stage: Stage, laptop: Sender
) -> None:
    stage.put_back(stage.back_up())
    take.close(stage.centre)
    with laptop, Sender(stage.url, "coordinator-east") as newcomer:
        assert tells(stage, newcomer, 400) == []
        assert tells(stage, laptop, 200) == [200]
