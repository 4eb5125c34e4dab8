"""What a search reads of each kind of row, and the place of a row in the index."""

from __future__ import annotations

from typing import Final

# Of each kind: id, aggregate, its day in Shanghai (since 1970), title, what else sounds, the other words.
READ: Final[dict[str, str]] = {
    "enterprise": """
        SELECT id, aggregate_id, 0 AS day, name AS title, '' AS beside,
               credit_code || '|' || address || '|' || industry || '|' || products || '|' || note AS words
        FROM enterprise""",
    "problem": """
        SELECT id, aggregate_id, (reported_at + 28800000) / 86400000 AS day, title, enterprise_name AS beside,
               local_code || '|' || official_number || '|' || description || '|' || process || '|' || crux
               || '|' || solution || '|' || intention || '|' || contact_name AS words
        FROM problem""",
    "visit": """
        SELECT id, aggregate_id, unixepoch(visited_on) / 86400 AS day, enterprise_name AS title, '' AS beside,
               met || '|' || companions || '|' || situation || '|' || advice || '|' || promises AS words
        FROM visit""",
}
SEARCHED: Final = frozenset(READ)

_COUNTER_BITS: Final = 20  # rows of one kind and one day: a million
_DAY_BITS: Final = 16
_LATEST: Final = (1 << _DAY_BITS) - 1  # days; in the year 2149
_SHIFT: Final = {table: place << (_DAY_BITS + _COUNTER_BITS) for place, table in enumerate(sorted(READ))}


def first_number(table: str, day: int = 0) -> int:
    """The smallest number that an entry of this kind and day may have.

    The index answers in the order of numbers: so the newest rows of a kind come first without any sorting,
    which would cost more than the search itself. Days and no finer, so that neighbours have close numbers:
    seconds would double the index.
    """
    return _SHIFT[table] + (min(max(day, 0), _LATEST) << _COUNTER_BITS)


def last_number(table: str, day: int = _LATEST) -> int:
    """The greatest such number."""
    return first_number(table, day) + (1 << _COUNTER_BITS) - 1
