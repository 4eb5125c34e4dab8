"""A signature fits its words, its purpose and its key, and nothing else."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain import signed
from sync.domain.signed import Forged, Signed

KEY = bytes(range(32))
PUBLIC = signed.public_key_of(KEY)


class Word(msgspec.Struct, frozen=True):
    text: str
    count: int = 0


class LaterWord(msgspec.Struct, frozen=True):
    """The same statement in a later release."""

    text: str
    count: int = 0
    region: str = ""


def test_golden_bytes() -> None:
    """Ed25519 is deterministic: another implementation must make the same 64 bytes (RFC 8032)."""
    made = signed.sign(KEY, "receipt", Word("驻企", 2))
    assert made.body == '{"count":2,"text":"驻企"}'.encode()
    assert made.signature.hex() == GOLDEN_SIGNATURE
    assert PUBLIC.hex() == GOLDEN_PUBLIC


GOLDEN_PUBLIC = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"
GOLDEN_SIGNATURE = (
    "54593c59fac75b0db6c7f83ec26d378edaddeda44d60486bb06bf51434d369fd"
    "d4272d7cb7390389e6071d643fee43f678bff58549e4fa79e5fe8b794fa1730f"
)


@given(st.text(), st.integers(-(2**53), 2**53))
def test_what_was_signed_is_proved(text: str, count: int) -> None:
    made = signed.sign(KEY, "receipt", Word(text, count))
    assert signed.verify(made, PUBLIC, "receipt", Word) == Word(text, count)


def test_it_survives_the_wire() -> None:
    made = signed.sign(KEY, "receipt", Word("驻企"))
    again = msgspec.json.decode(msgspec.json.encode(made), type=Signed)
    assert signed.verify(again, PUBLIC, "receipt", Word) == Word("驻企")


def test_an_older_reader_proves_a_newer_statement() -> None:
    made = signed.sign(KEY, "receipt", LaterWord("驻企", 1, "平泉市"))
    assert signed.verify(made, PUBLIC, "receipt", Word) == Word("驻企", 1)


@pytest.mark.parametrize(
    "forged",
    [
        {"body": b'{"count":3,"text":"a"}'},
        {"body": b'{"count":2, "text":"a"}'},
        {"signature": bytes(64)},
        {"signature": b""},
        {"signature": bytes(64 + 33)},
        {"suite": 2},
    ],
)
def test_changed_words_are_forged(forged: dict[str, object]) -> None:
    made = signed.sign(KEY, "receipt", Word("a", 2))
    with pytest.raises(Forged):
        signed.verify(msgspec.structs.replace(made, **forged), PUBLIC, "receipt", Word)


def test_many_statements_under_one_signature_are_proved_one_by_one() -> None:
    words = [Word(text, count) for count, text in enumerate("驻企通五人")]
    made = signed.sign_together(KEY, "receipt", words)
    assert [signed.verify(each, PUBLIC, "receipt", Word) for each in made] == words
    assert {each.signature[:64] for each in made} == {made[0].signature[:64]}
    (alone,) = signed.sign_together(KEY, "receipt", [words[0]])
    assert signed.verify(alone, PUBLIC, "receipt", Word) == words[0]


def test_nothing_of_one_of_many_can_be_changed() -> None:
    mine, other, _ = signed.sign_together(KEY, "receipt", [Word("a"), Word("b"), Word("c")])
    for changed in (
        {"body": other.body},
        {"signature": other.signature},
        {"signature": mine.signature[:-1]},
        {"signature": mine.signature[:64]},
        {"signature": mine.signature + b"\0"},
        {"suite": signed.SUITE},
    ):
        with pytest.raises(Forged):
            signed.verify(msgspec.structs.replace(mine, **changed), PUBLIC, "receipt", Word)


def test_another_purpose_or_key_is_forged() -> None:
    made = signed.sign(KEY, "receipt", Word("a"))
    with pytest.raises(Forged):
        signed.verify(made, PUBLIC, "lease", Word)
    with pytest.raises(Forged):
        signed.verify(made, signed.public_key_of(signed.new_signing_key()), "receipt", Word)


def test_a_statement_of_another_shape_is_not_taken() -> None:
    made = signed.sign(KEY, "receipt", {"number": 1})
    with pytest.raises(Forged):
        signed.verify(made, PUBLIC, "receipt", Word)
