"""However much waits and whatever it says: no request is larger than the server takes, or nothing would ever
leave any more."""

from __future__ import annotations

import pytest

from sync.domain.signed import Signed
from sync.engine import outbox, refill
from sync.engine.outbox import new_op_id
from sync.store.rows import store
from sync.store.tables import Outbox
from sync.wire import LARGEST_REQUEST, MOST_OPERATIONS, PushRequest, encode
from sync.wire_refill import RefillRequest
from tests.stage import Stage

RECEIPT = encode(Signed(b"r" * 400, b"s" * 400, 2)).decode()


def entry(position: int, receipt: str) -> Outbox:
    """Quotation marks alone: in a request each is four characters, in the body two."""
    body = '\\"' * 20_600
    op_id = new_op_id()
    return Outbox(
        position=position,
        op_id=op_id,
        kind="log_visit",
        version=1,
        made_at=1,
        subject_id="firm-east",
        body=body,
        receipt=receipt,
    )


@pytest.mark.parametrize("receipt", ["", RECEIPT])
def test_a_request_is_never_larger_than_the_server_takes(small_stage: Stage, receipt: str) -> None:
    laptop = small_stage.laptop("rep-east")
    with laptop.database.write() as connection:
        store(connection, [entry(position, receipt) for position in range(1, MOST_OPERATIONS + 1)])
        if receipt:
            kept = refill.waiting(connection, MOST_OPERATIONS, 0)
            size = len(encode(RefillRequest(operations=refill.letters(kept))))
        else:
            waiting = outbox.waiting(connection, MOST_OPERATIONS)
            size = len(encode(PushRequest(operations=outbox.letters(waiting))))
    assert LARGEST_REQUEST / 2 < size <= LARGEST_REQUEST
