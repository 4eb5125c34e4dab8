"""Challenges: a stranger's asking leaves nothing, a proof counts once, here and in every other process."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from sync.domain import clock, signed
from sync.server import challenges
from sync.server.accounts import SignInRefused
from sync.server.centre import Centre
from sync.server.challenges import LIFE, check_proof, new_challenge, use_up
from sync.store.rows import count, store
from sync.store.tables import Challenge
from tests.sender import Sender
from tests.stage import Stage

DEVICE = b"k" * 32


def is_good(stage: Stage, nonce: str, now: int, centre: Centre | None = None) -> bool:
    """Whether the device's signature of the nonce counts now."""
    public, signature = signed.public_key_of(DEVICE), signed.sign(DEVICE, "challenge", nonce).signature
    key = (centre or stage.centre).challenge_key
    try:
        stage.read(check_proof, key, nonce, public, signature, now)
    except SignInRefused:
        return False
    return True


def test_asking_for_challenges_writes_nothing(small_stage: Stage) -> None:
    with Sender(small_stage.url, "rep-east") as rep:
        before = small_stage.read(count, Challenge)
        got = {rep.post("/v1/challenge", {}).json()["challenge"] for _ in range(20)}
    assert len(got) == 20
    assert small_stage.read(count, Challenge) == before


def test_one_that_nobody_gave_out_proves_nothing(stage: Stage) -> None:
    now = clock.now()
    nonce = new_challenge(stage.centre.challenge_key, now)
    end, words, mark = nonce.split(".")
    longer = f"{int(end, 16) + 1:x}"
    made_up = (
        "",
        ".",
        "..",
        "made up",
        "你好.你好.你好",
        f"{longer}.{words}.{mark}",
        f"{end}.{words}x.{mark}",
    )
    assert is_good(stage, nonce, now)
    assert not [text for text in (*made_up, f"{nonce} ", nonce.upper()) if is_good(stage, text, now)]
    assert not is_good(stage, new_challenge(bytes(32), now), now)


def test_it_runs_out_after_five_minutes_and_none_is_of_later(stage: Stage) -> None:
    now = clock.now()
    nonce = new_challenge(stage.centre.challenge_key, now)
    assert is_good(stage, nonce, now + LIFE)
    assert not is_good(stage, nonce, now + LIFE + 1)
    assert is_good(stage, nonce, now - LIFE), "another machine of the server, whose clock is behind"
    assert not is_good(stage, nonce, now - LIFE - 1), "the clock was ahead, and is set right"


def test_another_process_knows_it(stage: Stage) -> None:
    now = clock.now()
    nonce = new_challenge(Centre(stage.database, stage.centre.folder).challenge_key, now)
    assert is_good(stage, nonce, now)


def test_two_who_use_one_at_once_are_one(stage: Stage) -> None:
    now = clock.now()
    nonce = new_challenge(stage.centre.challenge_key, now)

    def second() -> None:
        with stage.database.write() as connection:
            use_up(connection, nonce, now)

    with ThreadPoolExecutor(1) as thread:
        with stage.database.write() as connection:
            use_up(connection, nonce, now)
            other = thread.submit(second)
            wait([other], timeout=0.5)  # either it waits for its turn, or it does not know of the first
        with pytest.raises(SignInRefused, match="bad_proof"):
            other.result()
    assert not is_good(stage, nonce, now)


def test_what_was_used_is_forgotten_when_it_has_long_run_out(stage: Stage) -> None:
    now = clock.now()
    old = [Challenge(nonce=f"old {n}", expires_at=now - LIFE - 1 - n) for n in range(150)]
    with stage.database.write() as connection:
        store(connection, [*old, Challenge(nonce="just now", expires_at=now - 1)])
    for _ in range(2):
        with stage.database.write() as connection:
            use_up(connection, new_challenge(stage.centre.challenge_key, now), now)
    assert stage.read(count, Challenge) == 3
    assert challenges.LIFE == 5 * 60_000


def test_a_stranger_who_renews_keeps_nobody_from_writing(small_stage: Stage) -> None:
    """A writing transaction on SQLite is the one that there is."""
    with Sender(small_stage.url, "rep-east") as rep, small_stage.database.write():
        for _ in range(3):
            reply = rep.post("/v1/refresh", {"refresh": "x", "challenge": "x", "signature": b""})
            assert (reply.status_code, reply.json()["code"]) == (403, "bad_proof")
