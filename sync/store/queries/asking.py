"""How a question is asked: one SQL text in, plain values out, its columns in the order of the value's fields.

SQLAlchemy is not imported here, so that a screen may name these values before the database is opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from sync.store.tables import Stored

if TYPE_CHECKING:
    import sqlalchemy as sa

T = TypeVar("T", bound=msgspec.Struct)
S = TypeVar("S", bound=Stored)


def ask(connection: sa.Connection, kind: type[T], sql: str, **values: object) -> list[T]:
    """A value for each row that is found."""
    return [kind(*cells) for cells in cells_of(connection, sql, **values)]


def cells_of(connection: sa.Connection, sql: str, **values: object) -> list[tuple[Any, ...]]:
    """The bare cells, for values that are put together from several questions."""
    return list(connection.exec_driver_sql(sql, values).tuples().all())


def ids_of(connection: sa.Connection, sql: str, **values: object) -> list[str]:
    """The first cell of each row."""
    return list(connection.exec_driver_sql(sql, values).scalars().all())


def whole(connection: sa.Connection, kind: type[S], /, **equal: object) -> list[S]:
    """Whole rows whose columns equal the values."""
    from sync.store.rows import select

    return select(connection, kind, **equal)


def whole_of(connection: sa.Connection, kind: type[S], column: str, ids: Iterable[str]) -> list[S]:
    """Whole rows whose column holds one of the ids, however many these are."""
    import sqlalchemy as sa

    from sync.store.rows import matching
    from sync.store.schema import TABLES

    table = TABLES[kind.table]
    wanted = sa.func.json_each(many(ids)).table_valued("value")
    return matching(connection, kind, sa.select(table).where(table.c[column].in_(sa.select(wanted.c.value))))


def many(ids: Iterable[str]) -> str:
    """Any number of ids as one value, for `IN (SELECT value FROM json_each(:ids))`."""
    return msgspec.json.encode(list(ids)).decode()


def containing(text: str) -> str:
    """The LIKE pattern (with ESCAPE '\\') of texts that hold this one."""
    plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"
