"""Who has not reported: each centre hears of the people who serve its own firms, and of nobody else."""

from __future__ import annotations

import msgspec
import pytest
import sqlalchemy as sa

from sync.domain import clock
from sync.domain.clock import HOUR, Instant, day_of, start_of
from sync.operations.administration.firms import EndAssignment
from sync.server.reporting import reporting
from sync.store.rows import select, store
from sync.store.schema import TABLES
from sync.store.tables import Device
from sync.wire_reporting import ReportingReply
from tests.city import act
from tests.stage import Stage

DAY = 24 * HOUR


def last_contact(stage: Stage, person: str, at: Instant) -> None:
    """The only laptop of this person was heard of at this time and never since."""
    stage.laptop(person)
    with stage.database.write() as connection:
        [device] = select(connection, Device, person_id=person)
        store(connection, [msgspec.structs.replace(device, last_contact_at=at)])


def silent(stage: Stage, person: str, now: Instant | None = None) -> dict[str, Instant]:
    said: ReportingReply = stage.read(reporting, person, now or clock.now())
    return {each.person_id: each.contact_at for each in said.silent}


@pytest.fixture
def long_ago(stage: Stage) -> Instant:
    """Both counties' representatives were not heard of for three days."""
    at = clock.now() - 3 * DAY
    for person in ("rep-east", "rep-west"):
        last_contact(stage, person, at)
    return at


def test_a_county_hears_of_its_own_people_and_the_city_of_all(stage: Stage, long_ago: Instant) -> None:
    assert silent(stage, "coordinator-east") == {"rep-east": long_ago}
    assert silent(stage, "coordinator-west") == {"rep-west": long_ago}
    assert silent(stage, "coordinator-city") == {"rep-east": long_ago, "rep-west": long_ago}


def test_leader_and_caller_count_as_well_and_nobody_else(stage: Stage, long_ago: Instant) -> None:
    assert silent(stage, "leader-east") == silent(stage, "caller-east") == {"rep-east": long_ago}
    for person in ("rep-east", "liaison", "staff", "handler-housing", "supervisor", "it"):
        said = stage.read(reporting, person, clock.now())
        assert (said.silent, said.people, said.without_laptop) == ([], 0, 0)


def test_who_was_in_contact_today_is_not_silent(small_stage: Stage) -> None:
    now = clock.now()
    midnight = start_of(day_of(now))
    last_contact(small_stage, "rep-east", midnight)
    assert silent(small_stage, "coordinator-east", now) == {}
    assert silent(small_stage, "coordinator-east", now + DAY) == {"rep-east": midnight}


def test_the_newest_of_several_laptops_counts_and_a_withdrawn_one_never(small_stage: Stage) -> None:
    at = clock.now() - 3 * DAY
    last_contact(small_stage, "rep-east", at)
    with small_stage.database.write() as connection:
        [device] = select(connection, Device, person_id="rep-east")
        newer = msgspec.structs.replace(device, id="second", last_contact_at=clock.now())
        store(connection, [newer])
    assert silent(small_stage, "coordinator-east") == {}
    with small_stage.database.write() as connection:
        store(connection, [msgspec.structs.replace(newer, revoked_at=clock.now())])
    assert silent(small_stage, "coordinator-east") == {"rep-east": at}


def test_how_many_there_are_and_who_has_no_laptop(small_stage: Stage) -> None:
    said = small_stage.read(reporting, "coordinator-east", clock.now())
    assert (said.people, said.without_laptop, said.silent) == (2, 2, [])  # rep-east and liaison
    small_stage.laptop("rep-east", synced=False)
    said = small_stage.read(reporting, "coordinator-east", clock.now())
    assert (said.people, said.without_laptop) == (2, 1)
    assert {each.person_id: each.contact_at for each in said.silent} == {"rep-east": 0}


def test_who_serves_no_more_is_not_asked_for(small_stage: Stage) -> None:
    last_contact(small_stage, "rep-east", clock.now() - 3 * DAY)
    yesterday = day_of(clock.now() - DAY).isoformat()
    for firm in ("firm-east", "firm-other"):
        small_stage.do(
            act(
                EndAssignment,
                assignment_id=f"{firm}/rep-east",
                enterprise_id=firm,
                until=yesterday,
                reason="调离",
            )
        )
    assert silent(small_stage, "coordinator-east") == {}


def test_nothing_is_written_for_it(small_stage: Stage) -> None:
    before = _head(small_stage)
    small_stage.read(reporting, "coordinator-city", clock.now())
    assert _head(small_stage) == before


def _head(stage: Stage) -> object:
    with stage.database.read() as connection:
        return connection.execute(sa.select(TABLES["head"])).all()
