"""SIGKILL of the laptop's or the server's process, anywhere: the next normal run ends as if it had not been.

Half of the kills come at a moment of the program, where one of its functions begins or ends; the others at a
system call, which also lie inside a commit, a file's write and a reply.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from random import Random
from typing import Final

from sync.engine.transport import Away
from tests.cases import visit
from tests.relcheck.check import Options, Outcome, Plants, Seen, Violation, gathered
from tests.relcheck.ground import PEOPLE, ended, forked, ground, scene
from tests.relcheck.kill_found import unlike_a_clean_run
from tests.relcheck.kill_plants import answer_before_effect, cursor_before_rows
from tests.relcheck.moments import LAPTOP, SERVER, Clockwork
from tests.relcheck.power_found import heard, lost
from tests.relcheck.power_recording import small_pages
from tests.relcheck.power_writer import Day, Said, known_ids, teller
from tests.relcheck.spread import spread
from tests.relcheck.traced import NoTrace, traced

# About as many as one run has; beyond its last one nothing is killed, and the run counts as one without.
MOMENTS: Final = {"laptop": 900, "server": 600}
CALLS: Final[dict[str, dict[str, int]]] = {
    "laptop": {
        "pwrite64": 80,
        "fsync": 25,
        "sendto": 8,
        "recvfrom": 12,
        "write": 8,
        "openat": 25,
        "rename": 1,
    },
    "server": {"pwrite64": 30, "fsync": 6, "sendto": 10, "recvfrom": 5, "write": 1, "openat": 4, "rename": 1},
}
ACTS: Final = {
    "rep-east": ("visit", "report", "two", "draft", "file", "code", "late"),
    "coordinator-east": ("accept", "accept", "visit", "draft", "late"),
}


def run(options: Options) -> Outcome:
    """Every seed: one to three kills, then a normal run."""
    began = time.monotonic()
    try:
        with ground() as of:
            return gathered(spread(lambda seed: _Run(seed, of).seen(), options), began)
    except NoTrace as no:
        return Outcome(counts={"seeds": 0}, seconds=0, violations=(Violation(options.first_seed, str(no)),))


class _Morning(Day):
    """A few acts and a sync."""

    person = ""

    def acts(self) -> list[str]:
        return [self._random.choice(ACTS[self.person]) for _ in range(self._random.randint(1, 3))]


class _Run:
    """One seed."""

    def __init__(self, seed: int, of: Path) -> None:
        self._seed, self._ground, self._random = seed, of, Random(seed)
        self._person = self._random.choice(PEOPLE)
        self._victim = self._random.choice(("laptop", "laptop", "server"))
        self._by_call, self._call = self._random.random() < 0.5, ""
        self._said: list[Said] = []
        self._ends: list[str] = []
        self._wrong: list[str] = []

    def seen(self) -> Seen:
        """Kill, look, and end it well."""
        kills = self._random.randint(1, 3)
        with scene(self._ground) as self._place:
            for round_ in range(kills):
                self._news()
                self._kill(self._seed * 4 + round_)
                self._look()
            if not self._wrong:
                self._wrong += self._end()
        killed = [end for end in self._ends if end]
        same = f"{self._person} {self._victim} {self._wrong}"
        return Seen(
            seed=self._seed,
            digest=hashlib.sha256(same.encode()).hexdigest() if self._same_again() else "",
            violations=tuple(f"{what} (killed: {killed})" for what in self._wrong),
            counts={"kills": len(killed), f"kills of the {self._victim}": len(killed)},
        )

    def _same_again(self) -> bool:
        """A laptop has one thread, and comes out the same every time; where it was killed does not: a sync
        that took long remembers its times once more, and that is a moment."""
        return not self._by_call and self._victim == "laptop"

    def _news(self) -> None:
        with self._place.office() as office:
            office.done_by("colleague-east", visit("firm-east"))
            office.done_by("staff", visit("firm-small"))

    def _kill(self, number: int) -> None:
        """A morning in which somebody is killed."""
        words = self._place.folder / "words"
        words.write_bytes(b"")
        tell = os.open(words, os.O_WRONLY | os.O_APPEND)
        with ExitStack() as stack:
            victim = self._traced(stack) if self._by_call else forked
            if self._victim == "server":
                self._place.serve(lambda: self._doomed(SERVER, tell), victim)
                child = forked(lambda: self._live(number, tell))
            else:
                self._place.serve(small_pages)
                child = victim(lambda: self._live(number, tell, doomed=True))
            status, dead = ended(child), self._place.stop()
        os.close(tell)
        self._ends.append(self._how(words, dead if self._victim == "server" else status < 0))
        if status > 0:
            self._wrong.append("the laptop's process broke down")

    def _traced(self, stack: ExitStack) -> Callable[[Callable[[], None]], int]:
        """Begins a process that dies at a system call."""
        calls = CALLS[self._victim]
        self._call = self._random.choice(sorted(calls))
        when = self._random.randint(1, calls[self._call])
        inject = f"inject={self._call}:signal=SIGKILL:when={when}"
        options = ("-o", os.devnull, "-e", f"trace={self._call}", "-e", inject)
        return lambda work: stack.enter_context(traced(work, *options))

    def _doomed(self, rooms: tuple[str, ...], tell: int) -> None:
        """In the process that dies."""
        small_pages()
        if not self._by_call:
            at = self._random.randint(1, MOMENTS[self._victim])
            Clockwork(rooms, at, tell).start()

    def _live(self, number: int, tell: int, *, doomed: bool = False) -> None:
        """The person's morning, in a process of its own."""
        if doomed:
            self._doomed(LAPTOP, tell)
        known_ids(number)
        day = _Morning(number, lambda: self._place.laptop(self._person), teller(tell), lambda: None)
        day.person = self._person
        with suppress(Away):  # the server died
            day.live()

    def _how(self, words: Path, died: bool) -> str:
        """Where it was killed; "" when it was not. What was acknowledged is kept."""
        lines = words.read_bytes().splitlines()
        self._said += [heard(line) for line in lines if line.startswith(b"{")]
        moments = [line.decode() for line in lines if not line.startswith(b"{")]
        if not died:
            return ""
        return moments[-1] if moments else f"call {self._call}"

    def _look(self) -> None:
        """Nothing that was acknowledged is gone."""
        laptop = self._place.laptop(self._person)
        try:
            self._wrong += lost(laptop, self._said)
        finally:
            laptop.close()

    def _end(self) -> Iterator[str]:
        """A normal run."""
        self._place.serve()
        laptop = self._place.laptop(self._person)
        try:
            laptop.sync()  # a download that was under way ends where it began
            laptop.sync()
            with self._place.office() as office:
                yield from unlike_a_clean_run(office, laptop)
        except Exception as error:
            yield f"the next run: {error!r}"
        finally:
            laptop.close()
            self._place.stop()


PLANTS: Plants = {"answer before its effect": answer_before_effect, "cursor before rows": cursor_before_rows}
