"""Copies, compared: what the centre would give a person, and what a laptop has as the centre's."""

from __future__ import annotations

from typing import Any, Final

import msgspec
import sqlalchemy as sa

from sync.server.scope import holding_of, visible
from sync.store.driver import fetch
from sync.store.rows import cells_of
from sync.store.schema import TABLES
from sync.store.tables import GLOBAL, SYNCED, SYNCED_BY_NAME

Cells = tuple[Any, ...]
Rows = dict[tuple[str, str], Cells]

_ID: Final = {kind.table: kind.__struct_fields__.index("id") for kind in SYNCED}
_AGGREGATE: Final = {kind.table: kind.__struct_fields__.index("aggregate_id") for kind in SYNCED}
_ALL: Final = {
    kind.table: f"SELECT {', '.join(f'{chr(34)}{name}{chr(34)}' for name in kind.__struct_fields__)}"
    f' FROM "{kind.table}"'
    for kind in SYNCED
}


def rows_of(connection: sa.Connection) -> Rows:
    """Every synced row of a database."""
    found: Rows = {}
    cursor = connection.connection.cursor()  # the driver itself: this is asked after every step
    for table, question in _ALL.items():
        place = _ID[table]
        cursor.execute(question)
        for cells in cursor.fetchall():
            found[table, cells[place]] = cells
    cursor.close()
    return found


def aggregate_of(table: str, cells: Cells) -> str:
    """The aggregate that a row belongs to."""
    aggregate: str = cells[_AGGREGATE[table]]
    return aggregate


def scope_of(connection: sa.Connection, person: str) -> set[str]:
    """The aggregates that a person may see now."""
    seen = connection.execute(visible(person, holding_of(connection, person)))
    return {GLOBAL, person, *(row[0] for row in seen)}


def as_at_the_centre(connection: sa.Connection, rows: Rows) -> Rows:
    """A laptop's rows with the centre's copies in the place of what waiting work has drawn over them."""
    under = dict(rows)
    for table, row_id, row in fetch(connection, "SELECT row_table, row_id, row FROM shadow"):
        if row is None:
            under.pop((table, row_id), None)
        else:
            under[table, row_id] = cells_of(msgspec.json.decode(row, type=SYNCED_BY_NAME[table]))
    return under


def difference(here: Rows, there: Rows) -> str:
    """What one has and the other has not, in a few words; "" when they are the same."""
    if here == there:
        return ""
    more, less = sorted(here.keys() - there.keys()), sorted(there.keys() - here.keys())
    other = sorted(key for key in here.keys() & there.keys() if here[key] != there[key])
    words = [
        f"{len(more)} more {more[:3]}",
        f"{len(less)} less {less[:3]}",
        f"{len(other)} other {other[:3]}",
    ]
    if other:
        pairs = zip(TABLES[other[0][0]].columns.keys(), here[other[0]], there[other[0]], strict=False)
        words.append(str([(name, mine, theirs) for name, mine, theirs in pairs if mine != theirs][:4]))
    return "; ".join(words)
