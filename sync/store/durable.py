"""What has to survive a power failure: names in a folder, and small files that are whole or not there."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make names and renames in a folder survive a power failure; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write(path: Path, content: bytes) -> None:
    """A new file for its owner alone, on the disk when this returns. Raises FileExistsError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_new(path: Path, content: bytes) -> None:
    """A new file for its owner alone, under its name when it is whole and on the disk. Raises
    FileExistsError."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        write(part, content)
        if path.exists():
            raise FileExistsError(path)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(path.parent)
