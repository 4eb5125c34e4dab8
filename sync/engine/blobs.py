"""Attachments' bytes on the laptop: sealed files, a lane of their own, resumable in both directions."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import sqlalchemy as sa

from sync.engine.safe_file import DISK
from sync.engine.sealed import Damaged, SealedWriter, read_sealed
from sync.engine.transport import Away, Declined, Transport
from sync.operations.attachments import AttachFile
from sync.store.database import Database
from sync.store.rows import delete, find, select, store
from sync.store.tables import Attachment, LocalBlob, Outbox
from sync.wire import BlobState

PIECE = 1024 * 1024  # bytes
STANDING = ("waiting", "held", "accepted", "admitted", "refused", "quarantined")  # all states but given up
log = logging.getLogger(__name__)


def keep(folder: Path, key: bytes, content: bytes) -> str:
    """Seal a file's bytes beside the database; answers their SHA-256. On the disk before it returns."""
    sha256 = hashlib.sha256(content).hexdigest()
    final = folder / sha256
    if final.exists():
        return sha256
    if not folder.exists():
        folder.mkdir(mode=0o700)
        DISK.sync_folder(folder.parent)
    part = folder / f"{sha256}.part"
    with part.open("wb") as file:
        with SealedWriter(file, key, sha256) as writer:
            writer.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(final)
    DISK.sync_folder(folder)
    return sha256


def read(folder: Path, key: bytes, sha256: str) -> bytes:
    """The bytes of a kept file. Raises FileNotFoundError, sealed.Damaged."""
    with (folder / sha256).open("rb") as file:
        return b"".join(read_sealed(file, key, sha256))


def is_kept(folder: Path, sha256: str) -> bool:
    """Whether this laptop has the bytes."""
    return (folder / sha256).exists()


def waiting(connection: sa.Connection) -> list[LocalBlob]:
    """Files whose bytes the server does not have yet, small ones first."""
    return sorted(select(connection, LocalBlob, state="upload"), key=lambda row: row.size)


def let_go(connection: sa.Connection) -> None:
    """Files whose record was given up wait for nobody; their bytes stay sealed where they are. A record that
    only left this laptop, by a re-assignment, is not given up."""
    for row in waiting(connection):
        if not (_announced(connection, row, STANDING) or _row_arrived(connection, row)):
            delete(connection, LocalBlob, sha256=row.sha256)


def send(
    database: Database,
    transport: Transport,
    folder: Path,
    key: bytes,
    progress: Callable[[str, int, int], None],
) -> int:
    """Send what waits and whose row the server has taken; answers how many files are there now.

    A file that cannot go does not hold up the next, and never a record.
    """
    with database.read() as connection:
        files = [row for row in waiting(connection) if _row_arrived(connection, row)]
    sent = 0
    for number, row in enumerate(files):
        progress("files", number, len(files))
        try:
            sent += _send_one(database, transport, folder, key, row)
        except Declined:
            continue
        except (OSError, Damaged):
            log.exception("attachment %s", row.attachment_id)
    return sent


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


def _send_one(database: Database, transport: Transport, folder: Path, key: bytes, row: LocalBlob) -> int:
    path = f"/v1/blobs/{row.sha256}"
    state = transport.get(f"{path}/state", BlobState)
    with (folder / row.sha256).open("rb") as file:
        content = b"".join(read_sealed(file, key, row.sha256))
    while not state.complete:
        piece = content[state.received : state.received + PIECE]
        state = transport.patch(f"{path}?offset={state.received}", piece, BlobState)
        with database.write() as connection:
            store(connection, [msgspec.structs.replace(row, offset=state.received)])
    with database.write() as connection:
        done = msgspec.structs.replace(row, offset=row.size, state="kept")
        store(connection, [done])
    return 1


def fetch(transport: Transport, folder: Path, key: bytes, attachment: Attachment) -> bytes:
    """The bytes of an attachment, from here or from the server. Raises Away, Declined."""
    if is_kept(folder, attachment.sha256):
        return read(folder, key, attachment.sha256)
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
