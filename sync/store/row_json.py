"""Rows as JSON, written by the database itself: what is sent is never built here, row by row."""

from __future__ import annotations

from functools import cache
from typing import Final

import msgspec
import sqlalchemy as sa

from sync.store.driver import fetch
from sync.store.schema import TABLES
from sync.store.statements import among

# How each database writes a list, and the placeholder of its driver.
_LIST: Final = {"sqlite": "json_array({})", "postgresql": "json_build_array({})::text"}
_MARK: Final = {"sqlite": "?", "postgresql": "%s"}


def columns(table: str) -> list[str]:
    """The columns of a table in the order in which its rows' values come."""
    return [str(column.name) for column in TABLES[table].columns]


def rows_of(connection: sa.Connection, table: str, aggregate_ids: list[str], above: int = -1) -> list[str]:
    """The table's rows of some aggregates, each a JSON list of values; only those above a revision."""
    if not aggregate_ids:
        return []
    dialect = connection.dialect.name
    found = fetch(connection, _question(dialect, table), (parameter(dialect, aggregate_ids), above))
    return [text for (text,) in found]


def values_by_aggregate(
    connection: sa.Connection, table: str, names: list[str], aggregate_ids: list[str] | None
) -> list[tuple[str, str]]:
    """(aggregate, values of these columns as a JSON list) of the table's rows: of some aggregates or all."""
    dialect = connection.dialect.name
    cells = ", ".join(_cell(dialect, TABLES[table].c[name]) for name in names)
    question = f'SELECT aggregate_id, {_LIST[dialect].format(cells)} FROM "{table}"'  # noqa: S608
    if aggregate_ids is None:
        return fetch(connection, question)
    asked = f"{question} WHERE aggregate_id {among(dialect)}"
    return fetch(connection, asked, (parameter(dialect, aggregate_ids),))


def parameter(dialect: str, texts: list[str]) -> object:
    """Texts, as the one parameter of `statements.among`."""
    return texts if dialect == "postgresql" else msgspec.json.encode(texts).decode()


@cache
def _question(dialect: str, table: str) -> str:
    cells = ", ".join(_cell(dialect, column) for column in TABLES[table].columns)
    row = _LIST[dialect].format(cells)
    where = f"aggregate_id {among(dialect)} AND revision > {_MARK[dialect]}"
    return f'SELECT {row} FROM "{table}" WHERE {where} ORDER BY aggregate_id'  # noqa: S608


def _cell(dialect: str, column: sa.Column[object]) -> str:
    """SQLite keeps a yes or no as a number; both databases say it alike."""
    name = f'"{column.name}"'
    if dialect == "sqlite" and isinstance(column.type, sa.Boolean):
        return f"json(iif({name}, 'true', 'false'))"
    return name
