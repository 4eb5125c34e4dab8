"""Files beside a record, and whether their bytes have arrived."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from sync.store.queries.asking import whole, whole_of
from sync.store.tables import Attachment, LocalBlob

if TYPE_CHECKING:
    import sqlalchemy as sa


class File(msgspec.Struct, frozen=True):
    """`upload`: waiting · delivered; `sent`: how many of its bytes the server has so far."""

    attachment: Attachment
    upload: str
    sent: int


def within(connection: sa.Connection, aggregate_id: str) -> tuple[File, ...]:
    """All files of one firm's record or of one problem, newest first."""
    return _files(connection, whole(connection, Attachment, aggregate_id=aggregate_id))


def beside(connection: sa.Connection, subject_id: str) -> tuple[File, ...]:
    """The files beside one record, newest first."""
    return _files(connection, whole(connection, Attachment, subject_id=subject_id))


def _files(connection: sa.Connection, rows: Iterable[Attachment]) -> tuple[File, ...]:
    newest = sorted(rows, key=lambda row: (-row.at, row.id))
    blobs = {blob.sha256: blob for blob in whole_of(connection, LocalBlob, "sha256", _hashes(newest))}
    return tuple(_file(row, blobs.get(row.sha256)) for row in newest)


def _hashes(rows: Iterable[Attachment]) -> list[str]:
    return [row.sha256 for row in rows]


def _file(row: Attachment, blob: LocalBlob | None) -> File:
    """A file of another laptop has been delivered, as far as this one can know."""
    if blob is not None and blob.state == "upload":
        return File(row, "waiting", blob.offset)
    return File(row, "delivered" if row.revision else "waiting", row.size)
