"""Who holds a case, asked of the rule and counted out a second time from the rows, after acts at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

import pytest

from sync.domain.actor import SYSTEM_ID
from sync.domain.errors import Refused
from sync.domain.membership import holders_of_case
from sync.operations.access import (
    ConcealProblem,
    DismissReader,
    NameReader,
    RaiseProblem,
    ReleaseProblem,
    ReturnRaised,
)
from sync.operations.administration import Appoint, Assign, EndAssignment, SetEnterprise, SetOffice
from sync.operations.base import Operation
from sync.operations.centre import AcceptProblem, SendPerson, Summon
from sync.operations.facts import case_facts, region_tree
from sync.operations.orders import IssueOrder, ObjectToOrder
from sync.operations.reports import ReportProblem
from sync.store.records import Records
from sync.store.tables import (
    Access,
    Assignment,
    Dispatch,
    Enterprise,
    Office,
    Order,
    Region,
    Station,
    Summons,
)
from tests.sync.operations.city import City
from tests.sync.operations.ways import NEED, ORDER, order_id

CENTRE: Final = "coordinator-east"
WHY: Final = {"reason": "示例"}
SERVING: Final = {"person_id": "rep-spare", "person_name": "示例代表丙", "person_post": "政府服务代表"}
SERVED: Final = {"assignment_id": "a", "enterprise_id": "firm-east"}
DEPARTMENTS: Final = ("housing", "land", "water")
Fields = Callable[[random.Random, City], dict[str, Any]]


def plain(**fields: Any) -> Fields:
    return lambda _luck, _city: fields


def office(name: str, **fields: Any) -> Fields:
    """Some department under this name."""
    return lambda luck, _city: {name: luck.choice(DEPARTMENTS), **fields}


ACTS: Final[tuple[tuple[str, type[Operation], Fields], ...]] = (
    (CENTRE, AcceptProblem, plain()),
    (CENTRE, Summon, office("office_id", respond_by="2026-03-31")),
    (CENTRE, SendPerson, plain(person_id="colleague-east", directory_id="east")),
    (
        CENTRE,
        IssueOrder,
        office("lead_office_id", **{k: v for k, v in ORDER.items() if k != "lead_office_id"}),
    ),
    ("handler-housing", ObjectToOrder, lambda _luck, city: {**order_id(city), **WHY}),
    (CENTRE, ConcealProblem, office("office_id", **WHY)),
    (CENTRE, ReleaseProblem, office("office_id", **WHY)),
    (CENTRE, RaiseProblem, plain(analysis="示例")),
    ("coordinator-city", ReturnRaised, plain(decision="示例")),
    (CENTRE, NameReader, plain(person_id="supervisor", directory_id="city", **WHY)),
    (CENTRE, DismissReader, plain(person_id="supervisor", **WHY)),
    (
        SYSTEM_ID,
        Assign,
        plain(
            assignment_id="a", enterprise_id="firm-east", role="representative", since="2026-03-01", **SERVING
        ),
    ),
    (
        SYSTEM_ID,
        EndAssignment,
        plain(assignment_id="a", enterprise_id="firm-east", until="2026-03-02", **WHY),
    ),
    (
        SYSTEM_ID,
        SetEnterprise,
        lambda luck, _city: {
            "enterprise_id": "firm-east",
            "name": "示例东方制药有限公司",
            "region_id": luck.choice(("east", "west", "township", "city")),
        },
    ),
)


def watched_city() -> City:
    """A reported problem of firm-east, with supervision in the city and in one county."""
    city = City()
    for place in ("city", "west"):
        watch = {
            "office_id": f"watch-{place}",
            "name": "示例督查",
            "office": "supervision",
            "region_id": place,
        }
        city.as_(SYSTEM_ID).do(SetOffice, **watch)
    city.as_(SYSTEM_ID).do(
        Appoint, appointment_id="w", person_id="supervisor", office_id="watch-city", role="supervisor",
        since="2026-01-01", directory_id="city",
    )  # fmt: skip
    city.as_("rep-east").do(ReportProblem, **NEED)
    return city


def counted_out(city: City) -> set[str]:
    """Candidate by candidate, straight from the rows."""
    candidates = {row.id for row in city.all(Office)} | {
        "rep-east", "rep-spare", "colleague-east", "supervisor", "leader-east"
    }  # fmt: skip
    return {name for name in candidates if reads(city, name)}


def reads(city: City, name: str) -> bool:
    """Whether one office or person has a part in the city's problem and is not kept from it."""
    problem, firm = city.problem, city.one(Enterprise, id="firm-east")
    above = set[str]()
    place: str = firm.region_id
    while place:
        above.add(place)
        place = city.one(Region, id=place).parent_id
    by_place = any(
        row.id == name and row.kind in ("centre", "supervision") and row.region_id in above
        for row in city.all(Office)
    )
    named = [row for row in city.all(Access) if row.holder_id == name and row.until is None]
    parts = (
        by_place,
        name in (problem.centre_id, problem.reporter_id),
        any(row.office_id == name and not row.closed_on for row in city.all(Station, enterprise_id=firm.id)),
        any(
            row.person_id == name and row.until is None for row in city.all(Assignment, enterprise_id=firm.id)
        ),
        any(row.person_id == name for row in city.all(Dispatch)),
        any(row.office_id == name for row in city.all(Summons)),
        any(
            name in (row.lead_office_id, *row.assisting_ids) and row.withdrawn_at is None
            for row in city.all(Order)
        ),
        any(row.way in ("raised", "named") for row in named),
    )
    return any(parts) and not any(row.way == "concealed" for row in named)


@pytest.mark.parametrize("seed", range(40))
def test_the_rule_is_what_the_rows_say(seed: int) -> None:
    luck, city = random.Random(seed), watched_city()
    for _ in range(30):
        person, kind, fields = luck.choice(ACTS)
        with suppress(Refused, ValueError):
            city.as_(person).do(kind, **fields(luck, city))
        records = Records(city.shelf)
        facts = case_facts(records, city.problem, region_tree(records))
        assert set(holders_of_case(facts)) == counted_out(city)


def test_a_firm_that_moves_takes_its_problems_to_the_new_centre_and_leaves_them_with_the_old() -> None:
    city = watched_city()
    names = {"enterprise_id": "firm-east", "name": "示例东方制药有限公司"}
    city.as_(SYSTEM_ID).do(SetEnterprise, **names, region_id="west")
    records = Records(city.shelf)
    held = holders_of_case(case_facts(records, city.problem, region_tree(records)))
    assert {"centre-east", "centre-west", "centre-city", "watch-west"} <= held
