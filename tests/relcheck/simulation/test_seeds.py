"""The simulation itself: the same seed is the same story, and stories that once showed something."""

from __future__ import annotations

from tests.relcheck import sim
from tests.relcheck.check import Options


def test_ten_seeds_run_again_give_the_same_outcomes() -> None:
    options = Options(seeds=10, first_seed=77)
    first, second = sim.run(options), sim.run(options)
    assert first.digests == second.digests
    assert len(set(first.digests.values())) == 10
