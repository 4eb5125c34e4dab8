"""What an operation sees of the record: read, add, change, all inside its declared aggregates.

Nothing is written here. Changes gather in memory; an operation that a rule stops leaves no trace, and the
two ends write what is left in their own way (the laptop beside the server's copies, the server with
revisions).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from operator import attrgetter
from typing import Any, Protocol, TypeVar

import msgspec

from sync.domain.errors import Refused
from sync.store.tables import GLOBAL, Row

R = TypeVar("R", bound=Row)
Key = tuple[str, str]
_ID = attrgetter("id")


class Source(Protocol):
    """Where rows come from: a database, or a dictionary in a test."""

    def find(self, kind: type[R], /, row_id: str) -> R | None: ...

    def select(self, kind: type[R], /, equal: dict[str, object]) -> list[R]: ...


class OutOfReach(AssertionError):
    """An operation touched a row outside the aggregates that it declares: a bug in the operation."""


class Records:
    """Rows as they are and as the running operations have changed them."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._before: dict[Key, Row | None] = {}
        self._now: dict[str, dict[str, Row]] = {}  # of each table, by id
        # Each row in the order they were put, and what stood among the changes in its place.
        self._put_so_far: list[tuple[Row, Row | None]] = []
        self._reach: frozenset[str] | None = None  # None: everything
        self._readable: frozenset[str] | None = None

    def find(self, kind: type[R], row_id: str) -> R | None:
        """The row with this id, or None; a row outside the operation's reach is not there for it."""
        row = self._held(kind, row_id)
        return row if row is not None and self._readable_here(row) else None

    def _held(self, kind: type[R], row_id: str) -> R | None:
        changed = self._now.get(kind.table, {}).get(row_id)
        return changed if isinstance(changed, kind) else self._source.find(kind, row_id)

    def get(self, kind: type[R], row_id: str) -> R:
        """The row with this id. Raises Refused("missing")."""
        row = self.find(kind, row_id)
        if row is None:
            raise Refused("missing", table=kind.table)
        return row

    def select(self, kind: type[R], /, **equal: object) -> list[R]:
        """Rows whose columns equal the given values, in the order of their ids."""
        rows = self._source.select(kind, equal)
        if changed := self._now.get(kind.table):
            rows = [row for row in rows if row.id not in changed]
            rows += [row for row in changed.values() if isinstance(row, kind) and _fits(row, equal)]
        for row in rows:
            if not self._readable_here(row):
                raise OutOfReach(f"{kind.table} of {row.aggregate_id}")
        return sorted(rows, key=_ID) if len(rows) > 1 else list(rows)

    def add(self, row: R) -> R:
        """A new row. Raises Refused("already_exists"), also for the id of a row out of reach."""
        if self._held(type(row), row.id) is not None:
            raise Refused("already_exists", table=row.table)
        return self._put(None, row)

    def change(self, row: R, **values: Any) -> R:
        """The row with other values; answers the row as it is now. To change a row as it was before another
        change is a bug: that change would be lost."""
        assert self._now.get(row.table, {}).get(row.id, row) == row, "the row was changed since it was read"
        return self._put(row, msgspec.structs.replace(row, **values))

    def _put(self, before: R | None, row: R) -> R:
        if self._reach is not None and row.aggregate_id not in self._reach:
            raise OutOfReach(f"{row.table} of {row.aggregate_id}")
        table = self._now.setdefault(row.table, {})
        self._put_so_far.append((row, table.get(row.id)))
        self._before.setdefault((row.table, row.id), before)
        table[row.id] = row
        return row

    def _take_back(self, since: int) -> None:
        """Forget what was put since then, the last first."""
        while len(self._put_so_far) > since:
            row, stood = self._put_so_far.pop()
            if stood is not None:
                self._now[row.table][row.id] = stood
            else:
                del self._now[row.table][row.id], self._before[row.table, row.id]

    def _readable_here(self, row: Row) -> bool:
        return self._readable is None or row.aggregate_id in self._readable

    @contextmanager
    def reaching(self, writes: tuple[str, ...], reads: tuple[str, ...] = ()) -> Iterator[None]:
        """One operation's run: may write `writes`, may also read `reads` and the global aggregate.

        When the operation raises, everything that it changed is forgotten.
        """
        kept = self._reach, self._readable
        self._reach = frozenset(writes)
        self._readable = self._reach | {*reads, GLOBAL}
        since = len(self._put_so_far)
        try:
            yield
        except BaseException:
            self._take_back(since)
            raise
        finally:
            self._reach, self._readable = kept

    def changes(self) -> list[tuple[Row | None, Row]]:
        """(before, now) of every row that differs from what the source holds, table by table."""
        pairs = (
            (self._before[table, row_id], row)
            for table, rows in self._now.items()
            for row_id, row in rows.items()
        )
        return [(before, row) for before, row in pairs if before != row]


def _fits(row: Row, equal: dict[str, object]) -> bool:
    return all(getattr(row, name) == value for name, value in equal.items())
