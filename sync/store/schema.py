"""The SQL side of the tables: SQLAlchemy Core tables made from the rows' own fields.

Synced tables carry a primary key and nothing else that could refuse a row: a partial replica refers to
rows that it does not hold. Their one index serves every pull and every dossier: (aggregate, revision).
"""

from __future__ import annotations

import types
import typing

import msgspec
import sqlalchemy as sa

from sync.store.tables import LAPTOP, SERVER, SYNCED, Row, Stored

METADATA = sa.MetaData()

SQL_TYPES: dict[object, type[sa.types.TypeEngine[typing.Any]]] = {
    str: sa.Text,
    int: sa.BigInteger,
    bool: sa.Boolean,
    bytes: sa.LargeBinary,
    tuple[str, ...]: sa.Text,  # a JSON list, the same text on both databases and on the wire
}

# Questions that the server and the window ask often; one line each.
INDEXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("aggregate", ("revision",)),
    ("placement", ("aggregate_id",)),
    ("office_path", ("office_id",)),
    ("span", ("held_id",)),
    ("placement", ("revoked",)),
    ("device", ("person_id",)),
    ("visit", ("visitor_id", "visited_on")),
    ("visit", ("enterprise_id", "visited_on")),
    ("problem", ("enterprise_id", "state")),
    ("problem", ("state", "centre_id", "reported_at", "id")),
    ("assignment", ("person_id",)),
    ("appointment", ("person_id",)),
    ("history", ("subject_id", "at", "id")),
    ("cluster_member", ("problem_id",)),
    ("attachment", ("subject_id",)),
    ("attachment", ("sha256",)),
    ("answer", ("device_id",)),
    ("token", ("expires_at",)),
    ("parked", ("op_id",)),
    ("outbox", ("op_id",)),
    ("outbox", ("state", "revision")),
    ("draft", ("subject_id",)),
    ("region", ("parent_id",)),
    ("search_entry", ("row_table", "row_id")),
    ("search_entry", ("aggregate_id",)),
)


def _column(field: msgspec.structs.FieldInfo, key: tuple[str, ...]) -> sa.Column[typing.Any]:
    """The column of one field; `X | None` becomes nullable."""
    kind, nullable = field.type, False
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        kind = next(part for part in typing.get_args(kind) if part is not type(None))
        nullable = True
    name = field.name
    return sa.Column(name, SQL_TYPES[kind](), primary_key=name in key, nullable=nullable, autoincrement=False)


def _define(row: type[Stored]) -> sa.Table:
    columns = [_column(field, row.key) for field in msgspec.structs.fields(row)]
    table = sa.Table(row.table, METADATA, *columns)
    if issubclass(row, Row):
        sa.Index(f"ix_{row.table}_pull", table.c.aggregate_id, table.c.revision)
    return table


_ROWS: tuple[type[Stored], ...] = (*SYNCED, *LAPTOP, *SERVER)
TABLES: dict[str, sa.Table] = {row.table: _define(row) for row in _ROWS}
for _name, _columns in INDEXES:
    sa.Index(f"ix_{_name}_{'_'.join(_columns)}", *(TABLES[_name].c[column] for column in _columns))


def _places(kind: object) -> dict[str, tuple[int, ...]]:
    """Of each table, the places of the columns of this type."""
    return {
        row.table: tuple(place for place, f in enumerate(msgspec.structs.fields(row)) if f.type == kind)
        for row in _ROWS
    }


LISTS: dict[str, tuple[int, ...]] = _places(tuple[str, ...])  # kept as a JSON list
FLAGS: dict[str, tuple[int, ...]] = _places(bool)  # SQLite's driver gives them as numbers
