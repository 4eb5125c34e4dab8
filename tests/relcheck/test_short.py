"""Every check as a person would start it; each tells its count and its time.

Every test run passes the short forms, and catches the bugs on purpose that show soon;
`./dev test -m long tests/relcheck` catches the others.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.relcheck.forms import FORMS, plants_of
from tests.relcheck.ledger import Line
from tests.relcheck.simulation.chance import LATER
from tests.relcheck.simulation.plants import LATER as OF_LATER
from tests.whole_run import Tell, beside_others

ROOT = Path(__file__).parent.parent.parent
PLANTED = [(name, plant) for name in FORMS for plant in plants_of(name)]
CAUGHT_LATE = (  # by many seeds, or by few that take long each
    ("sim", "cursor_of_last_page"),
    ("sim", "no_journal"),
    ("sim", "concealed_is_shown"),
    ("sim", "clusters_stand_still"),
    ("realsim", "purge_without_waiting"),
    ("realsim", "shadow_stays"),
    ("realsim", "entered_in_part"),
    ("realsim", "loser_forgotten"),
    ("load", "broken_when_busy"),
    ("load", "half_the_news"),
    ("loris", "patient"),
    ("loris", "few"),
    ("cut", "no digest check"),
)


def relcheck(*words: str) -> subprocess.CompletedProcess[str]:
    """The command, with what it says; on the cores that are this process's."""
    command = [sys.executable, "-m", "tests.relcheck", "--processes", "1" if beside_others() else "2", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.seconds(form.seconds)) for name, form in FORMS.items()]
)
def test_nothing_is_violated(name: str, tell: Tell) -> None:
    done = relcheck(name, "--short", "--json")
    assert done.stdout, done.stderr[-4000:]
    line = msgspec.json.decode(done.stdout, type=Line)
    counts = ", ".join(f"{number} {what}" for what, number in line.counts.items())
    tell(f"relcheck {name}: {counts}; {line.seconds} s; {line.failures} violations")
    assert done.returncode == 0, done.stderr[-4000:]


@pytest.mark.timeout(1200)
@pytest.mark.parametrize(
    ("name", "plant"),
    [
        pytest.param(*each, marks=(pytest.mark.long,) if each in CAUGHT_LATE else (), id=": ".join(each))
        for each in PLANTED
    ],
)
def test_a_bug_on_purpose_is_caught(name: str, plant: str) -> None:
    done = relcheck(name, "--short", "--until-first", "--plant", plant, *first_seed(name, plant))
    assert done.returncode == 1, f"{plant} was not caught: {done.stdout}{done.stderr[-2000:]}"
    assert "seed " in done.stderr, done.stderr[-2000:]


def first_seed(name: str, plant: str) -> tuple[str, ...]:
    """Where the simulation's seeds begin that show it: what only later seeds do is looked for there."""
    return ("--first-seed", str(LATER if plant in OF_LATER else 1)) if name == "sim" else ()


def test_what_is_caught_late_is_there() -> None:
    assert set(CAUGHT_LATE) <= set(PLANTED)


def test_a_check_that_is_not_there_is_said_to_be_none() -> None:
    done = relcheck("nothing")
    assert done.returncode == 2
    assert "there is no check nothing" in done.stderr
