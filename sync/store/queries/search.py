"""Search as a person types: enterprises, problems and visits, by characters, numbers, initials or pinyin.

While rows wait to be indexed, they are looked through one by one, so that nothing on this laptop is missed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from sync.domain.clock import Instant
from sync.store.queries.asking import ask, cells_of, containing, many
from sync.store.search_rows import READ, first_number, last_number
from sync.store.search_text import phrases

if TYPE_CHECKING:
    import sqlalchemy as sa


class EnterpriseHit(msgspec.Struct, frozen=True):
    """A firm that was found."""

    id: str
    name: str
    region_id: str
    credit_code: str
    address: str


class ProblemHit(msgspec.Struct, frozen=True):
    """A problem that was found; its number is the official one, or the local code until there is one."""

    id: str
    title: str
    enterprise_id: str
    enterprise_name: str
    official_number: str
    local_code: str
    state: str
    reported_at: Instant

    @property
    def number(self) -> str:
        return self.official_number or self.local_code

    @property
    def number_pending(self) -> bool:
        return not self.official_number


class VisitHit(msgspec.Struct, frozen=True):
    """A visit that was found; `opening`: the first characters of what was seen there."""

    id: str
    enterprise_id: str
    enterprise_name: str
    visited_on: str
    visitor_name: str
    opening: str


class Found(msgspec.Struct, frozen=True):
    """What was found, by kind: names that begin so first, then names, then other words; newest first in each.

    `indexing`: rows still wait for the index (索引中); these are found by their characters, not by pinyin.
    """

    enterprises: tuple[EnterpriseHit, ...]
    problems: tuple[ProblemHit, ...]
    visits: tuple[VisitHit, ...]
    indexing: bool


Hit = TypeVar("Hit", EnterpriseHit, ProblemHit, VisitHit)

_SHOWN: Final[dict[type[msgspec.Struct], str]] = {
    EnterpriseHit: """
        SELECT id, name, region_id, credit_code, address
        FROM enterprise WHERE id IN (SELECT value FROM json_each(:ids))""",
    ProblemHit: """
        SELECT id, title, enterprise_id, enterprise_name, official_number, local_code, state, reported_at
        FROM problem WHERE id IN (SELECT value FROM json_each(:ids))""",
    VisitHit: """
        SELECT id, enterprise_id, enterprise_name, visited_on, visitor_name, substr(situation, 1, 80)
        FROM visit WHERE id IN (SELECT value FROM json_each(:ids))""",
}

_TITLE: Final = "{title initials pinyin}"

# The newest entries of one kind, without those that changed since they were indexed.
_INDEXED: Final = """
SELECT e.row_id
FROM (SELECT rowid AS number FROM search_index
      WHERE search_index MATCH :asked AND rowid BETWEEN :first AND :last
      ORDER BY rowid DESC LIMIT :limit) AS hit
JOIN search_entry e ON e.number = hit.number
WHERE NOT EXISTS (SELECT 1 FROM search_todo t WHERE t.row_table = e.row_table AND t.row_id = e.row_id)
ORDER BY hit.number DESC
"""

# The same question of rows that wait for the index: every word stands in one of their texts.
_WAITING: Final = """
SELECT d.id FROM search_todo t JOIN ({rows}) AS d ON d.id = t.row_id
WHERE t.row_table = :table AND NOT EXISTS (
  SELECT 1 FROM json_each(:words) AS word
  WHERE d.title || '|' || d.beside || '|' || d.words NOT LIKE word.value ESCAPE '\\')
ORDER BY d.day DESC LIMIT :limit
"""
_WAIT: Final = {table: _WAITING.format(rows=rows) for table, rows in READ.items()}


def search(connection: sa.Connection, typed: str, limit: int = 20) -> Found:
    """What all of the typed words stand in; at most `limit` of each kind."""
    words = [word for word in typed.split() if phrases(word)]
    waiting = bool(cells_of(connection, "SELECT 1 FROM search_todo LIMIT 1"))

    def found(kind: type[Hit], table: str) -> tuple[Hit, ...]:
        ids = _unread(connection, table, words, limit) if waiting else []
        return _hits(connection, kind, _indexed(connection, table, words, ids, limit))

    if not words:
        return Found((), (), (), waiting)
    return Found(
        enterprises=found(EnterpriseHit, "enterprise"),
        problems=found(ProblemHit, "problem"),
        visits=found(VisitHit, "visit"),
        indexing=waiting,
    )


def _unread(connection: sa.Connection, table: str, words: list[str], limit: int) -> list[str]:
    """Rows that changed since they were indexed, or never were."""
    wanted = many(containing(word) for word in words)
    found = cells_of(connection, _WAIT[table], table=table, words=wanted, limit=limit)
    return [row_id for (row_id,) in found]


def _indexed(
    connection: sa.Connection, table: str, words: list[str], before: list[str], limit: int
) -> list[str]:
    """`before`, and what the index adds to it, best question first."""
    found = dict.fromkeys(before)
    numbers = {"first": first_number(table), "last": last_number(table)}
    for asked in _questions(table, words):
        if len(found) < limit:
            hits = cells_of(connection, _INDEXED, asked=asked, limit=limit, **numbers)
            found.update(dict.fromkeys(row_id for (row_id,) in hits))
    return list(found)[:limit]


def _questions(table: str, words: list[str]) -> list[str]:
    """From the closest to the widest: the title begins so; it holds all words; they stand anywhere.

    A visit has its firm's name for a title: of visits, the newest are the closest.
    """
    asked = [phrase for word in words for phrase in phrases(word)]
    anywhere = " AND ".join(asked)
    if table == "visit":
        return [anywhere]
    begins = [f"{_TITLE} : ^ {asked[0]}"] if len(asked) == 1 else []
    return [*begins, " AND ".join(f"{_TITLE} : {phrase}" for phrase in asked), anywhere]


def _hits(connection: sa.Connection, kind: type[Hit], ids: list[str]) -> tuple[Hit, ...]:
    """The rows in the order of the ids; one that is gone by now is left out."""
    by_id = {row.id: row for row in ask(connection, kind, _SHOWN[kind], ids=many(ids))}
    return tuple(by_id[row_id] for row_id in ids if row_id in by_id)
