"""What a person is typing: kept within a second of the last letter, and never leaves the laptop."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa

from sync.store.rows import delete, find, select
from sync.store.tables import Draft


def values_of(draft: Draft) -> dict[str, Any]:
    """The form's fields."""
    values: dict[str, Any] = msgspec.json.decode(draft.values)
    return values


def all_drafts(connection: sa.Connection) -> list[Draft]:
    """Newest first."""
    return sorted(select(connection, Draft), key=lambda draft: -draft.updated_at)


def of(connection: sa.Connection, draft_id: str) -> Draft | None:
    """One draft."""
    return find(connection, Draft, id=draft_id)


def later(connection: sa.Connection, draft: Draft) -> Draft:
    """The draft as it is kept now: later than what was kept of it before, also by a clock that was set back
    since. Which of two texts is the newest is known by that."""
    before = of(connection, draft.id)
    if before is None or before.updated_at <= draft.updated_at:
        return draft
    return msgspec.structs.replace(draft, updated_at=before.updated_at + 1)


def of_a_repair(connection: sa.Connection, draft_ids: set[str]) -> Draft | None:
    """The one among the drafts that is to be in place of a stopped operation."""
    return next((row for row in select(connection, Draft, id=sorted(draft_ids)) if row.replaces), None)


def drop(connection: sa.Connection, draft_id: str) -> bool:
    """The draft became an operation, or the person threw it away; whether there was one."""
    return bool(delete(connection, Draft, id=draft_id))
