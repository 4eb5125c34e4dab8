"""A PostgreSQL database that is put back to its beginning for every run: to make one takes much longer."""

from __future__ import annotations

import os
from typing import Final

import psycopg

from sync.store.schema import TABLES
from tests.postgresql import PostgreSQL

KEPT: Final = "kept"  # a schema with every row of the beginning
_BACK: Final = "".join(
    f'DELETE FROM public."{name}"; INSERT INTO public."{name}" SELECT * FROM {KEPT}."{name}";'
    for name in TABLES
)


class Refilled:
    """A beginning. Each process has a database of its own, which goes with the server."""

    def __init__(self, server: PostgreSQL, like: str) -> None:
        """`like`: the database that is the beginning; nobody is connected to it."""
        self._server, self._like = server, like
        self._mine: set[str] = set()
        copies = "".join(f'CREATE TABLE {KEPT}."{name}" AS TABLE public."{name}";' for name in TABLES)
        self._do(like, f"CREATE SCHEMA {KEPT}; {copies}")

    def url(self) -> str:
        """The address of this process's database, as at the beginning."""
        name = f"run_{os.getpid()}"
        if name in self._mine:
            self._do(name, f"SET session_replication_role = replica; {_BACK}")  # references in any order
        else:
            self._mine.add(name)
            self._do("postgres", f"CREATE DATABASE {name} TEMPLATE {self._like}")
        return self._server.url(name)

    def _do(self, database: str, statements: str) -> None:
        with psycopg.connect(self._server.url(database), autocommit=True) as connection:
            connection.execute(statements.encode())
