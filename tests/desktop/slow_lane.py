"""A lane on a slow machine, for what a quick hand does meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from desktop.background import ImmediateLane


class Slow(ImmediateLane):
    """Does its work when the test says so."""

    def __init__(self) -> None:
        super().__init__("slow")
        self._held: list[tuple[int, Callable[..., object], tuple[object, ...]]] = []

    def _begin(self, number: int, function: Callable[..., object], args: tuple[object, ...]) -> None:
        self._held.append((number, function, args))

    def let_go(self) -> None:
        while self._held:
            self._work(*self._held.pop(0))
