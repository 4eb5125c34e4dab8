"""The clock's offset: learnt from quick answers, and never from one during which the clock was set."""

from __future__ import annotations

import pytest

from sync.engine.clock_offset import SLOWEST, offset

MINUTE = 60_000


@pytest.mark.parametrize(
    ("asked_at", "heard_at", "server_time", "learnt"),
    [
        (1_000, 1_200, 1_100, 0),
        (1_000, 1_200, 1_100 + MINUTE, MINUTE),
        (1_000, 1_000 + SLOWEST, MINUTE, MINUTE - 1_000 - SLOWEST // 2),
        (1_000, 1_000 + 10 * MINUTE, 10 * MINUTE, 77),  # the clock went forward meanwhile
        (10 * MINUTE, 1_000, 10 * MINUTE, 77),  # and back
        (1_000, 1_001 + SLOWEST, MINUTE, 77),
    ],
)
def test_offset(asked_at: int, heard_at: int, server_time: int, learnt: int) -> None:
    assert offset(77, asked_at, heard_at, server_time) == learnt
