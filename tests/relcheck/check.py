"""What every check is given and gives back.

TO ADD A CHECK: write tests/relcheck/NAME.py with `run(options) -> Outcome` and PLANTS, bugs on purpose that
it must catch (each patches the shipped function); give it a line in `forms.py`: its short and its long form.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Final

import msgspec

Plants = dict[str, Callable[[], AbstractContextManager[None]]]
SHOWN: Final = 20  # violations that are told in words; all are counted


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How far a check goes. `changes` where it counts changes, inputs or laptops instead of seeds; 0: its own
    number. `plant` is in place already when `run` is called; a check that starts programs hands it on."""

    seeds: int = 0
    first_seed: int = 1
    changes: int = 0
    plant: str = ""
    until_first: bool = False  # stop at the first violation: a plant is caught
    processes: int = 2  # that share the seeds, where a check has them

    def numbers(self) -> range:
        """The seeds."""
        return range(self.first_seed, self.first_seed + self.seeds)


class Violation(msgspec.Struct, frozen=True):
    """What did not hold, and the seed that shows it."""

    seed: int
    what: str


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One seed's run. `digest` of what came out; the same for the same seed, "" where real threads decide."""

    seed: int
    digest: str = ""
    violations: tuple[str, ...] = ()
    counts: dict[str, int] = {}


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found. `counts` by name: seeds, changes, conflicts, kills, …; `digests` by seed."""

    counts: dict[str, int]
    seconds: float
    violations: tuple[Violation, ...] = ()
    digests: dict[int, str] = {}

    @property
    def digest(self) -> str:
        """One digest of all outcomes, in the order of their seeds."""
        lines = "\n".join(f"{seed} {self.digests[seed]}" for seed in sorted(self.digests))
        return hashlib.sha256(lines.encode()).hexdigest() if lines else ""


def gathered(runs: Iterable[Seen], began: float) -> Outcome:
    """Many seeds' runs as one outcome; `began`: `time.monotonic()` at the start."""
    counts: dict[str, int] = {"seeds": 0}
    violations: list[Violation] = []
    digests: dict[int, str] = {}
    for run in runs:
        counts["seeds"] += 1
        for name, number in run.counts.items():
            counts[name] = counts.get(name, 0) + number
        violations += [Violation(run.seed, what) for what in run.violations]
        if run.digest:
            digests[run.seed] = run.digest
    return Outcome(
        counts=counts,
        seconds=time.monotonic() - began,
        violations=tuple(sorted(violations, key=lambda one: one.seed)),
        digests=digests,
    )
