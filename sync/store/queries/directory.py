"""Who and where: offices, the people in them, the names of regions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from sync.store.queries.asking import cells_of, ids_of, many, whole, whole_of
from sync.store.tables import Duty, Office

if TYPE_CHECKING:
    import sqlalchemy as sa

_ON_DUTY = """
SELECT d.id FROM duty d
WHERE d.office_id IN (SELECT value FROM json_each(:offices))
  AND d.role IN (SELECT value FROM json_each(:roles))
  AND d.since <= :today AND (d.until IS NULL OR d.until >= :today)
"""


def offices(connection: sa.Connection, kind: str = "", region_id: str = "") -> list[Office]:
    """Offices by name, of one kind (centre · station · department · unit) and one region where given."""
    equal = {name: value for name, value in (("kind", kind), ("region_id", region_id)) if value}
    return sorted(whole(connection, Office, **equal), key=lambda office: (office.name, office.id))


def people(
    connection: sa.Connection, office_ids: Sequence[str], roles: Sequence[str], today: date
) -> list[Duty]:
    """Who has one of these roles in one of these offices on the day, by name."""
    asked = {"offices": many(office_ids), "roles": many(roles), "today": today.isoformat()}
    found = ids_of(connection, _ON_DUTY, **asked)
    return sorted(whole_of(connection, Duty, "id", found), key=lambda duty: (duty.person_name, duty.id))


def regions(connection: sa.Connection) -> dict[str, tuple[str, ...]]:
    """The names of each region by its id, from the top down (承德市, 平泉市, 王土房乡)."""
    known = {
        code: (name, above)
        for code, name, above in cells_of(connection, "SELECT id, name, parent_id FROM region")
    }
    return {code: _path(known, code) for code in known}


def region_path(connection: sa.Connection, region_id: str) -> tuple[str, ...]:
    """One region's names from the top down; empty when the region is unknown."""
    return regions(connection).get(region_id, ())


def _path(known: dict[str, tuple[str, str]], code: str) -> tuple[str, ...]:
    """Upward until an unknown parent; a region that lies in itself ends it too."""
    names: list[str] = []
    seen: set[str] = set()
    while code in known and code not in seen:
        seen.add(code)
        name, code = known[code]
        names.append(name)
    return tuple(reversed(names))
