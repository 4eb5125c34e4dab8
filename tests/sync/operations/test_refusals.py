"""Every rule says no where it should, and leaves no trace; a code that nobody says fails."""

from __future__ import annotations

from typing import Any

import pytest

from sync.domain.errors import REFUSALS, Quarantined, Refused
from sync.operations.administration import SetPerson
from sync.operations.centre import AcceptProblem, ReportIn, Summon
from sync.operations.reports import ReportProblem
from sync.operations.visits import LogVisit
from sync.store.tables import Summons
from sync.wire import made
from tests.sync.operations.city import City
from tests.sync.operations.examples import EXAMPLES
from tests.sync.operations.no import TOMORROW, No
from tests.sync.operations.refusals import TABLE
from tests.sync.operations.ways import INTAKE, at

# Said where no operation runs: the wire reads a body, the server compares it with an earlier one, or has too
# much of a laptop that nobody decided on yet.
ELSEWHERE = {"bad_text", "other_kind", "too_much_parked"}


@pytest.mark.parametrize("no", TABLE, ids=lambda no: f"{no.kind.kind}: {no.code}")
def test_a_rule_says_no_and_nothing_has_changed(no: No) -> None:
    example = EXAMPLES[no.kind]
    city = (no.city or example.city)()
    fields = example.fields(city) | no.differs
    assert city.as_(no.person or example.person).refused(no.kind, **fields) == no.code


def test_every_code_is_said() -> None:
    assert {no.code for no in TABLE} == REFUSALS.keys() - ELSEWHERE


def test_every_kind_can_be_refused() -> None:
    assert {no.kind for no in TABLE} == EXAMPLES.keys()


def test_every_act_asks_for_a_right() -> None:
    assert {no.kind for no in TABLE if no.code == "not_allowed"} == EXAMPLES.keys()


def test_a_department_reports_in_to_its_own_summons_only() -> None:
    city = at("accepted")
    for office in ("housing", "land"):
        city.as_("coordinator-east").do(Summon, office_id=office, respond_by=TOMORROW)
    land = city.one(Summons, office_id="land").id
    assert city.as_("handler-housing").refused(ReportIn, summons_id=land, name="示例") == "not_allowed"


@pytest.mark.parametrize(
    ("differs", "details"),
    [
        ({"form": "letter"}, {"field": "form", "choice": "letter"}),
        ({"channel": "dream"}, {"field": "channel", "choice": "dream"}),
        ({"crux": "", "intention": " "}, {"fields": ["crux", "intention"]}),
        ({"proposed_office_id": "unit"}, {"office_id": "unit"}),
        ({"enterprise_id": "none"}, {"table": "enterprise"}),
    ],
)
def test_a_refusal_names_what_is_wrong(differs: dict[str, Any], details: dict[str, object]) -> None:
    with pytest.raises(Refused) as no:
        City().as_("rep-east").do(ReportProblem, **INTAKE | differs)
    assert no.value.details == details


@pytest.mark.parametrize("missing", ["seen", "visit_id"])
def test_what_builds_on_a_step_that_is_not_here_waits(missing: str) -> None:
    kind = AcceptProblem if missing == "seen" else ReportProblem
    example = EXAMPLES[kind]
    city = example.city()
    before, fields = city.shelf.rows(), example.fields(city) | {missing: "not-here"}
    with pytest.raises(Quarantined) as kept:
        city.as_(example.person).do(kind, **fields)
    assert kept.value.code == "missing_prerequisite"
    assert city.shelf.rows() == before


@pytest.mark.parametrize(
    ("code", "differs"),
    [
        ("bad_text", {"situation": "有\x00无"}),
        ("bad_text", {"situation": "有\ud800无"}),
        ("too_long", {"situation": "长" * 20_001}),
        ("too_long", {"purposes": ("guidance",) * 51}),
        ("bad_body", {"op_id": "1"}),
        ("bad_body", {"enterprise_id": ""}),
        ("bad_body", {"combined": "yes"}),
    ],
)
def test_a_value_that_no_field_takes_is_refused_where_it_is_made(code: str, differs: dict[str, Any]) -> None:
    city = City()
    with pytest.raises(Refused) as no:
        made(city.make(LogVisit, **({"enterprise_id": "firm-east", "visited_on": "2026-03-02"} | differs)))
    assert no.value.code == code


def test_a_name_may_not_be_empty() -> None:
    with pytest.raises(Refused) as no:
        made(City().make(SetPerson, person_id="p", name="", post=""))
    assert no.value.code == "bad_body"
