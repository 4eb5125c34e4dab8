"""The time of a run: the server's is the true one, every laptop's clock may be wrong by its own amount."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import time_machine

BEGIN: Final = 1_774_000_000.0  # a Friday in March 2026, in seconds
REQUEST: Final = 0.05  # seconds that a request takes


class Clocks:
    """Moves the process's clock: to the true time, or to that of somebody's laptop."""

    def __init__(self, begin: float = BEGIN) -> None:
        self.true = begin
        self._wrong = 0.0
        self._travel = time_machine.travel(begin, tick=False)
        self._process = self._travel.start()

    def stop(self) -> None:
        """Back to the machine's own time."""
        self._travel.stop()

    def pass_by(self, seconds: float) -> None:
        """Time goes on for everybody."""
        self.true += seconds
        self._process.move_to(self.true + self._wrong)

    @contextmanager
    def wrong_by(self, seconds: float) -> Iterator[None]:
        """Inside, the process sees a clock that is wrong by so much."""
        was, self._wrong = self._wrong, seconds
        self._process.move_to(self.true + seconds)
        try:
            yield
        finally:
            self._wrong = was
            self._process.move_to(self.true + was)
