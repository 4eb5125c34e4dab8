"""A real server and real laptops for one test: uvicorn on a free port, SQLCipher folders, HTTP between them.

with open_stage(database_url, folder) as stage:     or the fixture `stage`, once on each database
    laptop = stage.laptop("rep-east")               signed in and synced, as `tests.city` names people
    laptop.do(act(LogVisit, …)); laptop.sync()
    stage.do(act(EndAssignment, …))                 administration at the server
    with stage.away(): …                            nobody answers at the server's port
"""

from __future__ import annotations

import asyncio
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

import pytest
import sqlalchemy as sa
import uvicorn
from argon2 import PasswordHasher
from starlette.types import ASGIApp

from sync.engine.laptop import Laptop
from sync.engine.opening import first_start, keys_of, open_copy
from sync.operations.base import Operation
from sync.server import push
from sync.server.app import build, end_waits
from sync.server.backup import take
from sync.server.backup.restore import restore
from sync.server.centre import Centre
from sync.server.gate import get_threads_ready
from sync.server.inbox import Inbox
from sync.server.premises import Premises
from sync.server.watch import Watch
from sync.store.database import open_database
from sync.store.migrate import migrate
from sync.store.rows import store
from sync.store.tables import Account
from sync.wire import MOST_OPERATIONS, Answer, Envelope, envelope
from tests.city import PEOPLE, foundation
from tests.postgresql import PostgreSQL
from tests.sync.engine.key_parts import CHEAP_COSTS

T = TypeVar("T")
PASSWORD: Final = "示例口令-1"
# The cheapest hash there is: what it costs to guess a password is proved elsewhere.
_CHEAP: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
CHEAP_HASH: Final = _CHEAP.hash(PASSWORD)


class Listening:
    """A program that answers HTTP at one address of this machine until it is closed."""

    def __init__(self, app: ASGIApp, port: int = 0, certificate: Path | None = None) -> None:
        """`certificate`: a PEM file with a key and its chain; then the address begins with https."""
        # With the protocol named, asyncio sends each reply at once instead of waiting for an acknowledgement.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        self._socket.listen(128)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"{'https' if certificate else 'http'}://127.0.0.1:{self.port}"
        self.app = app
        config = uvicorn.Config(
            app, lifespan="off", ws="none", log_config=None, access_log=False, ssl_certfile=certificate
        )
        self._server = _Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, name=f"server {self.port}"
        )
        self._thread.start()
        assert self._server.ready.wait(10), "the server did not start"

    def close(self) -> None:
        """Answer what was asked, then let go of the port."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()

    def end_waits(self) -> None:
        """Whoever waits for news is told that there is none, now and from now on."""
        asyncio.run_coroutine_threadsafe(end_waits(self.app), self._server.loop).result()


class _Server(uvicorn.Server):
    """Says when it listens."""

    loop: asyncio.AbstractEventLoop

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        get_threads_ready()
        await super().startup(sockets=sockets)
        self.loop = asyncio.get_running_loop()
        self.ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await end_waits(self.config.app)  # type: ignore[arg-type]
        await super().shutdown(sockets=sockets)


class Stage:
    """One server over one database, with its city, and the laptops that tests ask for."""

    def __init__(self, database_url: str, folder: Path, app: Callable[[Centre], ASGIApp] = build) -> None:
        self.folder, self.database_url = folder, database_url
        self.database = open_database(database_url, create=True, serving=True)
        self.centre = Centre(self.database, folder / "server")
        self.centre.prepare()
        self._app = app
        self._listening: Listening | None = Listening(app(self.centre))
        self.port, self.url = self._listening.port, self._listening.url
        self._laptops: list[Laptop] = []

    def close(self) -> None:
        """Everything this stage started ends."""
        for laptop in self._laptops:
            laptop.close()
        if self._listening is not None:
            self._listening.close()
        self.database.close()

    @property
    def watch(self) -> Watch:
        """Who waits at the server."""
        assert self._listening is not None
        made: Watch = self._listening.app.state.watch  # type: ignore[attr-defined]
        return made

    def end_waits(self) -> None:
        """Whoever waits for news is told that there is none."""
        assert self._listening is not None
        self._listening.end_waits()

    def do(self, *operations: Operation) -> list[Answer]:
        """Administration from the server itself; every operation must be accepted."""
        answers = [
            answer
            for start in range(0, len(operations), MOST_OPERATIONS)
            for answer in push.do(self.centre, list(operations[start : start + MOST_OPERATIONS]))
        ]
        return _all_accepted(answers)

    def as_person(self, person: str, *operations: Operation | Envelope) -> list[Answer]:
        """What somebody did on a laptop that this test has no further use for: the inbox's answers."""
        letters = [op if isinstance(op, Envelope) else envelope(op) for op in operations]

        def work(connection: sa.Connection) -> list[Answer]:
            rules = self.centre.rules(connection)
            return Inbox(connection, rules, self.centre.signing_key, person, None).take(letters)

        return push.with_tries(self.centre, work)

    def done_by(self, person: str, *operations: Operation) -> None:
        """`as_person`, where every operation must be accepted."""
        _all_accepted(self.as_person(person, *operations))

    def give_accounts(self, *people: str, password: str = PASSWORD) -> None:
        """Sign-in names (the people's ids), all with this password, from now on."""
        hashed = CHEAP_HASH if password == PASSWORD else _CHEAP.hash(password)
        with self.database.write() as connection:
            store(connection, [Account(user_name=name, person_id=name, password=hashed) for name in people])

    def found_city(self) -> None:
        """The city of `tests.city`, an account for each of its people."""
        self.do(*foundation())
        self.give_accounts(*(person for person, *_ in PEOPLE))

    def laptop(self, person: str, *, folder: str = "", server: str = "", synced: bool = True) -> Laptop:
        """A laptop of this person, signed in and with everything it may see; another `folder`, another
        laptop. A folder that is there is opened again, without the server. `server`: another address than
        the stage's own (something between the two)."""
        place = self.folder / "laptops" / (folder or person)
        keys = keys_of(place, None, CHEAP_COSTS)
        if place.exists():
            laptop = open_copy(place, keys, PASSWORD)
        else:
            place.mkdir(parents=True)
            laptop = first_start(place, keys, server or self.url, person, PASSWORD)
            if synced:
                laptop.sync()
        self._laptops.append(laptop)
        return laptop

    @contextmanager
    def away(self) -> Iterator[None]:
        """The line is down: the server is there, nobody hears it."""
        assert self._listening is not None
        self._listening.close()
        self._listening = None
        try:
            yield
        finally:
            self._listening = Listening(self._app(self.centre), self.port)

    def back_up(self, name: str = "backup") -> Path:
        """A backup of the server as it is now."""
        place, _ = take.take(self.centre, None, self.folder / name)
        return place

    def put_back(self, backup: Path) -> None:
        """The server is restored: everything since the backup is gone, and another epoch begins."""
        with self.away():
            if self.database.dialect == "postgresql":
                migrate(self.database, "base")
            self.database.close()
            file = (
                Path(self.database_url.removeprefix("sqlite:///")) if "sqlite" in self.database_url else None
            )
            restore(Premises(self.folder / "server", self.database_url, file, None), backup, replace=True)
            self.database = open_database(self.database_url)
            self.centre = Centre(self.database, self.folder / "server")

    def read(self, query: Callable[..., T], *arguments: object, **named: object) -> T:
        """A query on the server's own database, in one snapshot."""
        with self.database.read() as connection:
            return query(connection, *arguments, **named)


def _all_accepted(answers: list[Answer]) -> list[Answer]:
    no = [(answer.verdict, answer.code, answer.detail) for answer in answers if answer.verdict != "accepted"]
    assert not no, no
    return answers


@contextmanager
def open_stage(database_url: str, folder: Path, app: Callable[[Centre], ASGIApp] = build) -> Iterator[Stage]:
    """A stage with its city; gone at the end."""
    stage = Stage(database_url, folder, app)
    try:
        stage.found_city()
        yield stage
    finally:
        stage.close()


@pytest.fixture(scope="session")
def city_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with the city in it, made once; tests get copies."""
    folder = tmp_path_factory.mktemp("city")
    with open_stage(f"sqlite:///{folder / 'server.db'}", folder):
        pass
    return folder / "server.db"


@pytest.fixture(scope="session")
def city_database(postgresql: PostgreSQL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a PostgreSQL database with the city in it."""
    with postgresql.database() as url:
        with open_stage(url, tmp_path_factory.mktemp("city")):
            pass
        yield str(sa.make_url(url).database)


@contextmanager
def _copied(url: str, folder: Path) -> Iterator[Stage]:
    stage = Stage(url, folder)
    try:
        yield stage
    finally:
        stage.close()


@pytest.fixture
def small_stage(city_file: Path, tmp_path: Path) -> Iterator[Stage]:
    """A stage on SQLite alone, for what does not hang on the server's database."""
    shutil.copy(city_file, tmp_path / "server.db")
    with _copied(f"sqlite:///{tmp_path / 'server.db'}", tmp_path) as stage:
        yield stage


@pytest.fixture
def postgresql_stage(postgresql: PostgreSQL, city_database: str, tmp_path: Path) -> Iterator[Stage]:
    """A stage on PostgreSQL alone."""
    with postgresql.database(like=city_database) as url, _copied(url, tmp_path) as stage:
        yield stage


@pytest.fixture(params=["sqlite", "postgresql"])
def stage(request: pytest.FixtureRequest) -> Stage:
    """A stage on each database."""
    name = "small_stage" if request.param == "sqlite" else "postgresql_stage"
    found: Stage = request.getfixturevalue(name)
    return found
