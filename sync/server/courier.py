"""Courier files: what a laptop would push and pull, carried on a stick where there is no line.

A file is sealed to this server and signed by the laptop; the answer is sealed to the laptop and signed by the
server. A file that comes twice, late, or in another order changes nothing more: operations are known by their
ids, and a laptop takes pages only behind the cursor that it asked from.
"""

from __future__ import annotations

import hashlib

from sync.domain import boxed, clock, lease, signed
from sync.domain.signed import Signed
from sync.server import push
from sync.server.centre import Centre
from sync.server.pull import pull
from sync.store.rows import find, select
from sync.store.tables import Account, Device
from sync.wire import (
    MOST_OPERATIONS,
    Cursor,
    Damaged,
    PullReply,
    PullRequest,
    decode,
    deflate,
    encode,
    inflate,
)
from sync.wire_courier import LARGEST_COURIER, CourierAnswer, CourierFile, CourierOutside

PURPOSE = "courier"


class CourierRefused(Exception):
    """`code`: damaged (not whole, or not a courier file) · not_for_us (sealed to another server) · forged
    (not signed by the laptop that it names) · unknown_device · device_revoked · strange (not as the protocol
    has it, so no program of ours wrote it). Nothing was done."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def answer(centre: Centre, file: bytes) -> bytes:
    """Do what the file asks; the file that goes back. Raises CourierRefused."""
    device, box = _sender(centre, file)
    try:
        plain = inflate(boxed.unseal_with(centre.courier_key, box, PURPOSE), "zstd", LARGEST_COURIER)
        asked = decode(plain, CourierFile)
    except boxed.NotForUs:
        raise CourierRefused("not_for_us") from None
    except Damaged:
        raise CourierRefused("damaged") from None
    _check(asked)
    back = _answered(centre, device, asked, hashlib.sha256(file).hexdigest())
    if push.is_contact(asked.cursor, back.pages[-1]):
        push.remember_contact(centre, device, min(asked.written_at, clock.now()))
    sealed = boxed.seal_to(asked.reply_key, deflate(encode(back), "zstd"), PURPOSE)
    outside = CourierOutside(device_id=device.id, box=sealed)
    return encode(signed.sign(centre.signing_key, PURPOSE, outside))


def _check(asked: CourierFile) -> None:
    """Before anything is done: what a push may hold, and a key that an answer can be sealed to. Raises
    CourierRefused("strange")."""
    if any(len(request.operations) > MOST_OPERATIONS for request in asked.pushes):
        raise CourierRefused("strange")
    try:
        boxed.seal_to(asked.reply_key, b"", PURPOSE)
    except ValueError:
        raise CourierRefused("strange") from None


def _answered(centre: Centre, device: Device, asked: CourierFile, digest: str) -> CourierAnswer:
    """What a line would have brought, and a new lease."""
    return CourierAnswer(
        of=digest,
        replies=[push.take(centre, device, request) for request in asked.pushes],
        cursor=asked.cursor,
        pages=_pages(centre, device, asked.cursor),
        lease=_lease(centre, device),
        server_time=clock.now(),
    )


def _pages(centre: Centre, device: Device, cursor: Cursor | None) -> list[PullReply]:
    pages: list[PullReply] = []
    while not pages or pages[-1].after:
        request = PullRequest(cursor=cursor, after=pages[-1].after if pages else "")
        with centre.database.read() as connection:
            pages.append(pull(connection, device.person_id, request, clock.now()))
    return pages


def _lease(centre: Centre, device: Device) -> Signed:
    with centre.database.read() as connection:
        names = [row.user_name for row in select(connection, Account, person_id=device.person_id)]
    name = names[0] if names else ""
    return lease.issue(
        centre.signing_key, user=name, person=device.person_id, device=device.id, issued=clock.now()
    )


def _sender(centre: Centre, file: bytes) -> tuple[Device, bytes]:
    """The laptop that signed the file, and what is sealed in it. Raises CourierRefused."""
    try:
        letter = decode(file, Signed)
        outside = decode(letter.body, CourierOutside)
    except Damaged:
        raise CourierRefused("damaged") from None
    with centre.database.read() as connection:
        device = find(connection, Device, id=outside.device_id)
    if device is None:
        raise CourierRefused("unknown_device")
    if device.revoked_at is not None:
        raise CourierRefused("device_revoked")
    try:
        signed.verify(letter, device.public_key, PURPOSE, CourierOutside)
    except signed.Forged:
        raise CourierRefused("forged") from None
    return device, outside.box
