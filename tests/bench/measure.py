"""One measure: two ways of doing the same, in turn, so that a slow moment of the machine slows both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

Work = Callable[[], object]


@dataclass(frozen=True)
class Measure:
    """Medians in `unit`; `ratio` = ours / limit."""

    name: str
    ratio: float
    ours: float
    limit: float
    unit: str
    runs: int

    def as_row(self) -> dict[str, object]:
        return asdict(self)


def seconds(work: Work) -> float:
    """How long one run takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def in_turn(name: str, ours: Work, limit: Work, runs: int, prepare: Work = lambda: None) -> Measure:
    """Medians of interleaved runs, after one of each that is not counted; `prepare` runs before ours."""
    prepare()
    ours()
    limit()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        prepare()
        taken[0].append(seconds(ours))
        taken[1].append(seconds(limit))
    mine, least = (statistics.median(times) for times in taken)
    return Measure(name, round(mine / least, 2), round(mine * 1000, 2), round(least * 1000, 2), "ms", runs)


def compared(name: str, ours: float, limit: float, unit: str, runs: int = 1) -> Measure:
    """Two figures, of one run when they do not change from run to run."""
    return Measure(name, round(ours / limit, 2), round(ours, 2), round(limit, 2), unit, runs)
