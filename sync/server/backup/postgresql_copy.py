"""A PostgreSQL database as one compressed file a table, through COPY: needs no program beside this one.

Everything is read in one snapshot. In COPY's text form a row is one line, so that a reader can count them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
import zstandard

from sync.server.backup.manifest import BackupRefused, Part
from sync.store.schema import TABLES

_PIECE: Final = 1 << 20  # bytes


def file_of(table: str) -> str:
    """The name of a table's file."""
    return f"{table}.copy.zst"


def dump(connection: sa.Connection, folder: Path) -> dict[str, Part]:
    """Write every table of one snapshot; answers what was counted in the same snapshot."""
    tables = {}
    for name, table in sorted(TABLES.items()):
        columns = [str(column.name) for column in table.columns]
        _write(_driver(connection), f"COPY {_named(name, columns)} TO STDOUT", folder / file_of(name))
        count = connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
        tables[name] = Part(columns=columns, rows=count)
    return tables


def _driver(connection: sa.Connection) -> Any:
    driver = connection.connection.driver_connection
    assert driver is not None
    return driver


def _named(table: str, columns: list[str]) -> str:
    return f'"{table}" ({", ".join(f"{chr(34)}{column}{chr(34)}" for column in columns)})'


def _write(driver: Any, statement: str, path: Path) -> None:
    with (
        path.open("xb") as file,
        zstandard.ZstdCompressor(level=3, write_checksum=True).stream_writer(file) as packed,
        driver.cursor() as cursor,
        cursor.copy(statement) as rows,
    ):
        for piece in rows:
            packed.write(piece)


def _pieces(plain: zstandard.ZstdDecompressionReader) -> Iterator[bytes]:
    while piece := plain.read(_PIECE):
        yield piece


def check(folder: Path, tables: dict[str, Part]) -> None:
    """Unpack every file and count its rows. Raises BackupRefused("damaged_backup")."""
    for name, part in tables.items():
        path = folder / file_of(name)
        try:
            with path.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as plain:
                lines = sum(piece.count(b"\n") for piece in _pieces(plain))
        except (OSError, zstandard.ZstdError) as error:
            raise BackupRefused("damaged_backup", file=path) from error
        if lines != part.rows:
            raise BackupRefused("damaged_backup", file=path)


def load(connection: sa.Connection, folder: Path, tables: dict[str, Part]) -> None:
    """Fill empty tables of the backup's schema, in the caller's transaction. Raises BackupRefused."""
    for name, part in tables.items():
        with (
            (folder / file_of(name)).open("rb") as file,
            zstandard.ZstdDecompressor().stream_reader(file) as plain,
            _driver(connection).cursor() as cursor,
            cursor.copy(f"COPY {_named(name, part.columns)} FROM STDIN") as rows,
        ):
            for piece in _pieces(plain):
                rows.write(piece)
        count = connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608
        if count != part.rows:
            raise BackupRefused("damaged_backup", file=folder / file_of(name))
