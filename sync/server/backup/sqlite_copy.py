"""A SQLite database as one file: copied by SQLite itself, encrypted with the same key, and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sqlalchemy as sa

from sync.server.backup.manifest import BackupRefused, Part, copy_file
from sync.store.database import DAMAGED, Database, DatabaseRefused, NotCopied, open_sqlite
from sync.store.durable import sync_folder

FILE: Final = "server.db"


def copy_out(database: Database, key: bytes | None, folder: Path) -> Database:
    """A consistent copy in the folder, open; the server goes on meanwhile. Raises BackupRefused."""
    path = folder / FILE
    try:
        database.copy_to(path)
    except NotCopied as error:
        raise BackupRefused(_reason(str(error)), reason=error) from error
    return opened(path, key)


def _reason(said: str) -> str:
    if said in DAMAGED:
        return "damaged_database"
    return "disk_full" if "full" in said else "not_copied"


def opened(path: Path, key: bytes | None) -> Database:
    """The copy, each of its pages proved. Raises BackupRefused("damaged_database")."""
    try:
        copy = open_sqlite(path, key)
    except DatabaseRefused as no:
        raise BackupRefused("other_key" if no.code == "database_unreadable" else "damaged_database") from no
    try:
        with copy.read() as connection:
            _check_pages(connection, encrypted=key is not None)
    except (BackupRefused, DatabaseRefused, sa.exc.DatabaseError) as no:
        copy.close()
        raise BackupRefused("damaged_database") from no
    return copy


def _check_pages(connection: sa.Connection, *, encrypted: bool) -> None:
    pragmas = ["integrity_check"] + (["cipher_integrity_check"] if encrypted else [])
    said = {line for pragma in pragmas for (line,) in connection.exec_driver_sql(f"PRAGMA {pragma}")}
    if not said <= {"ok"}:
        raise BackupRefused("damaged_database")


def parts(connection: sa.Connection) -> dict[str, Part]:
    """The tables of the copy, counted."""
    inspector = sa.inspect(connection)
    return {
        name: Part(
            columns=[column["name"] for column in inspector.get_columns(name)],
            rows=connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one(),  # noqa: S608
        )
        for name in sorted(inspector.get_table_names())
        if not name.startswith("search_index")
    }


def copy_in(folder: Path, target: Path, key: bytes | None, tables: dict[str, Part]) -> Database:
    """A working copy beside the place where the database will stand, open and checked. Raises BackupRefused.

    `target` is not the place itself: what is not finished never looks like a database.
    """
    copy_file(folder / FILE, target)
    sync_folder(target.parent)
    copy = opened(target, key)
    with copy.read() as connection:
        same = parts(connection) == tables
    if not same:
        copy.close()
        raise BackupRefused("damaged_backup", file=folder / FILE)
    return copy


def close_in_one_file(database: Database) -> None:
    """Close it with nothing left beside it. Raises BackupRefused("in_use") when somebody else works in it."""
    raw = database.engine.raw_connection()
    try:
        driver = raw.driver_connection
        assert driver is not None
        driver.execute("PRAGMA busy_timeout = 1000")
        (mode,) = driver.execute("PRAGMA journal_mode = DELETE").fetchone()
    except Exception as error:
        if "locked" in str(error):
            raise BackupRefused("in_use") from error
        raise
    finally:
        raw.close()
        database.close()
    if mode != "delete":
        raise BackupRefused("in_use")
