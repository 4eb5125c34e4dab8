"""Two who change one row at once: what the one wrote is not undone by what the other had read before."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

import msgspec
import pytest
import sqlalchemy as sa

from sync.domain import clock, signed
from sync.operations.administration import EndAssignment
from sync.server import accounts, push, recalls, tokens
from sync.server.accounts import SignInRefused
from sync.server.feed import head
from sync.server.refill.redo import Redo
from sync.store.rows import amend, count, find, select, store
from sync.store.tables import Account, Audit, Device, Token
from tests.cases import today
from tests.city import act
from tests.stage import Stage

HOUR = clock.HOUR


def beside(stage: Stage, first: Callable[[sa.Connection], object], second: Callable[[], object]) -> None:
    """`second` begins while `first` is done and not yet committed."""
    with ThreadPoolExecutor(1) as thread:
        with stage.database.write() as connection:
            first(connection)
            other = thread.submit(second)
            wait([other], timeout=0.5)  # either it waits for its turn, or it knows nothing of the first
        other.result()


@pytest.fixture
def device(stage: Stage) -> Device:
    """A laptop that was in contact an hour ago."""
    with stage.database.write() as connection:
        key = signed.public_key_of(signed.new_signing_key())
        made = accounts.register_device(connection, "rep-east", "laptop", "示例", key, clock.now())
        made = msgspec.structs.replace(made, last_contact_at=clock.now() - HOUR)
        store(connection, [made])
    return made


def now_is(stage: Stage, device: Device) -> Device:
    found: Device | None = stage.read(find, Device, id=device.id)
    assert found is not None
    return found


def test_a_laptop_that_is_revoked_during_its_sync_stays_so(stage: Stage, device: Device) -> None:
    now = clock.now()
    beside(
        stage,
        lambda connection: amend(connection, Device, {"id": device.id}, revoked_at=now),
        lambda: push.remember_contact(stage.centre, device, now),
    )
    assert now_is(stage, device).revoked_at == now
    assert now_is(stage, device).last_contact_at == now


def test_a_password_that_is_set_while_somebody_guesses_stands(stage: Stage) -> None:
    def guess() -> None:
        with stage.database.write() as connection:
            accounts.count_failure(connection, "rep-east", clock.now())

    beside(stage, lambda one: accounts.set_password(one, "rep-east", "rep-east", "另一个口令"), guess)
    account = stage.read(find, Account, user_name="rep-east")
    assert accounts.check_password(account, "另一个口令").person_id == "rep-east"
    assert account is not None
    assert account.failures == 1


def test_tokens_that_were_ended_during_a_renewal_stay_so(stage: Stage, device: Device) -> None:
    with stage.database.write() as connection:
        _, refresh = tokens.issue(connection, device, clock.now())

    def renew() -> None:
        with stage.database.write() as connection:
            tokens.renew(connection, stage.centre.signing_key, refresh, device, clock.now())

    with pytest.raises(SignInRefused, match="bad_proof"):
        beside(stage, lambda connection: tokens.end_all(connection, device), renew)
    assert stage.read(count, Token, device_id=device.id) == 0


def test_a_receipt_that_comes_twice_at_once_is_one_line(stage: Stage, device: Device) -> None:
    ended = act(
        EndAssignment,
        assignment_id="firm-east/rep-east",
        enterprise_id="firm-east",
        until=today(),
        reason="调",
    )
    stage.do(ended)
    at = stage.read(head).revision

    def again() -> None:
        with stage.database.write() as connection:
            recalls.settle(connection, device.id, at)

    beside(stage, lambda connection: recalls.settle(connection, device.id, at), again)
    assert [line.action for line in stage.read(select, Audit)].count("evicted") == 1


def test_one_laptop_that_two_people_register_at_once_is_the_firsts(stage: Stage) -> None:
    keys = [signed.public_key_of(signed.new_signing_key()) for _ in range(2)]

    def second() -> None:
        with stage.database.write() as connection:
            accounts.register_device(connection, "rep-west", "laptop", "示例", keys[1], clock.now())

    with pytest.raises(SignInRefused, match="bad_proof"):
        beside(
            stage,
            lambda one: accounts.register_device(one, "rep-east", "laptop", "示例", keys[0], clock.now()),
            second,
        )
    assert [row.person_id for row in stage.read(select, Device, id="laptop")] == ["rep-east"]


def test_two_laptops_that_show_at_once_that_the_record_went_back_begin_one_epoch(stage: Stage) -> None:
    """Each has judged by the epoch that stood when it came."""
    standing = stage.read(head)

    def shown(connection: sa.Connection) -> None:
        redo = Redo(connection, stage.centre.rules(connection), stage.centre.signing_key)
        redo._head = standing  # as on PostgreSQL, where the second does not wait before it has looked
        redo._write(forked=True)

    def second() -> None:
        with stage.database.write() as connection:
            shown(connection)

    beside(stage, shown, second)
    assert [line.action for line in stage.read(select, Audit)].count("went_back") == 1
