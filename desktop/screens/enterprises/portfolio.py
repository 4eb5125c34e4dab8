"""What a hand-over rests on: who serves a firm and which others, who may come after, what was begun."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from desktop.drafts.kinds import HAND_OVER
from sync.operations.hand_over import MOST_FIRMS, SERVING
from sync.store.queries.asking import cells_of, whole
from sync.store.tables import Assignment, Draft, Duty

if TYPE_CHECKING:
    import sqlalchemy as sa

_FIRMS: Final = """
SELECT DISTINCT e.id, e.name FROM assignment a JOIN enterprise e ON e.id = a.enterprise_id
WHERE a.person_id = :person_id AND a.until IS NULL ORDER BY e.name, e.id
"""


class Portfolio(msgspec.Struct, frozen=True):
    """Somebody who serves the firm, and all firms on this laptop that they serve, by id and name."""

    person_id: str
    name: str
    post: str
    firms: tuple[tuple[str, str], ...]


class HandingOver(msgspec.Struct, frozen=True):
    """`successors`: representatives and liaisons of the directories that are here, each once."""

    portfolios: tuple[Portfolio, ...]
    successors: tuple[Duty, ...]
    draft: Draft | None


def handing_over(connection: sa.Connection, enterprise_id: str, today: date) -> HandingOver:
    """As it stands on this laptop."""
    serving = {row.person_id: row for row in whole(connection, Assignment, enterprise_id=enterprise_id)
               if row.until is None}  # fmt: skip
    drafts = whole(connection, Draft, subject_id=enterprise_id, form=HAND_OVER)
    return HandingOver(
        portfolios=tuple(
            Portfolio(row.person_id, row.person_name, row.person_post, _firms(connection, row.person_id))
            for row in serving.values()
        ),
        successors=_successors(whole(connection, Duty, role=list(SERVING)), today.isoformat()),
        draft=drafts[0] if drafts else None,
    )


def _firms(connection: sa.Connection, person_id: str) -> tuple[tuple[str, str], ...]:
    found = [(row[0], row[1]) for row in cells_of(connection, _FIRMS, person_id=person_id)]
    return tuple(found[:MOST_FIRMS])


def _successors(duties: Iterable[Duty], today: str) -> tuple[Duty, ...]:
    serving = (duty for duty in duties if duty.since <= today and (duty.until is None or duty.until >= today))
    once = {duty.person_id: duty for duty in serving}
    return tuple(sorted(once.values(), key=lambda duty: (duty.person_name, duty.id)))
