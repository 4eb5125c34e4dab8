"""Attachments' bytes at the server: taken in pieces, named by their hash, given only through a row in scope.

Every author uploads the bytes, even when the server has them from somebody else: knowing a hash is not
having the file.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import msgspec
import sqlalchemy as sa

from sync.operations.attachments import LARGEST_FILE
from sync.server.locks import lock_names
from sync.server.scope import held_now
from sync.store.durable import sync_folder
from sync.store.rows import find, select, store
from sync.store.tables import Attachment, StoredBlob
from sync.wire import BlobState

LARGEST_PIECE = 1024 * 1024  # bytes
_HASH = re.compile("[0-9a-f]{64}")


class BlobRefused(Exception):
    """`code`: not_found · wrong_offset · too_large."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def state(connection: sa.Connection, folder: Path, person_id: str, sha256: str) -> BlobState:
    """How much of the file this person has sent. Raises BlobRefused("not_found") when no record of this
    author names it."""
    row = _there(connection, folder, _announced(connection, person_id, sha256), person_id)
    return BlobState(received=row.received, complete=row.complete)


def _there(connection: sa.Connection, folder: Path, attachment: Attachment, person_id: str) -> StoredBlob:
    """What has come from this person, as far as the disk still has it: what was lost or removed there is sent
    again."""
    sha256 = attachment.sha256
    row = find(connection, StoredBlob, sha256=sha256, person_id=person_id)
    if row is not None:
        path = folder / (sha256 if row.complete else f"{sha256}.{person_id}")
        if path.is_file() and path.stat().st_size >= row.received:
            return row
    return StoredBlob(sha256=sha256, person_id=person_id, size=attachment.size, received=0, complete=False)


def _announced(connection: sa.Connection, person_id: str, sha256: str) -> Attachment:
    """The author's own record of the file. Its bytes are taken even when the author holds it no more: a
    record that was accepted is worth nothing to the next person without them."""
    for row in _named(connection, sha256, author_id=person_id):
        return row
    raise BlobRefused("not_found")


def _named(connection: sa.Connection, sha256: str, **equal: object) -> list[Attachment]:
    """Records of a file; none for what is no hash, which a database might not even take as a question."""
    return select(connection, Attachment, sha256=sha256, **equal) if _HASH.fullmatch(sha256) else []


def append(
    connection: sa.Connection, folder: Path, person_id: str, sha256: str, offset: int, piece: bytes
) -> BlobState:
    """One piece at its place. Raises BlobRefused."""
    attachment = _announced(connection, person_id, sha256)
    lock_names(connection, [f"{sha256}.{person_id}"])
    row = _there(connection, folder, attachment, person_id)
    if row.complete:
        return BlobState(received=row.received, complete=True)
    if offset != row.received:
        raise BlobRefused("wrong_offset")
    if len(piece) > LARGEST_PIECE or offset + len(piece) > min(row.size, LARGEST_FILE):
        raise BlobRefused("too_large")
    path = folder / f"{sha256}.{person_id}"
    _write_at(path, offset, piece)
    row = msgspec.structs.replace(row, received=offset + len(piece))
    if row.received == row.size:
        row = _finished(path, folder / sha256, row)
    store(connection, [row])
    return BlobState(received=row.received, complete=row.complete)


def _write_at(path: Path, offset: int, piece: bytes) -> None:
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.truncate(offset)
        file.seek(offset)
        file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _finished(path: Path, final: Path, row: StoredBlob) -> StoredBlob:
    """Compare the whole file with its name; a wrong one starts again from nothing. Its author may forget a
    right one from now on, so that its name is on the disk too."""
    with path.open("rb") as file:
        right = hashlib.file_digest(file, "sha256").hexdigest() == row.sha256
    if not right:
        path.unlink()
        return msgspec.structs.replace(row, received=0)
    path.replace(final)
    sync_folder(final.parent)
    return msgspec.structs.replace(row, complete=True)


def readable(connection: sa.Connection, folder: Path, person_id: str, sha256: str) -> Path:
    """The file, for a person who holds a record that it belongs to. Raises BlobRefused("not_found")."""
    rows = _named(connection, sha256)
    held = held_now(connection, person_id, {row.aggregate_id for row in rows})
    proven = {row.person_id for row in select(connection, StoredBlob, sha256=sha256, complete=True)}
    known = any(row.aggregate_id in held and row.author_id in proven for row in rows)
    if known and (folder / sha256).is_file():
        return folder / sha256
    raise BlobRefused("not_found")
