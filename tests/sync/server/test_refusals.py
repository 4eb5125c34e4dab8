"""A stranger who tries for ever leaves no more in the audit than somebody can read."""

from __future__ import annotations

import pytest
import time_machine

from sync.domain import clock, signed
from sync.server import audit, challenges, refusals, sessions
from sync.server.accounts import SignInRefused
from sync.server.audit import Line
from sync.store.rows import select
from sync.store.tables import Audit
from sync.wire import SignInRequest
from tests.stage import Stage

KEY = b"k" * 32


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "MOST_AN_HOUR", 3)


def attempt(stage: Stage, name: str, *, challenge: str = "made up") -> None:
    """Somebody tries to come in, and is declined."""
    request = SignInRequest(
        user_name=name,
        password="no password",
        device_id="machine",
        device_name="示例电脑",
        public_key=signed.public_key_of(KEY),
        challenge=challenge,
        signature=signed.sign(KEY, "challenge", challenge).signature,
    )
    with pytest.raises(SignInRefused):
        sessions.sign_in(stage.centre, request)


def proved(stage: Stage, name: str) -> None:
    """The same with a proof that is right, so that the password is asked about."""
    challenge = challenges.new_challenge(stage.centre.challenge_key, clock.now())
    attempt(stage, name, challenge=challenge)


def told(stage: Stage, action: str) -> list[Audit]:
    lines = sorted(stage.read(select, Audit), key=lambda line: line.number)
    return [line for line in lines if line.action == action]


def test_bad_proofs_are_told_until_there_are_enough_and_the_last_says_so(stage: Stage) -> None:
    for _ in range(7):
        attempt(stage, "nobody")
    assert [line.object_id for line in told(stage, "sign_in bad_proof")] == ["", "", refusals.MORE]
    assert stage.read(audit.verify).whole


def test_what_is_not_told_is_not_written_at_all(small_stage: Stage) -> None:
    for _ in range(3):
        attempt(small_stage, "nobody")
    before = len(small_stage.read(select, Audit))
    with small_stage.database.write():  # nobody else may write
        attempt(small_stage, "nobody")
    assert len(small_stage.read(select, Audit)) == before


def test_an_hour_later_they_are_told_again(small_stage: Stage) -> None:
    for _ in range(4):
        attempt(small_stage, "nobody")
    with time_machine.travel((clock.now() + clock.HOUR + 1000) / 1000, tick=False):
        attempt(small_stage, "nobody")
    assert len(told(small_stage, "sign_in bad_proof")) == 4


def test_who_tries_names_that_nobody_has_hides_no_try_at_one_that_somebody_has(stage: Stage) -> None:
    for _ in range(5):
        proved(stage, "nobody")
    proved(stage, "rep-east")
    assert [line.actor_id for line in told(stage, "sign_in wrong_password")] == ["", "", "", "rep-east"]


def test_a_wrong_password_is_counted_though_it_is_not_told(small_stage: Stage) -> None:
    with time_machine.travel(clock.now() / 1000, tick=False) as journey:
        for _ in range(5):
            proved(small_stage, "rep-east")
            journey.shift(61)
        assert len(told(small_stage, "sign_in wrong_password")) == 3
        proved(small_stage, "rep-east")
        attempts = told(small_stage, "sign_in too_many_tries")
        proved(small_stage, "rep-east")
    assert len(told(small_stage, "sign_in too_many_tries")) == len(attempts) + 1


def test_among_much_else_they_are_told_again(small_stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refusals, "LOOKED_BACK", 10)
    for _ in range(4):
        attempt(small_stage, "nobody")
    with small_stage.database.write() as connection:
        audit.append(connection, clock.now(), [Line("import")] * 10)
    attempt(small_stage, "nobody")
    assert len(told(small_stage, "sign_in bad_proof")) == 4
