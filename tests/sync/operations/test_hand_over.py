"""交接: whoever comes after serves in a role that is theirs."""

from __future__ import annotations

import pytest

from sync.operations.administration import Appoint
from sync.operations.hand_over import HandOver
from sync.store.tables import Assignment
from tests.sync.operations.city import City

AFTER = {
    "from_person_id": "rep-east", "directory_id": "city", "enterprise_ids": ("firm-east",),
    "on": "2026-03-02", "reason": "示例：工作调整。",
}  # fmt: skip


@pytest.mark.parametrize(
    ("to", "also", "role"),
    [
        ("rep-spare", "", "representative"),
        ("liaison", "", "liaison"),
        ("liaison", "representative", "representative"),
    ],
)
def test_a_firm_goes_to_a_role_that_the_next_one_has(to: str, also: str, role: str) -> None:
    city = City()
    if also:
        named = {"person_id": to, "office_id": "unit", "since": "2026-01-01", "directory_id": "city"}
        city.as_("it").do(Appoint, appointment_id="also", role=also, **named)
    city.as_("coordinator-east").do(HandOver, **AFTER, to_person_id=to)
    before, after = sorted(city.all(Assignment, enterprise_id="firm-east"), key=lambda row: row.since)
    assert (before.person_id, before.until) == ("rep-east", "2026-03-02")
    assert (after.person_id, after.role, after.since) == (to, role, "2026-03-02")
