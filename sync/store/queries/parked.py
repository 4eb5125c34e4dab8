"""Work in quarantine that this laptop's record shows: what may be admitted, with all that a choice needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from sync.domain.clock import Instant
from sync.store.queries.asking import cells_of
from sync.store.queries.outbox_view import Waiting, texts_of

if TYPE_CHECKING:
    import sqlalchemy as sa


class ParkedCard(msgspec.Struct, frozen=True):
    """`operation` has its texts. A problem answers to its `centre_id`; a firm's record to the centre nearest
    above `region_id` (the other one is "")."""

    id: str
    operation: Waiting
    code: str
    author_name: str
    author_post: str
    enterprise_id: str
    problem_id: str
    centre_id: str
    region_id: str
    received_at: Instant


_CARDS: Final = """
SELECT k.id, k.op_id, k.kind, k.made_at, k.code, k.author_name, k.author_post, k.text, k.received_at,
       COALESCE(p.enterprise_id, k.aggregate_id), COALESCE(p.id, ''), COALESCE(p.title, e.name, ''),
       COALESCE(p.centre_id, ''), COALESCE(e.region_id, '')
FROM parked k LEFT JOIN problem p ON p.id = k.aggregate_id LEFT JOIN enterprise e ON e.id = k.aggregate_id
WHERE k.decision = '' ORDER BY k.received_at, k.id
"""


def undecided(connection: sa.Connection) -> tuple[ParkedCard, ...]:
    """What waits for a decision, oldest first."""
    return tuple(_card(*cells) for cells in cells_of(connection, _CARDS))


def _card(
    row_id: str, op_id: str, kind: str, made_at: Instant, code: str, name: str, post: str, text: str,
    received_at: Instant, enterprise_id: str, problem_id: str, title: str, centre_id: str, region_id: str,
) -> ParkedCard:  # fmt: skip
    subject = ("problem", problem_id) if problem_id else ("enterprise", enterprise_id)
    operation = Waiting(op_id, kind, made_at, "quarantined", *subject, title, texts_of(text), "")
    return ParkedCard(
        row_id, operation, code, name, post, enterprise_id, problem_id, centre_id, region_id, received_at
    )
