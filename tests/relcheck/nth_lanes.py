"""Where calls are made during one full sync, and what is wrong after one of them failed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, Protocol

import sqlalchemy as sa
from starlette.types import ASGIApp

from sync.engine.laptop import Laptop
from sync.engine.transport import Away
from sync.server.app import build
from sync.server.centre import Centre
from sync.store.database import DatabaseRefused
from tests.relcheck.ground import Scene
from tests.relcheck.near import near
from tests.relcheck.nth_faults import (
    POSTGRESQL,
    SQLITE,
    BrokenLine,
    Countdown,
    FromTheFirstRequest,
    postgresql_calls,
    sqlite_calls,
    sqlite_error,
)
from tests.relcheck.nth_ready import PERSON, Ready
from tests.relcheck.power_found import wrong
from tests.relcheck.power_recording import small_pages

# What a laptop may say of a fault; anything else would look like a bug, or ask for a password.
TOLD: Final = (Away, DatabaseRefused, sa.exc.OperationalError, OSError)


class Lane(Protocol):
    """One kind of call. `on` the server's database; `kinds` of failing."""

    on: str
    kinds: tuple[str, ...]

    def calls(self, ready: Ready) -> int:
        """How many a clean sync makes."""

    def wrong(self, ready: Ready, at: int, kind: str) -> Iterator[str]:
        """What does not hold after the `at`-th failed."""


def told_of(act: Callable[[], object]) -> Exception | None:
    """What was said of a fault, if anything."""
    try:
        act()
    except Exception as error:
        return error
    return None


def after(ready: Ready, place: Scene, laptop: Laptop, told: Exception | None) -> Iterator[str]:
    """Nothing is lost, and in the same program, without a fault, the next syncs end as a clean one does."""
    if told is not None and not isinstance(told, TOLD):
        yield f"told as {told!r}"
    yield from wrong(laptop, ready.said, None)
    yield from synced_to_the_end(laptop)
    yield from ready.differences(place, laptop)


def synced_to_the_end(laptop: Laptop) -> Iterator[str]:
    """Three syncs without a fault: what is under way is ended, then its news are fetched. strace counts each
    thread's calls apart, so a server may fail a few times more."""
    wanted = 3
    for _ in range(12):
        told = told_of(laptop.sync)
        wanted -= told is None
        if told is not None and not isinstance(told, TOLD):
            yield f"told as {told!r}"
        if not wanted:
            return
    yield "the fault does not go away"


class Statements:
    """Statements and commits of one end's database; both ends are one process."""

    def __init__(self, end: str, on: str = "sqlite") -> None:
        self._end, self.on = end, on
        self.kinds = tuple(SQLITE if on == "sqlite" else POSTGRESQL)
        self._watched = sqlite_calls if on == "sqlite" else postgresql_calls

    def calls(self, ready: Ready) -> int:
        counted = Countdown(self._end)
        with self._watched(counted), ready.beginning(near) as place:
            place.serve(small_pages)
            laptop = place.laptop(PERSON)
            counted.arm(0)
            laptop.sync()
            laptop.close()
            return counted.count

    def wrong(self, ready: Ready, at: int, kind: str) -> Iterator[str]:
        faults = Countdown(self._end)
        with self._watched(faults), ready.beginning(near) as place:
            place.serve(small_pages)
            laptop = place.laptop(PERSON)
            faults.arm(at, sqlite_error(kind) if self.on == "sqlite" else POSTGRESQL[kind])
            told = told_of(laptop.sync)
            faults.arm(0)
            yield from after(ready, place, laptop, told)
            laptop.close()


class AtTheServer:
    """Calls in the process of a server that is reached over a socket, counted from its first request."""

    on: str = "sqlite"
    kinds: tuple[str, ...] = ()

    def begin(self) -> None:
        """In the server's process, before it opens anything."""
        small_pages()

    def app(self, at: int, kind: str, counted: Callable[[int], object]) -> Callable[[Centre], ASGIApp]:
        """The server with a fault in it."""
        raise NotImplementedError

    def calls(self, ready: Ready) -> int:
        with ready.beginning() as place:
            counts = place.folder / "counts"
            place.serve(self.begin, app=self.app(0, self.kinds[0], lambda number: _note(counts, number)))
            laptop = place.laptop(PERSON)
            laptop.sync()
            laptop.close()
            return int(counts.read_text())

    def wrong(self, ready: Ready, at: int, kind: str) -> Iterator[str]:
        with ready.beginning() as place:
            place.serve(self.begin, app=self.app(at, kind, lambda _number: None))
            laptop = place.laptop(PERSON)
            yield from after(ready, place, laptop, told_of(laptop.sync))
            laptop.close()


def _note(path: Path, number: int) -> None:
    path.write_text(str(number))


class StatementsFar(AtTheServer):
    """Statements and commits of the server's database, in a process of its own."""

    def __init__(self, on: str) -> None:
        self.on = on
        self.kinds = tuple(SQLITE if on == "sqlite" else POSTGRESQL)
        self._faults = Countdown()

    def begin(self) -> None:
        super().begin()
        watched = sqlite_calls if self.on == "sqlite" else postgresql_calls
        self._watch = watched(self._faults)
        self._watch.__enter__()  # for good: this process is here to fail

    def app(self, at: int, kind: str, counted: Callable[[int], object]) -> Callable[[Centre], ASGIApp]:
        faults, error = self._faults, sqlite_error(kind) if self.on == "sqlite" else POSTGRESQL[kind]
        return lambda centre: FromTheFirstRequest(
            build(centre), lambda: faults.arm(at, error), lambda: counted(faults.count)
        )


class Requests(AtTheServer):
    """Requests, of which one finds a broken line."""

    kinds: tuple[str, ...] = ("unheard", "unanswered")

    def app(self, at: int, kind: str, counted: Callable[[int], object]) -> Callable[[Centre], ASGIApp]:
        return lambda centre: BrokenLine(build(centre), at, kind, counted)
