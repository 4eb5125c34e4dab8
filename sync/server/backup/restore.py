"""Puts a backup back: proved first, built beside the place where it will stand, moved there last.

The restored record begins a new epoch: laptops notice that it is another past, whatever their cursor says.
"""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from sync.domain import clock
from sync.server import audit, feed
from sync.server.audit import Line
from sync.server.backup import manifest, postgresql_copy, sqlite_copy
from sync.server.backup.manifest import BLOBS, BackupRefused, Manifest
from sync.server.premises import Premises, key_of, need_signing_key
from sync.store.database import Database, DatabaseRefused, open_postgresql, open_sqlite
from sync.store.durable import sync_folder
from sync.store.migrate import NEWEST, migrate
from sync.store.rows import count, delete, select, store
from sync.store.tables import Device, Head, StoredBlob


class Restored(NamedTuple):
    """`aside`: where the database that stood there lies now. `lost_blobs`: attachments that the backup does
    not have; their laptops are asked for them again. `laptops`: how many may have kept what is lost."""

    made: Manifest
    aside: Path | None
    lost_blobs: int
    laptops: int


def restore(premises: Premises, source: Path, *, replace: bool) -> Restored:
    """Raises BackupRefused, CommandRefused, DatabaseRefused; then what stood there stands there still."""
    need_signing_key(premises)
    made = manifest.read(source)
    _check_fits(premises, made)
    manifest.verify(source, made)
    if premises.file is None:
        return Restored(made, None, *_into_postgresql(premises, source, made))
    if premises.file.exists() and not replace:
        raise BackupRefused("not_empty", place=premises.file)
    new = premises.file.with_name(premises.file.name + ".restored")
    found = _into_sqlite(premises, source, made, new)
    aside = _set_aside(premises.file, key_of(premises))
    new.replace(premises.file)
    sync_folder(premises.file.parent)
    return Restored(made, aside, *found)


def _check_fits(premises: Premises, made: Manifest) -> None:
    if (premises.file is None) != (made.database == "postgresql"):
        raise BackupRefused("other_database", database=made.database)
    if made.schema > NEWEST:
        raise BackupRefused("later_backup")


def _into_sqlite(premises: Premises, source: Path, made: Manifest, new: Path) -> tuple[int, int]:
    """A finished database at `new`, in one file."""
    _remove(new)
    try:
        database = sqlite_copy.copy_in(source, new, key_of(premises), made.tables)
        with closing(database):
            migrate(database)
            with database.write() as connection:
                found = _begin(connection, premises, source, made)
            sqlite_copy.close_in_one_file(database)
    except BaseException:
        _remove(new)
        raise
    return found


def _into_postgresql(premises: Premises, source: Path, made: Manifest) -> tuple[int, int]:
    """The head goes in last: a restore that was interrupted leaves tables without one, and is repeated."""
    database = open_postgresql(premises.database)
    try:
        _make_empty(database, premises)
        migrate(database, made.schema)
        with database.write() as connection:
            postgresql_copy.load(connection, source, made.tables)
            head = dict(connection.exec_driver_sql("SELECT * FROM head").mappings().one())
            connection.exec_driver_sql("DELETE FROM head")
        migrate(database)
        with database.write() as connection:
            store(connection, [Head(**head)])
            return _begin(connection, premises, source, made)
    finally:
        database.close()


def _make_empty(database: Database, premises: Premises) -> None:
    """Takes away what an interrupted restore left, and nothing else. Raises BackupRefused("not_empty")."""
    with database.read() as connection:
        tables = {*sa.inspect(connection).get_table_names()} - {"alembic_version"}
        filled = "head" not in tables or connection.exec_driver_sql("SELECT count(*) FROM head").scalar_one()
    if not tables:
        return
    if filled:
        place = sa.make_url(premises.database).render_as_string(hide_password=True)
        raise BackupRefused("not_empty", place=place)
    migrate(database, "base")


def _begin(connection: sa.Connection, premises: Premises, source: Path, made: Manifest) -> tuple[int, int]:
    """The new epoch, and the attachments; answers how many of them are not there, and of how many laptops
    the record waits for news."""
    manifest.copy_files(source / BLOBS, premises.data / BLOBS, made.blobs)
    head = feed.begin_again(connection)
    audit.append(connection, clock.now(), [Line("restored", object_id=str(head.revision))])
    lost = _forget_lost_blobs(connection, premises.data / BLOBS)
    return lost, count(connection, Device, revoked_at=None)


def _forget_lost_blobs(connection: sa.Connection, folder: Path) -> int:
    """Files that are not there, wholly or in part, begin again from nothing."""
    delete(connection, StoredBlob, complete=False)
    lost = {row.sha256 for row in select(connection, StoredBlob) if not (folder / row.sha256).is_file()}
    for sha256 in lost:
        delete(connection, StoredBlob, sha256=sha256)
    return len(lost)


def _set_aside(file: Path, key: bytes | None) -> Path | None:
    """The database that stands there gets another name; nothing of it is deleted, damaged or not. So does a
    log whose database is gone: SQLite would read it into the restored one. None when nothing stands there.

    Raises BackupRefused("in_use").
    """
    with suppress(DatabaseRefused):  # damaged, or of another key: moved as it is
        sqlite_copy.close_in_one_file(open_sqlite(file, key))
    moment = clock.to_datetime(clock.now()).strftime("%Y%m%d-%H%M%S")
    aside = file.with_name(f"{file.name}.replaced-{moment}")
    parts = [ending for ending in ("", "-wal", "-shm") if file.with_name(file.name + ending).exists()]
    for ending in parts:
        file.with_name(file.name + ending).replace(aside.with_name(aside.name + ending))
    return aside if parts else None


def _remove(new: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        new.with_name(new.name + ending).unlink(missing_ok=True)
