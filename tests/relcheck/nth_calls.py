"""Calls of the system that fail under a real process: a full or failing disk, no permission, no file left."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Final

import msgspec

from sync.engine import drafts
from sync.engine.laptop import Laptop
from tests.cases import visit
from tests.relcheck.ground import Scene, ended
from tests.relcheck.kill_found import unlike_a_clean_run
from tests.relcheck.nth_lanes import TOLD, after, told_of
from tests.relcheck.nth_ready import PERSON, Ready
from tests.relcheck.power_found import heard, lost
from tests.relcheck.power_recording import small_pages
from tests.relcheck.power_writer import Said
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
    """Calls of one name in the process of the laptop or of the server."""

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
        with traced(lambda: _evening(place, handle), *options) as child:
            if ended(child):
                yield "the process broke down"
        os.close(handle)
        lines = words.read_bytes().splitlines()
        yield from (line.decode() for line in lines if not line.startswith(b"{"))
        said = ready.said + [heard(line) for line in lines if line.startswith(b"{")]
        laptop = place.laptop(PERSON)
        yield from lost(laptop, said)
        for _ in range(2):
            laptop.sync()
        with place.office() as office:
            yield from unlike_a_clean_run(office, laptop)
        laptop.close()


def _evening(place: Scene, handle: int) -> None:
    """In a process of its own; each act is told of once it is done, or what it raised when it should not."""

    def tried(act: Callable[[], Said | None]) -> None:
        try:
            said = act()
        except TOLD:
            return
        except Exception as error:
            os.writev(handle, [f"told as {error!r}\n".encode()])
            return
        if said is not None:
            os.writev(handle, [msgspec.json.encode(said) + b"\n"])

    laptop: list[Laptop] = []
    while not laptop:  # a person starts the program again
        tried(lambda: laptop.append(place.laptop(PERSON)))
    [here] = laptop
    for act in (_photo, _visit, _sentence, _sync, _sync):
        tried(lambda act=act: act(here))  # type: ignore[misc]
    here.close()


def _photo(laptop: Laptop) -> Said:
    content = bytes(3000)
    entry = laptop.attach("图.png", content, enterprise_id="firm-east", subject_id="firm-east")
    named = msgspec.json.decode(entry.body)["sha256"]
    return Said(op_ids={entry.op_id: entry.body}, file=named, size=len(content))


def _visit(laptop: Laptop) -> Said:
    entry = laptop.do(visit())
    return Said(op_ids={entry.op_id: entry.body})


def _sentence(laptop: Laptop) -> Said:
    with laptop.database.write() as connection:
        drafts.save(connection, "draft", "visit", "firm-east", "", {"situation": "一句"}, laptop.now())
    return Said(draft="一句")


def _sync(laptop: Laptop) -> Said:
    return Said(revision=laptop.sync().revision)


def _quietly(work: Callable[[], None]) -> Callable[[], None]:
    """A server that cannot begin says so to its administrator, not here."""

    def begin() -> None:
        try:
            work()
        except TOLD:
            os._exit(1)

    return begin


class ServerCalls(SystemCalls):
    """The server's process."""

    def _day(self, ready: Ready, place: Scene, options: tuple[str, ...]) -> Iterator[str]:
        with ExitStack() as stack:
            place.serve(small_pages, lambda work: stack.enter_context(traced(_quietly(work), *options)))
            try:
                laptop = place.laptop(PERSON)
                told = told_of(laptop.sync)
                if place.died():  # it could not even begin: who looks after it starts it again
                    place.serve(small_pages)
                yield from after(ready, place, laptop, told)
                laptop.close()
            finally:
                place.stop()
