"""Who holds a firm and a case, stage by stage, as the record itself tells it."""

from __future__ import annotations

import pytest

from sync.domain.clock import start_of, to_date
from sync.domain.membership import CaseFacts, holders_of_case, holders_of_enterprise
from sync.operations.administration import Assign, EndAssignment
from sync.operations.centre import CloseOnSite, SendPerson, Summon
from sync.operations.facts import case_facts, enterprise_facts, region_tree
from sync.operations.orders import IssueOrder
from sync.operations.reports import ReportProblem
from sync.store.records import Records
from sync.store.tables import Enterprise
from tests.sync.operations.city import City
from tests.sync.operations.ways import NEED, ORDER, at, guided

FIRM = {"centre-east", "centre-city", "rep-east"}
CENTRE = "coordinator-east"


def facts(city: City, day: str = "") -> CaseFacts:
    """What is known of the city's problem, at present or on a day."""
    records = Records(city.shelf)
    instant = start_of(to_date(day)) if day else None
    return case_facts(records, city.problem, region_tree(records), instant)


def holders(city: City) -> set[str]:
    """Who holds the city's problem."""
    return set(holders_of_case(facts(city)))


def firm_holders(city: City, firm: str) -> set[str]:
    """Who holds a firm."""
    records = Records(city.shelf)
    row = city.one(Enterprise, id=firm)
    return set(holders_of_enterprise(enterprise_facts(records, row, region_tree(records))))


def hand_over(city: City, until: str = "2026-03-02") -> City:
    """rep-spare serves firm-east after rep-east."""
    it = city.as_("it")
    named = {"enterprise_id": "firm-east", "person_id": "rep-spare", "person_name": "示例代表丙"}
    it.do(
        Assign, assignment_id="after", **named, person_post="政府服务代表", role="representative", since=until
    )
    it.do(
        EndAssignment,
        assignment_id="firm-east/rep-east",
        enterprise_id="firm-east",
        until=until,
        reason="示例",
    )
    return city


@pytest.mark.parametrize(
    ("firm", "expected"),
    [
        ("firm-east", FIRM),
        ("firm-small", {"centre-east", "centre-city", "liaison", "station"}),
        ("firm-west", {"centre-west", "centre-city", "rep-west"}),
    ],
)
def test_a_firm_is_held_by_its_people_its_station_and_the_centres_above(
    firm: str, expected: set[str]
) -> None:
    assert firm_holders(City(), firm) == expected


def test_a_reported_problem_is_held_where_its_firm_is() -> None:
    assert holders(at("reported")) == FIRM


def test_a_need_from_a_township_goes_through_its_station_to_the_county() -> None:
    city = City()
    city.as_("liaison").do(ReportProblem, **NEED | {"enterprise_id": "firm-small"})
    assert holders(city) == {"liaison", "station", "centre-east", "centre-city"}


def test_a_department_holds_the_case_from_its_summons_on() -> None:
    city = at("accepted")
    assert "housing" not in holders(city)
    city.as_(CENTRE).do(Summon, office_id="housing", respond_by="2026-03-04")
    assert holders(city) == FIRM | {"housing"}


def test_lead_and_assisting_departments_hold_it_from_the_order_on() -> None:
    assert holders(at("transferred")) == FIRM | {"housing", "land"}


def test_a_withdrawn_order_gives_no_hold() -> None:
    city = at("objected")
    city.as_(CENTRE).do(IssueOrder, **ORDER | {"lead_office_id": "water", "assisting_ids": ()})
    assert holders(city) == FIRM | {"water"}


def test_who_is_sent_holds_it_to_the_end() -> None:
    city = at("accepted")
    city.as_(CENTRE).do(SendPerson, person_id="leader-east", directory_id="east")
    assert holders(city) == FIRM | {"leader-east"}
    ended = guided()
    ended.as_(CENTRE).do(CloseOnSite, result="explained")
    assert holders(ended) == FIRM | {"colleague-east"}


def test_whoever_takes_over_holds_firm_and_cases_and_the_predecessor_only_what_that_one_reported() -> None:
    city = at("reported")  # by rep-east
    city.as_(CENTRE).do(ReportProblem, **NEED)  # by the centre
    hand_over(city)
    assert firm_holders(city, "firm-east") == {"centre-east", "centre-city", "rep-spare"}
    assert holders(city) == {"centre-east", "centre-city", "rep-spare", CENTRE}


def test_the_last_one_to_serve_a_firm_holds_it_no_longer() -> None:
    city = City()
    city.as_(CENTRE).do(ReportProblem, **NEED)
    city.as_("it").do(
        EndAssignment,
        assignment_id="firm-east/rep-east", enterprise_id="firm-east", until="2026-03-02", reason="示例",
    )  # fmt: skip
    assert "rep-east" not in holders(city)


def test_late_work_is_judged_by_the_day_it_was_done() -> None:
    city = hand_over(at("reported"), until="2026-02-01")
    assert facts(city).assigned == ("rep-spare",)
    assert facts(city, "2025-12-31").assigned == ()
    assert facts(city, "2026-01-31").assigned == ("rep-east",)
    assert set(facts(city, "2026-02-01").assigned) == {"rep-east", "rep-spare"}
    assert facts(city, "2026-02-02").assigned == ("rep-spare",)


def test_the_representatives_of_the_day_of_the_report_and_since_stay_known() -> None:
    assert set(facts(hand_over(at("reported"))).representatives) == {"rep-east", "rep-spare"}


def test_a_departments_laptop_knows_its_own_part_without_the_firm() -> None:
    """It holds the case and no row of the enterprise."""
    city = at("in_hand")
    rows = [row for row in city.shelf.rows().values() if row.aggregate_id != "firm-east"]
    here = City(rows)
    here.problem_id = city.problem_id
    known = facts(here)
    assert (known.assigned, known.station_offices) == ((), ())
    assert (known.lead_offices, known.assisting_offices) == (("housing",), ("land",))
    assert known.representatives == ("rep-east",)


def test_signing_and_handling_are_told_from_every_order_and_reply() -> None:
    known = facts(at("replied"))
    assert set(known.signed_by) == {CENTRE, "leader-east"}
    assert set(known.handled_by) == {"handler-housing"}
