"""The acting person, with the roles of the day of the work."""

from __future__ import annotations

import pytest

from sync.domain.actor import SYSTEM, SYSTEM_ID
from sync.domain.clock import start_of, to_date
from sync.domain.errors import Refused
from sync.operations.actors import actor_at
from sync.operations.administration import EndAppointment
from sync.store.records import Records
from tests.sync.operations.city import MONDAY, City


def test_a_person_has_name_post_and_offices() -> None:
    actor = actor_at(Records(City().shelf), "handler-housing", MONDAY)
    assert (actor.person_id, actor.name, actor.post) == ("handler-housing", "示例经办甲", "科长")
    (role,) = actor.roles
    assert (role.role, role.office_id, role.office_name, role.region_id) == (
        "handler", "housing", "示例东县住建局", "east",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "roles"), [("2025-12-31", 0), ("2026-01-01", 1), ("2026-02-28", 1), ("2026-03-01", 0)]
)
def test_a_role_counts_from_its_first_day_to_its_last(day: str, roles: int) -> None:
    city = City()
    city.as_("it").do(
        EndAppointment, appointment_id="centre-east/caller-east", person_id="caller-east",
        directory_id="east", until="2026-02-28",
    )  # fmt: skip
    actor = actor_at(Records(city.shelf), "caller-east", start_of(to_date(day)))
    assert len(actor.roles) == roles


def test_the_system_is_no_row() -> None:
    assert actor_at(Records(City(rows=()).shelf), SYSTEM_ID, 0) is SYSTEM


def test_nobody_is_refused() -> None:
    with pytest.raises(Refused, match="unknown_person"):
        actor_at(Records(City().shelf), "nobody", MONDAY)
