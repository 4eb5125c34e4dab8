"""The record as an import sees it: what stands, in memory, and what the lines read so far would add.

An operation is tried out here by its own function. What it would not change is not sent, and what a rule
refuses is known before anything is sent; so nobody compares fields a second time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

import sqlalchemy as sa

from sync.domain.actor import SYSTEM
from sync.operations.base import Context, Operation, run
from sync.operations.kinds import APPLY
from sync.store.records import Records
from sync.store.rows import select
from sync.store.tables import (
    Account,
    Appointment,
    Assignment,
    Contact,
    Duty,
    Enterprise,
    History,
    Office,
    Person,
    Region,
    Row,
    Station,
)
from sync.wire import made

R = TypeVar("R", bound=Row)
Change = tuple[Row | None, Row]  # before, now

KINDS: Final[tuple[type[Row], ...]] = (
    Region, Office, Person, Appointment, Duty, Enterprise, Contact, Station, Assignment,
)  # fmt: skip


class City:
    """Rows by id and by name. A name is found whatever width its brackets and letters have, and however it
    is spaced."""

    def __init__(self, rows: Iterable[Row] = (), accounts: Mapping[str, str] = {}) -> None:
        """`accounts`: person ids by sign-in name."""
        self.accounts = dict(accounts)
        self._rows: dict[tuple[str, str], Row] = {}
        self._trial: dict[tuple[str, str], Row] = {}
        self._ids: dict[tuple[str, ...], dict[str, None]] = {}
        for row in rows:
            self._keep(row)

    def _keep(self, row: Row) -> None:
        standing = self._rows.get((row.table, row.id))
        for handle in _handles(standing) if standing is not None else ():
            self._ids[handle].pop(row.id, None)
        self._rows[row.table, row.id] = row
        for handle in _handles(row):
            self._ids.setdefault(handle, {})[row.id] = None

    def find(self, kind: type[R], row_id: str, /) -> R | None:
        """The row with this id, a line under trial included."""
        key = (kind.table, row_id)
        row = self._trial.get(key) or self._rows.get(key)
        return row if isinstance(row, kind) else None

    def select(self, kind: type[R], equal: dict[str, object], /) -> list[R]:
        """Rows whose columns equal the values."""
        rows = ({**self._rows, **self._trial}).values()
        return [
            row
            for row in rows
            if isinstance(row, kind) and all(getattr(row, name) == value for name, value in equal.items())
        ]

    def named(self, kind: type[R], name: str) -> list[R]:
        """Rows of this name."""
        return self._found(kind, kind.table, folded(name))

    def with_code(self, credit_code: str) -> list[Enterprise]:
        """Enterprises with this credit code."""
        return self._found(Enterprise, "credit_code", credit_code)

    def terms(self, kind: type[R], person_id: str, place_id: str, role: str) -> list[R]:
        """Appointments of a person to an office, or assignments to an enterprise, in one role."""
        return self._found(kind, kind.table, person_id, place_id, role)

    def _found(self, kind: type[R], *handle: str) -> list[R]:
        rows = (self.find(kind, row_id) for row_id in self._ids.get(handle, ()))
        return [row for row in rows if row is not None]

    def try_out(
        self, operations: Iterable[Operation], context: Context
    ) -> list[tuple[Operation, list[Change]]]:
        """The operations that would change something, with what; kept, so that later lines build on it.

        All or none: raises Refused, then nothing is kept.
        """
        try:
            tried = [(op, self._changes(op, context)) for op in map(made, operations)]
            for row in self._trial.values():
                self._keep(row)
            return [(op, changes) for op, changes in tried if changes]
        finally:
            self._trial = {}

    def _changes(self, op: Operation, context: Context) -> list[Change]:
        records = Records(self)
        run(records, SYSTEM, op, context, APPLY[op.kind])
        changes = [change for change in records.changes() if not isinstance(change[1], History)]
        self._trial.update({(row.table, row.id): row for _, row in changes})
        return changes


def folded(name: str) -> str:
    """A name as it is looked for: a name of two characters is often spaced to the width of three, 张　三."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def _handles(row: Row) -> list[tuple[str, ...]]:
    """What a row is found by, beside its id."""
    if isinstance(row, Appointment):
        return [(row.table, row.person_id, row.office_id, row.role)]
    if isinstance(row, Assignment):
        return [(row.table, row.person_id, row.enterprise_id, row.role)]
    if isinstance(row, Enterprise) and row.credit_code:
        return [(row.table, folded(row.name)), ("credit_code", row.credit_code)]
    if isinstance(row, Region | Office | Person | Enterprise):
        return [(row.table, folded(row.name))]
    return []


def read_city(connection: sa.Connection) -> City:
    """What stands in the record now."""
    rows = [row for kind in KINDS for row in select(connection, kind)]
    return City(rows, {account.user_name: account.person_id for account in select(connection, Account)})
