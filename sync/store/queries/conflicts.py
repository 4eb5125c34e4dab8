"""Texts of which two were written: the open conflicts, each with all that a choice needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import msgspec

from sync.domain.clock import Instant
from sync.store.queries.asking import ask, ids_of, many

if TYPE_CHECKING:
    import sqlalchemy as sa


class ConflictCard(msgspec.Struct, frozen=True):
    """`standing` is what everybody reads now, `offered` what `author_name` wrote in its place, `base` what
    both had before them. `problem_id` is "" in a firm's own record; `title`: the problem's or firm's."""

    id: str
    subject_table: str
    subject_id: str
    enterprise_id: str
    problem_id: str
    title: str
    field: str
    base: str
    standing: str
    offered: str
    author_id: str
    author_name: str
    at: Instant


# A department's id is settled with its name, which is what people read.
_CARDS: Final = """
SELECT c.id, c.subject_table, c.subject_id, COALESCE(p.enterprise_id, c.aggregate_id), COALESCE(p.id, ''),
       COALESCE(p.title, e.name, ''), c.field, c.base, c.standing, c.offered, c.author_id, c.author_name, c.at
FROM conflict c LEFT JOIN problem p ON p.id = c.aggregate_id LEFT JOIN enterprise e ON e.id = c.aggregate_id
WHERE c.settled_at IS NULL AND c.id IN (SELECT value FROM json_each(:ids)) AND NOT EXISTS (
  SELECT 1 FROM conflict n WHERE c.field = 'proposed_office_id' AND n.field = 'proposed_office_name'
  AND n.aggregate_id = c.aggregate_id AND n.op_id = c.op_id AND n.settled_at IS NULL)
ORDER BY c.at, c.id
"""

_WITHIN: Final = "SELECT id FROM conflict WHERE aggregate_id = :aggregate_id AND settled_at IS NULL"

# The author's own; and the firm's people take over what somebody wrote who does not serve it.
_FOR_PERSON: Final = """
WITH serving AS (SELECT enterprise_id, person_id FROM assignment WHERE until IS NULL)
SELECT c.id FROM conflict c LEFT JOIN problem p ON p.id = c.aggregate_id
WHERE c.settled_at IS NULL AND (
  c.author_id = :person_id OR (
    (COALESCE(p.enterprise_id, c.aggregate_id), :person_id) IN serving
    AND (COALESCE(p.enterprise_id, c.aggregate_id), c.author_id) NOT IN serving))
"""

_SUBJECTS: Final = """
SELECT DISTINCT subject_id FROM conflict
WHERE settled_at IS NULL AND subject_id IN (SELECT value FROM json_each(:ids))
"""


def within(connection: sa.Connection, aggregate_id: str) -> tuple[ConflictCard, ...]:
    """The open conflicts of one firm's record or of one problem, oldest first."""
    return _cards(connection, ids_of(connection, _WITHIN, aggregate_id=aggregate_id))


def waiting_for(connection: sa.Connection, person_id: str) -> tuple[ConflictCard, ...]:
    """The open conflicts that this person is asked to settle, oldest first."""
    return _cards(connection, ids_of(connection, _FOR_PERSON, person_id=person_id))


def in_conflict(connection: sa.Connection, ids: Iterable[str]) -> frozenset[str]:
    """Those of the records of which a text is in conflict."""
    return frozenset(ids_of(connection, _SUBJECTS, ids=many(ids)))


def _cards(connection: sa.Connection, ids: list[str]) -> tuple[ConflictCard, ...]:
    return tuple(ask(connection, ConflictCard, _CARDS, ids=many(ids)))
