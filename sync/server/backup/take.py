"""Takes a backup: copied from one snapshot, read back, and only then told to the record.

The folder is called `NAME.part` until everything in it is proved; an interrupted backup is removed, and one
whose machine went down is recognised by that name and by the missing manifest.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Final

import msgspec
import sqlalchemy as sa

from sync.domain import clock
from sync.server import audit, feed
from sync.server.audit import Line
from sync.server.backup import manifest, postgresql_copy, sqlite_copy
from sync.server.backup.manifest import BLOBS, BackupRefused, Manifest, Part
from sync.server.centre import Centre
from sync.server.locks import lock_feed
from sync.store.durable import sync_folder
from sync.store.migrate import NEWEST
from sync.store.rows import select, store
from sync.store.tables import Head, StoredBlob

UNFINISHED: Final = ".part"
NAMED: Final = "zhuqitong-"  # how a name of its own begins
DAY: Final = 24 * clock.HOUR


class Found(msgspec.Struct, frozen=True):
    """What one snapshot of the record says of itself."""

    head: Head
    tables: dict[str, Part]
    blobs: list[str]
    audit_whole: bool


def take(centre: Centre, key: bytes | None, target: Path) -> tuple[Path, Manifest]:
    """Make the backup at `target`, or under a name of its own in it when it is a folder that is there.

    The server goes on meanwhile. Raises BackupRefused; then nothing of the backup is left.
    """
    place = _place(target)
    part = place.with_name(place.name + UNFINISHED)
    _clear(place.parent)
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(mode=0o700, parents=True)
    try:
        made = _fill(centre, key, part)
        manifest.write(part, made)
        manifest.verify(part, manifest.read(part))
        part.rename(place)
        sync_folder(place.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    _remember(centre, made)
    return place, made


def _place(target: Path) -> Path:
    """Raises BackupRefused("place_taken")."""
    if (target / manifest.MANIFEST).exists() or target.is_file():
        raise BackupRefused("place_taken", folder=target)
    if not target.exists():
        return target
    moment = clock.to_datetime(clock.now()).strftime("%Y%m%d-%H%M%S")
    return target / f"{NAMED}{moment}"


def _clear(folder: Path) -> None:
    """Takes away what machines that went down have left here of backups under names of their own; one of
    today may be under way."""
    for left in folder.glob(f"{NAMED}*{UNFINISHED}"):
        if left.stat().st_mtime * 1000 < clock.now() - DAY:
            shutil.rmtree(left, ignore_errors=True)


def _fill(centre: Centre, key: bytes | None, part: Path) -> Manifest:
    found = (_sqlite if centre.database.dialect == "sqlite" else _postgresql)(centre, key, part)
    kept = [name for name in found.blobs if (centre.blobs / name).is_file()]
    manifest.copy_files(centre.blobs, part / BLOBS, kept, some_go=True)
    kept = [name for name in kept if (part / BLOBS / name).is_file()]
    whole = [name for name in kept if manifest.digest_of(part / BLOBS / name) == name]
    for spoiled in set(kept) - set(whole):
        (part / BLOBS / spoiled).unlink()
    faults = [] if found.audit_whole else ["audit"]
    return Manifest(
        database=centre.database.dialect,
        schema=NEWEST,
        made_at=clock.now(),
        epoch=found.head.epoch,
        revision=found.head.revision,
        tables=found.tables,
        files={path.name: _on_disk(path) for path in sorted(part.iterdir()) if path.is_file()},
        blobs=whole,
        faults=faults + (["blobs"] if len(whole) < len(found.blobs) else []),
    )


def _on_disk(path: Path) -> str:
    """The digest of a file that a power failure will not take away any more."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return manifest.digest_of(path)


def _sqlite(centre: Centre, key: bytes | None, part: Path) -> Found:
    copy = sqlite_copy.copy_out(centre.database, key, part)
    try:
        with copy.read() as connection:
            return _found(connection, sqlite_copy.parts(connection))
    finally:
        copy.close()


def _postgresql(centre: Centre, _key: bytes | None, part: Path) -> Found:
    with centre.database.read() as connection:
        found = _found(connection, postgresql_copy.dump(connection, part))
    postgresql_copy.check(part, found.tables)
    return found


def _found(connection: sa.Connection, tables: dict[str, Part]) -> Found:
    blobs = sorted({row.sha256 for row in select(connection, StoredBlob, complete=True)})
    return Found(feed.head(connection), tables, blobs, audit.verify(connection).whole)


def _remember(centre: Centre, made: Manifest) -> None:
    """From now on laptops may forget what the backup holds. One of a record with a broken audit does not
    count, nor one of an epoch that ended while it was made."""
    with centre.database.write() as connection:
        lock_feed(connection)
        head = feed.head(connection)
        if head.epoch == made.epoch and "audit" not in made.faults:
            store(connection, [msgspec.structs.replace(head, backed_up=max(head.backed_up, made.revision))])
        audit.append(connection, clock.now(), [Line("backed_up", object_id=str(made.revision))])
