"""Nothing typed is lost, at its fiercest: many hands in the same few texts, people re-assigned all the time.

The simulation's own runs, with hardly anything in them but edits and re-assignments; both are counted apart.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Final
from unittest.mock import patch

from tests.relcheck.check import Options, Outcome, Plants, Seen, gathered
from tests.relcheck.sim import READY, a_city, play_in, ready
from tests.relcheck.simulation import acts, administration, world
from tests.relcheck.simulation.acts import Make, amend_firm, amend_visit, edit_problem, settle
from tests.relcheck.simulation.plants import BUGS
from tests.relcheck.spread import spread

# Put in by `run` itself: the city is founded without them.
PLANTS: Final[Plants] = dict.fromkeys(("loser_forgotten", "counted_ids", "late_is_too_late"), nullcontext)
EDITS: Final[tuple[Make, ...]] = (amend_firm, amend_firm, amend_visit, edit_problem, edit_problem, settle)
FIERCE: Final = {world.World.work: 16.0, world.World.administer: 4.0}
COPIED: Final = {world.World.clone: 0.4}  # two laptops that take themselves for one are many hands too
MOVES: Final = (administration.assign, administration.assign, administration.end_assignment)


def run(options: Options) -> Outcome:
    """As many seeds as asked for."""
    began = time.monotonic()
    with a_city() as city, _fierce(), BUGS[options.plant]() if options.plant else nullcontext():

        def work(seed: int) -> Seen:
            return play_in(city, seed)

        if options.seeds > READY:
            ready(city)
        return gathered(spread(work, options), began)


@contextmanager
def _fierce() -> Iterator[None]:
    """Everybody edits, whatever the role."""
    only_edits = dict.fromkeys(acts.ACTS, EDITS)
    with (
        patch.dict(acts.ACTS, only_edits),
        patch.dict(world.STEPS, FIERCE | COPIED),
        patch.dict(world.RESTORES, FIERCE),
        patch.object(world, "DUTIES", MOVES),
    ):
        yield
