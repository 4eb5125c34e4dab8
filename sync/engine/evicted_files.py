"""Attachments' bytes go with the record: what the person holds no more is not kept as a file either.

Only files that stand in `local_blob` as whole at the server are looked at. What waits to be sent, what an
operation in the outbox or a draft names, and what was just kept for one, stays: the person's own.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import sqlalchemy as sa

from sync.operations.attachments import AttachFile
from sync.store.database import Database
from sync.store.rows import delete, find, select, store
from sync.store.tables import Attachment, Draft, LocalBlob, Outbox


def note_fetched(database: Database, attachment: Attachment) -> None:
    """A file comes from the server: written down before its bytes are."""
    with database.write() as connection:
        if find(connection, LocalBlob, sha256=attachment.sha256) is None:
            row = LocalBlob(
                sha256=attachment.sha256, size=attachment.size, attachment_id=attachment.id, state="kept"
            )
            store(connection, [row])


def give_up(database: Database, folder: Path, spared: Collection[str]) -> int:
    """Remove the files whose record has left; answers how many. `spared`: kept since this program began."""
    with database.read() as connection:
        if not _left(connection, spared):
            return 0
    with database.write() as connection:
        left = [sha256 for sha256 in _left(connection, spared) if removed(folder / sha256)]
        delete(connection, LocalBlob, sha256=left)
        return len(left)


def removed(file: Path) -> bool:
    """Whether it is gone; one that another program holds (on Windows, for a moment) goes another time."""
    try:
        file.unlink(missing_ok=True)
    except PermissionError:
        return False
    return True


def _left(connection: sa.Connection, spared: Collection[str]) -> list[str]:
    """Whole files that no record here names, and nothing that the person has written."""
    kept = {row.sha256 for row in select(connection, LocalBlob, state="kept")}.difference(spared)
    named = {row.sha256 for row in select(connection, Attachment, sha256=sorted(kept))}
    return sorted(unwritten(connection, kept - named))


def unwritten(connection: sa.Connection, candidates: set[str]) -> set[str]:
    """Those of the files that no operation of the person names, but for given up ones, and no draft."""
    if not candidates:
        return set()
    own = select(connection, Outbox, kind=AttachFile.kind)
    written = [row.body for row in own if row.state != "discarded"]
    written += [row.values for row in select(connection, Draft)]
    return {sha256 for sha256 in candidates if not any(sha256 in text for text in written)}
