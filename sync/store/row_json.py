"""Rows as JSON, written by the database itself: what is sent is never built here, row by row."""

from __future__ import annotations

from functools import cache
from typing import Final

import msgspec
import sqlalchemy as sa

from sync.store.driver import change, fetch, fetch_later, together
from sync.store.schema import TABLES
from sync.store.statements import among
from sync.store.tables import SYNCED

# How each database writes a list, and that a row is of these aggregates and above a revision.
_LIST: Final = {"sqlite": "json_array({})", "postgresql": "json_build_array({})::text"}
_NEWER: Final = {
    "sqlite": "aggregate_id IN (SELECT value FROM json_each(?1)) AND revision > ?2",
    "postgresql": "aggregate_id = ANY(%(ids)s) AND revision > %(above)s",
}
# PostgreSQL would plan the question for all tables anew each time, which takes it longer than the answer; one
# plan is right for all values, because each table has one index for just this.
_PLANNED = "SELECT set_config('plan_cache_mode', '{}', true), set_config('enable_seqscan', '{}', true)"


def columns(table: str) -> list[str]:
    """The columns of a table in the order in which its rows' values come."""
    return [str(column.name) for column in TABLES[table].columns]


def rows_of(connection: sa.Connection, aggregate_ids: list[str], above: int = -1) -> list[tuple[str, str]]:
    """(table, values as a JSON list) of every synced row of some aggregates; only those above a revision. One
    question for all tables: most of them have nothing to say, and each answer that is empty costs as well."""
    if not aggregate_ids:
        return []
    dialect = connection.dialect.name
    ids = parameter(dialect, aggregate_ids)
    if dialect == "sqlite":
        return fetch(connection, _question(dialect), (ids, above))
    with together(connection):
        change(connection, _PLANNED.format("force_generic_plan", "off"))
        rows = fetch_later(connection, _question(dialect), {"ids": ids, "above": above})
        change(connection, _PLANNED.format("auto", "on"))
    return rows()


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
def _question(dialect: str) -> str:
    return " UNION ALL ".join(_of_table(dialect, kind.table) for kind in SYNCED)


def _of_table(dialect: str, table: str) -> str:
    cells = ", ".join(_cell(dialect, column) for column in TABLES[table].columns)
    row = _LIST[dialect].format(cells)
    return f"SELECT '{table}', {row} FROM \"{table}\" WHERE {_NEWER[dialect]}"  # noqa: S608


def _cell(dialect: str, column: sa.Column[object]) -> str:
    """SQLite keeps a yes or no as a number; both databases say it alike."""
    name = f'"{column.name}"'
    if dialect == "sqlite" and isinstance(column.type, sa.Boolean):
        return f"json(iif({name}, 'true', 'false'))"
    return name
