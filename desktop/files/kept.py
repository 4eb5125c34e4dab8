"""A file that was taken in: its bytes lie sealed on this laptop, before and after a record names them."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from desktop.files import pictures
from sync.domain.clock import Instant
from sync.domain.errors import Refused
from sync.operations.attachments import LARGEST_FILE, AttachFile

if TYPE_CHECKING:
    from sync.engine.laptop import Laptop

MOST_READ = 200 * 1024 * 1024  # bytes of a picture that is looked at to shrink it


class Kept(msgspec.Struct, frozen=True):
    """What a draft remembers of a file; `size` in bytes."""

    name: str
    sha256: str
    size: int


class Taken(msgspec.Struct, frozen=True):
    """A kept file with its small picture, b"" for none."""

    kept: Kept
    thumbnail: bytes


def take_file(laptop: Laptop, path: Path) -> Taken:
    """Read, shrink and seal one file. Raises Refused("file_too_large", size=…), OSError.

    What cannot become small enough is not even read.
    """
    size = path.stat().st_size
    is_picture = path.suffix.lower().lstrip(".") in pictures.KEPT_AS
    if size > (MOST_READ if is_picture else LARGEST_FILE):
        raise Refused("file_too_large", size=size, largest=LARGEST_FILE)
    return take_bytes(laptop, path.name, path.read_bytes())


def take_bytes(laptop: Laptop, name: str, content: bytes) -> Taken:
    """The same for bytes that are no file yet (a pasted picture)."""
    name, content = pictures.shrunk(name, content)
    kept = Kept(name, laptop.keep(content), len(content))
    return Taken(kept, pictures.thumbnail(content))


def look_again(laptop: Laptop, kept: Kept) -> Taken:
    """A file of a draft that was opened again. Raises FileNotFoundError, sealed.Damaged."""
    return Taken(kept, pictures.thumbnail(laptop.kept(kept.sha256)))


def attach(
    kept: Kept, now: Instant, *, enterprise_id: str, subject_id: str, problem_id: str = "", paper: str = ""
) -> AttachFile:
    """The operation that puts the file beside a record. `paper`: what stands on it, for an original."""
    from sync.engine.outbox import new_op_id

    return AttachFile(
        op_id=new_op_id(),
        made_at=now,
        enterprise_id=enterprise_id,
        problem_id=problem_id,
        subject_id=subject_id,
        sha256=kept.sha256,
        size=kept.size,
        name=kept.name,
        media_type=mimetypes.guess_type(kept.name)[0] or "application/octet-stream",
        paper=paper,
    )
