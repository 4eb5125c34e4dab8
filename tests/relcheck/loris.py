"""Many who never finish what they say, behind nginx: a normal sync hardly notices, and all are closed.

One seed is one round: normal syncs alone, then the same beside `changes` half-open connections: silent ones,
such as stop within the handshake, and such as stop within the header.
"""

from __future__ import annotations

import resource
import socket
import ssl
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final
from unittest import mock

from sync.engine.laptop import Laptop
from sync.engine.transport import Away
from tests import nginx
from tests.cases import visit
from tests.nginx import Nginx, running_nginx
from tests.relcheck.check import Options, Outcome, Plants, Seen, gathered
from tests.relcheck.ground import scratch
from tests.stage import open_stage

SYNCS: Final = 15  # of each kind
SLOWEST: Final = 2.0  # times the time of a sync when nobody attacks
TRIES: Final = 3  # a machine that does something else meanwhile is measured again
CLOSED_AFTER: Final = 15.0  # seconds
HELLO: Final = bytes.fromhex("16030100c8010000c40303")  # how a handshake begins
HALF: Final = b"POST /v1/push HTTP/1.1\r\nHost: localhost\r\nContent-Le"


def run(options: Options) -> Outcome:
    """Rounds one after the other, over one server."""
    began = time.monotonic()
    _open_many_files()
    seeds = range(options.first_seed, options.first_seed + max(1, options.seeds))
    with scratch() as folder, _behind_nginx(folder) as (front, laptop):
        return gathered([_round(seed, options.changes, front, laptop) for seed in seeds], began)


def _open_many_files() -> None:
    least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(least, min(most, 20_000)), most))


@contextmanager
def _behind_nginx(folder: Path) -> Iterator[tuple[Nginx, Laptop]]:
    folder.chmod(0o755)  # nginx's own processes look into it
    with (
        open_stage(f"sqlite:///{folder / 'server.db'}", folder) as stage,
        running_nginx(folder / "nginx", stage.port) as front,
        front.believed(),
    ):
        yield front, stage.laptop("rep-east", server=front.url)


def _round(seed: int, count: int, front: Nginx, laptop: Laptop) -> Seen:
    try:
        for _ in range(TRIES):
            alone, beside, left = _measured(count, front, laptop)
            if beside <= SLOWEST * alone or left:
                break
    except (Away, OSError) as error:
        return Seen(seed=seed, violations=(f"a normal sync or a connection failed: {error!r}",))
    wrong: list[str] = []
    if beside > SLOWEST * alone:
        wrong.append(f"a sync took {beside * 1000:.0f} ms beside them, {alone * 1000:.0f} ms alone")
    if left:
        wrong.append(f"{left} of {count} were still open after {CLOSED_AFTER:.0f} s")
    figures = {"connections": count, "alone_us": int(alone * 1e6), "beside_us": int(beside * 1e6)}
    return Seen(seed=seed, violations=tuple(wrong), counts=figures)


def _measured(count: int, front: Nginx, laptop: Laptop) -> tuple[float, float, int]:
    """Seconds of a sync alone and beside them, and how many of them were left open."""
    alone = _syncs(laptop)
    with ExitStack() as stack:
        lines = [stack.enter_context(line) for line in _half_open(front, count)]
        return alone, _syncs(laptop), _left_open(lines)


def _syncs(laptop: Laptop) -> float:
    """The usual time of a sync that sends something, in seconds."""
    times = []
    for _ in range(SYNCS):
        laptop.do(visit())
        began = time.monotonic()
        laptop.sync()
        times.append(time.monotonic() - began)
    return statistics.median(times)


def _half_open(front: Nginx, count: int) -> list[socket.socket]:
    trusting = ssl.create_default_context(cafile=str(front.authority))
    lines = []
    for number in range(count):
        line = socket.create_connection(("127.0.0.1", front.port))
        if number % 3 == 1:
            line.sendall(HELLO)
        elif number % 3 == 2:
            line = trusting.wrap_socket(line, server_hostname="localhost")
            line.sendall(HALF)
        lines.append(line)
    return lines


def _left_open(lines: list[socket.socket]) -> int:
    """How many nobody has closed in time."""
    limit = time.monotonic() + CLOSED_AFTER
    return sum(not _ends(line, limit) for line in lines)


def _ends(line: socket.socket, limit: float) -> bool:
    line.settimeout(max(0.001, limit - time.monotonic()))
    try:
        while line.recv(1024):
            pass
    except TimeoutError:
        return False
    except OSError:
        pass
    return True


# Bugs on purpose, in what IT would install.


@contextmanager
def patient() -> Iterator[None]:
    """nginx waits for the rest of a header as long as a server alone would."""
    text = nginx.configuration().replace("client_header_timeout 5s;", "client_header_timeout 600s;")
    with mock.patch.object(nginx, "configuration", return_value=text):
        yield


@contextmanager
def few() -> Iterator[None]:
    """nginx may hold no more connections than Debian's own configuration lets it."""
    with mock.patch.object(
        nginx, "AROUND", nginx.AROUND.replace("worker_connections 10000", "worker_connections 128")
    ):
        yield


PLANTS: Plants = {"patient": patient, "few": few}
