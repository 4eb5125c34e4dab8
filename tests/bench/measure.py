"""One measure: two ways of doing the same, in turn, so that a slow moment of the machine slows both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import NamedTuple, TypeVar

from tests.bench.process import on_a_core

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
    return _medians(name, _turns(lambda: seconds(ours) * 1000, lambda: seconds(limit) * 1000, runs, prepare))


class Side(NamedTuple):
    """One of two ways, with the process of its server; its laptop's is this one."""

    work: Work
    server: int


def in_turn_at_both_ends(
    name: str, ours: Side, limit: Side, runs: int, prepare: Work = lambda: None
) -> Iterator[Measure]:
    """`in_turn`; and as `name.core` the time on a core of laptop and server together, to which it does not
    matter how much else the machine has to do."""
    turns = _turns(lambda: _both(ours), lambda: _both(limit), runs, prepare)
    yield _medians(name, [(mine.seconds * 1000, least.seconds * 1000) for mine, least in turns])
    yield _medians(f"{name}.core", [(mine.core, least.core) for mine, least in turns])


class _Cost(NamedTuple):
    """Seconds on the clock, milliseconds on a core."""

    seconds: float
    core: float


def _both(side: Side) -> _Cost:
    ends = ("self", str(side.server))
    before = sum(map(on_a_core, ends))
    return _Cost(seconds(side.work), sum(map(on_a_core, ends)) - before)


T = TypeVar("T")


def _turns(ours: Callable[[], T], limit: Callable[[], T], runs: int, prepare: Work) -> list[tuple[T, T]]:
    taken = []
    for _ in range(runs + 1):
        prepare()
        taken.append((ours(), limit()))
    return taken[1:]  # the first of each warms up


def _medians(name: str, turns: list[tuple[float, float]]) -> Measure:
    mine, least = (statistics.median(times) for times in zip(*turns, strict=True))
    return Measure(name, round(mine / least, 2), round(mine, 2), round(least, 2), "ms", len(turns))


def compared(name: str, ours: float, limit: float, unit: str, runs: int = 1) -> Measure:
    """Two figures, of one run when they do not change from run to run."""
    return Measure(name, round(ours / limit, 2), round(ours, 2), round(limit, 2), unit, runs)
