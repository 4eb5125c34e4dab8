"""People and their roles: the appointment goes with the person, its duty into the county's directory."""

from __future__ import annotations

from sync.operations.administration import Appoint, EndAppointment, SetPerson
from sync.store.tables import Appointment, Duty, Person
from tests.sync.operations.city import City

NEW = {
    "appointment_id": "a", "person_id": "rep-spare", "office_id": "centre-east", "role": "caller",
    "since": "2026-03-01", "directory_id": "east",
}  # fmt: skip


def test_a_person_is_set_and_set_again() -> None:
    city = City()
    for post in ("科员", "科长"):
        city.as_("it").do(
            SetPerson, person_id="new", name="示例新人", post=post, home_unit="示例单位", phone="1"
        )
    person = city.one(Person, id="new")
    assert (person.aggregate_id, person.name, person.post, person.home_unit) == (
        "new",
        "示例新人",
        "科长",
        "示例单位",
    )


def test_an_appointment_is_listed_in_the_directory() -> None:
    city = City()
    city.as_("it").do(Appoint, **NEW)
    appointment, duty = city.one(Appointment, id="a"), city.one(Duty, id="a")
    assert (appointment.aggregate_id, duty.aggregate_id) == ("rep-spare", "east")
    assert (appointment.office_name, appointment.region_id) == ("示例东县企业发展服务中心", "east")
    assert (duty.person_name, duty.person_post, duty.office_name) == (
        "示例代表丙", "政府服务代表", "示例东县企业发展服务中心",
    )  # fmt: skip
    assert (appointment.role, appointment.since) == (duty.role, duty.since) == ("caller", "2026-03-01")


def test_an_end_is_written_in_both_places() -> None:
    city = City()
    city.as_("it").do(Appoint, **NEW)
    city.as_("it").do(
        EndAppointment, appointment_id="a", person_id="rep-spare", directory_id="east", until="2026-03-02"
    )
    assert city.one(Appointment, id="a").until == city.one(Duty, id="a").until == "2026-03-02"


def test_an_appointment_is_not_taken_from_one_person_to_another() -> None:
    city = City()
    city.as_("it").do(Appoint, **NEW)
    assert city.as_("it").refused(Appoint, **NEW | {"person_id": "rep-west"}) == "already_exists"
    assert city.one(Appointment, id="a").person_id == "rep-spare"
