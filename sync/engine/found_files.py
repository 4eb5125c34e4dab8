"""Files whose line was lost with a database: the bytes lie here, and nobody knows any more whether the server
has them too.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from sync.store.database import Database
from sync.store.rows import select, store
from sync.store.tables import Attachment, LocalBlob


def take_up(database: Database, folder: Path, person_id: str) -> int:
    """The person's own files that a record here names wait again, and the lane asks the server which of them
    it has; answers how many."""
    names = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    with database.read() as connection:
        if not _lost(connection, names, person_id):
            return 0
    with database.write() as connection:
        lost = _lost(connection, names, person_id)
        store(connection, lost)
        return len(lost)


def _lost(connection: sa.Connection, names: list[str], person_id: str) -> list[LocalBlob]:
    known = {row.sha256 for row in select(connection, LocalBlob, sha256=names)}
    rows = select(connection, Attachment, sha256=names, author_id=person_id)
    return [
        LocalBlob(sha256=row.sha256, size=row.size, attachment_id=row.id, state="upload")
        for row in rows
        if row.sha256 not in known
    ]
