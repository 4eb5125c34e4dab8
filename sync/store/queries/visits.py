"""企业联络工作日志: the visits as a list, one visit whole, and those that are planned."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import msgspec

from sync.store.queries import conflicts, files, history, outbox_view, problems
from sync.store.queries.asking import cells_of, containing, ids_of, many, whole
from sync.store.queries.conflicts import ConflictCard
from sync.store.queries.files import File
from sync.store.queries.history import Line
from sync.store.queries.outbox_view import Waiting
from sync.store.queries.problems import ProblemRow
from sync.store.tables import Visit

if TYPE_CHECKING:
    import sqlalchemy as sa


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which visits; everything that is given must hold. `person_id`: made by them. `text`: in the firm's name
    or in what was written down."""

    person_id: str = ""
    enterprise_id: str = ""
    text: str = ""


class VisitRow(msgspec.Struct, frozen=True):
    """One line of the log. `opening`: the first 80 characters of the situation; `problems`, `files`: how many
    came of it; `delivery`: see outbox_view."""

    id: str
    enterprise_id: str
    enterprise_name: str
    visited_on: str
    manner: str
    visitor_id: str
    visitor_name: str
    visitor_post: str
    opening: str
    next_on: str | None
    problems: int
    files: int
    delivery: str


class VisitDetail(msgspec.Struct, frozen=True, kw_only=True):
    """One visit with what came of it; `lines` and `files` newest first."""

    visit: Visit
    row: VisitRow
    problems: tuple[ProblemRow, ...]
    files: tuple[File, ...]
    lines: tuple[Line, ...]
    conflicts: tuple[ConflictCard, ...]
    waiting: tuple[Waiting, ...]


CONDITIONS: Final[dict[str, str]] = {
    "person_id": "v.visitor_id = :person_id",
    "enterprise_id": "v.enterprise_id = :enterprise_id",
    "text": """
        (v.enterprise_name || '|' || v.situation || '|' || v.advice || '|' || v.promises || '|' || v.met)
        LIKE :text ESCAPE '\\'""",
}

_NEWEST: Final = "ORDER BY v.visited_on DESC, v.made_at DESC, v.id"
_LINES: Final = """
SELECT v.id, v.enterprise_id, v.enterprise_name, v.visited_on, v.manner, v.visitor_id, v.visitor_name,
       v.visitor_post, substr(v.situation, 1, 80), v.next_on,
       (SELECT count(*) FROM problem p WHERE p.enterprise_id = v.enterprise_id AND p.visit_id = v.id),
       (SELECT count(*) FROM attachment a WHERE a.subject_id = v.id)
FROM visit v WHERE v.id IN (SELECT value FROM json_each(:ids))
"""
_MADE_FROM: Final = """
SELECT id FROM problem WHERE enterprise_id = :enterprise_id AND visit_id = :visit_id
ORDER BY reported_at DESC, id
"""
_PLANNED: Final = """
SELECT v.id FROM visit v
WHERE v.visitor_id = :person_id AND v.next_on <= :until AND NOT EXISTS (
  SELECT 1 FROM visit later WHERE later.enterprise_id = v.enterprise_id AND later.visited_on > v.visited_on)
ORDER BY v.next_on, v.id
"""


def listed(connection: sa.Connection, where: Filter) -> list[VisitRow]:
    """The visits that the filter means, newest first."""
    given = [name for name in CONDITIONS if getattr(where, name)]
    values: dict[str, Any] = {name: getattr(where, name) for name in given}
    if where.text:
        values["text"] = containing(where.text)
    condition = " AND ".join(CONDITIONS[name] for name in given) or "TRUE"
    found = ids_of(connection, " ".join(("SELECT v.id FROM visit v WHERE", condition, _NEWEST)), **values)
    return rows(connection, found)


def planned(connection: sa.Connection, person_id: str, until: date) -> list[VisitRow]:
    """Visits whose agreed next day has come by `until` while nobody went there since, longest due first."""
    return rows(connection, ids_of(connection, _PLANNED, person_id=person_id, until=until.isoformat()))


def rows(connection: sa.Connection, wanted: list[str]) -> list[VisitRow]:
    """The lines of these visits, in this order; one that is not here is left out."""
    words = outbox_view.delivery(connection, wanted)
    found = {
        cells[0]: VisitRow(*(*cells, words.get(cells[0], "delivered")))
        for cells in cells_of(connection, _LINES, ids=many(wanted))
    }
    return [found[row_id] for row_id in wanted if row_id in found]


def detail(connection: sa.Connection, visit_id: str) -> VisitDetail | None:
    """The visit, or None when it is not on this laptop."""
    found = whole(connection, Visit, id=visit_id)
    if not found:
        return None
    asked = {"enterprise_id": found[0].enterprise_id, "visit_id": visit_id}
    cards = conflicts.within(connection, found[0].aggregate_id)
    return VisitDetail(
        visit=found[0],
        row=rows(connection, [visit_id])[0],
        problems=tuple(problems.rows(connection, ids_of(connection, _MADE_FROM, **asked))),
        files=files.beside(connection, visit_id),
        lines=history.lines_about(connection, visit_id),
        conflicts=tuple(card for card in cards if card.subject_id == visit_id),
        waiting=outbox_view.waiting_of(connection, visit_id),
    )
