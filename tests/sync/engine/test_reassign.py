"""Re-assignments and conflicts at random, a few seeds of each: no text is lost."""

from __future__ import annotations

import random

from tests.conflicts import conflicts
from tests.reassign import reassign
from tests.stage import Stage


def test_firms_go_back_and_forth_and_no_text_is_lost(stage: Stage) -> None:
    seed = random.randrange(1_000_000)
    found = reassign(stage, seed)
    assert (found.lost, found.wronged) == ((), ()), seed
    assert found.moves and found.texts, seed  # noqa: PT018


def test_two_change_the_same_fields_and_no_text_is_lost(stage: Stage) -> None:
    seed = random.randrange(1_000_000)
    found = conflicts(stage, seed)
    assert found.lost == (), seed
    assert found.conflicts, seed
