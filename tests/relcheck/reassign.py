"""Re-assignments: firms go from one person to another while both write and are away.

No text is lost, work that was in scope when it was written is taken, and each copy is at the end what its
person may see.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final
from unittest import mock

from sync.engine import overlay
from sync.server import inbox, news
from sync.store.rows import delete, select
from sync.store.tables import Enterprise, Outbox, Problem
from tests import reassign
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
    found = reassign.reassign(stage, seed)
    wrong = [f"lost: {text}" for text in found.lost]
    wrong += [f"in scope when it was written, and kept out: {text}" for text in found.wronged]
    counts = {"re-assignments": found.moves, "texts": found.texts, "late": found.late, "kept": found.kept}
    return counts | {"evictions": found.evictions}, wrong


@contextmanager
def purged_without_waiting() -> Iterator[None]:
    """What left the laptop takes unsent work along."""
    drawn = overlay.draw_again

    def drawn_and_purged(connection: Any, *others: Any) -> Any:
        here = {row.aggregate_id for kind in (Enterprise, Problem) for row in select(connection, kind)}
        for entry in select(connection, Outbox, state=["waiting", "held", "refused", "quarantined"]):
            if entry.subject_id not in here:
                delete(connection, Outbox, position=entry.position)
        return drawn(connection, *others)

    with mock.patch.object(overlay, "draw_again", drawn_and_purged):
        yield


@contextmanager
def late_is_out_of_scope() -> Iterator[None]:
    """Scope is asked when work arrives, whenever it was done."""
    with mock.patch.object(inbox, "held_then", return_value=set()):
        yield


@contextmanager
def leaving_is_not_told() -> Iterator[None]:
    """Laptops keep what was taken away."""
    with mock.patch.object(news, "_left_after", return_value=False):
        yield


PLANTS: Final[Plants] = {
    "purged_without_waiting": purged_without_waiting,
    "late_is_out_of_scope": late_is_out_of_scope,
    "leaving_is_not_told": leaving_is_not_told,
}
