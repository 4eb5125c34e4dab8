"""One day of a laptop, recorded call by call under strace, and the server as it was before each sync."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, Final

from sync.engine.laptop import Laptop
from sync.engine.opening import first_start, has_copy, keys_of
from sync.server import pull
from sync.store import database
from tests.cases import visit
from tests.relcheck.disk_record import CALLS, LONGEST, Record
from tests.relcheck.ground import Scene, ended, scene
from tests.relcheck.power_found import heard
from tests.relcheck.power_loss import Disk
from tests.relcheck.power_writer import Day, known_ids, teller
from tests.relcheck.traced import traced
from tests.stage import PASSWORD
from tests.sync.engine.key_parts import CHEAP_COSTS

PERSON: Final = "rep-east"
FIRST_START: Final = 3  # every so many days the copy is made on that day


class Recording:
    """What a seed's day did to the laptop's folder. Raises NoTrace."""

    def __init__(self, number: int, of: Path, folder: Path) -> None:
        self.number, self._folder = number, folder
        self._servers = 0
        with scene(of) as place:
            record = _record(number, place, lambda: self._keep_server(place))
            self._keep_server(place)  # in the evening
        self._first, self._content, self._events = record.first, record.content, record.events
        self.began_empty = not record.first
        self._ends = [at for at, event in enumerate(record.events) if event.what == "said"]
        self.said = [heard(record.events[at].data) for at in self._ends]

    def _keep_server(self, place: Scene) -> None:
        """Nobody asks it anything at this moment."""
        folder = self._folder / str(self._servers)
        shutil.copytree(place.folder / "server", folder / "server")
        for part in place.folder.glob("server.db*"):
            shutil.copy(part, folder)
        self._servers += 1

    def server(self, step: int) -> Path:
        """The server that a disk after so many acknowledgements meets: it has heard everything up to the end
        of the sync that is under way or comes next, and nothing later, for time goes one way."""
        if step == 0 and self.began_empty:
            return self._folder / "0"
        syncs = sum(bool(one.revision) for one in self.said[:step])
        return self._folder / str(min(syncs + 1, self._servers - 1))

    def disk(self, step: int, part: float) -> Disk:
        """The disk after so many acknowledgements and a part (0 to 1) of the way to the next."""
        start = self._ends[step - 1] + 1 if step else 0
        stop = self._ends[step] if step < len(self._ends) else len(self._events)
        disk = Disk(self._first, self._content)
        disk.play(self._events[: start + round(part * (stop - start))])
        return disk


def _record(number: int, place: Scene, keep_server: Callable[[], None]) -> Record:
    """The day under strace, the server and its news beside it. Before each sync the server is kept."""
    place.serve(small_pages)  # before the pipes: it may not hold them open
    folder = place.folder / "laptops" / PERSON
    if number % FIRST_START == 0:
        shutil.rmtree(folder)
        folder.mkdir()
    tell = os.open(os.devnull, os.O_WRONLY)  # the trace is who listens
    asked, ask = os.pipe()
    answered, answer = os.pipe()
    record = Record(folder, tell)

    def news() -> None:
        os.write(ask, b"?")
        os.read(answered, 1)

    def live() -> None:
        _known_day(number)
        Day(number, lambda: _opened(place, folder), teller(tell), news).live()

    trace = place.folder / "trace"
    with traced(live, "-xx", "-s", str(LONGEST), "-e", f"trace={CALLS}", "-o", str(trace)) as child:
        os.close(ask)
        while os.read(asked, 1):
            keep_server()
            with place.office() as office:
                office.done_by("coordinator-east", visit("firm-east"), visit("firm-other"))
            os.write(answer, b"!")
        assert ended(child) == 0, "the day did not come to its end"
    for pipe in (tell, asked, answered, answer):
        os.close(pipe)
    place.stop()
    record.read(trace)
    return record


def _opened(place: Scene, folder: Path) -> Laptop:
    """The copy, made where there is none yet."""
    keys = keys_of(folder, None, CHEAP_COSTS)
    if has_copy(keys):
        return place.laptop(PERSON)
    return first_start(folder, keys, place.url, PERSON, PASSWORD)


def small_pages() -> None:
    """So that a pull has several."""
    vars(pull)["PAGE_BYTES"] = vars(pull)["BATCH"] = 1


def _known_day(number: int) -> None:
    """The same ids for the same number; and on some days the database moves its WAL home more often than a
    short day would."""
    known_ids(number)
    prepare, pages = database._prepare, Random(number).choice((1000, 100, 20))

    def often(connection: Any, key: bytes | None) -> None:
        prepare(connection, key)
        connection.execute(f"PRAGMA wal_autocheckpoint = {pages}")

    vars(database)["_prepare"] = often
