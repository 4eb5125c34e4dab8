"""The whole system, thousands of times: real client, real server, real SQLite; the line, the clock and chance
are simulated. Each seed is a story of some laptops with everything that goes wrong in it."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Final
from unittest.mock import patch

from tests.relcheck.check import Options, Outcome, Plants, Seen, gathered
from tests.relcheck.simulation.city import City, found
from tests.relcheck.simulation.engines import reused
from tests.relcheck.simulation.parsed import once
from tests.relcheck.simulation.plants import BUGS
from tests.relcheck.simulation.play import play
from tests.relcheck.spread import spread

# Put in by `run` itself: the city is founded without them.
PLANTS: Final[Plants] = dict.fromkeys(BUGS, nullcontext)

READY: Final = 3  # runs, before there are many
IN_MEMORY: Final = Path("/dev/shm")  # where a machine has it; losing power is the business of another check


def run(options: Options) -> Outcome:
    """As many seeds as asked for."""
    began = time.monotonic()
    with a_city() as city, BUGS[options.plant]() if options.plant else nullcontext():

        def work(seed: int) -> Seen:
            return play_in(city, seed)

        if options.seeds > READY:
            ready(city)
        return gathered(spread(work, options), began)


def ready(city: City) -> None:
    """Some runs that nobody counts: what they load and compile, the processes of the others inherit. A bug on
    purpose may end them."""
    for story in range(-READY, 0):
        with suppress(Exception):
            play_in(city, story)


def play_in(city: City, seed: int) -> Seen:
    """One seed, in a folder beside the city's."""
    return play(city, seed, city.folder.parent / f"run-{os.getpid()}-{seed}")


@contextmanager
def a_city() -> Iterator[City]:
    """The city that all runs begin with."""
    place = IN_MEMORY if IN_MEMORY.is_dir() else None
    with (
        tempfile.TemporaryDirectory(prefix="sim-", dir=place) as folder,
        _strange_environment(Path(folder)),
        reused(),
        once(),
    ):
        yield found(Path(folder) / "city")


@contextmanager
def _strange_environment(folder: Path) -> Iterator[None]:
    """Somebody keeps passwords for other programs on this machine: in place of our tokens they are wrong."""
    passwords = folder / "netrc"
    passwords.write_text("default login somebody password else\n")
    with patch.dict(os.environ, {"NETRC": str(passwords)}):
        yield
