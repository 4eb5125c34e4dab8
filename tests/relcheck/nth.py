"""The n-th call fails, for every n of one full sync: the next sync ends as if nothing had been.

Calls: statements of the laptop and of the server (SQLite and PostgreSQL), requests, and, of a day with its
sync, calls of the system under both. A seed is one point: the place of a call and a way of failing.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from typing import Final

import msgspec

from tests.relcheck.check import Options, Outcome, Plants, Seen, Violation, gathered
from tests.relcheck.nth_calls import ERRORS, LaptopCalls, ServerCalls
from tests.relcheck.nth_lanes import Lane, LaptopStatements, Requests, ServerStatements
from tests.relcheck.nth_plants import half_a_transaction, sent_is_accepted
from tests.relcheck.nth_ready import Ready, ready
from tests.relcheck.spread import spread
from tests.relcheck.traced import NoTrace

LANES: Final[dict[str, Lane]] = {
    "laptop's statements": LaptopStatements(),
    "requests": Requests(),
    "server's statements": ServerStatements("sqlite"),
    "server's statements on PostgreSQL": ServerStatements("postgresql"),
    **{f"laptop's {call}": LaptopCalls(call) for call in ERRORS},
    **{f"server's {call}": ServerCalls(call) for call in ERRORS},
}


PWRITES: Final = 7  # of the many that a commit makes, one in so many in the short form


class Point(msgspec.Struct, frozen=True):
    """The `at`-th call of a lane fails in a way."""

    lane: str
    at: int
    kind: str


def run(options: Options) -> Outcome:
    """All points; in the short form (`changes` 1) each call fails in one way, else in every way. With
    `seeds`, so many of them, evenly spread."""
    began = time.monotonic()
    try:
        with ready() as beginnings:
            points = list(_points(beginnings, every_way=options.changes != 1))
            number = min(options.seeds or len(points), len(points) - options.first_seed + 1)
            some, step = msgspec.structs.replace(options, seeds=number), len(points) // number
            return gathered(
                spread(lambda seed: _seen(beginnings, seed, points[(seed - 1) * step]), some), began
            )
    except NoTrace as no:
        return Outcome(counts={"seeds": 0}, seconds=0, violations=(Violation(options.first_seed, str(no)),))


def _points(beginnings: dict[str, Ready], *, every_way: bool) -> Iterator[Point]:
    """Lane by lane, as many calls as a clean run has."""
    for name, lane in LANES.items():
        step = 1 if every_way or not name.endswith("pwrite64") else PWRITES
        for at in range(1, lane.calls(beginnings[lane.on]) + 1, step):
            kinds = lane.kinds if every_way else (lane.kinds[at % len(lane.kinds)],)
            yield from (Point(name, at, kind) for kind in kinds)


def _seen(beginnings: dict[str, Ready], seed: int, point: Point) -> Seen:
    lane = LANES[point.lane]
    try:
        wrong = list(lane.wrong(beginnings[lane.on], point.at, point.kind))
    except Exception as error:
        wrong = [f"the run after it: {error!r}"]
    where = f"{point.lane} {point.at} {point.kind}"
    return Seen(
        seed=seed,
        digest=hashlib.sha256(f"{where} {len(wrong)}".encode()).hexdigest(),
        violations=tuple(f"{where}: {what}" for what in wrong),
        counts={f"of {point.lane}": 1},
    )


PLANTS: Plants = {"half a transaction": half_a_transaction, "sent is accepted": sent_is_accepted}
