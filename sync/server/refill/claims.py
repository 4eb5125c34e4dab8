"""What a laptop claims to have done before the record was restored."""

from __future__ import annotations

from typing import NamedTuple

from sync.domain.errors import Quarantined, Refused
from sync.operations.base import Operation
from sync.server import receipts
from sync.server.centre import Centre
from sync.store.tables import Device, RefillParked
from sync.wire import Envelope, Receipt, decode, encode, opened
from sync.wire_refill import Kept


class Claim(NamedTuple):
    """One operation that had effect, and how it is kept while it waits."""

    parked: RefillParked
    letter: Envelope
    receipt: Receipt

    @property
    def order(self) -> tuple[str, int, int]:
        return self.parked.epoch, self.parked.revision, self.parked.place


def sorted_out(centre: Centre, device: Device, all_kept: list[Kept]) -> tuple[list[Claim], list[Envelope]]:
    """What our receipts prove, and what is to be judged like any other push."""
    claims, unproved = [], []
    for kept in all_kept:
        said = receipts.proved(centre.public_key, kept.letter, kept.receipt, device.person_id)
        if said is None:
            unproved.append(kept.letter)
        else:
            claims.append(_claim(kept, said, device))
    return claims, unproved


def _claim(kept: Kept, said: Receipt, device: Device) -> Claim:
    parked = RefillParked(
        op_id=said.op_id,
        device_id=device.id,
        person_id=said.person_id,
        letter=encode(kept.letter),
        receipt=kept.receipt.body,
        epoch=said.epoch,
        revision=said.revision,
        place=kept.place,
        code="",
    )
    return Claim(parked, kept.letter, said)


def reach(claim: Claim) -> set[str]:
    """The aggregates that an operation may write or read; none for one that cannot be read."""
    op = opened_or_none(claim.letter)
    return {*op.aggregates(), *op.reads()} if op else set()


def opened_or_none(letter: Envelope) -> Operation | None:
    """The operation, where it can be read."""
    try:
        return opened(letter)
    except (Refused, Quarantined):
        return None


def of_parked(row: RefillParked) -> Claim:
    """One that waits at the server."""
    return Claim(row, decode(row.letter, Envelope), decode(row.receipt, Receipt))
