"""A box that anybody can close and one key can open: X25519, HKDF-SHA256, AES-256-GCM.

Used where the receiver's secret is elsewhere: a laptop's data key for the organisation that may have to
recover it, a courier file for the end that will read it.

Bytes: suite (1) · the closer's one-use public key (32) · sealed words and tag. The box key is used once,
so its nonce is zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

SUITE: Final = 1
PUBLIC_KEY: Final = 32  # bytes
_NONCE: Final = bytes(12)


class NotForUs(Exception):
    """The box was not sealed to this key under this name, or was changed since."""


def new_box_key() -> bytes:
    """A private key of 32 random bytes."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.generate().private_bytes_raw()


def public_key_of(private_key: bytes) -> bytes:
    """The public half (32 bytes) of a box key."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()


def seal_to(public_key: bytes, plain: bytes, name: str) -> bytes:
    """Close `plain` so that only the owner of `public_key` reads it, and only under `name`."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    once = X25519PrivateKey.generate()
    sender = once.public_key().public_bytes_raw()
    key = _box_key(once, X25519PublicKey.from_public_bytes(public_key), sender + public_key)
    return bytes([SUITE]) + sender + AESGCM(key).encrypt(_NONCE, plain, name.encode())


def unseal_with(private_key: bytes, box: bytes, name: str) -> bytes:
    """Open a box with the private key it was sealed to. Raises NotForUs."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    suite, sender, sealed = box[:1], box[1 : 1 + PUBLIC_KEY], box[1 + PUBLIC_KEY :]
    if suite != bytes([SUITE]):
        raise NotForUs(name)
    ours = X25519PrivateKey.from_private_bytes(private_key)
    try:
        both = sender + ours.public_key().public_bytes_raw()
        key = _box_key(ours, X25519PublicKey.from_public_bytes(sender), both)
        return AESGCM(key).decrypt(_NONCE, sealed, name.encode())
    except (InvalidTag, ValueError) as error:
        raise NotForUs(name) from error


def _box_key(ours: X25519PrivateKey, theirs: X25519PublicKey, both: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = f"zhuqitong/{SUITE}/box/".encode() + both
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(ours.exchange(theirs))
