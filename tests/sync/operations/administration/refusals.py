"""The rules that say no to administration, once for each kind of operation that they stop."""

from __future__ import annotations

from sync.domain.actor import SYSTEM_ID
from sync.operations.administration import (
    Appoint,
    Assign,
    EndAppointment,
    EndAssignment,
    OpenStation,
    Publish,
    SetContact,
    SetEnterprise,
    SetOffice,
    SetPerson,
    SetRegion,
)
from tests.sync.operations.city import City
from tests.sync.operations.no import NO_DAY, TOMORROW, No


def with_contact() -> City:
    """A contact with the example's id at another firm."""
    city = City()
    city.as_(SYSTEM_ID).do(SetContact, contact_id="c", enterprise_id="firm-west", name="示例")
    return city


ADMINISTRATION = (
    No(SetRegion, "not_allowed", person="coordinator-city"),
    No(SetRegion, "missing", {"parent_id": "none"}),
    No(SetOffice, "not_allowed", person="coordinator-city"),
    No(SetOffice, "missing", {"region_id": "none"}),
    No(SetOffice, "unknown_choice", {"office": "palace"}),
    No(SetOffice, "already_exists", {"office": "centre"}),
    No(SetOffice, "mark_taken", {"office": "centre", "region_id": "township", "mark": "东企"}),
    No(Publish, "not_allowed", person="coordinator-city"),
    No(Publish, "unknown_choice", {"document": "poem"}),
    No(Publish, "bad_document", {"text": "code = "}),
    No(Publish, "bad_document", {"document": "calendar", "text": "id = 1"}),
    No(SetPerson, "not_allowed", person="coordinator-city"),
    No(Appoint, "not_allowed", person="coordinator-city"),
    No(Appoint, "unknown_choice", {"role": "king"}),
    No(Appoint, "missing", {"person_id": "none"}),
    No(Appoint, "missing", {"office_id": "none"}),
    No(Appoint, "missing", {"directory_id": "none"}),
    No(Appoint, "not_a_day", {"since": NO_DAY}),
    No(Appoint, "already_exists", {"appointment_id": "centre-east/leader-east"}),
    No(EndAppointment, "not_allowed", person="coordinator-city"),
    No(EndAppointment, "missing", {"appointment_id": "none"}),
    No(EndAppointment, "missing", {"person_id": "rep-east"}),
    No(EndAppointment, "future_visit", {"until": TOMORROW}),
    No(EndAppointment, "not_a_day", {"until": NO_DAY}),
    No(EndAppointment, "ends_before_start", {"until": "2025-12-31"}),
    No(SetEnterprise, "not_allowed", person="coordinator-city"),
    No(SetEnterprise, "missing", {"region_id": "none"}),
    No(SetEnterprise, "unknown_choice", {"unsaid": ("name",)}),
    No(SetContact, "not_allowed", person="coordinator-city"),
    No(SetContact, "missing", {"enterprise_id": "none"}),
    No(SetContact, "already_exists", city=with_contact),
    No(OpenStation, "not_allowed", person="coordinator-city"),
    No(OpenStation, "missing", {"enterprise_id": "none"}),
    No(OpenStation, "unknown_choice", {"station": "palace"}),
    No(OpenStation, "unknown_office", {"office_id": ""}),
    No(OpenStation, "unknown_office", {"office_id": "housing"}),
    No(OpenStation, "not_a_day", {"opened_on": NO_DAY}),
    No(Assign, "not_allowed", person="coordinator-city"),
    No(Assign, "missing", {"enterprise_id": "none"}),
    No(Assign, "missing", {"person_id": "none"}),
    No(Assign, "unknown_choice", {"role": "handler"}),
    No(Assign, "not_a_day", {"since": NO_DAY}),
    No(EndAssignment, "not_allowed", person="coordinator-city"),
    No(EndAssignment, "missing", {"enterprise_id": "firm-west"}),
    No(EndAssignment, "term_not_over", {"reason": " "}),
    No(EndAssignment, "future_visit", {"until": TOMORROW}),
    No(EndAssignment, "not_a_day", {"until": NO_DAY}),
    No(EndAssignment, "ends_before_start", {"until": "2025-12-31"}),
)
