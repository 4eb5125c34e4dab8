"""kill -9 while somebody types: at most a second of it is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.drafts.keeping import values_of
from sync.engine import drafts
from tests.stage import Stage

ROOT = Path(__file__).parents[3]
LETTERS = 90  # about three seconds of typing without a pause


def type_until_killed(folder: Path) -> list[float]:
    """When each letter was typed, counted back from the kill, in seconds."""
    command = [sys.executable, "-m", "tests.desktop.drafts.typing_hand", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as hand:
        assert hand.stdout is not None
        moments = [time.monotonic() for line, _ in zip(hand.stdout, range(LETTERS), strict=False) if line]
        os.kill(hand.pid, signal.SIGKILL)
        killed = time.monotonic()
        hand.stdout.read()
    assert len(moments) == LETTERS, "the hand did not type"
    return [killed - moment for moment in moments]


@pytest.mark.timeout(120)
def test_at_most_a_second_of_typing_is_gone(small_stage: Stage) -> None:
    laptop = small_stage.laptop("rep-east")
    laptop.close()
    ages = type_until_killed(laptop.folder)
    again = small_stage.laptop("rep-east")
    [draft] = again.read(drafts.all_drafts)
    kept = values_of(draft)["situation"]
    typed = "".join(chr(ord("a") + number % 26) for number in range(1, LETTERS + 1))
    assert typed.startswith(kept[:LETTERS])
    assert len(kept) >= sum(age > 1.0 for age in ages)
    assert draft.form == "visit"
