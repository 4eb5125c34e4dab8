"""Seeds that showed a fault once, of the product or of the check, run again as they were."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from tests.relcheck.ledger import Line

ROOT = Path(__file__).parent.parent.parent


def line_of(name: str, seed: int) -> Line:
    """What the check says of one seed; nothing may be wrong with it."""
    words = (name, "--seeds", "1", "--first-seed", str(seed), "--json")
    command = [sys.executable, "-m", "tests.relcheck", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-4000:]
    return msgspec.json.decode(done.stdout, type=Line)


def test_a_first_start_is_begun_again_at_the_server_that_took_it() -> None:
    """`power` once let a second server take it, and then synced with the first, which did not know of it."""
    counts = line_of("power", 640).counts
    assert counts["first starts"] == 1
    assert counts["syncs"] == 1


@pytest.mark.parametrize("seed", [31, 86])
def test_a_first_start_that_broke_off_uses_up_no_place_among_the_devices(seed: int) -> None:
    assert line_of("power", seed).counts["first starts"] == 1


def test_a_search_index_that_cannot_be_read_stops_no_rescue() -> None:
    """`flip` damaged its tables; looked through as a whole, the copy was called anything but damaged."""
    assert line_of("flip", 670).counts["noticed in database"] == 1
