"""Enterprises as a list, and the dossier of one (一企一档)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from sync.domain.clock import to_date
from sync.domain.workflow import OVER
from sync.store.queries import conflicts, files, outbox_view, problems, visits
from sync.store.queries.asking import cells_of, many, whole, whole_of
from sync.store.queries.conflicts import ConflictCard
from sync.store.queries.directory import region_path
from sync.store.queries.files import File
from sync.store.queries.outbox_view import Waiting
from sync.store.queries.problems import ProblemRow
from sync.store.queries.visits import VisitRow
from sync.store.tables import Assignment, Contact, Enterprise, Outcome, Row, Station

if TYPE_CHECKING:
    import sqlalchemy as sa

R = TypeVar("R", bound=Row)


class EnterpriseRow(msgspec.Struct, frozen=True):
    """One line of the list. `my_role`: representative · liaison · "" ; `last_visited_on` and whole days since
    then: None when nobody has been there as far as this laptop knows."""

    id: str
    name: str
    region_id: str
    region_name: str
    credit_code: str
    credit_state: str
    station_number: str
    station_kind: str
    open_problems: int
    my_role: str
    last_visited_on: str | None
    days_since_visit: int | None


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """One firm whole. `region`: names from the top down; `assignments`: present ones first; `visits`,
    `problems`, `files` newest first; `outcomes` oldest first."""

    enterprise: Enterprise
    row: EnterpriseRow
    region: tuple[str, ...]
    stations: tuple[Station, ...]
    contacts: tuple[Contact, ...]
    assignments: tuple[Assignment, ...]
    visits: tuple[VisitRow, ...]
    problems: tuple[ProblemRow, ...]
    outcomes: tuple[Outcome, ...]
    files: tuple[File, ...]
    conflicts: tuple[ConflictCard, ...]
    waiting: tuple[Waiting, ...]


_LINES: Final = """
WITH mine AS (
  SELECT enterprise_id, max(role) AS role FROM assignment
  WHERE person_id = :person_id AND until IS NULL GROUP BY enterprise_id)
SELECT e.id, e.name, e.region_id, COALESCE(r.name, ''), e.credit_code, e.credit_state,
       COALESCE(s.number, ''), COALESCE(s.kind, ''),
       (SELECT count(*) FROM problem p WHERE p.enterprise_id = e.id
        AND p.state NOT IN (SELECT value FROM json_each(:over))),
       COALESCE(m.role, ''),
       (SELECT max(v.visited_on) FROM visit v WHERE v.enterprise_id = e.id)
FROM enterprise e
LEFT JOIN region r ON r.id = e.region_id
LEFT JOIN mine m ON m.enterprise_id = e.id
LEFT JOIN station s ON s.id = (
  SELECT x.id FROM station x WHERE x.aggregate_id = e.id AND x.closed_on IS NULL
  ORDER BY x.opened_on DESC, x.id LIMIT 1)
WHERE (:only IS NULL OR e.id IN (SELECT value FROM json_each(:only)))
  AND (NOT :served OR m.role IS NOT NULL)
ORDER BY e.name, e.id
"""


def listed(
    connection: sa.Connection, person_id: str, today: date, served_only: bool = False
) -> list[EnterpriseRow]:
    """All firms that this laptop holds, or only those that the person serves, by name."""
    return _rows(connection, person_id, today, served=served_only)


def dossier(connection: sa.Connection, enterprise_id: str, person_id: str, today: date) -> Dossier | None:
    """The firm, or None when it is not on this laptop."""
    found = whole(connection, Enterprise, id=enterprise_id)
    if not found:
        return None
    reported = problems.listed(connection, problems.Filter(enterprise_id=enterprise_id))
    return Dossier(
        enterprise=found[0],
        row=_rows(connection, person_id, today, only=[enterprise_id])[0],
        region=region_path(connection, found[0].region_id),
        stations=_of(
            connection, Station, enterprise_id, lambda row: (row.closed_on is not None, row.opened_on)
        ),
        contacts=_of(connection, Contact, enterprise_id, lambda row: row.name),
        assignments=_of(
            connection, Assignment, enterprise_id, lambda row: (row.until is not None, row.since)
        ),
        visits=tuple(visits.listed(connection, visits.Filter(enterprise_id=enterprise_id))),
        problems=tuple(reported),
        outcomes=_outcomes(connection, [problem.id for problem in reported]),
        files=files.within(connection, enterprise_id),
        conflicts=conflicts.within(connection, enterprise_id),
        waiting=outbox_view.waiting_of(connection, enterprise_id),
    )


def _rows(
    connection: sa.Connection,
    person_id: str,
    today: date,
    *,
    served: bool = False,
    only: list[str] | None = None,
) -> list[EnterpriseRow]:
    asked = {"person_id": person_id, "over": many(OVER), "served": served}
    found = cells_of(connection, _LINES, only=None if only is None else many(only), **asked)
    return [EnterpriseRow(*(*cells, _days_since(cells[-1], today))) for cells in found]


def _days_since(day: str | None, today: date) -> int | None:
    return None if day is None else (today - to_date(day)).days


def _of(
    connection: sa.Connection, kind: type[R], enterprise_id: str, place: Callable[[R], Any]
) -> tuple[R, ...]:
    """The rows of one kind in the firm's record, in order."""
    return tuple(
        sorted(whole(connection, kind, aggregate_id=enterprise_id), key=lambda row: (place(row), row.id))
    )


def _outcomes(connection: sa.Connection, problem_ids: list[str]) -> tuple[Outcome, ...]:
    found = whole_of(connection, Outcome, "aggregate_id", problem_ids)
    return tuple(sorted(found, key=lambda row: (row.at, row.id)))
