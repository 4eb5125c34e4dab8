"""Which codes of the city's profile stand in the record, asked when another profile is to take its place."""

from __future__ import annotations

from typing import Final

import msgspec
import sqlalchemy as sa

from sync.domain.profile_use import InUse
from sync.store.driver import fetch
from sync.store.schema import LISTS
from sync.store.tables import (
    Appointment,
    Assignment,
    Cluster,
    Dispatch,
    FollowUp,
    Office,
    Outcome,
    Problem,
    Reply,
    Row,
    Visit,
)

# Where the codes of each part of a profile stand: table and column.
PLACES: Final[dict[str, tuple[tuple[type[Row], str], ...]]] = {
    "states": ((Problem, "state"),),
    "forms": ((Problem, "form"),),
    "roles": ((Appointment, "role"), (Assignment, "role")),
    "outcomes": ((Outcome, "kind"),),
    "choices.topic": ((Problem, "topic"), (Cluster, "topic"), (Office, "topics")),
    "choices.cause": ((Problem, "cause"),),
    "choices.weight": ((Problem, "weight"),),
    "choices.channel": ((Problem, "channel"),),
    "choices.result": ((Problem, "result"), (Reply, "result")),
    "choices.conclusion": ((Problem, "conclusion"),),
    "choices.manner": ((Visit, "manner"),),
    "choices.purpose": ((Visit, "purposes"),),
    "choices.guidance_step": ((Dispatch, "steps"),),
    "choices.back_to": ((FollowUp, "back_to"),),
}


def codes(connection: sa.Connection) -> InUse:
    """Every code that some row of the record holds; what was left open ("") is none."""
    return {
        part: frozenset(code for table, column in places for code in _codes(connection, table, column))
        for part, places in PLACES.items()
    }


def _codes(connection: sa.Connection, table: type[Row], column: str) -> set[str]:
    rows = fetch(connection, f"SELECT DISTINCT {column} FROM {table.table}")  # noqa: S608  names of our own
    cells = {cell for (cell,) in rows}
    if _is_list(table, column):
        cells = {code for cell in cells for code in msgspec.json.decode(cell, type=list[str])}
    return cells - {""}


def _is_list(table: type[Row], column: str) -> bool:
    return table.__struct_fields__.index(column) in LISTS[table.table]
