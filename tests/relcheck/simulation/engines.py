"""SQLite as shipped, opened over and over without paying each time for what a program pays once.

An engine keeps every statement that it has compiled. A run opens thousands of small databases one after the
other; so an engine that was closed is used for the next file, and what one has compiled all know. The files
are not encrypted: a key is only another cost here (`realsim`, `kill` and `flip` have encrypted ones). Each
engine also carries a bomb: at the n-th statement from when it is set the program that uses the file dies, in
the middle of its transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlcipher3 import dbapi2

from sync.store import database as shipped
from sync.store.database import Database


class Died(BaseException):
    """The program ended here, as at a power cut: nothing after this line of it ran."""


class Bomb:
    """Counts the statements of one database; 0: not set. `full`: the disk has no room then, and the program
    lives on; `went`: it died."""

    def __init__(self) -> None:
        self.left = 0
        self.full = self.went = False

    def count(self) -> None:
        if self.left:
            self.left -= 1
            if not self.left:
                self._go()

    def _go(self) -> None:
        if self.full:
            raise dbapi2.OperationalError("database or disk is full")
        self.went = True
        raise Died


class _Counted:
    """The driver, every statement and every commit of which is counted by a bomb."""

    def __init__(self, driver: Any, bomb: Bomb) -> None:
        self._driver = driver

        class Cursor(driver.Cursor):  # type: ignore[misc]
            def execute(self, *given: Any) -> Any:
                bomb.count()
                return super().execute(*given)

            def executemany(self, *given: Any) -> Any:
                bomb.count()
                return super().executemany(*given)

        class Connection(driver.Connection):  # type: ignore[misc]
            def cursor(self, *_given: Any) -> Any:
                return super().cursor(Cursor)

            def commit(self) -> None:
                bomb.count()
                super().commit()

        self._connection = Connection

    def connect(self, *given: Any, **named: Any) -> Any:
        return self._driver.connect(*given, factory=self._connection, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)


class _Place:
    """Where the engine's file is at present."""

    def __init__(self) -> None:
        self.path = Path()

    def __str__(self) -> str:
        return str(self.path)

    def __fspath__(self) -> str:
        return str(self.path)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.path, name)


class Engines:
    """Those that are free."""

    def __init__(self) -> None:
        self._free: list[sa.Engine] = []
        self._first: sa.Engine | None = None
        self._places: dict[int, _Place] = {}
        self.bombs: dict[int, Bomb] = {}
        self._make = shipped._sqlite_engine

    def open(self, driver: Any, path: Path, key: bytes | None) -> sa.Engine:
        """In place of the shipped function of the same arguments."""
        engine = self._free.pop() if self._free else self._another(driver)
        self._places[id(engine)].path = path
        return engine

    def _another(self, driver: Any) -> sa.Engine:
        place, bomb = _Place(), Bomb()
        engine = self._make(_Counted(driver, bomb), place, None)  # type: ignore[arg-type]
        self._places[id(engine)], self.bombs[id(engine)] = place, bomb
        self._first = self._first or engine
        engine.dialect, engine._compiled_cache = self._first.dialect, self._first._compiled_cache
        return engine

    def closing(self, database: Database) -> None:
        """Close a database; its engine is free again."""
        bomb = self.bombs[id(database.engine)]
        bomb.left, bomb.full, bomb.went = 0, False, False
        database.close()
        self._free.append(database.engine)

    def bomb(self, database: Database) -> Bomb:
        """The one in this database's engine."""
        return self.bombs[id(database.engine)]


ENGINES = Engines()


@contextmanager
def reused() -> Iterator[None]:
    """Inside, every SQLite file is opened by an engine that may have served another."""
    was, shipped._sqlite_engine = shipped._sqlite_engine, ENGINES.open
    try:
        yield
    finally:
        shipped._sqlite_engine = was
