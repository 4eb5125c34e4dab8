"""The n-th call fails, once: of a database's driver, or of HTTP. Everything before and after works."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, TypeVar
from unittest import mock

import psycopg
import sqlalchemy as sa
from starlette.types import ASGIApp, Receive, Scope, Send

from sync.store import database
from tests.relcheck.near import at_work

# What SQLite says when a disk is full, when it fails, and when somebody holds the file for too long.
SQLITE: Final = {
    "full": "database or disk is full",
    "failing": "disk I/O error",
    "busy": "database is locked",
}


DONE: Final = "after it had done all of it"  # in the text of an error: the call had its effect
T = TypeVar("T")


class Countdown:
    """Counts calls from `arm` on; the `at`-th raises. `end`: only those of the laptop or of the server count,
    where both are one process."""

    def __init__(self, end: str = "") -> None:
        self.count, self.at = 0, 0
        self._end = end
        self._error: Callable[[], Exception] = RuntimeError

    def arm(self, at: int, error: Callable[[], Exception] = RuntimeError) -> None:
        """`at` 0: only count."""
        self.count, self.at, self._error = 0, at, error

    def tick(self) -> None:
        """A call that fails before it does anything."""
        if self._now():
            raise self._error()

    def around(self, call: Callable[[], T]) -> T:
        """A call that fails before it does anything, or, with an error that says so, when it has done it."""
        now = self._now()
        error = self._error() if now else None
        if error is not None and DONE not in str(error):
            raise error
        answer = call()
        if error is not None:
            raise error
        return answer

    def _now(self) -> bool:
        if self._end and at_work() != self._end:
            return False
        self.count += 1
        return self.count == self.at


@contextmanager
def sqlite_calls(countdown: Countdown) -> Iterator[None]:
    """Every statement and commit of the databases opened from now on is a call."""
    make = database._sqlite_engine

    def made(driver: Any, path: Path, key: bytes | None) -> sa.Engine:
        return make(_counted(driver, countdown), path, key)

    with mock.patch.object(database, "_sqlite_engine", made):
        yield


def _counted(driver: Any, countdown: Countdown) -> Any:
    class Cursor(driver.Cursor):  # type: ignore[misc]
        def execute(self, *words: Any) -> Any:
            countdown.tick()
            return super().execute(*words)

        def executemany(self, *words: Any) -> Any:
            countdown.tick()
            return super().executemany(*words)

    class Connection(driver.Connection):  # type: ignore[misc]
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def commit(self) -> None:
            countdown.tick()
            super().commit()

    def connect(*words: Any, **named: Any) -> Any:
        return driver.connect(*words, **named, factory=Connection)

    return SimpleNamespace(**(vars(driver) | {"connect": connect}))


def sqlite_error(kind: str) -> Callable[[], Exception]:
    """What the driver raises."""
    from sqlcipher3 import dbapi2 as driver

    return lambda: driver.OperationalError(SQLITE[kind])


@contextmanager
def postgresql_calls(countdown: Countdown) -> Iterator[None]:
    """The same of PostgreSQL's driver."""
    execute, commit = psycopg.Cursor.execute, psycopg.Connection.commit

    def executing(cursor: Any, *words: Any, **named: Any) -> Any:
        return countdown.around(lambda: execute(cursor, *words, **named))

    def committing(connection: Any) -> None:
        countdown.around(lambda: commit(connection))

    with (
        mock.patch.object(psycopg.Cursor, "execute", executing),
        mock.patch.object(psycopg.Connection, "commit", committing),
    ):
        yield


POSTGRESQL: Final[dict[str, Callable[[], Exception]]] = {
    "deadlock": psycopg.errors.DeadlockDetected,
    "disconnect": lambda: psycopg.OperationalError("server closed the connection unexpectedly"),
    "disconnect, done": lambda: psycopg.OperationalError(f"server closed the connection {DONE}"),
}


class BrokenLine:
    """In front of the server: at the `at`-th request the line breaks, before the server hears it (`unheard`)
    or after it did everything (`unanswered`). `path`: only its requests count."""

    def __init__(
        self, app: ASGIApp, at: int, kind: str, counted: Callable[[int], object], path: str = ""
    ) -> None:
        logging.disable()  # uvicorn's words about an answer that never came
        self._app, self._at, self._kind, self._counted, self._path = app, at, kind, counted, path
        self._count = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        meant = self._path in ("", scope["path"])
        self._count += meant
        self._counted(self._count)
        if not meant or self._count != self._at:
            await self._app(scope, receive, send)
            return
        if self._kind == "unanswered":
            await self._app(scope, receive, _to_nobody)
        send.__self__.transport.abort()  # type: ignore[attr-defined]
        await asyncio.sleep(0.001)  # the protocol hears that its line is gone


class FromTheFirstRequest:
    """In front of the server: calls `begin` before the first request, `answered` after each."""

    def __init__(self, app: ASGIApp, begin: Callable[[], None], answered: Callable[[], object]) -> None:
        self._app, self._begin, self._answered = app, begin, answered
        self._begun = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._begun:
            self._begun = True
            self._begin()
        await self._app(scope, receive, send)
        self._answered()


async def _to_nobody(_message: Any) -> None:
    return None
