"""A laptop asks who has not reported: seldom, for those alone who count, and never at the cost of a sync."""

from __future__ import annotations

import msgspec
import pytest
from time_machine import travel

from sync.domain import clock
from sync.domain.clock import HOUR
from sync.engine import reporting
from sync.engine.laptop import Laptop
from sync.engine.local_values import Reporting, recall
from sync.engine.transport import Away, Declined, SignInAgain, Transport
from sync.store.rows import select, store
from sync.store.tables import Device
from tests.stage import Stage

DAY = 24 * HOUR


def said(laptop: Laptop) -> Reporting:
    found: Reporting | None = laptop.read(recall, Reporting)
    assert found is not None
    return found


def silence(stage: Stage, person: str, days: int) -> int:
    """This person's laptop is not heard of for some days."""
    at = clock.now() - days * DAY
    with stage.database.write() as connection:
        [device] = select(connection, Device, person_id=person)
        store(connection, [msgspec.structs.replace(device, last_contact_at=at)])
    return at


def test_a_coordinator_learns_it_with_a_sync(stage: Stage) -> None:
    stage.laptop("rep-east")
    at = silence(stage, "rep-east", 3)
    heard = said(stage.laptop("coordinator-east"))
    assert heard.silent == {"rep-east": at}
    assert (heard.people, heard.without_laptop) == (2, 1)
    assert abs(heard.as_of - clock.now()) < HOUR


def test_it_is_asked_again_after_a_quarter_of_an_hour_and_not_before(small_stage: Stage) -> None:
    small_stage.laptop("rep-east")
    laptop = small_stage.laptop("coordinator-east")
    silence(small_stage, "rep-east", 3)
    laptop.sync()
    assert said(laptop).silent == {}
    with travel(clock.to_datetime(clock.now() + reporting.EVERY)):
        laptop.sync()
        assert list(said(laptop).silent) == ["rep-east"]


def test_who_counts_for_no_centre_does_not_ask(small_stage: Stage) -> None:
    for person in ("rep-east", "handler-housing"):
        assert small_stage.laptop(person).read(recall, Reporting) is None


@pytest.mark.parametrize(
    "no", [Away("offline"), Declined(404, "not_found"), SignInAgain("sign_in_again")], ids=repr
)
def test_a_server_that_cannot_say_spoils_no_sync(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch, no: Exception
) -> None:
    asked: list[str] = []

    def get(_self: Transport, path: str, _kind: object) -> object:
        asked.append(path)
        raise no

    monkeypatch.setattr(Transport, "get", get)
    laptop = small_stage.laptop("coordinator-east")
    laptop.sync()
    assert asked == ["/v1/reporting"]
    assert said(laptop).as_of == 0
