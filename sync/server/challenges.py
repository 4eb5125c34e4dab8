"""One-use challenges that a device signs. What is given out is proved by the server's own mark on it, and
nothing of it is kept: a stranger may ask as often as they like. What was used is kept until it has run out.

Text: when it runs out (milliseconds, hexadecimal) . 24 random bytes . the mark.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

import sqlalchemy as sa

from sync.domain.clock import HOUR, Instant
from sync.domain.signed import Forged, Signed, canonical, verify
from sync.server.accounts import SignInRefused
from sync.store.driver import change
from sync.store.rows import find
from sync.store.tables import Challenge

LIFE: Final = HOUR // 12
_USE: Final = "INSERT INTO challenge (nonce, expires_at) VALUES ({mark}, {mark}) ON CONFLICT DO NOTHING"
_FORGET: Final = (
    "DELETE FROM challenge WHERE nonce IN"
    " (SELECT nonce FROM challenge WHERE expires_at < {mark} LIMIT 100{skip})"
)


def new_challenge(key: bytes, now: Instant) -> str:
    """A nonce that a device signs within five minutes; `key` is the one that all processes of a server have
    for it."""
    words = f"{now + LIFE:x}.{secrets.token_urlsafe(24)}"
    return f"{words}.{_mark(key, words)}"


def _mark(key: bytes, words: str) -> str:
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()


def check_proof(
    connection: sa.Connection, key: bytes, nonce: str, public_key: bytes, signature: bytes, now: Instant
) -> None:
    """The device's signature of a challenge that was given out lately and not used. Raises
    SignInRefused("bad_proof")."""
    if not _is_open(key, nonce, now) or find(connection, Challenge, nonce=nonce) is not None:
        raise SignInRefused("bad_proof")
    try:
        verify(Signed(canonical(nonce), signature), public_key, "challenge", str)
    except (Forged, ValueError):
        raise SignInRefused("bad_proof") from None


def _is_open(key: bytes, nonce: str, now: Instant) -> bool:
    """Given out here, and not run out. The machines of one server may go differently by as much as a
    challenge lives; a clock that was further ahead gave none for later."""
    words, _, mark = nonce.rpartition(".")
    if not hmac.compare_digest(_mark(key, words).encode(), mark.encode()):
        return False
    return now <= _end(nonce) <= now + 2 * LIFE


def _end(nonce: str) -> Instant:
    return int(nonce.partition(".")[0], 16)


def use_up(connection: sa.Connection, nonce: str, now: Instant) -> None:
    """A challenge that was checked proves one thing once. Raises SignInRefused("bad_proof") when somebody was
    faster."""
    mark, skip = ("%s", " FOR UPDATE SKIP LOCKED") if connection.dialect.name == "postgresql" else ("?", "")
    change(connection, _FORGET.format(mark=mark, skip=skip), (now - LIFE,))
    if not change(connection, _USE.format(mark=mark), (nonce, _end(nonce))):
        raise SignInRefused("bad_proof")
