"""The refill route's work, and its end."""

from __future__ import annotations

import sqlalchemy as sa

from sync.domain import clock
from sync.server import feed
from sync.server.centre import Centre
from sync.server.inbox import Inbox
from sync.server.numbers import Numbers
from sync.server.push import with_tries
from sync.server.refill.claims import sorted_out
from sync.server.refill.redo import Redo
from sync.store.rows import amend, find, select
from sync.store.tables import Device, Office
from sync.wire import MOST_OPERATIONS, Answer, Damaged
from sync.wire_refill import RefillReply, RefillRequest


def take(centre: Centre, device: Device, request: RefillRequest) -> RefillReply:
    """Take operations back in. What no receipt of ours proves is judged like any other push.

    Raises Damaged for a batch over the cap.
    """
    if len(request.operations) > MOST_OPERATIONS:
        raise Damaged("too many operations")
    claims, unproved = sorted_out(centre, device, request.operations)

    def work(connection: sa.Connection) -> list[Answer]:
        inbox = Inbox(connection, centre.rules(connection), centre.signing_key, device.person_id, device)
        return inbox.take(unproved)

    def refill(connection: sa.Connection) -> tuple[list[Answer], str]:
        answers = Redo(connection, centre.rules(connection), centre.signing_key).take(claims)
        epoch = feed.head(connection).epoch
        if request.complete:
            amend(connection, Device, {"id": device.id}, refilled=epoch)
        return answers, epoch

    if request.numbers:
        with_tries(centre, lambda connection: _count(connection, centre, device, request.numbers))
    answers, epoch = with_tries(centre, refill)
    answers += with_tries(centre, work) if unproved else []
    by_id = {answer.op_id: answer for answer in answers}
    in_order = [by_id[kept.letter.op_id] for kept in request.operations]
    return RefillReply(answers=in_order, epoch=epoch, server_time=clock.now())


def _count(connection: sa.Connection, centre: Centre, device: Device, numbers: list[str]) -> None:
    """A number that somebody has seen goes to no other case, although the record has lost whose it was. Each
    laptop is heard once after a restore: nobody can make holes in the series at other times."""
    head, current = feed.head(connection), find(connection, Device, id=device.id)
    if current is None or current.refilled == head.epoch:
        return
    if not (head.refill or current.registered_at < feed.begun_at(head)):
        return
    marks = {office.id: office.mark for office in select(connection, Office, kind="centre")}
    Numbers(connection).seen(numbers, centre.rules(connection).profile.numbers, marks)


def close(centre: Centre) -> int:
    """End the refill: what still waits is tried a last time and then kept as quarantined, text and all;
    answers how many that were. From now on everything is judged as ever."""

    def work(connection: sa.Connection) -> int:
        return Redo(connection, centre.rules(connection), centre.signing_key).close()

    return with_tries(centre, work)
