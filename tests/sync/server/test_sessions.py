"""Tokens that follow one another: a lost reply is no harm, a copied token ends them all."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from sync.domain import clock, signed
from sync.server import sessions, tokens
from sync.server.accounts import SignInRefused
from sync.server.audit import newest
from sync.wire import RefreshRequest, Session, SignInRequest
from tests.stage import PASSWORD, Stage


class Machine(NamedTuple):
    """A device that signs challenges, without a laptop around it."""

    stage: Stage
    key: bytes

    def _proof(self) -> tuple[str, bytes]:
        with self.stage.database.write() as connection:
            nonce = tokens.new_challenge(connection, clock.now())
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
