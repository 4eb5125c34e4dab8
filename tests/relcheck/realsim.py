"""The simulation's stories with nothing simulated: uvicorn, sockets, PostgreSQL, SQLCipher files, and laptops
that work at the same time, each in a thread of its own. What the seed decides is who does what, not when."""

from __future__ import annotations

import itertools
import random
import shutil
import tempfile
import time
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from tests.postgresql import PostgreSQL, running_postgresql
from tests.relcheck.check import Options, Outcome, Plants, Seen, gathered
from tests.relcheck.real.world import RealWorld
from tests.relcheck.simulation.holds import Holds
from tests.relcheck.simulation.plants import BUGS
from tests.relcheck.simulation.rest import rest
from tests.relcheck.spread import spread
from tests.stage import Stage, open_stage

# Those that need no simulated death to be seen.
PLANTS: Final[Plants] = {
    name: BUGS[name]
    for name in ("purge_without_waiting", "shadow_stays", "entered_in_part", "loser_forgotten")
}


def run(options: Options) -> Outcome:
    """As many runs as asked for."""
    began = time.monotonic()
    with (
        running_postgresql() as server,
        tempfile.TemporaryDirectory(prefix="realsim-") as folder,
        server.database() as url,
    ):
        found(url, Path(folder) / "city")
        city = str(sa.make_url(url).database)

        def work(seed: int) -> Seen:
            return play(server.folder, city, seed, Path(folder) / str(seed))

        return gathered(spread(work, options), began)


def found(url: str, folder: Path) -> None:
    """The city that every run gets a copy of."""
    with open_stage(url, folder):
        pass


def play(postgresql: Path, city: str, seed: int, folder: Path) -> Seen:
    """One run, on a copy of the city."""
    folder.mkdir()
    # Numbers of its own: several processes make databases on the one server.
    server = PostgreSQL(postgresql, itertools.count(1_000 + seed * 10))
    try:
        with server.database(like=city) as url:
            stage = Stage(url, folder)
            try:
                return _played(stage, seed)
            finally:
                stage.close()
    finally:
        shutil.rmtree(folder)


def _played(stage: Stage, seed: int) -> Seen:
    world = RealWorld(stage, random.Random(seed))
    try:
        holds = Holds(world)
        world.run()
        world.touched = set(world.devices)
        holds.after_step()
        rest(world, holds)
    finally:
        world.close()
    made = world.ledger.made.values()
    counts = {
        "operations": len(made),
        "words": sum(len(one.words) for one in made),
        "conflicts": sum(table == "conflict" for table, _ in holds.centre_rows()),
        "assignments": world.assigned,
        "syncs": sum(device.syncs for device in world.devices.values()),
        "cuts": world.cuts,
    }
    return Seen(seed=seed, violations=tuple(holds.violations), counts=counts)
