"""What a sync tells while it runs: how many of how many have arrived, the last one included."""

from __future__ import annotations

import pytest

from sync.engine import cycle
from tests.cases import visit
from tests.stage import Stage


@pytest.mark.parametrize(
    ("at_once", "told"),
    [(200, [(0, 3), (3, 3)]), (2, [(0, 2), (2, 2), (2, 3), (3, 3)])],
)
def test_every_operation_is_counted_to_the_last(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch, at_once: int, told: list[tuple[int, int]]
) -> None:
    monkeypatch.setattr(cycle, "MOST_OPERATIONS", at_once)
    laptop = small_stage.laptop("rep-east")
    for _ in range(3):
        laptop.do(visit())
    heard: list[tuple[str, int, int]] = []
    laptop.sync(lambda *progress: heard.append(progress))
    assert [(done, total) for what, done, total in heard if what == "push"] == told
