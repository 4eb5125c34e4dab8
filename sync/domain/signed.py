"""Statements that one end signs and the other can prove: Ed25519 over canonical JSON.

The bytes that were signed travel as they are, so that a reader who knows fewer fields, or writes JSON
another way, still checks exactly what the signer wrote. `purpose` keeps statements of different kinds
apart: a receipt can never be read as a lease.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from sync.domain.signed_tree import climb, grow, leaf

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

# Other numbers will mean other algorithms.
SUITE: Final = 1  # Ed25519 over the statement
TOGETHER: Final = 2  # Ed25519 over the root of a tree of statements
SIGNATURE: Final = 64  # bytes

Statement = TypeVar("Statement")


class Signed(msgspec.Struct, frozen=True):
    """A statement's canonical JSON, byte for byte, and its signature (base64 in JSON): 64 bytes, and behind
    them, for one of many statements, its path in their tree."""

    body: bytes
    signature: bytes
    suite: int = SUITE


class Forged(Exception):
    """The signature does not fit the words, the purpose or the key."""


def canonical(value: object) -> bytes:
    """JSON with sorted names and no blanks: the same value is the same bytes everywhere."""
    return msgspec.json.encode(value, order="sorted")


def new_signing_key() -> bytes:
    """A private key of 32 random bytes."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private_key: bytes) -> bytes:
    """The public half (32 bytes) of a signing key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def sign(private_key: bytes, purpose: str, statement: object) -> Signed:
    """Sign a statement (a struct or plain values) for one purpose."""
    body = canonical(statement)
    return Signed(body, _key(private_key).sign(_message(SUITE, purpose, body)))


def sign_together(private_key: bytes, purpose: str, statements: Sequence[object]) -> list[Signed]:
    """Sign many statements (at least one) by one signature; each is proved by itself."""
    bodies = [canonical(statement) for statement in statements]
    root, paths = grow([leaf(_message(TOGETHER, purpose, body)) for body in bodies])
    signature = _key(private_key).sign(_message(TOGETHER, purpose, root))
    return [Signed(body, signature + path, TOGETHER) for body, path in zip(bodies, paths, strict=True)]


@lru_cache(maxsize=1)
def _key(private_key: bytes) -> Ed25519PrivateKey:
    """Ready to sign: to derive the public half again costs as much as a signature."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(private_key)


def verify(signed: Signed, public_key: bytes, purpose: str, kind: type[Statement]) -> Statement:
    """What was signed, as a value of `kind`. Raises Forged."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    signature, path = signed.signature[:SIGNATURE], signed.signature[SIGNATURE:]
    message = _message(signed.suite, purpose, signed.body)
    try:
        if signed.suite == TOGETHER:
            message = _message(TOGETHER, purpose, climb(leaf(message), path))
        elif path:
            raise Forged(purpose)
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
        return msgspec.json.decode(signed.body, type=kind)
    except (InvalidSignature, ValueError) as error:
        raise Forged(purpose) from error


def _message(suite: int, purpose: str, body: bytes) -> bytes:
    """The bytes under the signature: `zhuqitong/SUITE/PURPOSE`, a line feed, the body."""
    return f"zhuqitong/{suite}/{purpose}\n".encode() + body
