"""A stage for every seed: the small city made once, its database copied, a server and laptops of its own."""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.relcheck.check import Seen
from tests.relcheck.ground import scratch
from tests.stage import Stage, open_stage

SHOWN = 3  # of the lost texts of one seed, in words


@contextmanager
def founded() -> Iterator[Path]:
    """The database of the city, on SQLite; nothing runs any more when the others are copied from it."""
    with scratch() as folder:
        with open_stage(f"sqlite:///{folder / 'city.db'}", folder):
            pass
        yield folder / "city.db"


@contextmanager
def stage_of(city: Path) -> Iterator[Stage]:
    """A fresh stage; gone at the end, with its laptops."""
    with scratch() as folder:
        shutil.copy(city, folder / "server.db")
        stage = Stage(f"sqlite:///{folder / 'server.db'}", folder)
        try:
            yield stage
        finally:
            stage.close()


def seen(seed: int, city: Path, play: Callable[[Stage], tuple[dict[str, int], list[str]]]) -> Seen:
    """One seed's run: its counts, and what was wrong; what was raised is a violation too. Ids are random and
    a real server's threads decide: there is no digest of it."""
    try:
        with stage_of(city) as stage:
            counts, wrong = play(stage)
    except Exception as error:
        where = traceback.format_exc(limit=-3)
        return Seen(seed=seed, violations=(f"{type(error).__name__}: {error}\n{where}",))
    return Seen(seed=seed, violations=tuple(wrong[:SHOWN]), counts=counts)
