"""Calls of the system that fail where they are made, in one process with both ends: every single one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.relcheck.ground import Scene
from tests.relcheck.near import LAPTOP, SERVER, near
from tests.relcheck.nth_calls import ERRORS
from tests.relcheck.nth_day import evening, served_again, the_next_day
from tests.relcheck.nth_faults import Countdown
from tests.relcheck.nth_hooks import system_calls, system_error
from tests.relcheck.nth_lanes import told_of
from tests.relcheck.nth_ready import PERSON, Ready
from tests.relcheck.power_recording import small_pages


class HookedCalls:
    """Calls of one name in one process, of which the laptop's or the server's fail."""

    on = "sqlite"
    end = ""

    def __init__(self, call: str) -> None:
        self._call = call
        self.kinds = ERRORS[call]

    def calls(self, ready: Ready) -> int:
        counted = Countdown(self.end)
        with ready.beginning(near) as place, system_calls(self._call, counted):
            for _ in self._day(ready, place, counted, lambda: counted.arm(0)):
                pass
        return counted.count

    def wrong(self, ready: Ready, at: int, kind: str) -> Iterator[str]:
        faults = Countdown(self.end)
        with ready.beginning(near) as place, system_calls(self._call, faults):
            yield from self._day(ready, place, faults, lambda: faults.arm(at, system_error(kind)))

    def _day(self, ready: Ready, place: Scene, faults: Countdown, begin: Callable[[], None]) -> Iterator[str]:
        """A full sync, from `begin` on with the fault; what is wrong afterwards."""
        raise NotImplementedError


class LaptopsHooked(HookedCalls):
    """The laptop's, from the start of its program to its end."""

    end = LAPTOP

    def _day(self, ready: Ready, place: Scene, faults: Countdown, begin: Callable[[], None]) -> Iterator[str]:
        lines: list[bytes] = []
        place.serve(small_pages)
        begin()
        evening(place, lines.append)
        with _unfailing(faults):
            yield from the_next_day(ready, place, b"".join(lines))


class ServersHooked(HookedCalls):
    """The server's, from its start to the end of the laptop's first sync."""

    end = SERVER

    def _day(self, ready: Ready, place: Scene, faults: Countdown, begin: Callable[[], None]) -> Iterator[str]:
        laptop = place.laptop(PERSON)
        begin()
        told_of(lambda: place.serve(small_pages))
        told = told_of(laptop.sync)
        with _unfailing(faults):
            yield from served_again(ready, place, laptop, told)


@contextmanager
def _unfailing(faults: Countdown) -> Iterator[None]:
    """What is counted stays counted; nothing fails any more."""
    counted = faults.count
    faults.arm(0)
    yield
    faults.count = counted
