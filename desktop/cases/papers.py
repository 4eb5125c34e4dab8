"""The official papers of one problem: which there are, and how each is shown and printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.cases.stand import Stand
from desktop.cases.words import day, joined, order_number
from sync.store.tables import Limit, Meeting, Order, Reply

if TYPE_CHECKING:
    from desktop.documents.forms import Form


@dataclass(frozen=True)
class Paper:
    """`word`: what it is called; `subject_id`: the record that it is about; `make`: its form, as it stands
    now. Making it loads the fonts."""

    word: str
    subject_id: str
    make: Callable[[], Form]


def papers(stand: Stand) -> list[Paper]:
    """The newest order first: it is printed most; then the meetings, then what was reported."""
    detail = stand.here.detail
    return [
        *(_order(stand, row) for row in reversed(detail.orders)),
        *(_meeting(stand, row) for row in reversed(detail.meetings)),
        _reported(stand),
    ]


def _order(stand: Stand, order: Order) -> Paper:
    def make() -> Form:
        from desktop.documents.order import order_form

        limit, reply = _limit_of(stand, order), _reply_to(stand, order)
        return order_form(stand.profile, stand.problem, order, limit, reply)

    word = joined((stand.profile.documents["order"], order_number(order.number)), " ")
    return Paper(word, order.id, make)


def _limit_of(stand: Stand, order: Order) -> Limit | None:
    return next((row for row in stand.here.detail.limits if row.cycle == order.cycle), None)


def _reply_to(stand: Stand, order: Order) -> Reply | None:
    final = [row for row in stand.here.detail.replies if row.order_id == order.id and row.kind == "final"]
    return final[-1] if final else None


def _meeting(stand: Stand, meeting: Meeting) -> Paper:
    def make() -> Form:
        from desktop.documents.meeting import meeting_form

        return meeting_form(stand.profile, stand.problem, meeting)

    word = joined((stand.profile.documents["meeting"], day(meeting.held_on)), " ")
    return Paper(word, meeting.id, make)


def _reported(stand: Stand) -> Paper:
    def make() -> Form:
        from desktop.documents.intake import problem_form

        return problem_form(stand.profile, stand.problem)

    return Paper(stand.profile.documents[stand.problem.form], stand.problem.id, make)
