"""Settling a conflict: mine, theirs, both, or a text of one's own."""

from __future__ import annotations

import pytest

from sync.domain.credit_code import check_digit
from sync.operations.conflicts import SUBJECTS, SettleConflict
from sync.operations.edits import Edit
from sync.operations.enterprises import AmendEnterprise
from sync.operations.reports import EditProblem
from sync.operations.visits import AmendVisit, LogVisit
from sync.store.tables import Conflict, Enterprise, History, Visit
from tests.sync.operations.city import City
from tests.sync.operations.examples import conflict_id, in_conflict
from tests.sync.operations.ways import at

MINE, THEIRS = "示例：乙的标题", "示例：甲的标题"  # the second one's text lies beside the first one's


@pytest.mark.parametrize(
    ("choice", "text", "stands"),
    [
        ("mine", "", MINE),
        ("mine", "something else", MINE),
        ("theirs", "", THEIRS),
        ("theirs", "something else", THEIRS),
        ("both", f"{THEIRS} {MINE}", f"{THEIRS} {MINE}"),
        ("edit", "示例：丙的标题", "示例：丙的标题"),
    ],
)
def test_what_was_chosen_stands_and_both_texts_stay(choice: str, text: str, stands: str) -> None:
    city = in_conflict()
    assert city.as_("coordinator-east").do(
        SettleConflict, **conflict_id(city), choice=choice, text=text
    ) == "accepted"  # fmt: skip
    conflict = city.one(Conflict)
    assert city.problem.title == stands
    assert (conflict.standing, conflict.offered) == (THEIRS, MINE)
    assert (conflict.settled_as, conflict.settled_by, conflict.settled_at) == (
        choice,
        "示例协调员甲",
        city.now,
    )
    assert city.one(History, action="settle_conflict").subject_id == city.problem_id


def test_a_third_text_is_not_overwritten_unseen() -> None:
    city = in_conflict()
    city.as_("colleague-east").do(EditProblem, edits=(Edit("title", THEIRS, "示例：第三个"),))
    assert city.as_("rep-east").do(SettleConflict, **conflict_id(city), choice="mine") == "conflict"
    assert city.problem.title == "示例：第三个"
    again = city.one(Conflict, settled_at=None)
    assert (again.standing, again.offered) == ("示例：第三个", MINE)
    city.as_("rep-east").do(SettleConflict, conflict_id=again.id, choice="mine")
    assert city.problem.title == MINE


def two_departments() -> City:
    """Two people proposed a department each, both before they knew of the other's."""
    city = at("reported")
    for person, office, name in (
        ("rep-east", "land", "示例东县自然资源局"), ("coordinator-east", "water", "示例西县水务局"),
    ):  # fmt: skip
        edits = (
            Edit("proposed_office_id", "housing", office),
            Edit("proposed_office_name", "示例东县住建局", name),
        )
        city.as_(person).do(EditProblem, edits=edits)
    return city


@pytest.mark.parametrize("field", ["proposed_office_id", "proposed_office_name"])
@pytest.mark.parametrize(
    ("choice", "stands"),
    [("mine", ("water", "示例西县水务局")), ("theirs", ("land", "示例东县自然资源局"))],
)
def test_a_department_is_settled_whole(field: str, choice: str, stands: tuple[str, str]) -> None:
    city = two_departments()
    named = {"conflict_id": city.one(Conflict, field=field).id}
    for mixed in ("both", "edit"):
        assert city.as_("rep-east").refused(SettleConflict, **named, choice=mixed, text="两者") == (
            "unknown_choice"
        )
    assert city.as_("rep-east").do(SettleConflict, **named, choice=choice) == "accepted"
    assert (city.problem.proposed_office_id, city.problem.proposed_office_name) == stands
    assert not city.all(Conflict, settled_at=None)


def test_a_settled_credit_code_is_verified_again() -> None:
    body = "91130800MA0EXAMPL"
    city = City()
    for person, code in (("rep-east", "123"), ("coordinator-east", body + check_digit(body))):
        edit = Edit("credit_code", "", code)
        city.as_(person).do(AmendEnterprise, enterprise_id="firm-east", edits=(edit,))
    assert city.one(Enterprise, id="firm-east").credit_state == "unverified"
    city.as_("rep-east").do(
        SettleConflict, enterprise_id="firm-east", problem_id="", choice="mine", **conflict_id(city)
    )
    assert city.one(Enterprise, id="firm-east").credit_state == "ok"


def test_station_staff_settle_what_they_wrote_of_a_visit() -> None:
    city = City()
    city.as_("liaison").do(LogVisit, enterprise_id="firm-small", visited_on="2026-03-02", advice="旧")
    named = {"enterprise_id": "firm-small", "visit_id": city.one(Visit).id}
    for person, text in (("liaison", "示例：甲"), ("staff", "示例：乙")):
        city.as_(person).do(AmendVisit, **named, edits=(Edit("advice", "旧", text),))
    city.as_("staff").do(
        SettleConflict, enterprise_id="firm-small", problem_id="", choice="mine", **conflict_id(city)
    )
    assert city.one(Visit).advice == "示例：乙"


def test_a_text_that_no_edit_could_set_cannot_be_settled_upon_either() -> None:
    city = in_conflict()
    settle = {**conflict_id(city), "choice": "edit"}
    assert city.as_("rep-east").refused(SettleConflict, **settle, text="长" * 201) == "too_long"


def test_whatever_can_be_in_conflict_can_be_settled() -> None:
    assert SUBJECTS.keys() == {"enterprise", "visit", "problem"}
