"""What the screen reads in one look: the whole log, or one entry of it, finished or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from desktop.drafts.kinds import AMENDED_VISIT, VISIT
from desktop.widgets.choice import Choice
from sync.store.queries import visits
from sync.store.queries.asking import whole
from sync.store.queries.visits import VisitDetail, VisitRow
from sync.store.tables import Draft, Enterprise

if TYPE_CHECKING:
    import sqlalchemy as sa

T = TypeVar("T")


class Log(msgspec.Struct, frozen=True):
    """Drafts newest first, finished visits newest first."""

    drafts: tuple[Draft, ...]
    visits: tuple[VisitRow, ...]


class Opened(msgspec.Struct, frozen=True):
    """One entry: a draft, or a finished visit with a change to it that was left unfinished; or neither."""

    draft: Draft | None
    detail: VisitDetail | None
    amended: Draft | None


def log(connection: sa.Connection) -> Log:
    """Everything that is written of visits on this laptop."""
    begun = sorted(whole(connection, Draft, form=VISIT), key=lambda draft: -draft.updated_at)
    return Log(tuple(begun), tuple(visits.listed(connection, visits.Filter())))


def opened(connection: sa.Connection, record_id: str) -> Opened:
    """The draft or the visit with this id."""
    return Opened(
        draft=_one(whole(connection, Draft, id=record_id, form=VISIT)),
        detail=visits.detail(connection, record_id),
        amended=_one(whole(connection, Draft, subject_id=record_id, form=AMENDED_VISIT)),
    )


def firm_choice(connection: sa.Connection, enterprise_id: str) -> Choice | None:
    """The firm as the form's field takes it."""
    found = _one(whole(connection, Enterprise, id=enterprise_id))
    return Choice(found.id, found.name) if found is not None else None


def _one(rows: list[T]) -> T | None:
    return rows[0] if rows else None
