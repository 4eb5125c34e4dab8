"""Each slot opens with exactly what it was made with."""

from __future__ import annotations

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sync.domain import boxed
from sync.engine import key_slots
from sync.engine.key_slots import COSTS, Cost, PasswordSlot
from sync.engine.keys_refused import KEY_REFUSALS, KeysRefused
from sync.engine.sealed import Damaged
from tests.sync.engine.key_parts import CHEAP_COSTS

DATA_KEY = bytes(range(32))
SECRET = b"s" * 32
PROFILE = "5b0c3f1e-0000-4000-8000-000000000001"


def slot(secret: bytes | None = SECRET, password: str = "示例口令") -> PasswordSlot:
    return key_slots.wrap(PROFILE, DATA_KEY, password, secret, CHEAP_COSTS)


@pytest.mark.parametrize(("secret", "name"), [(SECRET, "unlock"), (None, "password")])
def test_a_slot_opens_with_password_and_secret(secret: bytes | None, name: str) -> None:
    made = slot(secret)
    assert made.name == name
    assert key_slots.unwrap(PROFILE, made, "示例口令", secret) == DATA_KEY


@pytest.mark.parametrize(
    ("profile", "password", "secret"),
    [
        (PROFILE, "示例口令 ", SECRET),
        (PROFILE, "", SECRET),
        (PROFILE, "示例口令", b"t" * 32),
        (PROFILE, "示例口令", None),
        ("another", "示例口令", SECRET),
    ],
)
def test_anything_else_does_not_open(profile: str, password: str, secret: bytes | None) -> None:
    with pytest.raises(Damaged):
        key_slots.unwrap(profile, slot(), password, secret)


def test_a_slot_cannot_be_passed_off_as_the_other() -> None:
    made = msgspec.structs.replace(slot(None), name="unlock")
    with pytest.raises(Damaged):
        key_slots.unwrap(PROFILE, made, "示例口令", None)


def test_the_slot_keeps_its_own_cost() -> None:
    made = key_slots.wrap(
        PROFILE, DATA_KEY, "p", SECRET, {"unlock": Cost(16, 2, 1), "password": Cost(8, 1, 1)}
    )
    assert made.cost == Cost(16, 2, 1)
    assert key_slots.unwrap(PROFILE, made, "p", SECRET) == DATA_KEY


def test_the_real_costs_open_again() -> None:
    """The one test that pays for Argon2id as people do."""
    assert COSTS["unlock"] == Cost(65536, 3, 4)
    assert COSTS["password"] == Cost(262144, 3, 4)
    made = key_slots.wrap(PROFILE, DATA_KEY, "p", None, COSTS)
    assert made.cost == COSTS["password"]
    assert key_slots.unwrap(PROFILE, made, "p", None) == DATA_KEY


def test_the_key_is_argon2id_then_hkdf() -> None:
    """By the libraries' other ends: argon2's own type id, HKDF by hand, and the words bound into the slot."""
    import hashlib
    import hmac

    from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw

    made = slot(password="e\u0301")  # two code points on one keyboard, one on another
    hashed = hash_secret_raw("é".encode(), made.salt, 1, 8, 1, 32, Type.ID, ARGON2_VERSION)
    extracted = hmac.digest(bytes(32), hashed + SECRET, hashlib.sha256)
    key = hmac.digest(extracted, b"zhuqitong/1/slot/unlock\x01", hashlib.sha256)
    opened = AESGCM(key).decrypt(made.sealed[1:13], made.sealed[13:], f"{PROFILE}/unlock/1".encode())
    assert opened == DATA_KEY


@pytest.mark.parametrize(
    "cost", [{"memory_kib": 2**31, "passes": 1, "lanes": 1}, {"memory_kib": 0, "passes": 1, "lanes": 1}]
)
def test_a_forged_cost_is_not_even_read(cost: dict[str, int]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(cost, Cost)


def test_too_little_memory_has_a_code() -> None:
    impossible = msgspec.structs.replace(slot(), cost=Cost(8, 1, 16))  # Argon2 needs 8 KiB a lane
    with pytest.raises(KeysRefused) as caught:
        key_slots.unwrap(PROFILE, impossible, "示例口令", SECRET)
    assert caught.value.code == "not_enough_memory"


def test_recovery_opens_for_the_organisation_alone() -> None:
    private = boxed.new_box_key()
    made = key_slots.wrap_for_recovery(PROFILE, DATA_KEY, boxed.public_key_of(private))
    assert key_slots.unwrap_by_recovery(PROFILE, made, private) == DATA_KEY
    for profile, key in ((PROFILE, boxed.new_box_key()), ("another", private)):
        with pytest.raises(KeysRefused) as caught:
            key_slots.unwrap_by_recovery(profile, made, key)
        assert caught.value.code == "recovery_refused"


def test_a_fingerprint_says_nothing_of_the_key() -> None:
    assert len(key_slots.check_of(DATA_KEY)) == 16
    assert key_slots.check_of(DATA_KEY) not in DATA_KEY
    assert key_slots.check_of(DATA_KEY) != key_slots.check_of(SECRET)


def test_only_listed_codes_can_be_raised() -> None:
    with pytest.raises(AssertionError):
        KeysRefused("because")
    assert all(code.islower() and words for code, words in KEY_REFUSALS.items())
