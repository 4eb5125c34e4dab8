"""Courier files in a run: they are lost, repeated, cut short, mixed up, and brought to the wrong laptop."""

from __future__ import annotations

import contextlib
import random
from typing import Final

from sync.engine.courier import CourierRefused
from sync.server import courier
from tests.relcheck.simulation.centre import TheCentre
from tests.relcheck.simulation.device import Device

KEPT: Final = 0.6  # of files stay on the stick when they are brought: they come once more
SHORT: Final = 0.15  # of files arrive cut short
ASTRAY: Final = 0.15  # of answers are brought to somebody else


class Sticks:
    """All files that are under way; one that nobody ever brings is lost."""

    def __init__(self, centre: TheCentre, luck: random.Random) -> None:
        self._centre, self._luck = centre, luck
        self._files: list[tuple[str, bytes]] = []
        self._answers: list[tuple[str, bytes]] = []
        self.taken = 0  # answers that a laptop took

    def write(self, device: Device) -> None:
        """The laptop writes a file. Raises Died."""
        with device.used() as laptop:
            self._files.append((device.name, laptop.courier_file()))

    def bring(self) -> None:
        """Some file comes to the centre, which answers it."""
        if self._files:
            name, file = self._some(self._files)
            with contextlib.suppress(courier.CourierRefused):
                self._answers.append((name, courier.answer(self._centre.centre, self._on_the_way(file))))

    def take(self, devices: dict[str, Device]) -> str:
        """Some answer comes to a laptop; whose. Raises Died."""
        if not self._answers:
            return ""
        name, answer = self._some(self._answers)
        if name not in devices or self._luck.random() < ASTRAY:
            name = self._luck.choice(sorted(devices))
        with devices[name].used() as laptop, contextlib.suppress(CourierRefused):
            laptop.take_courier_answer(self._on_the_way(answer))
            self.taken += 1
        return name

    def there_and_back(self, device: Device) -> None:
        """A whole sync by stick; what an answer cannot bring (a laptop that is behind a restore, or in the
        middle of a pull) a line will."""
        with device.used() as laptop:
            laptop.take_courier_answer(courier.answer(self._centre.centre, laptop.courier_file()))
            self.taken += 1

    def _some(self, files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
        """Any of them, as it is pulled out of a pocket."""
        place = self._luck.randrange(len(files))
        return files[place] if self._luck.random() < KEPT else files.pop(place)

    def _on_the_way(self, file: bytes) -> bytes:
        return file[: self._luck.randrange(len(file))] if self._luck.random() < SHORT else file
