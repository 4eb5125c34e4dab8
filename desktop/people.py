"""Whose copies are on this machine: one folder each, so that two people share a laptop and no file."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Copy:
    """One person's copy: the folder, the server and the sign-in name."""

    folder: Path
    server: str
    user_name: str


def copies(data: Path) -> list[Copy]:
    """The copies in a data folder, the one opened last first."""
    found = []
    for note in (data / "people").glob("*/copy.json"):
        words = json.loads(note.read_text("utf-8"))
        found.append((note.stat().st_mtime, Copy(note.parent, words["server"], words["user_name"])))
    return [copy for _, copy in sorted(found, key=lambda pair: -pair[0])]


def copy_of(data: Path, server: str, user_name: str) -> Copy:
    """The place for a person's copy, whether it is there or not."""
    mark = hashlib.sha256(f"{server.rstrip('/')}\n{user_name}".encode()).hexdigest()[:16]
    return Copy(data / "people" / mark, server.rstrip("/"), user_name)


def remember(copy: Copy) -> None:
    """Note whose folder it is, and that it was opened now."""
    words = {"server": copy.server, "user_name": copy.user_name}
    (copy.folder / "copy.json").write_text(json.dumps(words, ensure_ascii=False), "utf-8")
