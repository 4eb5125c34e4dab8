"""The city of `tests.city` in memory: an operation runs here as at the server, on rows in a dictionary.

city = City()
city.as_("rep-east").do(ReportProblem, **INTAKE)        time and id are filled in …
city.as_("coordinator-east").do(AcceptProblem)          … and so is the problem
assert city.problem.state == "accepted"
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any, Final, TypeVar

from sync.domain.actor import SYSTEM_ID
from sync.domain.clock import Instant
from sync.domain.errors import Refused
from sync.domain.profile import Profile, read_profile
from sync.operations.actors import actor_at
from sync.operations.admissions import DecideWork
from sync.operations.attachments import AttachFile
from sync.operations.base import Context, Operation, run
from sync.operations.case import CaseOperation
from sync.operations.conflicts import SettleConflict
from sync.operations.facts import region_tree
from sync.operations.kinds import APPLY
from sync.operations.reports import ReportProblem
from sync.operations.rules import Rules, shipped_profile
from sync.store.records import Records
from sync.store.tables import Problem, Row
from tests.city import foundation
from tests.sync.domain.calendars import SHIPPED

R = TypeVar("R", bound=Row)
Fields = dict[str, Any]

PROFILE: Final = read_profile(shipped_profile(), "chengde")
MONDAY: Final[Instant] = 1_772_413_200_000  # 2026-03-02 09:00 in Shanghai
MINUTE: Final = 60_000
ON_PROBLEM: Final = (CaseOperation, AttachFile, SettleConflict, DecideWork)


class Shelf:
    """Rows by table and id: what `Records` reads from. Remembers what was asked, and whose rows it gave."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._rows: dict[str, dict[str, Row]] = {}
        self.given: set[str] = set()
        self.asked: set[tuple[str, frozenset[str]]] = set()
        self.put(rows)

    def put(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._rows.setdefault(row.table, {})[row.id] = row

    def rows(self) -> dict[tuple[str, str], Row]:
        """Everything, to compare."""
        return {(row.table, row.id): row for table in self._rows.values() for row in table.values()}

    def find(self, kind: type[R], row_id: str) -> R | None:
        row = self._rows.get(kind.table, {}).get(row_id)
        return self._give(row) if isinstance(row, kind) else None

    def select(self, kind: type[R], equal: dict[str, object]) -> list[R]:
        self.asked.add((kind.table, frozenset(equal)))
        rows = [row for row in self._rows.get(kind.table, {}).values() if isinstance(row, kind)]
        return [
            self._give(row)
            for row in rows
            if all(getattr(row, name) == value for name, value in equal.items())
        ]

    def _give(self, row: R) -> R:
        self.given.add(row.aggregate_id)
        return row


class City:
    """One city, its clock, and the problem that was reported last."""

    def __init__(self, rows: Iterable[Row] | None = None, profile: Profile = PROFILE) -> None:
        self.shelf = Shelf(_founded() if rows is None else rows)
        self.profile = profile
        self.now = MONDAY
        self.problem_id = ""
        self.done: list[tuple[str, Operation]] = []
        self._numbers = itertools.count(1)
        self._ids = itertools.count(1)

    @property
    def problem(self) -> Problem:
        """The problem as it stands."""
        return self.one(Problem, id=self.problem_id)

    def all(self, kind: type[R], **equal: object) -> list[R]:
        """Rows of a table, in the order of their ids."""
        return Records(self.shelf).select(kind, **equal)

    def one(self, kind: type[R], **equal: object) -> R:
        """The only row like this."""
        (row,) = self.all(kind, **equal)
        return row

    def as_(self, person: str) -> Hand:
        """What this person can do."""
        return Hand(self, person)

    def make(self, kind: type[Operation], **fields: Any) -> Operation:
        """An operation of a kind, made a minute after the one before; a step names the city's problem."""
        self.now += MINUTE
        named: Fields = {"op_id": str(uuid.UUID(int=next(self._ids))), "made_at": self.now}
        if issubclass(kind, ON_PROBLEM):
            firm = self.problem.enterprise_id if self.problem_id else "firm-east"
            named |= {"problem_id": self.problem_id, "enterprise_id": firm}
        return kind(**(named | fields))

    def context(self) -> Context:
        """As at the server: it came at once, and there are numbers."""
        regions = region_tree(Records(self.shelf))
        return Context(
            profile=self.profile,
            calendar=SHIPPED,
            regions=regions,
            received_at=self.now,
            number=lambda _series, pattern, mark: pattern.format(mark=mark, year=2026, n=next(self._numbers)),
        )

    def here(self) -> Context:
        """As on a laptop: what only the server knows is pending."""
        return Rules(self.profile, SHIPPED, region_tree(Records(self.shelf))).here()

    def run(self, person: str, op: Operation) -> str:
        """Apply an operation and keep its rows; answers the verdict. Raises Refused, Quarantined."""
        self.now = max(self.now, op.made_at)
        records = Records(self.shelf)
        verdict = run(records, actor_at(records, person, op.made_at), op, self.context(), APPLY[op.kind])
        self.shelf.put(row for _, row in records.changes())
        self.done.append((person, op))
        if isinstance(op, ReportProblem):
            self.problem_id = op.problem_id
        return verdict


class Hand:
    """One person of the city, acting."""

    def __init__(self, city: City, person: str) -> None:
        self._city, self._person = city, person

    def do(self, kind: type[Operation], **fields: Any) -> str:
        """The verdict on what this person does."""
        return self._city.run(self._person, self._city.make(kind, **fields))

    def refused(self, kind: type[Operation], **fields: Any) -> str:
        """The code with which a rule says no; nothing may have changed."""
        before = self._city.shelf.rows()
        try:
            self.do(kind, **fields)
        except Refused as no:
            assert self._city.shelf.rows() == before
            return no.code
        raise AssertionError("nobody refused")


@cache
def _founded() -> tuple[Row, ...]:
    """The city before anybody works in it."""
    city = City(rows=())
    for op in foundation():
        city.run(SYSTEM_ID, op)
    return tuple(city.shelf.rows().values())
