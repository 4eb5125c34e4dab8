"""What an operation sees of the record: its own reach, its own changes, and no trace when a rule stops it."""

from __future__ import annotations

from contextlib import suppress
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.errors import Refused
from sync.store.records import OutOfReach, Records
from sync.store.tables import GLOBAL, Contact, Region, Row
from tests.sync.operations.city import Shelf


def contact(row_id: str, firm: str = "f", name: str = "示例") -> Contact:
    """A small row with an aggregate of its own."""
    return Contact(id=row_id, aggregate_id=firm, enterprise_id=firm, name=name)


EAST = Region(id="east", aggregate_id=GLOBAL, name="东", level="county")
MINE, OTHERS, READ = contact("mine"), contact("others", "g"), contact("read", "h")


@pytest.fixture
def records() -> Records:
    """One row in each of four aggregates."""
    return Records(Shelf([EAST, MINE, OTHERS, READ]))


def test_inside_its_reach_an_operation_reads_and_writes(records: Records) -> None:
    with records.reaching(("f",), ("h", GLOBAL)):
        assert records.get(Contact, "mine") == MINE
        assert records.get(Contact, "read") == READ
        assert records.get(Region, "east") == EAST
        assert records.select(Contact, aggregate_id="h") == [READ]
        changed = records.change(MINE, name="示例甲")
        added = records.add(contact("new"))
    assert records.changes() == [(MINE, changed), (None, added)]


def test_a_row_out_of_reach_is_not_there(records: Records) -> None:
    with records.reaching(("f",)):
        assert records.find(Contact, "others") is None
        with pytest.raises(Refused) as no:
            records.get(Contact, "others")
    assert (no.value.code, no.value.details) == ("missing", {"table": "contact"})


def test_a_question_that_reaches_too_far_is_a_bug(records: Records) -> None:
    with records.reaching(("f",)), pytest.raises(OutOfReach, match=r"contact of [gh]"):
        records.select(Contact)


@pytest.mark.parametrize("row", [OTHERS, READ, EAST], ids=["another's", "only read", "global"])
def test_writing_out_of_reach_is_a_bug(records: Records, row: Row) -> None:
    with records.reaching(("f",), ("h",)):
        with pytest.raises(OutOfReach):
            records.change(row, revision=9)
        with pytest.raises(OutOfReach):
            records.add(msgspec.structs.replace(row, id="new"))
    assert records.changes() == []


@pytest.mark.parametrize("taken", ["mine", "others"])
def test_an_id_is_given_once_wherever_it_stands(records: Records, taken: str) -> None:
    """A row of another aggregate with this id would be overwritten, and its holders would not hear of it."""
    with records.reaching(("f",)), pytest.raises(Refused, match="already_exists"):
        records.add(contact(taken))


def test_outside_of_an_operation_everything_can_be_read(records: Records) -> None:
    assert [row.id for row in records.select(Contact)] == ["mine", "others", "read"]
    assert records.find(Contact, "none") is None


def test_an_operation_that_a_rule_stops_leaves_no_trace(records: Records) -> None:
    with records.reaching(("f",)):
        records.change(MINE, name="示例甲")
    with suppress(Refused), records.reaching(("f",)):
        records.change(records.get(Contact, "mine"), name="示例乙")
        records.add(contact("new"))
        raise Refused("wrong_state")
    assert [(before, now.id) for before, now in records.changes()] == [(MINE, "mine")]
    assert records.get(Contact, "mine").name == "示例甲"
    assert records.find(Contact, "new") is None


def test_a_change_is_never_lost_to_an_older_copy(records: Records) -> None:
    records.change(MINE, name="示例甲")
    with pytest.raises(AssertionError, match="changed since"):
        records.change(MINE, aggregate_id="g")


def test_the_reach_ends_with_the_operation(records: Records) -> None:
    with pytest.raises(Refused), records.reaching(("f",)):
        raise Refused("wrong_state")
    assert records.find(Contact, "others") == OTHERS


def test_a_second_operation_sees_what_the_first_one_wrote(records: Records) -> None:
    with records.reaching(("f",)):
        records.add(contact("new"))
    with records.reaching(("f",)):
        assert records.change(records.get(Contact, "new"), name="示例甲").name == "示例甲"
        with pytest.raises(Refused, match="already_exists"):
            records.add(contact("new"))
    assert [(before, now.name) for before, now in records.changes() if isinstance(now, Contact)] == [
        (None, "示例甲")
    ]


def test_an_operation_inside_another_is_undone_alone(records: Records) -> None:
    with records.reaching(("f",)):
        records.change(MINE, name="示例甲")
        with suppress(Refused), records.reaching(("f",)):
            records.change(records.get(Contact, "mine"), name="示例乙")
            records.add(contact("new"))
            raise Refused("wrong_state")
        assert records.get(Contact, "mine").name == "示例甲"
        records.add(contact("newer"))
    assert [now.id for _, now in records.changes()] == ["mine", "newer"]


class Act(NamedTuple):
    """Put a name on a row, in one of three operations; a stopped one raises at its end."""

    row_id: str
    name: str
    operation: int


acts = st.lists(
    st.builds(Act, st.sampled_from("abcde"), st.sampled_from("甲乙丙"), st.integers(0, 2)), max_size=12
)
STORED = [contact("a", name="甲"), contact("b", name="乙")]


def put(records: Records, row_id: str, name: str) -> None:
    """As an operation of administration does it."""
    standing = records.find(Contact, row_id)
    if standing is None:
        records.add(contact(row_id, name=name))
    else:
        records.change(standing, name=name)


def work(records: Records, written: list[Act], stopped: set[int]) -> None:
    """Three operations, each with its acts in order; some are stopped at their end."""
    for number in range(3):
        try:
            with records.reaching(("f",)):
                for act in written:
                    if act.operation == number:
                        put(records, act.row_id, act.name)
                if number in stopped:
                    raise Refused("wrong_state")
        except Refused:
            continue


@given(acts, st.sets(st.integers(0, 2)))
def test_stopped_operations_are_as_if_they_had_never_been(written: list[Act], stopped: set[int]) -> None:
    all_of_them, only_good = Records(Shelf(STORED)), Records(Shelf(STORED))
    work(all_of_them, written, stopped)
    work(only_good, [act for act in written if act.operation not in stopped], set())
    assert all_of_them.changes() == only_good.changes()


@given(acts, st.sampled_from([{}, {"name": "甲"}, {"name": "乙", "aggregate_id": "f"}, {"id": "c"}]))
def test_a_question_answers_as_if_everything_had_been_written(
    written: list[Act], equal: dict[str, str]
) -> None:
    shelf = Shelf(STORED)
    records = Records(shelf)
    work(records, written, set())
    before_writing = records.select(Contact, **equal)
    shelf.put(row for _, row in records.changes())
    assert before_writing == Records(shelf).select(Contact, **equal)


@given(acts)
def test_only_rows_that_are_different_are_changes(written: list[Act]) -> None:
    records = Records(Shelf(STORED))
    work(records, written, set())
    stored = {row.id: row for row in STORED}
    final = {
        **stored,
        **{
            act.row_id: contact(act.row_id, name=act.name)
            for act in sorted(written, key=lambda a: a.operation)
        },
    }
    assert {now.id: (before, now) for before, now in records.changes()} == {
        row_id: (stored.get(row_id), row) for row_id, row in final.items() if stored.get(row_id) != row
    }
