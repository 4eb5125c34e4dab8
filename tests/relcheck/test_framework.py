"""The frame that all checks stand in: counts, digests, seeds on many cores, the ledger."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import pytest

from tests.relcheck.check import Options, Outcome, Seen, gathered
from tests.relcheck.ledger import Line, command_of, line_of, write
from tests.relcheck.spread import spread


def work(seed: int) -> Seen:
    """A check of no depth: every seventh seed shows something."""
    violations = ("it does not hold",) if seed % 7 == 0 else ()
    return Seen(seed=seed, digest=f"of {seed}", violations=violations, counts={"things": seed})


def outcome_of(options: Options) -> Outcome:
    return gathered(spread(work, options), time.monotonic())


def test_every_seed_is_run_once_and_counted() -> None:
    outcome = outcome_of(Options(seeds=60, first_seed=5))
    assert sorted(outcome.digests) == list(range(5, 65))
    assert outcome.counts == {"seeds": 60, "things": sum(range(5, 65))}
    assert [one.seed for one in outcome.violations] == [7, 14, 21, 28, 35, 42, 49, 56, 63]


def test_the_digest_is_that_of_the_outcomes_whatever_the_order() -> None:
    options = Options(seeds=30)
    assert outcome_of(options).digest == outcome_of(options).digest
    assert outcome_of(options).digest != outcome_of(Options(seeds=31)).digest


def test_a_plant_need_not_be_caught_twice() -> None:
    outcome = outcome_of(Options(seeds=2000, first_seed=7, until_first=True))
    assert outcome.violations
    assert outcome.counts["seeds"] < 1000


def test_the_ledger_says_what_was_run_and_how_to_run_it_again(tmp_path: Path) -> None:
    options = Options(seeds=60, first_seed=5)
    for _ in range(2):
        write(line_of("sim", options, outcome_of(options)), tmp_path / "ledger")
    first, second = (
        msgspec.json.decode(text, type=Line) for text in (tmp_path / "ledger").read_bytes().splitlines()
    )
    assert first.command == "python -m tests.relcheck sim --seeds 60 --first-seed 5"
    assert (first.seeds, first.failures, first.digest) == (60, 9, second.digest)
    assert len(first.again) == 10
    assert all(digest == f"of {seed}" for seed, digest in first.again.items())


def test_a_command_names_what_is_not_usual() -> None:
    command = command_of("feed", Options(changes=300, plant="naive"))
    assert command == "python -m tests.relcheck feed --changes 300 --plant naive"


def test_without_git_nobody_knows_the_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    options = Options(seeds=3)
    assert line_of("sim", options, outcome_of(options)).commit == "unknown"
