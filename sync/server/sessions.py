"""Signing in and staying signed in."""

from __future__ import annotations

import sqlalchemy as sa

from sync.domain import clock, lease
from sync.server import accounts, feed, tokens
from sync.server.accounts import SignInRefused
from sync.server.centre import Centre
from sync.store.rows import find, select
from sync.store.tables import Account, Device
from sync.wire import RefreshRequest, Session, SignInRequest


def sign_in(centre: Centre, request: SignInRequest) -> Session:
    """Name, password and the device's proof against tokens and a lease. Raises SignInRefused."""
    now = clock.now()
    try:
        with centre.database.write() as connection:
            tokens.check_proof(connection, request.challenge, request.public_key, request.signature, now)
            account = accounts.check_password(connection, request.user_name, request.password, now)
            device = accounts.register_device(
                connection,
                account.person_id,
                request.device_id,
                request.device_name,
                request.public_key,
                now,
            )
            pair = tokens.issue(connection, device, now)
            return _session(centre, connection, account.user_name, device, pair, now)
    except SignInRefused as no:
        if no.code == "wrong_password":
            with centre.database.write() as connection:
                accounts.count_failure(connection, request.user_name, now)
        raise


def refresh(centre: Centre, request: RefreshRequest) -> Session:
    """The next pair of tokens, and a longer lease. Raises SignInRefused."""
    now = clock.now()
    with centre.database.write() as connection:
        token = tokens.turned_in(connection, request.refresh, now)
        device = find(connection, Device, id=token.device_id)
        if device is None or device.revoked_at is not None:
            raise SignInRefused("device_revoked")
        tokens.check_proof(connection, request.challenge, device.public_key, request.signature, now)
        pair = tokens.renew(connection, centre.signing_key, request.refresh, device, now)
        names = [row.user_name for row in select(connection, Account, person_id=device.person_id)]
        return _session(centre, connection, names[0] if names else "", device, pair, now)


def _session(
    centre: Centre,
    connection: sa.Connection,
    user_name: str,
    device: Device,
    pair: tuple[str, str],
    now: clock.Instant,
) -> Session:
    words = lease.issue(
        centre.signing_key, user=user_name, person=device.person_id, device=device.id, issued=now
    )
    return Session(
        access=pair[0],
        refresh=pair[1],
        person_id=device.person_id,
        device_mark=device.mark,
        epoch=feed.head(connection).epoch,
        server_key=centre.public_key,
        lease=words,
        server_time=now,
    )
