"""Seeds, spread over the machine's cores: processes, forked anew for every batch, that share nothing."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from typing import Final

from tests.relcheck.check import Options, Seen

BATCH: Final = 25  # seeds in one process; then its memory goes back to the machine
TELL_EVERY: Final = 15.0  # seconds

Work = Callable[[int], Seen]


class _Batch:
    """A batch of seeds, run one after the other."""

    def __init__(self, work: Work, until_first: bool) -> None:
        self._work, self._until_first = work, until_first

    def __call__(self, seeds: list[int]) -> list[Seen]:
        runs: list[Seen] = []
        for seed in seeds:
            runs.append(_one(self._work, seed))
            if self._until_first and runs[-1].violations:
                break
        return runs


def _one(work: Work, seed: int) -> Seen:
    """A fault that nobody foresaw is a violation too, and no reason to lose the other seeds."""
    try:
        return work(seed)
    except Exception as error:
        where = traceback.format_exc().strip().splitlines()[-7:]
        return Seen(seed=seed, violations=(f"raised {error!r}: {' | '.join(map(str.strip, where))}",))


_mine: list[_Batch] = []  # in a process of the pool; inherited, so that nothing large is sent to it


def _begin(batch: _Batch) -> None:
    _mine[:] = [batch]


def _run(seeds: list[int]) -> list[Seen]:
    return _mine[0](seeds)


def spread(work: Work, options: Options) -> Iterator[Seen]:
    """`work` for every seed of the options, in no particular order; progress is told on long runs. What one
    seed gives may not hang on any other's."""
    seeds, processes = list(options.numbers()), options.processes
    batch = max(1, min(BATCH, len(seeds) // processes))
    parts = [seeds[start : start + batch] for start in range(0, len(seeds), batch)]
    told, done, shown = time.monotonic(), 0, list[int]()
    batch_of = _Batch(work, options.until_first)
    gc.freeze()  # what is there now is no garbage: the processes need not look it through
    with multiprocessing.get_context("fork").Pool(processes, _begin, (batch_of,), maxtasksperchild=1) as pool:
        for runs in pool.imap_unordered(_run, parts):
            yield from runs
            done += len(runs)
            shown += [run.seed for run in runs if run.violations]
            if options.until_first and any(run.violations for run in runs):
                return
            if time.monotonic() - told > TELL_EVERY:
                told = time.monotonic()
                seen = f"; {len(shown)} show something: {shown[:5]}" if shown else ""
                print(f"{done} of {len(seeds)} seeds{seen}", file=sys.stderr, flush=True)
