"""Attachments' bytes on the laptop: sealed files, which of them wait, and what comes from the server."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa

from sync.engine.safe_file import DISK, move
from sync.engine.sealed import Damaged, SealedWriter, read_sealed
from sync.engine.transport import Away, Transport
from sync.operations.attachments import AttachFile
from sync.operations.base import new_id
from sync.store.rows import delete, find, select
from sync.store.tables import Attachment, LocalBlob, Outbox

STANDING = ("waiting", "held", "accepted", "admitted", "refused", "quarantined")  # all states but given up


def keep(folder: Path, key: bytes, content: bytes) -> str:
    """Seal a file's bytes beside the database, also in the place of damaged ones; answers their SHA-256. On
    the disk before it returns."""
    sha256 = hashlib.sha256(content).hexdigest()
    final = folder / sha256
    if _is_whole(folder, key, sha256):
        return sha256
    if not folder.exists():
        folder.mkdir(mode=0o700)
        DISK.sync_folder(folder.parent)
    part = folder / f"{sha256}.{secrets.token_hex(4)}.part"  # the same file may come another way just now
    with part.open("wb") as file:
        with SealedWriter(file, key, sha256) as writer:
            writer.write(content)
        file.flush()
        os.fsync(file.fileno())
    move(part, final)
    return sha256


def _is_whole(folder: Path, key: bytes, sha256: str) -> bool:
    try:
        read(folder, key, sha256)
    except (OSError, Damaged):
        return False
    return True


def read(folder: Path, key: bytes, sha256: str) -> bytes:
    """The bytes of a kept file. Raises FileNotFoundError, sealed.Damaged."""
    with (folder / sha256).open("rb") as file:
        return b"".join(read_sealed(file, key, sha256))


def announced(op: AttachFile) -> LocalBlob:
    """The file of an operation, whose bytes wait until the server has taken the row."""
    return LocalBlob(sha256=op.sha256, size=op.size, attachment_id=new_id(op.op_id, 0), state="upload")


def waiting(connection: sa.Connection) -> list[LocalBlob]:
    """Files whose bytes the server does not have yet, small ones first."""
    return sorted(select(connection, LocalBlob, state="upload"), key=lambda row: row.size)


def let_go(connection: sa.Connection) -> None:
    """Files whose record was given up wait for nobody; their bytes stay sealed where they are. A record that
    only left this laptop, by a re-assignment, is not given up."""
    for row in waiting(connection):
        if not (_announced(connection, row, STANDING) or _row_arrived(connection, row)):
            delete(connection, LocalBlob, sha256=row.sha256)


def ready(connection: sa.Connection) -> list[LocalBlob]:
    """Those of them whose row the server has taken."""
    return [row for row in waiting(connection) if _row_arrived(connection, row)]


def _row_arrived(connection: sa.Connection, row: LocalBlob) -> bool:
    """The person may have lost the record since, by a re-assignment: the bytes go all the same."""
    attachment = find(connection, Attachment, id=row.attachment_id)
    if attachment is not None and attachment.revision > 0:
        return True
    return _announced(connection, row, ("accepted", "admitted"))


def _announced(connection: sa.Connection, row: LocalBlob, states: tuple[str, ...]) -> bool:
    """Whether an operation in one of the states names the file."""
    entries = select(connection, Outbox, kind=AttachFile.kind, state=list(states))
    return any(row.sha256 in entry.body for entry in entries)


def fetch(transport: Transport, folder: Path, key: bytes, attachment: Attachment) -> bytes:
    """The bytes of an attachment, from here or from the server. Raises Away, Declined."""
    with suppress(FileNotFoundError, Damaged):  # also one that went to make room, just now
        content = read(folder, key, attachment.sha256)
        os.utime(folder / attachment.sha256)  # opened last: `file_room` goes by it
        return content
    content = b""
    while len(content) < attachment.size:
        piece = transport.get_bytes(f"/v1/blobs/{attachment.sha256}?offset={len(content)}")
        if not piece:
            break
        content += piece
    if hashlib.sha256(content).hexdigest() != attachment.sha256:
        raise Away("damaged_reply")
    keep(folder, key, content)
    return content
