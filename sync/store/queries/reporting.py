"""Who the people are that serve firms here, by name and post: for who reads whose laptops are silent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from sync.store.queries.asking import cells_of, many

if TYPE_CHECKING:
    import sqlalchemy as sa

_SERVING: Final = """
SELECT a.person_id, max(a.person_name), max(a.person_post), max(a.role), count(DISTINCT a.enterprise_id),
       group_concat(DISTINCT COALESCE(r.name, ''))
FROM assignment a
LEFT JOIN enterprise e ON e.id = a.enterprise_id LEFT JOIN region r ON r.id = e.region_id
WHERE a.person_id IN (SELECT value FROM json_each(:people))
  AND a.since <= :today AND (a.until IS NULL OR a.until >= :today)
GROUP BY a.person_id
"""


class ServingRow(msgspec.Struct, frozen=True):
    """One person, the number of firms that they serve here, and the regions of these."""

    person_id: str
    name: str
    post: str
    role: str
    firms: int
    regions: str


def serving(connection: sa.Connection, people: Iterable[str], today: date) -> dict[str, ServingRow]:
    """Those of the people who serve a firm that is on this laptop, by id."""
    found = cells_of(connection, _SERVING, people=many(sorted(people)), today=today.isoformat())
    return {cells[0]: ServingRow(*cells) for cells in found}
