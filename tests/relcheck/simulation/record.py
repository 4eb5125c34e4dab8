"""What the record says of itself at rest: its history tells how every problem and every edited field came to
be as it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import msgspec
import sqlalchemy as sa

from sync.operations.base import new_id
from sync.store.driver import fetch
from sync.store.rows import select
from sync.store.tables import Conflict
from tests.relcheck.simulation.holds import Holds
from tests.relcheck.simulation.watched import Watched

EDITED: Final = ("enterprise", "visit", "problem")
_STEPS: Final = "SELECT subject_id, state, cycle, revision FROM history WHERE state != ''"
_EDITS: Final = "SELECT subject_id, id, detail, revision FROM history WHERE substr(detail, 1, 2) = '[['"


class Newest(NamedTuple):
    """What the newest lines say; the operations of one batch share a revision."""

    revision: int
    said: frozenset[Any]

    def and_then(self, revision: int, said: Any) -> Newest:
        if revision < self.revision:
            return self
        return Newest(revision, frozenset({said}) | (self.said if revision == self.revision else frozenset()))


NOTHING: Final = Newest(-1, frozenset())


def tells_itself(world: Watched, holds: Holds) -> None:
    """Asked once everybody is quiet."""
    with world.record.read() as connection:
        for wrong in (*_steps(connection), *_edits(connection)):
            holds.say(f"history: {wrong}")


def _steps(connection: sa.Connection) -> Iterator[str]:
    """A problem stands where the newest of its steps led it, in that cycle."""
    newest: dict[str, Newest] = {}
    for subject_id, state, cycle, revision in fetch(connection, _STEPS):
        newest[subject_id] = newest.get(subject_id, NOTHING).and_then(revision, (state, cycle))
    for problem_id, state, cycle in fetch(connection, "SELECT id, state, cycle FROM problem"):
        led = newest.get(problem_id, NOTHING).said
        if (state, cycle) not in led:
            yield f"{problem_id} is {state} in cycle {cycle}, its steps led to {sorted(led)}"


def _edits(connection: sa.Connection) -> Iterator[str]:
    """A field has the text of its newest edit; an edit that met another text lies beside and made nothing."""
    beside = {(new_id(one.op_id, "line"), one.field) for one in select(connection, Conflict)}
    newest: dict[tuple[str, str], Newest] = {}
    for subject_id, line_id, detail, revision in fetch(connection, _EDITS):
        for field, old, new in msgspec.json.decode(detail):
            if old != new and (line_id, field) not in beside:  # what was not changed is never touched
                place = subject_id, field
                newest[place] = newest.get(place, NOTHING).and_then(revision, new)
    for table in EDITED:
        rows = connection.exec_driver_sql(f'SELECT * FROM "{table}"').mappings()
        found = {row["id"]: row for row in rows}
        for (row_id, field), led in newest.items():
            text = found[row_id][field] if row_id in found else None
            if text is not None and text not in led.said:
                yield f"{field} of {table} {row_id} is {text!r}, its edits led to {sorted(led.said)}"
