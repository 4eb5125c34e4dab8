"""The time that a way was open before it opens again."""

from __future__ import annotations

from sync.store.tables import OfficePath, Placement, Span


def earlier(row: Placement | OfficePath | None) -> list[Span]:
    """What to keep of a way that opens again: nothing of one that never ended."""
    if row is None or row.revoked is None or row.revoked_at is None:
        return []
    holder, held = _ends(row)
    return [
        Span(
            holder_id=holder,
            held_id=held,
            granted=row.granted,
            revoked=row.revoked,
            revoked_at=row.revoked_at,
        )
    ]


def _ends(row: Placement | OfficePath) -> tuple[str, str]:
    if isinstance(row, Placement):
        return row.holder_id, row.aggregate_id
    return row.person_id, row.office_id
