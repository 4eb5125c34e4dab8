"""Calls of the system that fail under strace: a full disk, a failing one, no permission, no file left.

In a process of the laptop or of the server: the calls that nobody can hook, and of those that fail in
`nth_hooked` too a sample, which shows that both ways come to the same.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Final

from tests.relcheck.ground import Scene, ended
from tests.relcheck.nth_day import evening, served_again, the_next_day
from tests.relcheck.nth_lanes import TOLD, told_of
from tests.relcheck.nth_ready import PERSON, Ready
from tests.relcheck.power_recording import small_pages
from tests.relcheck.traced import traced

ERRORS: Final[dict[str, tuple[str, ...]]] = {
    "pwrite64": ("ENOSPC", "EIO"),
    "write": ("ENOSPC", "EIO"),
    "fsync": ("EIO", "ENOSPC"),
    "ftruncate": ("EIO",),
    "openat": ("EMFILE", "EACCES"),
    "rename": ("EACCES",),
    "unlink": ("EACCES",),
}


class SystemCalls:
    """Calls of one name, at the laptop or at the server, with strace."""

    on = "sqlite"

    def __init__(self, call: str) -> None:
        self._call = call
        self.kinds = ERRORS[call]

    def calls(self, ready: Ready) -> int:
        with ready.beginning() as place:
            trace = place.folder / "trace"
            for _ in self._day(ready, place, ("-e", f"trace={self._call}", "-o", str(trace))):
                pass
            return len(re.findall(rf"^(?:\d+\s+)?{self._call}\(", trace.read_text(), re.MULTILINE))

    def wrong(self, ready: Ready, at: int, kind: str) -> Iterator[str]:
        inject = f"inject={self._call}:error={kind}:when={at}"
        options = ("-e", f"trace={self._call}", "-e", inject, "-o", os.devnull)
        with ready.beginning() as place:
            yield from self._day(ready, place, options)

    def _day(self, ready: Ready, place: Scene, options: tuple[str, ...]) -> Iterator[str]:
        """A full sync with the process traced; what is wrong afterwards."""
        raise NotImplementedError


class LaptopCalls(SystemCalls):
    """The laptop's process: a photo, a visit, half a sentence, two syncs. What it told of stays undone."""

    def _day(self, ready: Ready, place: Scene, options: tuple[str, ...]) -> Iterator[str]:
        words = place.folder / "words"
        words.touch()
        place.serve(small_pages)
        handle = os.open(words, os.O_WRONLY | os.O_APPEND)
        with traced(lambda: evening(place, lambda line: os.writev(handle, [line])), *options) as child:
            if ended(child):
                yield "the process broke down"
        os.close(handle)
        yield from the_next_day(ready, place, words.read_bytes())


class ServerCalls(SystemCalls):
    """The server's process."""

    def _day(self, ready: Ready, place: Scene, options: tuple[str, ...]) -> Iterator[str]:
        with ExitStack() as stack:
            place.serve(small_pages, lambda work: stack.enter_context(traced(_quietly(work), *options)))
            try:
                laptop = place.laptop(PERSON)
                told = told_of(laptop.sync)
                yield from served_again(ready, place, laptop, told)
            finally:
                place.stop()


def _quietly(work: Callable[[], None]) -> Callable[[], None]:
    """A server that cannot begin says so to its administrator, not here."""

    def begin() -> None:
        try:
            work()
        except TOLD:
            os._exit(1)

    return begin
