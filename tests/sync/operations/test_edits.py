"""Edits of single fields by several people: nothing written is ever lost, whatever the order."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.errors import Refused
from sync.operations.base import new_id
from sync.operations.edits import SHORT, Edit, edits_as_json
from sync.operations.reports import EditProblem
from sync.store.tables import Conflict, History
from tests.sync.operations.city import City
from tests.sync.operations.ways import INTAKE, at

TITLE, CRUX = str(INTAKE["title"]), str(INTAKE["crux"])
PEOPLE = ("rep-east", "coordinator-east", "colleague-east")


class Change(NamedTuple):
    """What one laptop wrote over what it saw."""

    field: str
    new: str


def after(*changes: Change) -> City:
    """Laptops that all saw the first text send their edits in this order."""
    city = at("reported")
    for person, change in zip(PEOPLE, changes, strict=False):
        edit = Edit(change.field, str(INTAKE[change.field]), change.new)
        city.as_(person).do(EditProblem, edits=(edit,))
    return city


changes = st.lists(
    st.builds(Change, st.sampled_from(["title", "crux"]), st.sampled_from(["甲", "乙", "丙", TITLE, CRUX])),
    min_size=1, max_size=3,
)  # fmt: skip


@given(changes)
def test_every_text_is_on_record(written: list[Change]) -> None:
    city = after(*written)
    standing = {city.problem.title, city.problem.crux}
    beside = {row.offered for row in city.all(Conflict)}
    unchanged = {INTAKE[change.field] for change in written}
    assert {change.new for change in written} <= standing | beside | unchanged
    told = [msgspec.json.decode(line.detail)[0] for line in city.all(History, action="edit")]
    assert sorted(told) == sorted([change.field, INTAKE[change.field], change.new] for change in written)


@given(changes)
def test_the_first_change_of_a_field_stands(written: list[Change]) -> None:
    problem = after(*written).problem
    for field in ("title", "crux"):
        real = [change.new for change in written if change.field == field and change.new != INTAKE[field]]
        assert getattr(problem, field) == (real[0] if real else INTAKE[field])


def test_two_laptops_in_either_order() -> None:
    mine, theirs = Change("title", "示例：甲"), Change("title", "示例：乙")
    one, other = after(mine, theirs), after(theirs, mine)
    assert (one.problem.title, one.one(Conflict).offered) == ("示例：甲", "示例：乙")
    assert (other.problem.title, other.one(Conflict).offered) == ("示例：乙", "示例：甲")


def test_different_fields_merge() -> None:
    city = after(Change("title", "示例：甲"), Change("crux", "示例：乙"))
    assert (city.problem.title, city.problem.crux, city.all(Conflict)) == ("示例：甲", "示例：乙", [])


def test_a_conflict_tells_all_three_texts_and_whose_they_are() -> None:
    city = after(Change("title", "示例：甲"), Change("title", "示例：乙"))
    conflict = city.one(Conflict)
    assert (conflict.base, conflict.standing, conflict.offered) == (TITLE, "示例：甲", "示例：乙")
    assert (conflict.author_id, conflict.author_name) == ("coordinator-east", "示例协调员甲")
    assert (conflict.subject_table, conflict.subject_id, conflict.field) == (
        "problem",
        city.problem_id,
        "title",
    )
    assert (conflict.aggregate_id, conflict.settled_at) == (city.problem_id, None)


def test_a_conflicts_id_comes_from_operation_and_field() -> None:
    city = after(Change("title", "示例：甲"), Change("title", "示例：乙"))
    _, op = city.done[-1]
    assert city.one(Conflict).id == new_id(op.op_id, "title")
    assert city.one(Conflict).op_id == op.op_id


@pytest.mark.parametrize(
    ("edits", "verdict"),
    [
        ((Edit("title", TITLE, "示例：甲"), Edit("crux", CRUX, "示例：乙")), "accepted"),
        ((Edit("title", "别的", TITLE),), "merged"),
        ((Edit("title", "别的", TITLE), Edit("crux", CRUX, "示例：乙")), "merged"),
        ((Edit("title", "别的", "示例：甲"), Edit("crux", CRUX, "示例：乙")), "conflict"),
        ((Edit("title", "别的", "别的"),), "merged"),
        ((), "accepted"),
    ],
)
def test_the_verdict_is_that_of_the_worst_field(edits: tuple[Edit, ...], verdict: str) -> None:
    city = at("reported")
    assert city.as_("rep-east").do(EditProblem, edits=edits) == verdict


def test_a_refused_edit_takes_all_edits_of_its_operation_with_it() -> None:
    city = at("reported")
    edits = (Edit("title", TITLE, "示例：甲"), Edit("topic", "", "dream"))
    assert city.as_("rep-east").refused(EditProblem, edits=edits) == "unknown_choice"
    assert city.problem.title == TITLE


def test_an_edit_is_no_longer_than_the_field_was_when_first_written() -> None:
    city = at("reported")
    city.as_("rep-east").do(EditProblem, edits=(Edit("title", TITLE, "长" * SHORT),))
    with pytest.raises(Refused) as no:
        city.as_("rep-east").do(EditProblem, edits=(Edit("title", "长" * SHORT, "长" * (SHORT + 1)),))
    assert no.value.details == {"field": "title", "longest": SHORT}


def test_edits_in_a_history_line() -> None:
    assert edits_as_json((Edit("title", "旧", "新"),)) == '[["title","旧","新"]]'
