"""What a page brings: rows of the tables and columns that this version knows, put into their place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from sync.store import search_index
from sync.store.driver import change_many, fetch
from sync.store.row_json import parameter
from sync.store.rows import store_cells
from sync.store.search_rows import SEARCHED
from sync.store.statements import among, quoted
from sync.store.tables import SYNCED_BY_NAME
from sync.wire import PullReply, TableRows

Cells = tuple[Any, ...]


class Part(NamedTuple):
    """Rows of one table; cells in the order of `names`."""

    table: str
    names: tuple[str, ...]
    rows: list[Cells]

    def ids(self) -> list[str]:
        place = self.names.index("id")
        return [row[place] for row in self.rows]


def parts_of(page: PullReply) -> list[Part]:
    """What this version knows of a page. Raises Damaged."""
    return [_known(name, part) for name, part in page.tables.items() if name in SYNCED_BY_NAME]


def _known(table: str, part: TableRows) -> Part:
    fields = SYNCED_BY_NAME[table].__struct_fields__
    known = [index for index, column in enumerate(part.columns) if column in fields]
    rows = part.cells()
    if len(known) < len(part.columns):
        rows = [tuple(row[index] for index in known) for row in rows]
    return Part(table, tuple(part.columns[index] for index in known), rows)


def ids_of(parts: Iterable[Part]) -> dict[str, set[str]]:
    """The ids of all rows, by table."""
    ids: dict[str, set[str]] = {}
    for part in parts:
        ids.setdefault(part.table, set()).update(part.ids())
    return ids


def store_part(connection: sa.Connection, part: Part, drawn: list[str]) -> None:
    """Insert or replace the rows. `drawn`: ids of rows that waiting work has drawn here."""
    rows = _written_over(connection, part, drawn) if drawn else part.rows
    store_cells(connection, part.table, part.names, rows)
    if part.table in SEARCHED:
        search_index.note_ids(connection, part.table, part.ids())


def _written_over(connection: sa.Connection, part: Part, drawn: list[str]) -> list[Cells]:
    """What is drawn is mostly the same already: only the columns that differ are written, so that no index is
    touched for a value that stays. Answers the rows that are not here."""
    coming = dict(zip(part.ids(), part.rows, strict=True))
    here = _here(connection, part, [row_id for row_id in drawn if row_id in coming])
    _write_differing(connection, part, {row_id: (cells, coming[row_id]) for row_id, cells in here.items()})
    return [row for row_id, row in coming.items() if row_id not in here]


def _here(connection: sa.Connection, part: Part, ids: list[str]) -> dict[str, Cells]:
    """Those of the rows that are here, in the part's columns."""
    place, wanted = part.names.index("id"), parameter("sqlite", ids)
    question = f'SELECT {quoted(part.names)} FROM "{part.table}" WHERE id {among("sqlite")}'  # noqa: S608
    return {cells[place]: cells for cells in fetch(connection, question, (wanted,))}


def _write_differing(connection: sa.Connection, part: Part, pairs: dict[str, tuple[Cells, Cells]]) -> None:
    """(as it is here, as it comes) of rows: the columns that differ in any of them."""
    places = range(len(part.names))
    differing = [place for place in places if any(old[place] != new[place] for old, new in pairs.values())]
    if differing:
        statement = _update(part.table, tuple(part.names[place] for place in differing))
        rows = [(*(new[place] for place in differing), row_id) for row_id, (_, new) in pairs.items()]
        change_many(connection, statement, rows)


@cache
def _update(table: str, names: tuple[str, ...]) -> str:
    settings = ", ".join(f'"{name}" = ?' for name in names)
    return f'UPDATE "{table}" SET {settings} WHERE id = ?'  # noqa: S608
