"""What the server signs of an operation that has effect, so that it can be done again just so."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from sync.domain import signed as statements
from sync.domain.signed import Forged, Signed
from sync.store.tables import Answer as StoredAnswer
from sync.store.tables import Head
from sync.wire import Answer, Envelope, Receipt, digest

EFFECTIVE = ("accepted", "merged", "conflict")
PURPOSE = "receipt"


class Counted(NamedTuple):
    """What was decided beside the verdict: the official number, the time that counts, whether it was late."""

    number: str
    made_at: int
    late: bool


def signed(
    key: bytes, rows: dict[str, StoredAnswer], counted: dict[str, Counted], head: Head
) -> dict[str, StoredAnswer]:
    """The answers with revision and receipt, under one signature; one without effect has neither."""
    effective = [row for row in rows.values() if row.verdict in EFFECTIVE]
    if not effective:
        return rows
    said = [_receipt(row, counted[row.op_id], head) for row in effective]
    given = statements.sign_together(key, PURPOSE, said)
    return rows | {
        row.op_id: msgspec.structs.replace(
            row, revision=head.revision, receipt=msgspec.json.encode(receipt).decode()
        )
        for row, receipt in zip(effective, given, strict=True)
    }


def _receipt(row: StoredAnswer, counted: Counted, head: Head) -> Receipt:
    return Receipt(
        op_id=row.op_id,
        digest=digest(row.body),
        revision=head.revision,
        received_at=row.received_at,
        number=counted.number,
        epoch=head.epoch,
        kind=row.kind,
        person_id=row.person_id,
        made_at=counted.made_at,
        late=counted.late,
    )


def proved(public_key: bytes, letter: Envelope, receipt: Signed, person_id: str) -> Receipt | None:
    """What the receipt says of this person's operation; None when it is not ours, or of something else."""
    try:
        said = statements.verify(receipt, public_key, PURPOSE, Receipt)
    except Forged:
        return None
    here = (letter.op_id, digest(letter.body.encode()), letter.kind, person_id)
    return said if here == (said.op_id, said.digest, said.kind, said.person_id) else None


def answer(row: StoredAnswer) -> Answer:
    """A stored answer as it travels."""
    return Answer(
        op_id=row.op_id,
        verdict=row.verdict,
        code=row.code,
        detail=row.detail,
        revision=row.revision,
        received_at=row.received_at,
        receipt=msgspec.json.decode(row.receipt, type=Signed) if row.receipt else None,
    )
