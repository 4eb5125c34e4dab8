"""Opaque tokens, kept as hashes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final, NamedTuple

import sqlalchemy as sa

from sync.domain.clock import HOUR, Instant
from sync.server.accounts import SignInRefused
from sync.server.locks import lock_names
from sync.store.driver import change, fetch
from sync.store.rows import amend, delete, find, store, value
from sync.store.tables import Device, Head, Token

ACCESS_LIFE: Final = HOUR // 4
REFRESH_LIFE: Final = 30 * 24 * HOUR
_OF_DEVICE, _OF_HEAD = Device.__struct_fields__, Head.__struct_fields__
_BEARER: Final = (
    f"SELECT {', '.join([*(f'd.{name}' for name in _OF_DEVICE), *(f'h.{name}' for name in _OF_HEAD)])},"  # noqa: S608
    " (SELECT min(r.revision) FROM recall r WHERE r.device_id = d.id AND r.evicted_at IS NULL)"
    " FROM token t JOIN device d ON d.id = t.device_id CROSS JOIN head h"
    " WHERE t.hash = {mark} AND t.kind = 'access' AND t.expires_at >= {mark} AND d.revoked_at IS NULL"
)
_FORGET: Final = (
    "DELETE FROM token WHERE hash IN"
    " (SELECT hash FROM token WHERE expires_at < {mark} ORDER BY expires_at LIMIT 100{skip})"
)


class Caller(NamedTuple):
    """Who asks, and what stood at that moment: how far the record was, and since which revision the laptop
    owes a receipt for what was taken away (None: it owes none)."""

    device: Device
    head: Head
    owes_since: int | None


class Copied(SignInRefused):
    """A refresh token came back although its successor was turned in: two hold it, one has stolen it."""

    def __init__(self, device: Device) -> None:
        super().__init__("bad_proof")
        self.device = device


def hashed(token: str) -> str:
    """How a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def issue(connection: sa.Connection, device: Device, now: Instant) -> tuple[str, str]:
    """A new (access, refresh) pair for a device."""
    access, refresh = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    _keep(connection, device, access, refresh, now)
    return access, refresh


def _keep(connection: sa.Connection, device: Device, access: str, refresh: str, now: Instant) -> None:
    _forget(connection, now)
    lives = (("access", access, ACCESS_LIFE), ("refresh", refresh, REFRESH_LIFE))
    store(
        connection,
        [
            Token(
                hash=hashed(token),
                kind=kind,
                device_id=device.id,
                person_id=device.person_id,
                expires_at=now + life,
            )
            for kind, token, life in lives
        ],
    )


def _forget(connection: sa.Connection, now: Instant) -> None:
    """Some of those that ran out more than a day ago (a clock may have been wrong for a while): each that
    comes takes more of them away than it adds."""
    dialect = connection.dialect.name
    mark, skip = ("%s", " FOR UPDATE SKIP LOCKED") if dialect == "postgresql" else ("?", "")
    change(connection, _FORGET.format(mark=mark, skip=skip), (now - 24 * HOUR,))


def successors(server_key: bytes, refresh: str) -> tuple[str, str]:
    """The (access, refresh) pair that follows a refresh token: always the same, because the reply that
    carries it may be lost; only the server can compute it, and no token has to be stored for it."""
    return tuple(  # type: ignore[return-value]
        hmac.new(server_key, f"{kind} after {refresh}".encode(), hashlib.sha256).hexdigest()
        for kind in ("access", "refresh")
    )


def turned_in(connection: sa.Connection, refresh: str, now: Instant) -> Token:
    """A refresh token that may be used. Raises SignInRefused("bad_proof")."""
    token = find(connection, Token, hash=hashed(refresh))
    if token is None or token.kind != "refresh" or token.expires_at < now:
        raise SignInRefused("bad_proof")
    return token


def renew(
    connection: sa.Connection, server_key: bytes, refresh: str, device: Device, now: Instant
) -> tuple[str, str]:
    """The pair that follows a refresh token of the device. Raises SignInRefused("bad_proof"), Copied: then
    every token of the device has to end."""
    _alone(connection, device)
    token = turned_in(connection, refresh, now)
    access, following = successors(server_key, refresh)
    known = find(connection, Token, hash=hashed(following))
    if known is not None and known.used:
        raise Copied(device)
    _keep(connection, device, access, following, now)
    amend(connection, Token, {"hash": token.hash}, used=True)
    return access, following


def _alone(connection: sa.Connection, device: Device) -> None:
    """Nobody else gives or ends this device's tokens until the transaction is over."""
    lock_names(connection, [f"tokens of {device.id}"])


def end_all(connection: sa.Connection, device: Device) -> None:
    """Nobody comes in with a token of this device any more."""
    _alone(connection, device)
    delete(connection, Token, device_id=device.id)


def bearer(connection: sa.Connection, access: str, now: Instant) -> Caller | None:
    """Who comes with an access token, and all that a quiet sync is answered from, in one question; None when
    it may not come in."""
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    found = fetch(connection, _BEARER.format(mark=mark), (hashed(access), now))
    if not found:
        return None
    *both, owes_since = found[0]
    mine, here = both[: len(_OF_DEVICE)], both[len(_OF_DEVICE) :]
    return Caller(value(Device, mine), value(Head, here), owes_since)
