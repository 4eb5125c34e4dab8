"""The offline lease locks at its end, and a clock turned back does not stretch it."""

from __future__ import annotations

import msgspec
import pytest

from sync.domain import lease, signed
from sync.domain.lease import DAY, Lease, LeaseState

KEY = bytes(range(32))
PUBLIC = signed.public_key_of(KEY)
ISSUED = 1_790_000_000_000
LEASE = lease.issue(KEY, user="示例用户", person="p1", device="d1", issued=ISSUED)
END = ISSUED + 14 * DAY


@pytest.mark.parametrize(
    ("now", "highest", "state"),
    [
        (ISSUED, 0, "live"),
        (ISSUED, ISSUED, "live"),
        (END, ISSUED, "live"),
        (END + 1, ISSUED, "ended"),
        (ISSUED, END, "clock_stepped_back"),
        (ISSUED, END + 1, "ended"),
        (ISSUED + 5 * DAY, ISSUED + 6 * DAY, "live"),
        (ISSUED + 5 * DAY - 1, ISSUED + 6 * DAY, "clock_stepped_back"),
        (ISSUED - DAY, 0, "live"),
        (ISSUED - DAY - 1, 0, "clock_stepped_back"),
        (ISSUED - 4000 * DAY, 0, "clock_stepped_back"),
        (ISSUED + 4000 * DAY, 0, "ended"),
    ],
)
def test_states(now: int, highest: int, state: LeaseState) -> None:
    assert lease.verify(LEASE, PUBLIC, now, highest, device="d1") == state


def test_turning_the_clock_back_never_revives_an_ended_lease() -> None:
    for back in range(0, 40 * DAY, DAY // 2):
        assert lease.verify(LEASE, PUBLIC, END + 1 - back, END + 1, device="d1") == "ended"


def test_a_lease_belongs_to_one_laptop() -> None:
    assert lease.verify(LEASE, PUBLIC, ISSUED, 0, device="d2") == "other_device"


def test_a_longer_end_is_forged() -> None:
    longer = LEASE.body.replace(str(END).encode(), str(END + DAY).encode())
    assert longer != LEASE.body
    forged = msgspec.structs.replace(LEASE, body=longer)
    assert lease.verify(forged, PUBLIC, ISSUED, 0, device="d1") == "forged"


def test_another_server_cannot_give_one() -> None:
    foreign = lease.issue(bytes(32), user="u", person="p1", device="d1", issued=ISSUED)
    assert lease.verify(foreign, PUBLIC, ISSUED, 0, device="d1") == "forged"


def test_a_statement_for_another_purpose_is_no_lease() -> None:
    words = Lease("u", "p1", "d1", ISSUED, END)
    assert lease.verify(signed.sign(KEY, "receipt", words), PUBLIC, ISSUED, 0, device="d1") == "forged"


def test_its_words_can_be_shown() -> None:
    assert lease.read(LEASE, PUBLIC) == Lease("示例用户", "p1", "d1", ISSUED, END)
    month = lease.issue(KEY, user="u", person="p", device="d", issued=ISSUED, days=30)
    assert lease.read(month, PUBLIC).not_after == ISSUED + 30 * DAY
