"""One problem as this person has it here: all of its rows, and what the person's rights in it rest on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from sync.domain.clock import Instant, day_of
from sync.domain.membership import CaseFacts
from sync.operations.facts import case_facts
from sync.operations.rules import Rules
from sync.store.queries import cases, directory, outbox_view
from sync.store.queries.asking import whole
from sync.store.queries.cases import CaseDetail
from sync.store.queries.outbox_view import StoppedCard
from sync.store.tables import Access, Dispatch, Draft, Duty, Order, Summons

if TYPE_CHECKING:
    import sqlalchemy as sa

# Who of a centre may be sent to a firm, and who signs its orders. Not its callers: whoever was on site does
# not make the follow-up call.
CENTRE_ROLES = ("coordinator", "leader", "station_staff", "supervisor")


class CaseHere(msgspec.Struct, frozen=True):
    """A plain value for the window. `people`: who serves in the responsible centre today; `drafts`: what the
    person began here and has not done yet, newest first; `supervisors`: who supervises, of those that a
    directory here lists."""

    detail: CaseDetail
    facts: CaseFacts
    people: tuple[Duty, ...]
    drafts: tuple[Draft, ...]
    stopped: tuple[StoppedCard, ...]
    access: tuple[Access, ...] = ()
    supervisors: tuple[Duty, ...] = ()

    @property
    def id(self) -> str:
        return self.detail.problem.id

    @property
    def state(self) -> str:
        return self.detail.problem.state

    @property
    def order(self) -> Order | None:
        return self.detail.order

    def leaders(self) -> list[Duty]:
        """Who may sign for the centre."""
        return [duty for duty in self.people if duty.role == "leader"]

    def persons(self) -> list[Duty]:
        """Everybody of the centre, each once."""
        return list({duty.person_id: duty for duty in self.people}.values())

    def unanswered(self) -> list[Summons]:
        """Departments that were called in this cycle and have not reported in, as their queue has them."""
        cycle = self.detail.problem.cycle
        return [row for row in self.detail.summons if row.reported_at is None and row.cycle == cycle]

    def concealed(self) -> list[Access]:
        """The departments that it is kept from."""
        return [row for row in self.access if row.way == "concealed" and row.until is None]

    def named(self) -> list[Access]:
        """The people who were named to read it."""
        return [row for row in self.access if row.way == "named" and row.until is None]

    def sent(self) -> list[Dispatch]:
        """Who was sent to the firm in this cycle."""
        return [row for row in self.detail.dispatches if row.cycle == self.detail.problem.cycle]

    def guided(self) -> bool:
        """Whether guidance on site is on record for this cycle."""
        return any(row.guidance for row in self.sent())


def case_here(connection: sa.Connection, problem_id: str, rules: Rules, now: Instant) -> CaseHere | None:
    """The problem, or None when it is not on this laptop."""
    from sync.store.records import Records
    from sync.store.rows import DatabaseSource

    detail = cases.detail(connection, problem_id, rules.profile)
    if detail is None:
        return None
    return CaseHere(
        detail=detail,
        facts=case_facts(Records(DatabaseSource(connection)), detail.problem, rules.regions, now),
        people=_people(connection, detail.problem.centre_id, day_of(now)),
        drafts=_drafts(connection, problem_id),
        stopped=_stopped(connection, problem_id) if detail.waiting else (),
        access=tuple(whole(connection, Access, aggregate_id=problem_id)),
        supervisors=_supervisors(connection, day_of(now).isoformat()),
    )


def _people(connection: sa.Connection, centre_id: str, today: date) -> tuple[Duty, ...]:
    return tuple(directory.people(connection, [centre_id], CENTRE_ROLES, today))


def _supervisors(connection: sa.Connection, today: str) -> tuple[Duty, ...]:
    duties = whole(connection, Duty, role="supervisor")
    serving = (duty for duty in duties if duty.since <= today and (duty.until is None or duty.until >= today))
    return tuple(sorted(serving, key=lambda duty: (duty.person_name, duty.id)))


def _drafts(connection: sa.Connection, problem_id: str) -> tuple[Draft, ...]:
    found = [row for row in whole(connection, Draft, subject_id=problem_id) if row.form.startswith("act/")]
    return tuple(sorted(found, key=lambda row: -row.updated_at))


def _stopped(connection: sa.Connection, problem_id: str) -> tuple[StoppedCard, ...]:
    cards = outbox_view.overview(connection, "").stopped
    return tuple(card for card in cards if card.operation.subject_id == problem_id)
