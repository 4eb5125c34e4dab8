"""Two databases' tables, row by row, but for what differs between any two runs: times, tokens, hashes."""

from __future__ import annotations

from typing import Any, Final

import msgspec
import sqlalchemy as sa

from sync.store.database import Database
from sync.store.driver import fetch
from sync.store.schema import TABLES

Rows = dict[tuple[Any, ...], dict[str, Any]]  # by primary key
Tables = dict[str, Rows]
# What the number of tries changes: the past of devices and sessions, and the work of the search's lane.
NOT_COMPARED = ("token", "challenge", "audit", "mark", "local_value", "device", "device_life", "head")


def _quoted(name: str) -> str:
    return f'"{name}"'


_COMPARED: Final = [
    table for name, table in TABLES.items() if name not in NOT_COMPARED and not name.startswith("search")
]
_ALL: Final = {
    table.name: f"SELECT {', '.join(map(_quoted, table.columns.keys()))} FROM {_quoted(table.name)}"
    for table in _COMPARED
}


def tables_of(database: Database) -> Tables:
    """Everything in it."""
    with database.read() as connection:
        return {table.name: _rows(connection, table) for table in _COMPARED}


def _rows(connection: sa.Connection, table: sa.Table) -> Rows:
    columns, keys = table.columns.keys(), table.primary_key.columns.keys()
    rows = [dict(zip(columns, cells, strict=True)) for cells in fetch(connection, _ALL[table.name])]
    return {tuple(row[key] for key in keys): row for row in rows}


class Usual(msgspec.Struct, frozen=True):
    """What two clean runs have in common."""

    tables: Tables
    varying: frozenset[tuple[str, str]]  # (table, column)

    def differences(self, tables: Tables) -> list[str]:
        """How another run's end differs, in words."""
        found = []
        for name, rows in self.tables.items():
            other = tables.get(name, {})
            if rows.keys() != other.keys():
                found.append(f"{name}: {len(rows)} rows in a clean run, {len(other)} now")
                continue
            found += [
                f"{name}.{column}: {value!r} in a clean run, {other[key][column]!r} now"
                for key, row in rows.items()
                for column, value in row.items()
                if (name, column) not in self.varying and other[key][column] != value
            ]
        return found


def usual(first: Tables, second: Tables) -> Usual:
    """Of two clean runs. Their rows have the same keys."""
    for name, rows in first.items():
        assert rows.keys() == second[name].keys(), name
    varying = frozenset(
        (name, column)
        for name, rows in first.items()
        for key, row in rows.items()
        for column, value in row.items()
        if second[name][key][column] != value
    )
    return Usual(first, varying)
