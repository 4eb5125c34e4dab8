"""A city with two laptops, made once and copied for every run, and a server that can be killed.

Nothing here has a thread: processes are forked from one that has everything loaded, plants included.
"""

from __future__ import annotations

import ctypes
import functools
import os
import shutil
import signal
import socket
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from unittest import mock

import msgspec
import sqlalchemy as sa
import uvicorn
from starlette.types import ASGIApp

from sync.domain.profile import read_profile
from sync.domain.working_time import Calendar
from sync.engine.laptop import Laptop
from sync.engine.opening import keys_of, open_copy
from sync.operations import rules
from sync.server.app import build
from sync.server.centre import Centre
from sync.store import database
from sync.store.database import open_database
from tests.cases import report
from tests.stage import PASSWORD, Stage, open_stage
from tests.sync.engine.key_parts import CHEAP_COSTS

PEOPLE: Final = ("rep-east", "coordinator-east")
REPORTED: Final = 6  # problems that wait for their centre
DIES_WITH_PARENT: Final = 1  # PR_SET_PDEATHSIG
_LIBC: Final = ctypes.CDLL(None)
SCRATCH: Final = "relcheck-"  # how the names of folders for a while begin
MEMORY: Final = Path("/dev/shm")  # a disk that costs nothing; what a sync call is worth is proved by `power`


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder for a while, in memory where the machine has such a place; inside the first one of this run,
    so that a process that is stopped leaves nothing behind when the run ends."""
    memory = MEMORY if os.access(MEMORY, os.W_OK) else None
    place = _first[0] if _first else memory
    with TemporaryDirectory(prefix=SCRATCH, dir=place, ignore_cleanup_errors=True) as name:
        outermost = not _first
        if outermost:
            _first.append(Path(name))
        try:
            yield Path(name)
        finally:
            if outermost:
                _first.clear()


_first: list[Path] = []  # inherited by the processes that a run forks


@contextmanager
def ground(database_url: str = "") -> Iterator[Path]:
    """The folder that runs copy: server, and the synced laptops of PEOPLE."""
    with scratch() as folder, _statements_shared(), _rules_shared():
        with open_stage(database_url or f"sqlite:///{folder / 'server.db'}", folder) as stage:
            stage.done_by("rep-east", *(report("firm-east", title=f"停电{n}") for n in range(REPORTED)))
            for person in PEOPLE:
                stage.laptop(person)
        yield folder


@contextmanager
def _statements_shared() -> Iterator[None]:
    """Every database opened from now on knows the statements that others have compiled: a program compiles
    each once, and these checks start thousands of programs."""
    make = database._sqlite_engine
    first: list[sa.Engine] = []

    def made(driver: Any, path: Path, key: bytes | None) -> sa.Engine:
        engine = make(driver, path, key)
        first.append(engine) if not first else None
        engine.dialect, engine._compiled_cache = first[0].dialect, first[0]._compiled_cache
        return engine

    with mock.patch.object(database, "_sqlite_engine", made):
        yield


@contextmanager
def _rules_shared() -> Iterator[None]:
    """The same for profile and calendars: a program reads their texts once, when it starts."""
    from_notices = functools.cache(Calendar.from_notices)

    class Read:
        @staticmethod
        def from_notices(texts: Iterable[str]) -> Calendar:
            made: Calendar = from_notices(tuple(texts))
            return made

    with (
        mock.patch.object(rules, "read_profile", functools.cache(read_profile)),
        mock.patch.object(rules, "Calendar", Read),
    ):
        yield


def forked(work: Callable[[], None]) -> int:
    """Do this in a process of its own; its number. It ends with 1 when something was raised."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    _LIBC.prctl(DIES_WITH_PARENT, signal.SIGKILL)  # a check that is stopped leaves nobody behind
    try:
        work()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


def ended(child: int) -> int:
    """Wait for a process: 0 or 1, or minus the signal that it died of."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Office(Stage):
    """The server's own database, while nobody serves it or beside the process that does."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.database = open_database(database_url)
        self.centre = Centre(self.database, folder / "server")
        self._listening = None
        self._laptops = []


class Scene:
    """One run's copy of the ground. `database_url`: where it is not the copied SQLite file."""

    def __init__(self, ground: Path, folder: Path, database_url: str = "") -> None:
        shutil.copytree(ground, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(f"{SCRATCH}*"))
        self.folder = folder
        self.database_url = database_url or f"sqlite:///{folder / 'server.db'}"
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._server = 0

    def close(self) -> None:
        """End the server."""
        self.stop()

    @contextmanager
    def office(self) -> Iterator[Stage]:
        """The server's side, for news and for comparing."""
        office = Office(self.folder, self.database_url)
        try:
            yield office
        finally:
            office.close()

    def laptop(self, person: str, folder: Path | None = None) -> Laptop:
        """The copy of this person, opened as after a start of the program. Raises what opening raises."""
        place = folder or self.folder / "laptops" / person
        laptop = open_copy(place, keys_of(place, None, CHEAP_COSTS), PASSWORD)
        laptop.identity = msgspec.structs.replace(laptop.identity, server=self.url)
        return laptop

    def serve(
        self,
        first: Callable[[], None] = lambda: None,
        begin: Callable[[Callable[[], None]], int] = forked,
        app: Callable[[Centre], ASGIApp] = build,
    ) -> int:
        """The server as a process that has done `first`, begun as `forked` does it; its number."""
        with socket.create_server(("127.0.0.1", self.port)) as listener:
            self._server = begin(lambda: self._serve(first, app, listener))
        return self._server  # its port ends with it: nobody waits in a queue for the dead

    def _serve(
        self, first: Callable[[], None], app: Callable[[Centre], ASGIApp], listener: socket.socket
    ) -> None:
        first()
        centre = Centre(open_database(self.database_url), self.folder / "server")
        config = uvicorn.Config(app(centre), lifespan="off", ws="none", log_config=None, access_log=False)
        uvicorn.Server(config).run(sockets=[listener])

    def died(self) -> bool:
        """Whether the server has ended by itself."""
        if self._server and os.waitpid(self._server, os.WNOHANG)[0]:
            self._server = 0
        return not self._server

    def gave_up(self) -> bool:
        """`died`, of a server that may be about to: one whose port is closed is waited for."""
        if self._server and not self._listens():
            ended(self._server)
            self._server = 0
        return self.died()

    def _listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port)).close()
        except ConnectionRefusedError:
            return False
        return True

    def stop(self) -> bool:
        """Kill the server; whether it was dead already."""
        if self.died():
            return True
        os.kill(self._server, signal.SIGKILL)
        ended(self._server)
        self._server = 0
        return False


@contextmanager
def scene(of: Path, database_url: str = "") -> Iterator[Scene]:
    """A copy of the ground for one run."""
    with scratch() as folder:
        one = Scene(of, folder, database_url)
        try:
            yield one
        finally:
            one.close()
