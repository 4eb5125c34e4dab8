"""Signing in once, and staying signed in: device proof, tokens, lease, clock offset."""

from __future__ import annotations

import platform
import uuid

import msgspec

from sync.domain import clock, signed
from sync.engine.clock_offset import offset
from sync.engine.local_values import Contact, Identity, SeenAudit, Tokens, contact, recall, remember
from sync.engine.transport import Away, Declined, SignInAgain, Transport
from sync.store.database import Database
from sync.wire import ChallengeReply, RefreshRequest, Session, SignInRequest


def _proof(transport: Transport, device_key: bytes) -> tuple[str, bytes]:
    """A challenge of the server and the device's signature of it."""
    nonce = transport.post("/v1/challenge", {}, ChallengeReply).challenge
    return nonce, signed.sign(device_key, "challenge", nonce).signature


def first_sign_in(
    transport: Transport, user_name: str, password: str
) -> tuple[Identity, Tokens, Contact, SeenAudit]:
    """A new device of this person. Raises Away, Declined (wrong_password, …)."""
    device_key = signed.new_signing_key()
    device_id = str(uuid.uuid4())
    session, asked_at = _sign_in(transport, user_name, password, device_id, device_key)
    identity = Identity(
        server=transport.server,
        user_name=user_name,
        person_id=session.person_id,
        device_id=device_id,
        device_key=device_key,
        device_mark=session.device_mark,
        server_key=session.server_key,
    )
    contact = _contact(Contact(), session, asked_at)
    return identity, _tokens(session), contact, _seen(SeenAudit(), session)


def _sign_in(
    transport: Transport, user_name: str, password: str, device_id: str, device_key: bytes
) -> tuple[Session, int]:
    nonce, signature = _proof(transport, device_key)
    asked_at = clock.now()
    request = SignInRequest(
        user_name=user_name,
        password=password,
        device_id=device_id,
        device_name=platform.node()[:200],
        public_key=signed.public_key_of(device_key),
        challenge=nonce,
        signature=signature,
    )
    return transport.post("/v1/sign-in", request, Session), asked_at


def sign_in_again(database: Database, transport: Transport, password: str) -> None:
    """New tokens for a known device. Raises Away, Declined."""
    with database.read() as connection:
        identity = recall(connection, Identity)
    assert identity is not None
    session, asked_at = _sign_in(
        transport, identity.user_name, password, identity.device_id, identity.device_key
    )
    _keep(database, identity, session, asked_at)


def renew(database: Database, transport: Transport) -> None:
    """The next tokens and a longer lease. Raises Away, SignInAgain."""
    with database.read() as connection:
        identity, tokens = recall(connection, Identity), recall(connection, Tokens)
    assert identity is not None
    assert tokens is not None
    session, asked_at = _renewed(transport, identity, tokens.refresh)
    _keep(database, identity, session, asked_at)
    transport.access = session.access


def _renewed(
    transport: Transport, identity: Identity, refresh: str, *, again: bool = True
) -> tuple[Session, int]:
    """A proof that is not taken may only have been too late, when a clock was set meanwhile: it is given once
    more before the person is asked. The same refresh token has the same successors."""
    try:
        nonce, signature = _proof(transport, identity.device_key)
        asked_at = clock.now()
        request = RefreshRequest(refresh=refresh, challenge=nonce, signature=signature)
        return transport.post("/v1/refresh", request, Session), asked_at
    except Declined as no:
        if again and no.code == "bad_proof":
            return _renewed(transport, identity, refresh, again=False)
        raise SignInAgain(no.code) from no


def _keep(database: Database, identity: Identity, session: Session, asked_at: int) -> None:
    """Raises Away("not_our_server") for a server with another key: a copy of ours, or somebody else's."""
    if session.server_key != identity.server_key:
        raise Away("not_our_server")
    with database.write() as connection:
        remember(connection, _tokens(session))
        remember(connection, _contact(contact(connection), session, asked_at))
        remember(connection, _seen(recall(connection, SeenAudit) or SeenAudit(), session))


def _tokens(session: Session) -> Tokens:
    return Tokens(
        access=session.access,
        refresh=session.refresh,
        lease=session.lease,
        courier_key=session.courier_key,
        recovery_key=session.recovery_key,
    )


def _seen(before: SeenAudit, session: Session) -> SeenAudit:
    """A later line takes the place of an earlier one, never the other way: what is gone was seen."""
    now = session.audit
    if now is None or (before.epoch == session.epoch and before.head and now.number <= before.head.number):
        return before
    return SeenAudit(epoch=session.epoch, head=now)


def _contact(before: Contact, session: Session, asked_at: int) -> Contact:
    """The answer to a proof of just now says what time it is, also when it is earlier than what was seen: a
    server that was ahead for a minute would else lock this copy until that day."""
    return msgspec.structs.replace(
        before,
        offset=offset(before.offset, asked_at, clock.now(), session.server_time),
        highest=session.server_time,
    )
