"""Accounts and devices: who may sign in, and with which laptop."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from sync.domain.clock import Instant
from sync.server import audit
from sync.server.audit import Line
from sync.server.locks import lock_names
from sync.server.marks import new_mark
from sync.store.rows import amend, count, find, select, store
from sync.store.tables import Account, Device, DeviceLife, Head, Person

MOST_DEVICES = 2  # active laptops of one person
LONGEST_DELAY = 60_000  # milliseconds
LONGEST_NAME = 64  # characters of a sign-in name
# 19 MiB, 2 rounds: the low end of what is advised today; sign-ins are rare and the server has two cores.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODY = _HASHER.hash(secrets.token_hex(8))


class SignInRefused(Exception):
    """`code`: wrong_password · too_many_tries (with seconds) · unknown_person · device_revoked
    · too_many_devices · bad_proof."""

    def __init__(self, code: str, seconds: int = 0) -> None:
        super().__init__(code)
        self.code, self.seconds = code, seconds


def set_password(connection: sa.Connection, user_name: str, person_id: str, password: str) -> None:
    """Give a person a sign-in name and a password, or another password."""
    store(connection, [Account(user_name=user_name, person_id=person_id, password=_HASHER.hash(password))])


def usable(user_name: str) -> bool:
    """Whether somebody can type this as a sign-in name."""
    return 0 < len(user_name) <= LONGEST_NAME and not any(each.isspace() for each in user_name)


def add_account(connection: sa.Connection, user_name: str, person_id: str) -> None:
    """A sign-in name that opens nothing until a password is set; a known one stays as it is."""
    if find(connection, Account, user_name=user_name) is None:
        store(connection, [Account(user_name=user_name, person_id=person_id, password="")])


def account_to_try(connection: sa.Connection, user_name: str, now: Instant) -> Account | None:
    """The account whose password may be tried now; None for a name that nobody has. Raises SignInRefused: a
    wrong password costs more time with each try."""
    account = find(connection, Account, user_name=user_name)
    if account is not None and account.retry_at > now:
        raise SignInRefused("too_many_tries", (account.retry_at - now) // 1000 + 1)
    return account


def check_password(account: Account | None, password: str) -> Account:
    """The account of a right password. Raises SignInRefused. Takes long on purpose, for an unknown name as
    for a wrong password: no transaction may be open meanwhile."""
    try:
        _HASHER.verify(account.password if account else _NOBODY, password)
    except (VerifyMismatchError, InvalidHashError):
        raise SignInRefused("wrong_password") from None
    if account is None:
        raise SignInRefused("wrong_password")
    return account


def forget_failures(connection: sa.Connection, checked: Account, now: Instant) -> None:
    """The password was right, and still is the account's. Raises SignInRefused when it was changed while it
    was checked, or when others guessed meanwhile."""
    account = account_to_try(connection, checked.user_name, now)
    if account is None or account.password != checked.password:
        raise SignInRefused("wrong_password")
    if account.failures:
        amend(connection, Account, {"user_name": account.user_name}, failures=0, retry_at=0)


def count_failure(connection: sa.Connection, user_name: str, now: Instant) -> None:
    """Remember a wrong password: 0, 1, 2, 4 … 60 seconds until the next try."""
    lock_names(connection, [f"failures of {user_name}"])
    account = find(connection, Account, user_name=user_name)
    if account is not None:
        failures = account.failures + 1
        delay = min(2 ** (failures - 2) * 1000, LONGEST_DELAY) if failures > 1 else 0
        retry_at = now + int(delay)
        amend(connection, Account, {"user_name": user_name}, failures=failures, retry_at=retry_at)


def register_device(
    connection: sa.Connection, person_id: str, device_id: str, name: str, public_key: bytes, now: Instant
) -> Device:
    """The person's device, new or known. Raises SignInRefused."""
    # Two that sign in at once are counted one by one, and of two people under one id the first has it.
    lock_names(connection, [f"devices of {person_id}", f"device {device_id}"])
    if find(connection, Person, id=person_id) is None:
        raise SignInRefused("unknown_person")
    known = find(connection, Device, id=device_id)
    if known is not None:
        return _known(known, person_id, public_key)
    mine = select(connection, Device, person_id=person_id, revoked_at=None)
    if len(mine) >= MOST_DEVICES:
        _make_room(connection, mine, now)
    taken = {device.mark for device in select(connection, Device)}
    mark = next(mark for mark in iter(new_mark, "") if mark not in taken)
    device = Device(
        id=device_id,
        person_id=person_id,
        mark=mark,
        name=name,
        public_key=public_key,
        registered_at=now,
        last_contact_at=0,
    )
    store(connection, [device])
    return device


def _make_room(connection: sa.Connection, mine: list[Device], now: Instant) -> None:
    """A first start that broke off (the power went, the line was cut) leaves a device that never sent or
    fetched anything; the oldest of them gives its place to the next try. While a restored record waits for
    laptops nobody knows which these are. Raises SignInRefused("too_many_devices")."""
    waiting = find(connection, Head, id=1, refill=True)
    unused = [
        device
        for device in mine
        if not (device.last_contact_at or device.refilled or waiting)
        and not count(connection, DeviceLife, device_id=device.id)
    ]
    if not unused:
        raise SignInRefused("too_many_devices")
    oldest = min(unused, key=lambda device: device.registered_at)
    amend(connection, Device, {"id": oldest.id}, revoked_at=now)
    audit.append(connection, now, [Line("device_given_up", oldest.person_id, oldest.id, oldest.id)])


def _known(device: Device, person_id: str, public_key: bytes) -> Device:
    if device.revoked_at is not None:
        raise SignInRefused("device_revoked")
    if device.person_id != person_id or device.public_key != public_key:
        raise SignInRefused("bad_proof")
    return device
