"""What a backup says of itself. It is written last: a folder without it is a backup that was cut short."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Final

import msgspec

from sync.domain.clock import Instant
from sync.store.durable import sync_folder

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
BLOBS: Final = "blobs"  # a folder of the backup; each file is named by its SHA-256


class BackupRefused(Exception):
    """The backup cannot be made or used; `code` is one of `words.BACKUPS`, `details` fill its sentence."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code, self.details = code, details


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One table: its columns in the order of the dump, and how many rows."""

    columns: list[str]
    rows: int


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`database`: sqlite · postgresql. `files` and `blobs` are SHA-256s, of `files` by their names. `faults`
    that were found in the record itself and copied as they are: audit · blobs."""

    database: str
    schema: str
    made_at: Instant
    epoch: str
    revision: int
    tables: dict[str, Part]
    files: dict[str, str]
    blobs: list[str]
    faults: list[str]
    format: int = FORMAT


def write(folder: Path, manifest: Manifest) -> None:
    """The last file of a backup, on the disk when this returns."""
    with (folder / MANIFEST).open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder)


def read(folder: Path) -> Manifest:
    """What the folder holds. Raises BackupRefused("no_backup", "later_backup")."""
    try:
        plain = (folder / MANIFEST).read_bytes()
        if msgspec.json.decode(plain, type=dict).get("format", 0) > FORMAT:
            raise BackupRefused("later_backup")
        return msgspec.json.decode(plain, type=Manifest)
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        raise BackupRefused("no_backup", folder=folder) from None


def verify(folder: Path, manifest: Manifest) -> None:
    """Read every file back and compare it with its digest. Raises BackupRefused("damaged_backup")."""
    wanted = {folder / name: sha256 for name, sha256 in manifest.files.items()}
    wanted |= {folder / BLOBS / sha256: sha256 for sha256 in manifest.blobs}
    for path, sha256 in wanted.items():
        if not path.is_file() or digest_of(path) != sha256:
            raise BackupRefused("damaged_backup", file=path)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_files(source: Path, target: Path, names: Iterable[str], *, some_go: bool = False) -> None:
    """Copy files that `target` does not have yet, each whole or not at all, on the disk when this returns.
    `some_go`: one that is removed meanwhile is no fault."""
    target.mkdir(exist_ok=True, mode=0o700)
    for name in names:
        if not (target / name).exists():
            with suppress(FileNotFoundError) if some_go else nullcontext():
                copy_file(source / name, target / f"{name}.part")
                (target / f"{name}.part").replace(target / name)
    sync_folder(target)


def copy_file(source: Path, target: Path) -> None:
    """A copy for its owner alone, on the disk when this returns."""
    with source.open("rb") as old, os.fdopen(_own_file(target), "wb") as new:
        while piece := old.read(1 << 20):
            new.write(piece)
        new.flush()
        os.fsync(new.fileno())


def _own_file(path: Path) -> int:
    return os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
