"""The n-th call fails, for every n of one full sync: the next sync ends as if nothing had been.

Calls: statements of the laptop and of the server (SQLite and PostgreSQL), requests, and, of a day with its
sync, calls of the system under both. A seed is one point: the place of a call and a way of failing.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from random import Random
from typing import Final

import msgspec

from tests.relcheck.check import Options, Outcome, Plants, Seen, Violation, gathered
from tests.relcheck.near import LAPTOP, SERVER
from tests.relcheck.nth_calls import ERRORS, LaptopCalls, ServerCalls
from tests.relcheck.nth_hooked import LaptopsHooked, ServersHooked
from tests.relcheck.nth_hooks import HOOKED
from tests.relcheck.nth_lanes import Lane, Requests, Statements, StatementsFar
from tests.relcheck.nth_plants import half_a_transaction, no_answer_is_known, sent_is_accepted
from tests.relcheck.nth_ready import Ready, ready
from tests.relcheck.spread import spread
from tests.relcheck.traced import NoTrace

STRACE: Final = " under strace"
SOCKET: Final = " over a socket"
LANES: Final[dict[str, Lane]] = {
    "requests": Requests(),
    "laptop's statements": Statements(LAPTOP),
    "server's statements": Statements(SERVER),
    "server's statements on PostgreSQL": Statements(SERVER, "postgresql"),
    f"server's statements{SOCKET}": StatementsFar("sqlite"),
    f"server's statements on PostgreSQL{SOCKET}": StatementsFar("postgresql"),
    **{f"laptop's {call}": LaptopsHooked(call) for call in HOOKED},
    **{f"server's {call}": ServersHooked(call) for call in HOOKED},
    **{f"laptop's {call}{STRACE}": LaptopCalls(call) for call in ERRORS},
    **{f"server's {call}{STRACE}": ServerCalls(call) for call in ERRORS},
}
SAMPLE: Final = 29  # of what fails in one process too, one in so many fails in its own, in the short form


class Point(msgspec.Struct, frozen=True):
    """The `at`-th call of a lane fails in a way."""

    lane: str
    at: int
    kind: str


def run(options: Options) -> Outcome:
    """All points; in the short form (`changes` 1) each call fails in one way, and of what fails both in one
    process and in its own the latter is a sample. Shuffled, so that the first so many are from everywhere; a
    seed is always the same point."""
    began = time.monotonic()
    try:
        with ready() as beginnings:
            calls = {name: lane.calls(beginnings[lane.on]) for name, lane in LANES.items()}
            points = list(_points(calls, every_way=options.changes != 1))
            Random(1).shuffle(points)
            number = min(options.seeds or len(points), len(points) - options.first_seed + 1)
            some = msgspec.structs.replace(options, seeds=number)
            outcome = gathered(spread(lambda seed: _seen(beginnings, seed, points[seed - 1]), some), began)
    except NoTrace as no:
        return Outcome(counts={"seeds": 0}, seconds=0, violations=(Violation(options.first_seed, str(no)),))
    unlike = tuple(Violation(options.first_seed, what) for what in _unlike(calls))
    return msgspec.structs.replace(outcome, violations=(*unlike, *outcome.violations))


def _points(calls: dict[str, int], *, every_way: bool) -> Iterator[Point]:
    """Lane by lane, as many calls as a clean run has."""
    for name, number in calls.items():
        step = SAMPLE if _in_one_process(name) and not every_way else 1
        kinds = LANES[name].kinds
        for at in range(1, number + 1, step):
            for kind in kinds if every_way else (kinds[at % len(kinds)],):
                yield Point(name, at, kind)


def _in_one_process(name: str) -> str:
    """The lane whose calls are the same, made in one process; "" for none."""
    same = name.removesuffix(SOCKET).removesuffix(STRACE)
    return same if same != name and same in LANES else ""


def _unlike(calls: dict[str, int]) -> Iterator[str]:
    """Both ways make the same calls; threads and connections make them a few more or less."""
    for name, number in calls.items():
        same = _in_one_process(name)
        if same and abs(calls[same] - number) > 3 + number // 5:
            yield f"{calls[same]} calls in one process, {number} of {name}"


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


PLANTS: Plants = {
    "half a transaction": half_a_transaction,
    "sent is accepted": sent_is_accepted,
    "no answer is known": no_answer_is_known,
}
