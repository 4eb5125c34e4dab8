"""The record of the long runs, written by the program that ran them, never by hand."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from tests.relcheck.check import Options, Outcome

LEDGER: Final = Path(__file__).with_name("LEDGER.jsonl")
SAMPLE: Final = 10  # seeds whose digests stand in the ledger, so that anybody may run them again


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One run. `seconds` of wall time; `again`: digests of some of its seeds, by seed."""

    date: str
    commit: str
    command: str
    check: str
    seeds: int
    first_seed: int
    counts: dict[str, int]
    seconds: float
    failures: int
    failed_seeds: list[int]
    digest: str
    again: dict[int, str]


def line_of(name: str, options: Options, outcome: Outcome) -> Line:
    """What the ledger says of a run."""
    return Line(
        date=datetime.now(tz=UTC).isoformat(timespec="seconds"),
        commit=_commit(),
        command=command_of(name, options),
        check=name,
        seeds=outcome.counts.get("seeds", 0),
        first_seed=options.first_seed,
        counts=outcome.counts,
        seconds=round(outcome.seconds, 1),
        failures=len(outcome.violations),
        failed_seeds=sorted({one.seed for one in outcome.violations})[:100],
        digest=outcome.digest,
        again={seed: outcome.digests[seed] for seed in sample(outcome)},
    )


def sample(outcome: Outcome) -> list[int]:
    """Some seeds of the run, from its whole length."""
    seeds = sorted(outcome.digests)
    return seeds[:: max(1, len(seeds) // SAMPLE)][:SAMPLE]


def command_of(name: str, options: Options) -> str:
    """The command that does the same again."""
    words = ["python", "-m", "tests.relcheck", name]
    for option, value, usual in (
        ("--seeds", options.seeds, 0),
        ("--first-seed", options.first_seed, 1),
        ("--changes", options.changes, 0),
        ("--plant", options.plant, ""),
    ):
        words += [option, str(value)] if value != usual else []
    return shlex.join(words)


def write(line: Line, ledger: Path = LEDGER) -> None:
    """Add a line at the end."""
    with ledger.open("ab") as file:
        file.write(msgspec.json.encode(line) + b"\n")


def _commit() -> str:
    """ "unknown" where the project came without its history, or git is not there."""
    if shutil.which("git") is None:
        return "unknown"

    def said(*words: str) -> str:
        done = subprocess.run(["git", *words], capture_output=True, text=True, check=False, cwd=LEDGER.parent)
        return done.stdout.strip()

    changed = said("status", "--porcelain", "--", ":!*.jsonl")
    return (said("rev-parse", "--short=12", "HEAD") or "unknown") + ("+changes" if changed else "")
