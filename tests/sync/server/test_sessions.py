"""Tokens that follow one another: a lost reply is no harm, a copied token ends them all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import msgspec
import pytest
import sqlalchemy as sa
import time_machine

from sync.domain import clock, signed
from sync.server import accounts, challenges, sessions, tokens
from sync.server.accounts import SignInRefused
from sync.server.audit import newest
from sync.server.organisation_key import RECOVERY_KEY
from sync.store.rows import amend, count, find, select, store
from sync.store.tables import Account, Device, Head, Token
from sync.wire import RefreshRequest, Session, SignInRequest
from tests.stage import PASSWORD, Stage


class Machine(NamedTuple):
    """A device that signs challenges, without a laptop around it."""

    stage: Stage
    key: bytes

    def _proof(self) -> tuple[str, bytes]:
        nonce = challenges.new_challenge(self.stage.centre.challenge_key, clock.now())
        return nonce, signed.sign(self.key, "challenge", nonce).signature

    def sign_in(self, password: str = PASSWORD) -> Session:
        challenge, signature = self._proof()
        request = SignInRequest(
            user_name="rep-east",
            password=password,
            device_id="machine",
            device_name="示例电脑",
            public_key=signed.public_key_of(self.key),
            challenge=challenge,
            signature=signature,
        )
        return sessions.sign_in(self.stage.centre, request)

    def refresh(self, token: str) -> Session:
        challenge, signature = self._proof()
        request = RefreshRequest(refresh=token, challenge=challenge, signature=signature)
        return sessions.refresh(self.stage.centre, request)

    def comes_in(self, access: str) -> bool:
        return self.stage.read(tokens.bearer, access, clock.now()) is not None


@pytest.fixture
def machine(stage: Stage) -> Machine:
    return Machine(stage, signed.new_signing_key())


def test_the_same_token_again_gives_the_same_pair(machine: Machine) -> None:
    first = machine.sign_in()
    lost, again = machine.refresh(first.refresh), machine.refresh(first.refresh)
    assert (lost.access, lost.refresh) == (again.access, again.refresh)
    assert machine.comes_in(again.access)


def test_a_copied_token_ends_every_token_of_the_device(machine: Machine) -> None:
    first = machine.sign_in()
    second = machine.refresh(first.refresh)
    third = machine.refresh(second.refresh)
    with pytest.raises(SignInRefused, match="bad_proof"):
        machine.refresh(first.refresh)
    assert not machine.comes_in(third.access)
    with pytest.raises(SignInRefused, match="bad_proof"):
        machine.refresh(third.refresh)
    line = machine.stage.read(newest)
    assert line is not None
    assert (line.action, line.actor_id, line.device_id) == ("token_copied", "rep-east", "machine")


def test_after_that_the_person_signs_in_again(machine: Machine) -> None:
    first = machine.sign_in()
    machine.refresh(machine.refresh(first.refresh).refresh)
    with pytest.raises(SignInRefused):
        machine.refresh(first.refresh)
    assert machine.comes_in(machine.sign_in().access)


def test_tokens_that_ran_out_are_not_kept_for_good(machine: Machine) -> None:
    """A laptop renews its tokens every quarter of an hour, for years."""
    with time_machine.travel(0, tick=False) as journey:
        journey.move_to(datetime(2026, 3, 2, tzinfo=UTC))
        session = machine.sign_in()
        kept = []
        for _ in range(40):
            journey.shift(timedelta(days=3))
            session = machine.refresh(session.refresh)
            kept.append(machine.stage.read(count, Token))
    assert max(kept[20:]) == max(kept[10:20]), "the table has stopped to grow"
    assert machine.comes_in(session.access) is False, "long ago by now"


def test_a_token_that_ran_out_just_now_still_ends_nothing(machine: Machine) -> None:
    """A server whose clock was a day ahead for a moment forgets nobody."""
    first = machine.sign_in()
    with time_machine.travel(clock.to_datetime(clock.now()) + timedelta(days=30, hours=20)):
        with pytest.raises(SignInRefused, match="bad_proof"):
            machine.refresh(first.refresh)
        machine.sign_in()
    assert machine.comes_in(machine.refresh(first.refresh).access)


def test_two_laptops_that_sign_in_at_once_are_counted_one_by_one(stage: Stage) -> None:
    """One place is left, and both ask for it before either has it."""
    with stage.database.write() as connection:
        registered(connection, "first")
    with ThreadPoolExecutor(1) as thread:
        with stage.database.write() as connection:
            registered(connection, "second")
            third = thread.submit(in_its_own_time, stage, "third")
            wait([third], timeout=0.5)  # either it waits for its turn, or it does not know of the second
        with pytest.raises(SignInRefused, match="too_many_devices"):
            third.result()
    assert stage.read(count, Device, person_id="rep-east") == accounts.MOST_DEVICES


def registered(connection: sa.Connection, name: str) -> None:
    """A laptop of rep-east that has been in use."""
    key = signed.public_key_of(signed.new_signing_key())
    device = accounts.register_device(connection, "rep-east", name, name, key, clock.now())
    store(connection, [msgspec.structs.replace(device, last_contact_at=clock.now())])


def in_its_own_time(stage: Stage, name: str) -> None:
    with stage.database.write() as connection:
        registered(connection, name)


def test_wrong_passwords_at_once_are_counted_one_by_one(stage: Stage) -> None:
    def fail() -> None:
        with stage.database.write() as connection:
            accounts.count_failure(connection, "rep-east", clock.now())

    with ThreadPoolExecutor(1) as thread:
        with stage.database.write() as connection:
            accounts.count_failure(connection, "rep-east", clock.now())
            second = thread.submit(fail)
            wait([second], timeout=0.5)
        second.result()
    account = stage.read(find, Account, user_name="rep-east")
    assert account is not None
    assert account.failures == 2


@pytest.mark.parametrize("spoilt", [b"ssh-ed25519 AAAA", bytes(32).hex().encode(), "钥匙".encode()])
def test_a_spoilt_recovery_key_keeps_nobody_out(machine: Machine, spoilt: bytes) -> None:
    """A laptop that gets none goes on with the one that it has."""
    (machine.stage.centre.folder / RECOVERY_KEY).write_bytes(spoilt)
    session = machine.sign_in()
    assert session.recovery_key == b""
    assert machine.refresh(session.refresh).recovery_key == b""


def test_after_a_restore_no_laptop_counts_as_one_that_never_came(stage: Stage) -> None:
    """What it sent and fetched since the backup is not known here: its place is given to nobody."""

    def third(name: str) -> Device:
        with stage.database.write() as connection:
            key = signed.public_key_of(signed.new_signing_key())
            return accounts.register_device(connection, "rep-east", name, name, key, clock.now())

    for name in ("a", "b"):
        third(name)
    with stage.database.write() as connection:
        amend(connection, Head, {"id": 1}, refill=True)
    with pytest.raises(SignInRefused, match="too_many_devices"):
        third("c")
    with stage.database.write() as connection:
        amend(connection, Head, {"id": 1}, refill=False)
        amend(connection, Device, {"id": "a"}, refilled="e")
    assert third("c").mark
    devices = {row.id: row.revoked_at for row in stage.read(select, Device, person_id="rep-east")}
    assert (devices["a"], devices["c"]) == (None, None), "the one that came stays"
    assert devices["b"] is not None
