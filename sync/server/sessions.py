"""Signing in and staying signed in."""

from __future__ import annotations

import sqlalchemy as sa

from sync.domain import boxed, clock, lease
from sync.domain.audit_head import AuditHead
from sync.server import accounts, audit, challenges, feed, refusals, tokens
from sync.server.accounts import SignInRefused
from sync.server.audit import Line
from sync.server.centre import Centre
from sync.server.gate import may_hash
from sync.store.rows import find, select
from sync.store.tables import Account, Device
from sync.wire import RefreshRequest, Session, SignInRequest


def sign_in(centre: Centre, request: SignInRequest) -> Session:
    """Name, password and the device's proof against tokens and a lease. Raises SignInRefused."""
    now = clock.now()
    try:
        account = _checked(centre, request, now)
        with centre.database.write() as connection:
            return _signed_in(centre, connection, request, account, now)
    except SignInRefused as no:
        _remember(centre, request.user_name, no, now)
        raise


def _remember(centre: Centre, user_name: str, no: SignInRefused, now: clock.Instant) -> None:
    """The failure, and a line of the audit; what has had enough lines writes nothing at all."""
    with centre.database.read() as connection:
        line = refusals.line_of(connection, user_name, no, now)
    if line is None and no.code != "wrong_password":
        return
    with centre.database.write() as connection:
        if no.code == "wrong_password":
            accounts.count_failure(connection, user_name, now)
        audit.append(connection, now, [line] if line else [])


def _checked(centre: Centre, request: SignInRequest, now: clock.Instant) -> Account:
    """The account of a right password. It is hashed while no transaction is open and nobody is kept waiting,
    and only for a device that has proved itself."""
    with centre.database.read() as connection:
        _check_proof(centre, connection, request, request.public_key, now)
        account = accounts.account_to_try(connection, request.user_name, now)
    with may_hash():
        return accounts.check_password(account, request.password)


def _check_proof(
    centre: Centre,
    connection: sa.Connection,
    request: SignInRequest | RefreshRequest,
    public_key: bytes,
    now: clock.Instant,
) -> None:
    proof = (request.challenge, public_key, request.signature)
    challenges.check_proof(connection, centre.challenge_key, *proof, now)


def _signed_in(
    centre: Centre, connection: sa.Connection, request: SignInRequest, account: Account, now: clock.Instant
) -> Session:
    challenges.use_up(connection, request.challenge, now)
    accounts.forget_failures(connection, account, now)
    device = accounts.register_device(
        connection, account.person_id, request.device_id, request.device_name, request.public_key, now
    )
    pair = tokens.issue(connection, device, now)
    session = _session(centre, connection, account.user_name, device, pair, now)
    acts = ["device_registered", "signed_in"] if device.registered_at == now else ["signed_in"]
    audit.append(connection, now, [Line(act, account.person_id, device.id, device.id) for act in acts])
    return session


def refresh(centre: Centre, request: RefreshRequest) -> Session:
    """The next pair of tokens, and a longer lease. Raises SignInRefused."""
    now = clock.now()
    with centre.database.read() as connection:  # who proves nothing keeps nobody from writing
        _its_device(centre, connection, request, now)
    try:
        with centre.database.write() as connection:
            return _refreshed(centre, connection, request, now)
    except tokens.Copied as copied:
        with centre.database.write() as connection:
            tokens.end_all(connection, copied.device)
            line = Line("token_copied", copied.device.person_id, copied.device.id, copied.device.id)
            audit.append(connection, now, [line])
        raise


def _its_device(
    centre: Centre, connection: sa.Connection, request: RefreshRequest, now: clock.Instant
) -> Device:
    """The laptop whose token and proof these are. Raises SignInRefused."""
    token = tokens.turned_in(connection, request.refresh, now)
    device = find(connection, Device, id=token.device_id)
    if device is None or device.revoked_at is not None:
        raise SignInRefused("device_revoked")
    _check_proof(centre, connection, request, device.public_key, now)
    return device


def _refreshed(
    centre: Centre, connection: sa.Connection, request: RefreshRequest, now: clock.Instant
) -> Session:
    device = _its_device(centre, connection, request, now)
    challenges.use_up(connection, request.challenge, now)
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
    number, line_hash = audit.end(connection)
    return Session(
        access=pair[0],
        refresh=pair[1],
        person_id=device.person_id,
        device_mark=device.mark,
        epoch=feed.head(connection).epoch,
        server_key=centre.public_key,
        lease=words,
        server_time=now,
        courier_key=boxed.public_key_of(centre.courier_key),
        recovery_key=centre.recovery_key(),
        audit=AuditHead(number=number, hash=line_hash),
    )
