"""Enterprises, contacts, stations and who serves them."""

from __future__ import annotations

import pytest

from sync.domain.clock import start_of, to_date
from sync.operations.administration import Assign, EndAssignment, OpenStation, SetContact, SetEnterprise
from sync.operations.edits import Edit
from sync.operations.enterprises import AmendEnterprise
from sync.store.tables import Assignment, Contact, Enterprise, History, Station
from tests.sync.operations.city import City

FIRM = {"enterprise_id": "firm-east", "name": "示例东方制药有限公司", "region_id": "east"}


def test_a_firm_set_again_keeps_what_its_people_noted() -> None:
    city = City()
    city.as_("rep-east").do(AmendEnterprise, enterprise_id="firm-east", edits=(Edit("note", "", "示例备注"),))
    city.as_("it").do(SetEnterprise, **FIRM, address="示例路1号", tags=("示例",))
    firm = city.one(Enterprise, id="firm-east")
    assert (firm.note, firm.address, firm.tags, firm.credit_state) == (
        "示例备注",
        "示例路1号",
        ("示例",),
        "missing",
    )


def test_a_text_in_whose_place_a_roster_has_another_stays_on_record() -> None:
    city = City()
    edits = (Edit("address", "", "示例路2号"),)
    city.as_("rep-east").do(AmendEnterprise, enterprise_id="firm-east", edits=edits)
    city.as_("it").do(SetEnterprise, **FIRM, address="示例路1号", unsaid=("industry",))
    city.as_("it").do(SetEnterprise, **FIRM, address="示例路1号")
    lines = sorted(
        city.all(History, subject_id="firm-east", action="amend_enterprise"), key=lambda line: line.at
    )
    assert [(line.actor_id, line.detail) for line in lines] == [
        ("rep-east", '[["address","","示例路2号"]]'),
        ("it", '[["address","示例路2号","示例路1号"]]'),
    ]


def test_what_a_roster_does_not_say_of_a_firm_stays_as_it_stands() -> None:
    city = City()
    edits = (Edit("address", "", "示例路2号"), Edit("credit_code", "", "91000000LT0000001F"))
    city.as_("rep-east").do(AmendEnterprise, enterprise_id="firm-east", edits=edits)
    unsaid = ("credit_code", "address", "tags")
    city.as_("it").do(SetEnterprise, **FIRM, industry="制药", unsaid=unsaid)
    firm = city.one(Enterprise, id="firm-east")
    assert (firm.industry, firm.address) == ("制药", "示例路2号")
    assert (firm.credit_code, firm.credit_state) == ("91000000LT0000001F", "ok")


def test_a_credit_code_is_kept_in_its_normal_form() -> None:
    city = City()
    city.as_("it").do(SetEnterprise, **FIRM, credit_code="９１-ab")
    firm = city.one(Enterprise, id="firm-east")
    assert (firm.credit_code, firm.credit_state) == ("91AB", "unverified")


def test_a_contact_lies_with_the_firm() -> None:
    city = City()
    city.as_("it").do(SetContact, contact_id="c", enterprise_id="firm-east", name="示例联系人", post="经理")
    contact = city.one(Contact)
    assert (contact.aggregate_id, contact.name, contact.post, contact.phone) == (
        "firm-east",
        "示例联系人",
        "经理",
        "",
    )


@pytest.mark.parametrize(("station", "office"), [("own", ""), ("small", "station")])
def test_a_station_is_a_firms_own_or_one_of_many(station: str, office: str) -> None:
    city = City()
    city.as_("it").do(
        OpenStation, station_id="s", enterprise_id="firm-east", station=station, office_id=office,
        number="示例1号", opened_on="2019-08-01",
    )  # fmt: skip
    row = city.one(Station, id="s")
    assert (row.kind, row.office_id, row.number, row.opened_on) == (station, office, "示例1号", "2019-08-01")


def test_an_assignment_is_told_in_the_firms_history() -> None:
    city = City()
    city.as_("it").do(
        Assign, assignment_id="a", enterprise_id="firm-east", person_id="rep-spare", person_name="示例代表丙",
        person_post="政府服务代表", role="representative", since="2026-03-02",
    )  # fmt: skip
    row = city.one(Assignment, id="a")
    assert (row.person_id, row.since, row.until) == ("rep-spare", "2026-03-02", None)
    assert (row.person_name, row.person_post, row.role) == ("示例代表丙", "政府服务代表", "representative")
    assert "示例代表丙 政府服务代表" in [line.detail for line in city.all(History, action="assign")]


@pytest.mark.parametrize(
    ("since", "until", "refused"),
    [
        ("2019-08-15", "2022-08-14", True),
        ("2019-08-15", "2022-08-15", False),
        ("2020-02-29", "2023-02-27", True),
        ("2020-02-29", "2023-02-28", False),  # no 29 February three years later
        ("2019-02-28", "2022-02-28", False),
    ],
)
def test_inside_the_three_years_an_end_needs_a_reason(since: str, until: str, refused: bool) -> None:
    city = City()
    named = {"assignment_id": "a", "enterprise_id": "firm-east"}
    city.as_("it").do(
        Assign, **named, person_id="rep-spare", person_name="示例", person_post="", role="representative",
        since=since,
    )  # fmt: skip
    end = {**named, "until": until, "made_at": start_of(to_date("2026-03-02"))}
    if refused:
        assert city.as_("it").refused(EndAssignment, **end) == "term_not_over"
        end["reason"] = "示例：调动。"
    city.as_("it").do(EndAssignment, **end)
    assert city.one(Assignment, id="a").until == until
    assert city.one(History, action="end_assignment").text == end.get("reason", "")


def test_a_liaison_has_no_term() -> None:
    city = City()
    end = {"assignment_id": "firm-small/liaison", "enterprise_id": "firm-small", "until": "2026-03-02"}
    city.as_("it").do(EndAssignment, **end)
    assert city.one(Assignment, id="firm-small/liaison").until == "2026-03-02"
