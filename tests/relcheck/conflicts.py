"""Conflicts: two people change the same fields while both are away, and settle some of it; no text is lost,
and the copies agree with the server."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Final
from unittest import mock

from sync.operations import edits, enterprises, reports, visits
from tests import conflicts
from tests.relcheck.check import Options, Outcome, Plants, Seen, gathered
from tests.relcheck.spread import spread
from tests.relcheck.stages import founded, seen
from tests.stage import Stage


def run(options: Options) -> Outcome:
    """Every seed on a stage of its own."""
    began = time.monotonic()
    with founded() as city:
        return gathered(spread(partial(_one, city), options), began)


def _one(city: Path, seed: int) -> Seen:
    return seen(seed, city, partial(_play, seed))


def _play(seed: int, stage: Stage) -> tuple[dict[str, int], list[str]]:
    found = conflicts.conflicts(stage, seed)
    counts = {"conflicts": found.conflicts, "settled": found.settled, "texts": found.texts}
    return counts, [f"lost: {text}" for text in found.lost]


@contextmanager
def the_loser_is_dropped() -> Iterator[None]:
    """The standing text wins, and nobody keeps the other, beside it or in the history."""
    with ExitStack() as patches:
        patches.enter_context(mock.patch.object(edits, "_keep_beside", return_value=None))
        for module in (reports, visits, enterprises):
            patches.enter_context(mock.patch.object(module, "edits_as_json", return_value="[]"))
        yield


PLANTS: Final[Plants] = {"the_loser_is_dropped": the_loser_is_dropped}
