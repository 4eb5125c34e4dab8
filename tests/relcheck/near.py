"""Laptop and server in one process: a request calls the server's application instead of reaching it.

What asks for processes, threads or sockets of its own (a kill, a call of the system under strace, a line that
breaks inside a reply) stays with `ground`; all else is the same here, several times cheaper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import requests
from starlette.types import ASGIApp

from sync.server.app import build
from sync.server.centre import Centre
from sync.store.database import Database, open_database
from tests.relcheck.ground import Scene, forked, scratch
from tests.relcheck.simulation.wire import Asked, Replied, ask, carried

LAPTOP: Final = "laptop"
SERVER: Final = "server"
_at_work = [LAPTOP]


def at_work() -> str:
    """Which of the two ends is at work now."""
    return _at_work[-1]


@contextmanager
def working(end: str) -> Iterator[None]:
    """This end's code runs."""
    _at_work.append(end)
    try:
        yield
    finally:
        _at_work.pop()


class Near(Scene):
    """A scene whose server is no process of its own."""

    def __init__(self, ground: Path, folder: Path, database_url: str = "") -> None:
        super().__init__(ground, folder, database_url)
        self._database: Database | None = None
        self._app: ASGIApp | None = None

    def serve(
        self,
        first: Callable[[], None] = lambda: None,
        begin: Callable[[Callable[[], None]], int] = forked,
        app: Callable[[Centre], ASGIApp] = build,
    ) -> int:
        """The server, in this process. Raises what its start raises."""
        first()
        with working(SERVER):
            self._database = open_database(self.database_url)
            self._app = app(Centre(self._database, self.folder / "server"))
        return 0

    def carry(self, asked: Asked) -> Replied:
        """A request and its reply; a server that is not there, or that gives up, is a line that broke."""
        if self._app is None:
            raise requests.ConnectionError("nobody listens")
        with working(SERVER):
            try:
                return ask(self._app, asked)
            except Exception as error:
                raise requests.ConnectionError("the server gave up") from error

    def died(self) -> bool:
        """Whether there is no server."""
        return self._app is None

    def stop(self) -> bool:
        """End the server; whether there was none."""
        gone, self._app = self.died(), None
        if self._database is not None:
            self._database.close()
            self._database = None
        return gone


@contextmanager
def near(of: Path, database_url: str = "") -> Iterator[Near]:
    """A copy of the ground for one run in this process."""
    with scratch() as folder:
        one = Near(of, folder, database_url)
        try:
            with carried(one.carry):
                yield one
        finally:
            one.close()
