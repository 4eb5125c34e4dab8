"""The text of statements about one table, for each database. The same text whatever the number of values,
so that the drivers keep it prepared; to build one anew costs ten times as much as asking."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

import sqlalchemy as sa

from sync.store.schema import TABLES

# How each database writes that a column equals a value, is one of several, or is not known.
_FORMS: Final[dict[str, dict[str, str]]] = {
    "sqlite": {"one": "= ?", "any": "IN (SELECT value FROM json_each(?))", "unknown": "IS NULL"},
    "postgresql": {"one": "= %s", "any": "= ANY(%s)", "unknown": "IS NULL"},
}
_POSTGRESQL: Final[dict[type[Any], str]] = {
    sa.Text: "text",
    sa.BigInteger: "bigint",
    sa.Boolean: "boolean",
    sa.LargeBinary: "bytea",
}


def among(dialect: str) -> str:
    """The condition "is one of", with one parameter for all of them."""
    return _FORMS[dialect]["any"]


@cache
def where(dialect: str, verb: str, table: str, forms: tuple[tuple[str, str], ...]) -> str:
    """The verb upon the rows whose columns have values of these forms: (column, one · any · unknown)."""
    columns = TABLES[table].c
    conditions = [f'"{columns[name].name}" {_FORMS[dialect][form]}' for name, form in forms]
    return f'{verb} "{table}"' + (f" WHERE {' AND '.join(conditions)}" if conditions else "")


@cache
def insert(dialect: str, table: str, names: tuple[str, ...], *, replace: bool) -> str:
    """SQLite takes the cells of one row after another; PostgreSQL, which answers each statement, takes all
    rows at once as a JSON list of objects."""
    into = f'INSERT INTO "{table}" ({quoted(names)})'
    rows = f"VALUES ({', '.join('?' * len(names))})" if dialect == "sqlite" else _from_json(table, names)
    return " ".join((into, rows, _or_replace(table, names) if replace else ""))


def _from_json(table: str, names: tuple[str, ...]) -> str:
    """Every row of the list; JSON carries bytes as base64."""
    kinds = {name: _POSTGRESQL[type(TABLES[table].c[name].type)] for name in names}
    cells = (f"decode(\"{name}\", 'base64')" if kinds[name] == "bytea" else f'"{name}"' for name in names)
    columns = (f'"{name}" {kinds[name].replace("bytea", "text")}' for name in names)
    return f"SELECT {', '.join(cells)} FROM json_to_recordset(%s::json) AS row({', '.join(columns)})"  # noqa: S608


def _or_replace(table: str, names: tuple[str, ...]) -> str:
    key = [column.name for column in TABLES[table].primary_key]
    rest = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name not in key)
    return f"ON CONFLICT ({quoted(key)}) DO {f'UPDATE SET {rest}' if rest else 'NOTHING'}"


def quoted(names: Iterable[str]) -> str:
    """Names as a list of columns."""
    return ", ".join(f'"{name}"' for name in names)
