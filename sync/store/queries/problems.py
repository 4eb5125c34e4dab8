"""Problems as lists show them: which ones (ids by a filter), and what stands in each line (rows by ids)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from sync.domain.clock import Instant
from sync.store.queries.asking import cells_of, containing, ids_of, many, whole_of
from sync.store.queries.outbox_view import delivery
from sync.store.tables import Limit

if TYPE_CHECKING:
    import sqlalchemy as sa


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which problems; everything that is given must hold. Nothing given: all that this laptop holds.

    `office_id`: a department that leads, assists or was called. `person_id`: reported by them, or of a firm
    that they serve. `text`: in title, firm or number. `ids`: only these (the rows behind a number).
    """

    states: tuple[str, ...] | None = None
    centre_id: str = ""
    office_id: str = ""
    person_id: str = ""
    enterprise_id: str = ""
    text: str = ""
    ids: tuple[str, ...] | None = None


EVERYTHING: Final = Filter()

# Field of the filter → what it means; the values are named as the fields are.
CONDITIONS: Final[dict[str, str]] = {
    "states": "p.state IN (SELECT value FROM json_each(:states))",
    "centre_id": "p.centre_id = :centre_id",
    "office_id": """p.id IN (
        SELECT o.problem_id FROM transfer_order o WHERE o.withdrawn_at IS NULL AND (
          o.lead_office_id = :office_id OR :office_id IN (SELECT value FROM json_each(o.assisting_ids)))
        UNION SELECT s.problem_id FROM summons s WHERE s.office_id = :office_id)""",
    "person_id": """(p.reporter_id = :person_id OR p.enterprise_id IN (
        SELECT a.enterprise_id FROM assignment a WHERE a.person_id = :person_id AND a.until IS NULL))""",
    "enterprise_id": "p.enterprise_id = :enterprise_id",
    "text": """(p.title || '|' || p.enterprise_name || '|' || p.local_code || '|' || p.official_number)
        LIKE :text ESCAPE '\\'""",
    "ids": "p.id IN (SELECT value FROM json_each(:ids))",
}
_AS_VALUE: Final = {"states": many, "ids": many, "text": containing}


class ProblemRow(msgspec.Struct, frozen=True):
    """One line of a list. `limit`: the time limit of the present cycle; `seen`: the newest history line, made
    at `moved_at`, which the person's next operation builds on; `delivery`: see outbox_view."""

    id: str
    enterprise_id: str
    enterprise_name: str
    official_number: str
    local_code: str
    title: str
    form: str
    state: str
    cycle: int
    weight: str
    topic: str
    centre_id: str
    centre_name: str
    reporter_id: str
    reporter_name: str
    reported_at: Instant
    accepted_at: Instant | None
    closed_at: Instant | None
    lead_office_name: str
    seen: str
    moved_at: Instant
    limit: Limit | None
    delivery: str

    @property
    def number(self) -> str:
        """The official number, or the local code until there is one."""
        return self.official_number or self.local_code

    @property
    def number_pending(self) -> bool:
        """Whether `number` is only this laptop's code (编号待定)."""
        return not self.official_number


_NEWEST: Final = "ORDER BY p.reported_at DESC, p.id"
_LINES: Final = """
SELECT p.id, p.enterprise_id, p.enterprise_name, p.official_number, p.local_code, p.title, p.form, p.state,
       p.cycle, p.weight, p.topic, p.centre_id, p.centre_name, p.reporter_id, p.reporter_name, p.reported_at,
       p.accepted_at, p.closed_at,
       COALESCE((SELECT o.lead_office_name FROM transfer_order o
                 WHERE o.aggregate_id = p.id AND o.withdrawn_at IS NULL
                 ORDER BY o.issued_at DESC LIMIT 1), ''),
       COALESCE((SELECT h.id FROM history h WHERE h.subject_id = p.id
                 ORDER BY h.at DESC, h.id DESC LIMIT 1), ''),
       COALESCE((SELECT max(h.at) FROM history h WHERE h.subject_id = p.id), p.reported_at)
FROM problem p WHERE p.id IN (SELECT value FROM json_each(:ids))
"""


def ids(connection: sa.Connection, where: Filter) -> list[str]:
    """The problems that the filter means, newest report first."""
    condition, values = chosen(where)
    return ids_of(connection, " ".join(("SELECT p.id FROM problem p WHERE", condition, _NEWEST)), **values)


def chosen(where: Filter) -> tuple[str, dict[str, object]]:
    """The filter as a condition on `problem p`, and its values; only texts of CONDITIONS become SQL."""
    given = [name for name in CONDITIONS if getattr(where, name) not in (None, "")]
    values: dict[str, object] = {name: _AS_VALUE.get(name, str)(getattr(where, name)) for name in given}
    return " AND ".join(CONDITIONS[name] for name in given) or "TRUE", values


def rows(connection: sa.Connection, wanted: Sequence[str]) -> list[ProblemRow]:
    """The lines of these problems, in this order; one that is not here is left out."""
    limits = whole_of(connection, Limit, "aggregate_id", wanted)
    of_cycle = {(limit.problem_id, limit.cycle): limit for limit in limits}
    words = delivery(connection, wanted)
    found = {
        cells[0]: ProblemRow(*(*cells, of_cycle.get((cells[0], cells[8])), words.get(cells[0], "delivered")))
        for cells in cells_of(connection, _LINES, ids=many(wanted))
    }
    return [found[row_id] for row_id in wanted if row_id in found]


def listed(connection: sa.Connection, where: Filter) -> list[ProblemRow]:
    """The lines of the problems that the filter means, newest report first."""
    return rows(connection, ids(connection, where))
