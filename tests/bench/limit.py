"""The least: a trivial server without checks, a plain request, plain inserts into an indexed table."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, Final

import requests
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from sync.store.schema import TABLES
from sync.store.tables import SYNCED, History, Row, Stored, Visit

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Rows = dict[str, list[list[Any]]]
MADE: Final = (Visit.table, History.table)  # by an operation of `push_50`: an entry of the log and its line


class TrivialServer:
    """An ASGI application that answers with one compressed file. What it is given are operations: the rows
    that they make are in their tables, durably, before it says a word on each."""

    def __init__(self, file: Path, answer: bytes = b"") -> None:
        self._answer = answer or gzip.compress(b"{}")
        self._database = plain_database(file, *schema())

    def close(self) -> None:
        self._database.close()

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            part = await receive()
            body += part.get("body", b"")
            more = part.get("more_body", False)
        answer = self._taken(body) if body else self._answer
        headers = [(b"content-encoding", b"gzip"), (b"content-length", b"%d" % len(answer))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})

    def _taken(self, body: bytes) -> bytes:
        operations = json.loads(gzip.decompress(body))
        insert(self._database, {table: [op[table] for op in operations] for table in MADE})
        return gzip.compress(json.dumps([[op["op_id"], "accepted"] for op in operations]).encode(), 6)


def plain_database(file: Path, *statements: str) -> sqlite3.Connection:
    """A new database of the standard library's kind, as durable as a laptop's."""
    file.unlink(missing_ok=True)
    database = sqlite3.connect(file, check_same_thread=False)
    for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", *statements):
        database.execute(statement)
    return database


def packed(rows: Iterable[Row]) -> bytes:
    """Rows as one gzip JSON file: {table: [[values], …]}."""
    from sync.store.rows import cells_of

    tables: Rows = {}
    for row in rows:
        tables.setdefault(row.table, []).append(list(cells_of(row)))
    return gzip.compress(json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def schema(kinds: Iterable[type[Stored]] = SYNCED) -> list[str]:
    """Our tables with their indexes, as plain SQL; the synced ones if not told otherwise."""
    made = [TABLES[kind.table] for kind in kinds]
    tables = [str(CreateTable(table).compile(dialect=dialect())) for table in made]
    return tables + [
        str(CreateIndex(index).compile(dialect=dialect())) for table in made for index in table.indexes
    ]


def insert(database: sqlite3.Connection, tables: Rows) -> None:
    """Rows into their tables, in one durable transaction."""
    with database:
        for name, rows in tables.items():
            places = ", ".join("?" * len(rows[0]))
            database.executemany(f'INSERT OR REPLACE INTO "{name}" VALUES ({places})', rows)


def download(session: requests.Session, url: str, database: sqlite3.Connection) -> None:
    """The file, and its rows into their tables."""
    insert(database, json.loads(session.get(url, timeout=60).content))
