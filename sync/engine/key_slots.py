"""Slots: the data key wrapped once for each way to open it.

unlock     HKDF(Argon2id(password) + the secret in the system's keyring): a copied disk cannot be guessed
           without the keyring, an open session cannot be used without the password
password   Argon2id(password) alone, four times the memory: where no keyring exists
recovery   sealed to the organisation's public key: a forgotten password, an emptied keyring
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from sync.domain import boxed
from sync.engine.keys_refused import KeysRefused
from sync.engine.sealed import derive, seal, unseal

FORMAT: Final = 1  # the key file's version, also bound into every slot
SALT: Final = 16

SlotName = Literal["unlock", "password"]


class Cost(msgspec.Struct, frozen=True):
    """What Argon2id spends on one password. The bounds keep a forged file from eating the machine."""

    memory_kib: Annotated[int, Meta(ge=8, le=1024 * 1024)]
    passes: Annotated[int, Meta(ge=1, le=16)]
    lanes: Annotated[int, Meta(ge=1, le=16)]


# RFC 9106 section 4, second choice (64 MiB, three passes, four lanes); more memory where no keyring helps.
COSTS: Final[Mapping[SlotName, Cost]] = {
    "unlock": Cost(64 * 1024, 3, 4),
    "password": Cost(256 * 1024, 3, 4),
}


class PasswordSlot(msgspec.Struct, frozen=True):
    """Opens with a password and, when `secret_check` is there, the keyring's secret."""

    name: SlotName
    salt: bytes
    cost: Cost
    secret_check: bytes
    sealed: bytes


class RecoverySlot(msgspec.Struct, frozen=True):
    """Opens with the organisation's private key; `box` may also be kept at the server."""

    public_key: bytes
    box: bytes


def wrap(
    profile_id: str, data_key: bytes, password: str, secret: bytes | None, costs: Mapping[SlotName, Cost]
) -> PasswordSlot:
    """The daily slot: `unlock` with a keyring's secret, `password` without."""
    name: SlotName = "password" if secret is None else "unlock"
    salt = os.urandom(SALT)
    key = _slot_key(name, password, secret, salt, costs[name])
    sealed = seal(key, data_key, _bound(profile_id, name))
    return PasswordSlot(name, salt, costs[name], check_of(secret) if secret else b"", sealed)


def unwrap(profile_id: str, slot: PasswordSlot, password: str, secret: bytes | None) -> bytes:
    """The data key. Raises Damaged when the password (or the secret) is another one."""
    key = _slot_key(slot.name, password, secret, slot.salt, slot.cost)
    return unseal(key, slot.sealed, _bound(profile_id, slot.name))


def wrap_for_recovery(profile_id: str, data_key: bytes, public_key: bytes) -> RecoverySlot:
    """The data key for the owner of an X25519 public key (32 bytes)."""
    return RecoverySlot(public_key, boxed.seal_to(public_key, data_key, _bound(profile_id, "recovery")))


def unwrap_by_recovery(profile_id: str, slot: RecoverySlot, private_key: bytes) -> bytes:
    """The data key. Raises KeysRefused recovery_refused."""
    try:
        return boxed.unseal_with(private_key, slot.box, _bound(profile_id, "recovery"))
    except boxed.NotForUs as error:
        raise KeysRefused("recovery_refused") from error


def check_of(key: bytes) -> bytes:
    """A fingerprint that tells two random keys apart and says nothing about either."""
    return derive(key, "check")[:16]


def _bound(profile_id: str, slot_name: str) -> str:
    return f"{profile_id}/{slot_name}/{FORMAT}"


def _slot_key(name: SlotName, password: str, secret: bytes | None, salt: bytes, cost: Cost) -> bytes:
    from argon2.exceptions import HashingError
    from argon2.low_level import Type, hash_secret_raw

    # One spelling for a password typed on different keyboards (RFC 8265 section 4.2: NFC).
    typed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    try:
        hashed = hash_secret_raw(typed, salt, cost.passes, cost.memory_kib, cost.lanes, 32, Type.ID)
    except HashingError as error:
        raise KeysRefused("not_enough_memory") from error
    return derive(hashed + (secret or b""), f"slot/{name}")
