"""A repair that came too late: what it is in place of was admitted meanwhile, and has its effect.

The server refuses the repair, because both would count. Its own text stays on its card; what waited behind it
goes on behind the work that was admitted, as it did before the repair.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa

from sync.engine import decisions, outbox, repairs
from sync.operations.admissions import DecideWork
from sync.operations.kinds import OPERATIONS
from sync.store.rows import select
from sync.store.tables import Outbox
from sync.wire import Answer

DECIDED: Final = "already_decided"


def give_way(connection: sa.Connection, entries: Iterable[Outbox], answers: Iterable[Answer]) -> None:
    """Of operations that were just answered: let those stand again that a refused repair is in place of."""
    decided = {answer.op_id for answer in answers if answer.code == DECIDED}
    late = [entry for entry in entries if entry.op_id in decided and _is_repair(entry)]
    for entry in late:
        _go_back(connection, entry)
    if late:
        decisions.hear(connection)


def _is_repair(entry: Outbox) -> bool:
    """Of work; a decision about others' work is refused with the same code, and for good."""
    kind = OPERATIONS.get(entry.kind)
    return bool(entry.replaces) and kind is not None and not issubclass(kind, DecideWork)


def _go_back(connection: sa.Connection, entry: Outbox) -> None:
    waited = outbox.behind(connection, entry)
    before = {each.op_id for each in _set_aside(connection, waited)}
    again = [each for each in waited if each.replaces in before]
    outbox.end_undone(connection, again)
    outbox.take_up(connection, [entry.replaces, *before])
    repairs.go_back(connection, entry, again, [each for each in waited if each not in again])


def _set_aside(connection: sa.Connection, waited: list[Outbox]) -> list[Outbox]:
    """What waited behind the first one, and was made anew behind its repair; not what was repaired itself."""
    entries = select(connection, Outbox, op_id=[each.replaces for each in waited if each.replaces])
    return [each for each in entries if each.state == "replaced" and not each.received_at]
