"""Plays one seed from the first day of its city to the last sync, and says what it saw."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from unittest.mock import patch

from sync.server import pull
from tests.relcheck.check import Seen
from tests.relcheck.simulation.chance import LATER, seeded
from tests.relcheck.simulation.city import City
from tests.relcheck.simulation.clocks import Clocks
from tests.relcheck.simulation.holds import Holds
from tests.relcheck.simulation.later import later, small_batches
from tests.relcheck.simulation.rest import rest
from tests.relcheck.simulation.wire import carried
from tests.relcheck.simulation.world import World

STEPS: Final = (20, 45)
SMALL_PAGE: Final = 300  # bytes; with it a small city needs many pages


def play(city: City, seed: int, folder: Path) -> Seen:
    """One run in a folder of its own, which is gone afterwards."""
    folder.mkdir(parents=True)
    clocks = Clocks()
    try:
        further = seed >= LATER
        with (
            seeded(seed) as luck,
            _pages(luck.random() < 0.5),
            small_batches(further and luck.random() < 0.5),
        ):
            world = World(city, folder, luck, clocks, later if further else None)
            with carried(world.line.carry):
                try:
                    return _played(world, seed)
                finally:
                    world.close()
    finally:
        clocks.stop()
        shutil.rmtree(folder)


@contextmanager
def _pages(small: bool) -> Iterator[None]:
    """Half of the runs pull in many small pages."""
    if not small:
        yield
        return
    with patch.object(pull, "PAGE_BYTES", SMALL_PAGE), patch.object(pull, "BATCH", 2):
        yield


def _played(world: World, seed: int) -> Seen:
    holds = Holds(world)
    world.line.watch, world.looks = holds.watch, holds.look_at_centre
    world.after_backup, world.after_restore = holds.spans.keep, holds.restored
    for _ in range(world.luck.randint(*STEPS)):
        world.step()
        holds.after_step()
        if holds.violations:
            break
    else:
        rest(world, holds)
    return Seen(
        seed=seed,
        digest=_digest(world, holds),
        violations=tuple(holds.violations),
        counts=_counts(world, holds),
    )


def _digest(world: World, holds: Holds) -> str:
    """Of everything that came out, but for signatures and keys, which are never the same twice."""
    answers = sorted((op_id, *given[:4]) for op_id, given in holds.answers.items())
    rows = sorted(holds.centre_rows().items())
    made = sorted((one.op_id, sorted(one.holders), one.lost) for one in world.ledger.made.values())
    return hashlib.sha256(repr((answers, rows, made, holds.violations)).encode()).hexdigest()[:16]


def _counts(world: World, holds: Holds) -> dict[str, int]:
    verdicts = [holds.answers[op_id].verdict for op_id in world.ledger.made if op_id in holds.answers]
    return {
        "operations": len(world.ledger.made),
        "words": sum(len(one.words) for one in world.ledger.made.values()),
        "conflicts": sum(table == "conflict" for table, _ in holds.centre_rows()),
        "assignments": world.assigned,
        "restores": holds.restores,
        "aside after a restore": holds.aside,
        "by stick": world.sticks.taken,
        **{verdict: verdicts.count(verdict) for verdict in sorted(set(verdicts))},
    }
