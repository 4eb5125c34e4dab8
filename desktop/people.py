"""Whose copies are on this machine: one folder each, so that two people share a laptop and no file."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from sync.store import durable

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Copy:
    """One person's copy: the folder, the server, the sign-in name; name and post once it was opened."""

    folder: Path
    server: str
    user_name: str
    name: str = ""
    post: str = ""


# What stands in the note beside a copy.
_NOTED = tuple(each.name for each in fields(Copy) if each.name != "folder")


def copies(data: Path) -> list[Copy]:
    """The copies in a data folder, the one opened last first."""
    return [copy for _, copy in sorted(_found(data), key=lambda pair: -pair[0])]


def copy_of(data: Path, server: str, user_name: str) -> Copy:
    """The place for a person's copy, whether it is there or not."""
    address = server.rstrip("/")
    mark = hashlib.sha256(f"{address}\n{user_name}".encode()).hexdigest()[:16]
    return Copy(data / "people" / mark, address, user_name)


def remember(copy: Copy) -> None:
    """Note whose folder it is, and that it was opened now; the note is replaced as a whole. Where nothing may
    be written, or nothing more, it stays as it is: the copy opens all the same."""
    words = {name: word for name, word in asdict(copy).items() if name in _NOTED}
    fresh = copy.folder / "copy.new"
    try:
        fresh.unlink(missing_ok=True)
        durable.write(fresh, json.dumps(words, ensure_ascii=False).encode())
        fresh.replace(copy.folder / "copy.json")
    except OSError as error:
        _log.warning("the note of a copy could not be written: %s", error)


def _found(data: Path) -> Iterator[tuple[float, Copy]]:
    """A note that cannot be read hides its copy from the list only: signing in by name opens it again."""
    for note in (data / "people").glob("*/copy.json"):
        try:
            words = json.loads(note.read_text("utf-8"))
            known = {name: str(words[name]) for name in _NOTED if name in words}
            yield note.stat().st_mtime, Copy(note.parent, **known)
        except (OSError, ValueError, TypeError) as error:
            _log.warning("the note of a copy could not be read: %s", error)
