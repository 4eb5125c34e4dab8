"""A server whose clock is another than the laptops': whatever its threads ask, they hear that time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sync.domain import clock


class ServerClock:
    """`ahead`: milliseconds by which the server's clock is before this machine's."""

    def __init__(self) -> None:
        self.ahead = 0


@contextmanager
def another_clock() -> Iterator[ServerClock]:
    """The test's own thread keeps this machine's time."""
    own, now, server = threading.current_thread(), clock.now, ServerClock()

    def told() -> int:
        return now() + (0 if threading.current_thread() is own else server.ahead)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", told)
        yield server
