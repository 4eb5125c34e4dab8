"""Structs in, structs out: the one place that turns table rows into values and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from sync.store.schema import LISTS, TABLES
from sync.store.tables import Stored

T = TypeVar("T", bound=Stored)

_as_list = msgspec.json.Decoder(tuple[str, ...]).decode


def _value(kind: type[T], cells: Sequence[Any]) -> T:
    """The struct of one table row."""
    values = dict(zip(kind.__struct_fields__, cells, strict=True))
    for name in LISTS[kind.table]:
        values[name] = _as_list(values[name])
    return kind(**values)


def cells_of(row: Stored) -> tuple[Any, ...]:
    """A struct's values in column order, as the driver takes them."""
    lists = LISTS[row.table]
    values = msgspec.structs.astuple(row)
    if not lists:
        return values
    names = row.__struct_fields__
    return tuple(
        msgspec.json.encode(value).decode() if name in lists else value
        for name, value in zip(names, values, strict=True)
    )


def find(connection: sa.Connection, kind: type[T], /, **key: object) -> T | None:
    """The one row with this key, or None."""
    found = select(connection, kind, **key)
    return found[0] if found else None


def select(connection: sa.Connection, kind: type[T], /, **equal: object) -> list[T]:
    """Rows whose columns equal the values; a list of values means any of them."""
    if not any(value is None or isinstance(value, list) for value in equal.values()):
        found = connection.execute(_question(kind.table, tuple(equal)), equal)
        return [_value(kind, cells) for cells in found]
    table = TABLES[kind.table]
    query = sa.select(table)
    for name, value in equal.items():
        column = table.c[name]
        query = query.where(column.in_(value) if isinstance(value, list) else column == value)
    return [_value(kind, cells) for cells in connection.execute(query)]


@cache
def _question(table: str, names: tuple[str, ...]) -> sa.Select[Any]:
    """The common question, built once: building it anew costs four times as much as asking."""
    target = TABLES[table]
    return sa.select(target).where(*(target.c[name] == sa.bindparam(name) for name in names))


def matching(connection: sa.Connection, kind: type[T], query: sa.Select[Any]) -> list[T]:
    """Rows of a query that selects the whole table's columns."""
    return [_value(kind, cells) for cells in connection.execute(query)]


@cache
def _upsert(dialect: str, table: str, names: tuple[str, ...]) -> str:
    """INSERT … ON CONFLICT (key) DO UPDATE, its placeholders in the order of the names."""
    keys = [column.name for column in TABLES[table].primary_key]
    rest = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in keys)
    columns, places = _quoted(names), ", ".join(["%s" if dialect == "postgresql" else "?"] * len(names))
    update = f"DO UPDATE SET {rest}" if rest else "DO NOTHING"
    return f'INSERT INTO "{table}" ({columns}) VALUES ({places}) ON CONFLICT ({_quoted(keys)}) {update}'  # noqa: S608


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def store_cells(
    connection: sa.Connection, table: str, names: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    """Insert or replace many rows of one table, straight through the driver; cells in the order of `names`,
    which are columns of the table."""
    if rows:
        connection.exec_driver_sql(_upsert(connection.dialect.name, table, names), rows)


def store(connection: sa.Connection, rows: Iterable[Stored]) -> None:
    """Insert or replace rows of any tables."""
    by_kind: dict[type[Stored], list[tuple[Any, ...]]] = {}
    for row in rows:
        by_kind.setdefault(type(row), []).append(cells_of(row))
    for kind, cells in by_kind.items():
        store_cells(connection, kind.table, kind.__struct_fields__, cells)


def delete(connection: sa.Connection, kind: type[Stored], /, **equal: object) -> int:
    """Remove rows; answers how many went."""
    table = TABLES[kind.table]
    statement = sa.delete(table)
    for name, value in equal.items():
        column = table.c[name]
        statement = statement.where(column.in_(value) if isinstance(value, list) else column == value)
    return connection.execute(statement).rowcount


def count(connection: sa.Connection, kind: type[Stored], /, **equal: object) -> int:
    """How many rows have these values."""
    table = TABLES[kind.table]
    query = sa.select(sa.func.count()).select_from(table)
    for name, value in equal.items():
        query = query.where(table.c[name] == value)
    return int(connection.execute(query).scalar_one())


class DatabaseSource:
    """Rows for `Records`, from one open transaction in which nobody writes before the operations have run:
    what was read once is not asked for again."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._read: dict[object, list[Any]] = {}

    def find(self, kind: type[T], row_id: str) -> T | None:
        found = self.select(kind, {"id": row_id})
        return found[0] if found else None

    def select(self, kind: type[T], equal: dict[str, object]) -> list[T]:
        asked = (kind, tuple(equal.items()))
        if asked not in self._read:
            self._read[asked] = select(self._connection, kind, **equal)
        return self._read[asked]
