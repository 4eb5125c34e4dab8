"""Replies and requests cut short: nothing is taken for whole that is not, and the retry is right.

Every reply kind, in every framing and encoding, is cut at every byte up to 4 KB, at every part's end and at
every 97th byte beyond; of a full sync replies are cut at places that a seed chooses; requests at every byte.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any, Final
from unittest import mock

from urllib3.connection import HTTPConnection

from sync.engine import transport
from sync.engine.transport import Away, Transport
from tests.bad_line import cut, says, spoiled
from tests.relcheck.check import Options, Outcome, Plants, Seen, gathered
from tests.relcheck.cut_replies import ENCODINGS, FRAMINGS, Exchange, exchanges, outcome
from tests.relcheck.cut_requests import REQUESTS, cut_requests
from tests.relcheck.ground import ground, scene
from tests.relcheck.nth_lanes import after, told_of
from tests.relcheck.nth_ready import PERSON, Ready, ready_on_sqlite
from tests.relcheck.power_recording import small_pages
from tests.relcheck.spread import spread

EVERY_BYTE_TO: Final = 4096
THEN_EACH: Final = 97
LONGEST: Final = 9  # requests of the full sync, of which one's reply is cut


def run(options: Options) -> Outcome:
    """First every reply kind in its forms (one encoding a framing when `changes` is 1), then requests, then
    full syncs up to the number of seeds."""
    began = time.monotonic()
    with ground() as of, ready_on_sqlite() as beginning:
        with scene(of) as place:
            place.serve()
            recorded = exchanges(place)
        cuts = _Cuts(of, recorded, beginning, every_way=options.changes != 1)
        return gathered(spread(cuts, options), began)


class _Cuts:
    """A seed's cuts."""

    def __init__(self, of: Path, recorded: dict[str, Exchange], beginning: Ready, *, every_way: bool) -> None:
        ways = [
            (framing, encoding)
            for at, framing in enumerate(FRAMINGS)
            for other, encoding in enumerate(ENCODINGS)
            if every_way or at == other
        ]
        self._replies = [(exchange, *way) for exchange in recorded.values() for way in ways]
        self._ground, self._beginning = of, beginning

    def __call__(self, seed: int) -> Seen:
        number = seed - 1
        if number < len(self._replies):
            exchange, framing, encoding = self._replies[number]
            what = f"{exchange.kind}, {framing}, {encoding}"
            found, counts = list(_cut_reply(exchange, framing, encoding)), "reply cuts"
            tried = len(_places(*exchange.framed(framing, encoding)))
        elif number < len(self._replies) + len(REQUESTS):
            what = REQUESTS[number - len(self._replies)]
            (tried, found), counts = cut_requests(self._ground, what), "request cuts"
        else:
            what, tried, counts = "a sync", 1, "sync cuts"
            found = list(_cut_sync(self._beginning, Random(seed)))
        return Seen(
            seed=seed,
            digest=hashlib.sha256(f"{what} {len(found)}".encode()).hexdigest(),
            violations=tuple(f"{what}: {one}" for one in found[:5]),
            counts={counts: tried},
        )


def _places(reply: bytes, ends: list[int]) -> list[int]:
    """Lengths at which a reply is cut."""
    beyond = range(EVERY_BYTE_TO, len(reply), THEN_EACH)
    around = {end + more for end in ends for more in (-2, -1, 0, 1, 2)}
    every = {*range(min(len(reply), EVERY_BYTE_TO)), *beyond, *around}
    return sorted(place for place in every if 0 <= place < len(reply))


def _cut_reply(exchange: Exchange, framing: str, encoding: str) -> Iterator[str]:
    """Cuts after which something was taken that is not the whole reply."""
    reply, ends = exchange.framed(framing, encoding)
    with _line() as answer:
        whole = answer(exchange, reply)
        if isinstance(whole, Away) and exchange.kind != "busy":
            yield f"the whole reply was not taken: {whole!r}"
        for place in _places(reply, ends):
            taken = answer(exchange, reply[:place])
            if not isinstance(taken, Away) and not (place > ends[-1] - 6 and same(taken, whole)):
                yield f"cut after {place} of {len(reply)} bytes it was taken as {taken!r:.200}"


def same(one: Any, other: Any) -> bool:
    """Equal values, or the same no."""
    if isinstance(one, Exception):
        return type(one) is type(other) and vars(one) == vars(other)
    return bool(one == other)


@contextmanager
def _line() -> Iterator[Callable[[Exchange, bytes], Any]]:
    """What a laptop makes of a reply's bytes; a connection of its own for each."""
    said = [b""]

    def connect(wanted: HTTPConnection) -> Any:
        return says(said[0])(lambda _wanted: None, wanted)  # type: ignore[arg-type,return-value]

    with (
        closing(Transport("http://127.0.0.1:9")) as line,
        mock.patch.object(HTTPConnection, "_new_conn", connect),
    ):

        def answer(exchange: Exchange, reply: bytes) -> Any:
            said[0] = reply
            try:
                return outcome(exchange.ask, line)
            finally:
                line.close()  # the next request makes a connection of its own

        yield answer


def _cut_sync(beginning: Ready, random: Random) -> Iterator[str]:
    """A full sync, of which one reply is cut; what is wrong afterwards."""
    with beginning.beginning() as place:
        place.serve(small_pages)
        laptop = place.laptop(PERSON)
        after_bytes = random.randrange(random.choice((300, 3000)))
        with spoiled(random.randrange(LONGEST), cut(after_bytes)):
            told = told_of(laptop.sync)
        yield from after(beginning, place, laptop, told)
        laptop.close()


class _Anything:
    """Equal to whatever a digest is compared with."""

    def __eq__(self, other: object) -> bool:
        return True

    def __ne__(self, other: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]


@contextmanager
def _no_digest_check() -> Iterator[None]:
    """What arrives is taken for what was sent."""
    with mock.patch.object(transport, "digest", return_value=_Anything()):
        yield


PLANTS: Plants = {"no digest check": _no_digest_check}
