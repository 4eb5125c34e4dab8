"""The least: a trivial server without checks, a plain request, plain inserts into an indexed table."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class TrivialServer:
    """An ASGI application that stores what it is given as rows, and answers with what it was told to."""

    def __init__(self, file: Path, answer: bytes = b"{}") -> None:
        self._file, self.answer = file, answer
        with sqlite3.connect(file) as database:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute(
                "CREATE TABLE IF NOT EXISTS row (id TEXT PRIMARY KEY, aggregate TEXT, body TEXT)"
            )
            database.execute("CREATE INDEX IF NOT EXISTS by_aggregate ON row (aggregate)")
        self._database = sqlite3.connect(file, check_same_thread=False)
        self._database.execute("PRAGMA synchronous = FULL")

    def close(self) -> None:
        self._database.close()

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            part = await receive()
            body += part.get("body", b"")
            more = part.get("more_body", False)
        if body:
            rows = json.loads(gzip.decompress(body))
            with self._database:
                self._database.executemany("INSERT OR REPLACE INTO row VALUES (?, ?, ?)", rows)
        answer = gzip.compress(self.answer)
        headers = [(b"content-encoding", b"gzip"), (b"content-length", b"%d" % len(answer))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": answer})
