"""A city comes back within a minute (I12): real laptops, each with work of its own and changes to fetch.

Two server processes on one PostgreSQL; `changes` laptops, at most 64 of them at once, in four processes.
Nobody may meet anything but a 503 that is obeyed, and after ten minutes all are in sync.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import random
import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final, NamedTuple
from unittest import mock

import sqlalchemy as sa
import uvicorn

from sync.engine import outbox
from sync.engine.laptop import Laptop
from sync.engine.opening import first_start, keys_of, open_copy
from sync.engine.transport import Away
from sync.operations.administration import SetEnterprise, SetPerson
from sync.server import gate, pull
from sync.server.app import build
from sync.server.centre import Centre
from sync.server.commands.serve import KEPT_SECONDS
from sync.store.database import open_database
from sync.store.rows import count, select
from sync.store.tables import Outbox, Visit
from tests.cases import visit
from tests.city import POST, act, appointment, assignment
from tests.copies import assert_same
from tests.postgresql import running_postgresql
from tests.relcheck.check import Options, Outcome, Plants, Seen, gathered
from tests.relcheck.ground import ended, forked, scratch
from tests.stage import PASSWORD, Stage, open_stage
from tests.sync.engine.key_parts import CHEAP_COSTS

SERVERS: Final = 2
SIMULATORS: Final = 4
AT_ONCE: Final = 64  # laptops, of all simulators together
WAITING: Final = 5  # operations on each laptop
NEWS: Final = 50  # entries of the log for each laptop: a row and a line of the history each
WITHIN: Final = 60.0  # seconds in which a whole city comes back
CITY: Final = 1_500  # laptops
ALL_IN_SYNC: Final = 600.0  # seconds, from the first one on
COMPARED: Final = 25  # laptops whose rows are compared with the server's, one by one
_FORK: Final = multiprocessing.get_context("fork")


class Back(NamedTuple):
    """One laptop that came back: when it was in sync, how often it was told to wait, what went wrong."""

    seconds: float
    busy: int
    wrong: str


def run(options: Options) -> Outcome:
    """One return of a city for each seed; of a bug on purpose a third of it shows enough."""
    began = time.monotonic()
    seeds = range(options.first_seed, options.first_seed + max(1, options.seeds))
    laptops = options.changes // 3 if options.until_first else options.changes
    return gathered((_return(seed, laptops) for seed in seeds), began)


def _return(seed: int, laptops: int) -> Seen:
    with scratch() as folder, running_postgresql() as server, server.database() as url:
        people = [f"rep-{number}" for number in range(laptops)]
        with open_stage(url, folder) as stage:
            _found(stage, people)
        with _served(url, folder) as address:
            _prepare(folder, people[0], address)
            with _opened(folder, people[0]):  # msgspec is made ready before there are threads
                pass
            _in_turns(lambda person: _prepare(folder, person, address), people[1:])
        with closing(_Office(url, folder)) as office:
            for person in people:
                office.done_by(person, *(visit(_firm(person), situation="示例") for _ in range(NEWS)))
        with _served(url, folder) as address:
            backs = _come_back(folder, people, address, seed)
        wrong = [back.wrong for back in backs if back.wrong]
        with closing(_Office(url, folder)) as office:
            wrong += _compared(office, folder, random.Random(seed).sample(people, min(COMPARED, laptops)))
    last = max(back.seconds for back in backs)
    if last > ALL_IN_SYNC:
        wrong.append(f"the last laptop was in sync after {last:.0f} s")
    counts = {"laptops": len(backs), "busy": sum(back.busy for back in backs), "last_ms": int(last * 1000)}
    return Seen(seed=seed, violations=tuple(wrong), counts=counts)


def _firm(person: str) -> str:
    return f"firm-of-{person}"


def _found(stage: Stage, people: list[str]) -> None:
    """Each person represents a firm of the east."""
    for start in range(0, len(people), 40):
        operations: list[Any] = []
        for person in people[start : start + 40]:
            POST[person] = (f"示例{person}", "政府服务代表")
            operations += [
                act(SetPerson, person_id=person, name=f"示例{person}", post="政府服务代表"),
                appointment(person, "representative", "unit"),
                act(SetEnterprise, enterprise_id=_firm(person), name=f"示例{person}公司", region_id="east"),
                assignment(_firm(person), person),
            ]
        stage.do(*operations)
    stage.give_accounts(*people)


class _Office(Stage):
    """The server's side without anybody listening."""

    def __init__(self, url: str, folder: Path) -> None:
        self.folder, self._listening, self._laptops = folder, None, []
        self.database = open_database(url)
        self.centre = Centre(self.database, folder / "server")


@contextmanager
def _served(url: str, folder: Path) -> Iterator[str]:
    """Two processes behind one socket, as `serve --processes 2` starts them, plants included."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen(1024)
    servers = [forked(lambda: _serve(url, folder, listener)) for _ in range(SERVERS)]
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()
        for server in servers:
            os.kill(server, signal.SIGKILL)
            ended(server)


def _serve(url: str, folder: Path, listener: socket.socket) -> None:
    centre = Centre(open_database(url, serving=True), folder / "server")
    config = uvicorn.Config(
        build(centre),
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        timeout_keep_alive=KEPT_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _in_turns(work: Callable[[str], None], people: list[str]) -> None:
    """For everybody, in two processes."""
    parts = [people[start::SERVERS] for start in range(SERVERS)]
    children = [forked(partial(_each, work, part)) for part in parts]
    assert [ended(child) for child in children] == [0] * SERVERS, "a laptop could not be prepared"


def _each(work: Callable[[str], None], people: list[str]) -> None:
    for person in people:
        work(person)


def _place(folder: Path, person: str) -> Path:
    return folder / "laptops" / person


def _prepare(folder: Path, person: str, address: str) -> None:
    """A laptop that has everything, and then worked without a line."""
    place = _place(folder, person)
    place.mkdir(parents=True)
    laptop = first_start(place, keys_of(place, None, CHEAP_COSTS), address, person, PASSWORD)
    laptop.sync()
    for _ in range(WAITING):
        laptop.do(visit(_firm(person), situation="离线时写的"))
    laptop.close()


@contextmanager
def _opened(folder: Path, person: str, address: str = "") -> Iterator[Laptop]:
    from msgspec.structs import replace

    place = _place(folder, person)
    laptop = open_copy(place, keys_of(place, None, CHEAP_COSTS), PASSWORD)
    if address:
        laptop.identity = replace(laptop.identity, server=address)
    try:
        yield laptop
    finally:
        laptop.close()


def _come_back(folder: Path, people: list[str], address: str, seed: int) -> list[Back]:
    """All of them, each at a moment of the first minute (of the fitting part of it, when they are fewer)."""
    luck, began = random.Random(seed), time.monotonic()
    at = sorted(luck.uniform(0, WITHIN * min(1, len(people) / CITY)) for _ in people)
    times = list(zip(people, at, strict=True))
    with _FORK.Pool(SIMULATORS) as pool:
        shares = [
            (folder, times[number::SIMULATORS], address, began, seed + number) for number in range(SIMULATORS)
        ]
        return list(itertools.chain.from_iterable(pool.starmap(_simulate, shares)))


def _simulate(
    folder: Path, times: list[tuple[str, float]], address: str, began: float, seed: int
) -> list[Back]:
    luck = random.Random(seed)

    def one(person: str, at: float) -> Back:
        time.sleep(max(0, began + at - time.monotonic()))
        return _comes_back(folder, person, address, began, luck)

    with ThreadPoolExecutor(AT_ONCE // SIMULATORS) as threads:
        return list(threads.map(lambda each: one(*each), times))


def _comes_back(folder: Path, person: str, address: str, began: float, luck: random.Random) -> Back:
    """Until it is in sync, or ten minutes are over; a busy server is obeyed."""
    busy, wrong = 0, ""
    with _opened(folder, person, address) as laptop:
        while not wrong:
            try:
                laptop.sync()
                wrong = _unfinished(laptop, person)
                break
            except Away as away:
                wrong = _not_to_be_obeyed(person, away, began)
                busy += 1
                time.sleep(0 if wrong else max(1, away.seconds) * luck.uniform(1, 1.5))
            except Exception as error:
                wrong = f"{person}: {error!r}"
    return Back(time.monotonic() - began, busy, wrong)


def _not_to_be_obeyed(person: str, away: Away, began: float) -> str:
    if away.code != "busy" or away.seconds < 1:
        return f"{person}: {away.code} after {away.seconds} s"
    return f"{person}: still busy" if time.monotonic() - began > ALL_IN_SYNC else ""


def _unfinished(laptop: Laptop, person: str) -> str:
    """What a laptop that says that it is in sync lacks."""
    waits = laptop.read(outbox.queue)
    states = {entry.state for entry in laptop.read(select, Outbox)} - {"accepted"}
    entries = laptop.read(lambda connection: count(connection, Visit, enterprise_id=_firm(person)))
    whole = (waits.waiting, waits.held, states, entries) == (0, 0, set(), WAITING + NEWS)
    return "" if whole else f"{person}: {waits} {states} {entries} entries of the log"


def _compared(office: Stage, folder: Path, people: list[str]) -> list[str]:
    """Row by row with the server's record; once more in sync, for what others wrote after them."""
    wrong = []
    for person in people:
        with _opened(folder, person) as laptop:
            try:
                assert_same(office, laptop)
            except AssertionError as error:
                wrong.append(f"{person}: other rows than at the server {str(error)[:300]}")
    return wrong


# Bugs on purpose.


@contextmanager
def broken_when_busy() -> Iterator[None]:
    """Who comes when every place is taken is told that the server is broken."""
    no = gate.BadRequest.__init__

    def broken(self: gate.BadRequest, status: int, code: str) -> None:
        no(self, 500 if status == 503 else status, code)

    with (
        mock.patch.object(gate, "_places", BoundedSemaphore(2)),
        mock.patch.object(gate.BadRequest, "__init__", broken),
    ):
        yield


@contextmanager
def half_the_news() -> Iterator[None]:
    """A pull leaves out rows that changed."""
    rows_of = pull.rows_of  # type: ignore[attr-defined]

    def half(connection: sa.Connection, aggregates: list[str], since: int = -1) -> list[tuple[str, str]]:
        rows: list[tuple[str, str]] = rows_of(connection, aggregates, since)
        return rows[::2] if since > 0 else rows

    with mock.patch.object(pull, "rows_of", half):
        yield


PLANTS: Plants = {"broken_when_busy": broken_when_busy, "half_the_news": half_the_news}
