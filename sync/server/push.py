"""The push route's work: one transaction a batch, run again when the database asks for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import sqlalchemy as sa

from sync.domain import clock
from sync.domain.actor import SYSTEM_ID
from sync.domain.clock import Instant
from sync.operations.base import Operation
from sync.operations.rules import Rules
from sync.server import lives
from sync.server.centre import Centre
from sync.server.inbox import Inbox, last_contact
from sync.store.rows import amend, find
from sync.store.tables import Device
from sync.wire import (
    MOST_OPERATIONS,
    Answer,
    Cursor,
    Damaged,
    PullReply,
    PushReply,
    PushRequest,
    envelope,
)

T = TypeVar("T")
TRIES = 4
# Deadlock and serialization failure: PostgreSQL undid the transaction and asks to try again; and a row that
# somebody else made meanwhile, which is seen the next time.
AGAIN = ("40P01", "40001", "23505")


def take(centre: Centre, device: Device, request: PushRequest) -> PushReply:
    """Verdicts for one batch. Raises Damaged for a batch over the cap."""
    if len(request.operations) > MOST_OPERATIONS:
        raise Damaged("too many operations")

    def work(connection: sa.Connection) -> PushReply:
        rules = centre.rules(connection)
        inbox = Inbox(connection, rules, centre.signing_key, device.person_id, device)
        if request.epoch and request.epoch != inbox.head.epoch:
            return _not_yet(request)
        forked = lives.is_forked(connection, device, request)
        answers = inbox.take(request.operations, request.given_up)
        if forked:
            lives.record(connection, device)
        return PushReply(answers=answers, server_time=clock.now(), new_life=forked)

    return with_tries(centre, work)


def _not_yet(request: PushRequest) -> PushReply:
    """The laptop comes from another past: first it sends what this record has lost."""
    answers = [Answer(op_id=letter.op_id, verdict="held", code="refill") for letter in request.operations]
    return PushReply(answers=answers, server_time=clock.now())


def do(
    centre: Centre, operations: list[Operation], rules: Callable[[sa.Connection], Rules] | None = None
) -> list[Answer]:
    """Administration from the server itself: the same inbox, as the system. `rules`: what it is judged by,
    where that is not the published ones."""

    def work(connection: sa.Connection) -> list[Answer]:
        letters = [envelope(op) for op in operations]
        judged_by = (rules or centre.rules)(connection)
        return Inbox(connection, judged_by, centre.signing_key, SYSTEM_ID, None).take(letters)

    return with_tries(centre, work)


def with_tries(centre: Centre, work: Callable[[sa.Connection], T]) -> T:
    """The work in one transaction, again when the database undid it."""
    for left in reversed(range(TRIES)):
        try:
            with centre.database.write() as connection:
                return work(connection)
        except sa.exc.DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in AGAIN or not left:
                raise
    raise AssertionError("unreachable")


def is_contact(cursor: Cursor | None, last: PullReply) -> bool:
    """Whether a pull that ends with this page shows that its laptop has sent everything: not while a restored
    record waits for what laptops have kept, nor to one of another past, which sends again before it pulls."""
    return not (last.after or last.refill or (cursor is not None and last.everything))


def remember_contact(centre: Centre, device: Device, until: Instant) -> None:
    """The laptop has sent everything up to then: earlier work cannot turn up from it any more. A database
    that is busy does not spoil the answer for it: the next contact tells the same."""
    if until - last_contact(device, clock.now()) < clock.HOUR // 60:
        return
    with suppress(sa.exc.OperationalError), centre.database.write() as connection:
        current = find(connection, Device, id=device.id)
        assert current is not None
        latest = max(last_contact(current, clock.now()), until)
        amend(connection, Device, {"id": device.id}, last_contact_at=latest)
