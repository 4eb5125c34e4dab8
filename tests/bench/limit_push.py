"""The least that a push can be: what waits in one compressed request, the word on each kept where it waited.

An operation is here the rows that it makes. Both databases are plain and as durable as ours: the server's one
transaction before it answers, the laptop's one behind the answer.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import uuid
from itertools import count
from pathlib import Path
from typing import Final

import requests

from sync.store.rows import cells_of
from sync.store.tables import History, Outbox, Visit
from tests.bench.limit import insert, plain_database, schema

_WAITING: Final = "SELECT body FROM outbox WHERE state = 'waiting' ORDER BY position"
_ANSWERED: Final = "UPDATE outbox SET state = ? WHERE op_id = ?"


class PlainOutbox:
    """A laptop of the least kind: our table of what waits, with its indexes."""

    def __init__(self, file: Path, visit: Visit, line: History) -> None:
        """`visit`, `line`: what one operation makes; each gets ids of its own."""
        self._database: sqlite3.Connection = plain_database(file, *schema([Outbox]))
        self._rows = {row.table: list(cells_of(row))[1:] for row in (visit, line)}
        self._places = count(1)

    def close(self) -> None:
        self._database.close()

    def fill(self, number: int) -> None:
        """So many operations wait."""
        insert(self._database, {Outbox.table: [list(cells_of(self._entry())) for _ in range(number)]})

    def _entry(self) -> Outbox:
        op_id = str(uuid.uuid4())
        rows = {name: [str(uuid.uuid4()), *cells] for name, cells in self._rows.items()}
        return Outbox(
            position=next(self._places),
            op_id=op_id,
            kind="log_visit",
            version=1,
            made_at=0,
            subject_id="firm-east",
            body=json.dumps({"op_id": op_id, **rows}, ensure_ascii=False, separators=(",", ":")),
        )

    def push(self, session: requests.Session, url: str) -> None:
        """All that waits, and what was said of it."""
        waiting = [body for (body,) in self._database.execute(_WAITING)]
        request = gzip.compress(f"[{','.join(waiting)}]".encode(), 6)
        said: list[list[str]] = json.loads(session.post(url, data=request, timeout=60).content)
        with self._database:
            self._database.executemany(_ANSWERED, [(word, op_id) for op_id, word in said])
