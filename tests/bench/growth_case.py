"""What a sync costs when the record has 4 and 16 times the history: time on a core, and memory, of server and
laptop together.

The laptop is the representative's, whose own firms have the longer history too. Limit: the same sync with the
history of one city; the three servers take turns, so that a slow moment of the machine slows all. Memory is
what the sync needed above rest.
"""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final, NamedTuple

from sync.engine.laptop import Laptop
from sync.engine.opening import first_start, keys_of
from sync.operations.visits import LogVisit
from sync.server.centre import Centre
from sync.server.inbox import Inbox
from sync.store.database import open_database
from sync.wire import envelope
from tests.bench import crowd
from tests.bench.download_cases import CACHE
from tests.bench.measure import Measure, compared
from tests.bench.process import above_rest, on_a_core
from tests.bench.served import serving
from tests.cases import visit
from tests.stage import PASSWORD
from tests.sync.engine.key_parts import CHEAP_COSTS

TIMES: Final = (1, 4, 16)
RUNS: Final = 15
FIRM: Final = "f0"
TEXT: Final = "示例走访记录：订单稳定，冬季供暖改造已经完成。" * 8


class Grown(NamedTuple):
    """One city: its database, its server's process, a laptop that has everything it may see."""

    database: Path
    pid: int
    laptop: Laptop

    def waiting(self) -> None:
        """50 entries of the log wait on the laptop."""
        for one in _visits(50):
            self.laptop.do(one)

    def news(self) -> None:
        """100 entries of a colleague's wait at the server."""
        opened = open_database(str(self.database))
        centre = Centre(opened, self.database.parent)
        with opened.write() as connection:
            inbox = Inbox(connection, centre.rules(connection), centre.signing_key, "county", None)
            answers = inbox.take([envelope(one) for one in _visits(100)])
        opened.close()
        assert all(answer.verdict == "accepted" for answer in answers), answers


class Cost(NamedTuple):
    """Of one sync at both ends: milliseconds on a core, megabytes above rest."""

    time: float
    memory: float


SYNCS: Final[dict[str, Callable[[Grown], None]]] = {
    "no_change": lambda city: None,
    "push_50": Grown.waiting,
    "pull_100": Grown.news,
}


def growth(folder: Path) -> list[Measure]:
    """Each sync at each size, against the same at the first size."""
    with ExitStack() as open_cities:
        cities = [_opened(open_cities, folder / str(times), times) for times in TIMES]
        return [measure for name in SYNCS for measure in _measured(name, cities)]


def _visits(count: int) -> list[LogVisit]:
    return [visit(FIRM, situation=TEXT) for _ in range(count)]


def _opened(open_cities: ExitStack, home: Path, times: int) -> Grown:
    shutil.copytree(crowd.database(CACHE, times).parent, home)
    server = open_cities.enter_context(serving("ours", str(home / "server.db"), str(home)))
    keys = keys_of(home / "laptop", None, CHEAP_COSTS)
    laptop = first_start(home / "laptop", keys, server.url, "rep", PASSWORD)
    open_cities.callback(laptop.close)
    laptop.sync()
    return Grown(home / "server.db", server.pid, laptop)


def _measured(name: str, cities: list[Grown]) -> Iterator[Measure]:
    runs: list[list[Cost]] = [[] for _ in cities]
    for number in range(RUNS + 1):
        for city, costs in zip(cities, runs, strict=True):
            SYNCS[name](city)
            cost = _cost(city)
            if number:  # the first round warms up
                costs.append(cost)
    first, *others = [Cost(*map(statistics.median, zip(*costs, strict=True))) for costs in runs]
    for times, cost in zip(TIMES[1:], others, strict=True):
        yield compared(f"growth.{name}.x{times}", cost.time, first.time, "ms", RUNS)
        yield compared(f"growth.{name}.x{times}.memory", cost.memory, first.memory, "MB", RUNS)


def _cost(city: Grown) -> Cost:
    """Of the sync that is due now."""
    ends = ["self", str(city.pid)]
    before = sum(map(on_a_core, ends))
    kilobytes = above_rest(ends, city.laptop.sync)
    return Cost(sum(map(on_a_core, ends)) - before, max(kilobytes / 1000, 0.1))
