"""Structs in, structs out: the one place that turns table rows into values and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from sync.store import statements
from sync.store.driver import change, change_many, fetch, fetch_later, together
from sync.store.schema import FLAGS, LISTS, TABLES
from sync.store.tables import Stored

T = TypeVar("T", bound=Stored)

_as_list = msgspec.json.Decoder(tuple[str, ...]).decode


def value(kind: type[T], cells: Sequence[Any]) -> T:
    """The struct of one table row, from its values in column order."""
    lists, flags = LISTS[kind.table], FLAGS[kind.table]
    if lists or flags:
        cells = list(cells)
        for place in lists:
            cells[place] = _as_list(cells[place])
        for place in flags:
            cells[place] = bool(cells[place])
    return kind(**dict(zip(kind.__struct_fields__, cells, strict=True)))


def cells_of(row: Stored) -> tuple[Any, ...]:
    """A struct's values in column order, as the driver takes them."""
    cells = msgspec.structs.astuple(row)
    lists = LISTS[row.table]
    if not lists:
        return cells
    written = list(cells)
    for place in lists:
        written[place] = msgspec.json.encode(written[place]).decode()
    return tuple(written)


def find(connection: sa.Connection, kind: type[T], /, **key: object) -> T | None:
    """The one row with this key, or None."""
    found = select(connection, kind, **key)
    return found[0] if found else None


def select(connection: sa.Connection, kind: type[T], /, **equal: object) -> list[T]:
    """Rows whose columns equal the values; a list of values means any of them."""
    return [value(kind, cells) for cells in fetch(*_ask(connection, _columns_of(kind), kind, equal))]


def select_later(connection: sa.Connection, kind: type[T], /, **equal: object) -> Callable[[], list[T]]:
    """`select` in two halves, as `fetch_later`: what is given back answers with the rows."""
    answer = fetch_later(*_ask(connection, _columns_of(kind), kind, equal))
    return lambda: [value(kind, cells) for cells in answer()]


@cache
def _columns_of(kind: type[Stored]) -> str:
    """The verb that asks for whole rows; one text for good, by which the rest of the statement is found."""
    return f"SELECT {statements.quoted(kind.__struct_fields__)} FROM"


def matching(connection: sa.Connection, kind: type[T], query: sa.Select[Any]) -> list[T]:
    """Rows of a query that selects the whole table's columns."""
    return [value(kind, cells) for cells in connection.execute(query)]


def _ask(
    connection: sa.Connection, verb: str, kind: type[Stored], equal: dict[str, object]
) -> tuple[sa.Connection, str, list[object]]:
    """A statement about the rows whose columns equal the values, with the values as its driver takes them."""
    dialect = connection.dialect.name
    forms = tuple((name, _form(value)) for name, value in equal.items())
    values = [value for value in equal.values() if value is not None]
    if dialect == "sqlite":
        values = [msgspec.json.encode(v).decode() if isinstance(v, list) else v for v in values]
    return connection, statements.where(dialect, verb, kind.table, forms), values


def _form(value: object) -> str:
    return "unknown" if value is None else "any" if isinstance(value, list) else "one"


def store_cells(
    connection: sa.Connection, table: str, names: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    """Insert or replace many rows of one table, straight through the driver; cells in the order of `names`,
    which are columns of the table. The later of two rows with one key stands."""
    statement = statements.insert(connection.dialect.name, table, names, replace=True)
    if connection.dialect.name == "sqlite":
        change_many(connection, statement, rows)
        return
    key = [names.index(column.name) for column in TABLES[table].primary_key]
    last = {tuple(row[place] for place in key): row for row in rows}
    _change_by_json(connection, statement, [dict(zip(names, row, strict=True)) for row in last.values()])


def store(connection: sa.Connection, rows: Iterable[Stored]) -> None:
    """Insert or replace rows of any tables. The later of two rows with one key stands."""
    for kind, some in _by_kind(rows).items():
        key = attrgetter(*kind.key)
        _put(connection, kind, list({key(row): row for row in some}.values()), replace=True)


def insert(connection: sa.Connection, rows: Iterable[Stored]) -> None:
    """Insert rows that are new. Raises sqlalchemy.exc.IntegrityError when one is not."""
    for kind, some in _by_kind(rows).items():
        _put(connection, kind, some, replace=False)


def _put(connection: sa.Connection, kind: type[Stored], rows: list[Stored], *, replace: bool) -> None:
    statement = statements.insert(
        connection.dialect.name, kind.table, kind.__struct_fields__, replace=replace
    )
    if connection.dialect.name == "sqlite":
        change_many(connection, statement, [cells_of(row) for row in rows])
    else:
        _change_by_json(connection, statement, rows)


def _change_by_json(connection: sa.Connection, statement: str, rows: Sequence[object]) -> None:
    """What JSON makes of a row is what PostgreSQL stores: a list in a column of text is its own text."""
    change(connection, statement, [msgspec.json.encode(rows).decode()])


def _by_kind(rows: Iterable[Stored]) -> dict[type[Stored], list[Stored]]:
    by_kind: dict[type[Stored], list[Stored]] = {}
    for row in rows:
        by_kind.setdefault(type(row), []).append(row)
    return by_kind


def amend(
    connection: sa.Connection, kind: type[Stored], /, key: Mapping[str, object], **values: object
) -> int:
    """Change some columns of the row with this key, whatever others make of the rest meanwhile; answers how
    many rows there were."""
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    changed = ", ".join(f'"{name}" = {mark}' for name in values)
    named = " AND ".join(f'"{name}" = {mark}' for name in key)
    statement = f'UPDATE "{kind.table}" SET {changed} WHERE {named}'  # noqa: S608  names of our own
    return change(connection, statement, [*values.values(), *key.values()])


def delete(connection: sa.Connection, kind: type[Stored], /, **equal: object) -> int:
    """Remove rows; answers how many went."""
    return change(*_ask(connection, "DELETE FROM", kind, equal))


def count(connection: sa.Connection, kind: type[Stored], /, **equal: object) -> int:
    """How many rows have these values."""
    return int(fetch(*_ask(connection, "SELECT count(*) FROM", kind, equal))[0][0])


class DatabaseSource:
    """Rows for `Records`, from one open transaction in which nobody writes before the operations have run:
    what was read once is not asked for again. `together`: sets of values (ids, aggregates) that one batch is
    about; with the first of a set, a table is asked for all. `unborn`: ids that no row has yet."""

    def __init__(
        self, connection: sa.Connection, *together: frozenset[str], unborn: frozenset[str] = frozenset()
    ) -> None:
        self._connection = connection
        self._together, self._unborn = together, unborn
        self._read: dict[object, list[Any]] = {}

    def find(self, kind: type[T], row_id: str) -> T | None:
        if row_id in self._unborn:
            return None
        found = self._read.get((kind, ("id", row_id)))
        if found is None:
            found = self.select(kind, {"id": row_id})
        return found[0] if found else None

    def select(self, kind: type[T], equal: dict[str, object]) -> list[T]:
        asked = (kind, *equal.items())
        if asked not in self._read:
            self._ask(kind, equal)
        return self._read[asked]

    def _ask(self, kind: type[T], equal: dict[str, object]) -> None:
        for name, value in equal.items():
            values = next((some for some in self._together if value in some), None)
            if values is not None and len(equal) == 1:
                self._ask_together(kind, name, values)
                return
        self._read[(kind, *equal.items())] = select(self._connection, kind, **equal)

    def ask_ahead(self, *usual: tuple[type[Stored], str, frozenset[str]]) -> None:
        """Ask at once for what the operations are likely to ask for one after another: rows of these kinds
        whose column of this name has one of the values. SQLite is asked when it comes to it, which costs no
        more."""
        if self._connection.dialect.name != "postgresql":
            return
        with together(self._connection):
            answers = [
                select_later(self._connection, kind, **{name: sorted(values)}) for kind, name, values in usual
            ]
        for (kind, name, values), answer in zip(usual, answers, strict=True):
            self._keep(kind, name, values, answer())

    def _ask_together(self, kind: type[T], name: str, values: frozenset[str]) -> None:
        self._keep(kind, name, values, select(self._connection, kind, **{name: sorted(values)}))

    def _keep(self, kind: type[Stored], name: str, values: frozenset[str], rows: Iterable[Stored]) -> None:
        self._read.update({(kind, (name, value)): [] for value in values})
        for row in rows:
            self._read[kind, (name, getattr(row, name))].append(row)
