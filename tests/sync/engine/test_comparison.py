"""A copy that went wrong is found by what it comes to, and repaired alone: one aggregate, not everything."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from sync.engine.laptop import Laptop
from sync.engine.pulling import Pulling
from sync.engine.transport import Away
from sync.operations.administration import EndAssignment
from sync.store.rows import delete, find, select, store
from sync.store.tables import SYNCED, Aggregate, Enterprise, StagedPage, Visit
from tests.cases import report, today, visit
from tests.city import act, assignment
from tests.copies import assert_same
from tests.stage import Stage


def spoil(laptop: Laptop, statement: str) -> None:
    """A fault of ours, or of the machine's."""
    with laptop.database.write() as connection:
        connection.execute(sa.text(statement))


def working(stage: Stage) -> Laptop:
    """A laptop of two firms, with work that waits and work that was answered."""
    stage.done_by("rep-east", visit("firm-east"), visit("firm-other"), report("firm-east"))
    laptop = stage.laptop("rep-east")
    laptop.do(visit("firm-east", situation="待同步"))
    return laptop


def repaired(stage: Stage, laptop: Laptop) -> int:
    """How many aggregates came again; the copy is right afterwards."""
    number = laptop.sync(compare=True).repaired
    assert_same(stage, laptop)
    return number


def test_a_right_copy_is_left_alone(stage: Stage) -> None:
    laptop = working(stage)
    result = laptop.sync(compare=True)
    assert (result.repaired, result.pushed) == (0, 1)
    assert laptop.sync(compare=True).pulled == 0


def test_a_row_that_is_gone_comes_again_with_its_aggregate_alone(stage: Stage) -> None:
    laptop = working(stage)
    laptop.sync()
    spoil(laptop, "DELETE FROM visit WHERE aggregate_id = 'firm-east'")
    assert repaired(stage, laptop) == 1


def test_a_row_with_other_words_is_noticed(stage: Stage) -> None:
    laptop = working(stage)
    laptop.sync()
    spoil(laptop, "UPDATE enterprise SET name = '别的' WHERE id = 'firm-other'")
    assert repaired(stage, laptop) == 1


def test_what_should_have_left_goes(stage: Stage) -> None:
    laptop = working(stage)
    laptop.sync()
    with laptop.database.write() as connection:
        firm = find(connection, Enterprise, id="firm-east")
        assert firm is not None
        store(connection, [Enterprise(id="firm-west", aggregate_id="firm-west", name="西", region_id="west")])
    assert repaired(stage, laptop) == 1


def test_what_is_taken_away_meanwhile_is_no_difference(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the pull and the comparison behind it: the next pull says it."""
    laptop, compare = working(stage), Pulling.compare
    stage.do(assignment("firm-other", "rep-spare"))

    def taken_away(pulling: Pulling) -> None:
        names = {"assignment_id": "firm-other/rep-east", "enterprise_id": "firm-other"}
        stage.do(act(EndAssignment, **names, until=today(), reason="调整"))
        compare(pulling)

    with monkeypatch.context() as patch:
        patch.setattr(Pulling, "compare", taken_away)
        assert laptop.sync(compare=True).repaired == 0
    assert repaired(stage, laptop) == 0
    assert "firm-other" not in {row.id for row in laptop.read(select, Enterprise)}


def test_an_aggregate_that_never_came_comes(stage: Stage) -> None:
    laptop = working(stage)
    laptop.sync()
    with laptop.database.write() as connection:
        for kind in (Enterprise, Visit):
            delete(connection, kind, aggregate_id="firm-other")
    assert repaired(stage, laptop) >= 1


def test_waiting_work_is_no_difference(stage: Stage) -> None:
    """What is drawn over the server's rows, on both of its ways to the server."""
    laptop = working(stage)
    laptop.sync()
    laptop.do(visit("firm-east", situation="还没有送出"))
    assert laptop.sync(compare=True).repaired == 0


def test_a_program_that_was_ended_from_outside_compares_at_its_next_sync(small_stage: Stage) -> None:
    laptop = working(small_stage)
    laptop.sync()
    spoil(laptop, "DELETE FROM visit WHERE aggregate_id = 'firm-east'")
    again = small_stage.laptop("rep-east")  # while the first one has never been closed
    assert again.sync().repaired == 1
    assert again.sync().repaired == 0


def test_it_compares_when_the_line_is_back_if_the_first_sync_met_none(small_stage: Stage) -> None:
    laptop = working(small_stage)
    laptop.sync()
    spoil(laptop, "DELETE FROM visit WHERE aggregate_id = 'firm-east'")
    again = small_stage.laptop("rep-east")
    with small_stage.away(), pytest.raises(Away):
        again.sync()
    assert again.sync().repaired == 1


def test_of_what_the_server_has_no_row_none_stays(stage: Stage) -> None:
    laptop = working(stage)
    laptop.sync()
    with stage.database.write() as connection:
        for kind in SYNCED:
            delete(connection, kind, aggregate_id="firm-other")
    assert laptop.sync(compare=True).repaired == 1
    assert [row.id for row in laptop.read(select, Enterprise) if row.id == "firm-other"] == []


def test_what_changes_during_the_comparison_is_not_taken_for_a_fault(stage: Stage) -> None:
    laptop = working(stage)
    laptop.sync()
    stage.done_by("coordinator-east", visit("firm-east"))
    stage.do(assignment("firm-small", "rep-east"))
    assert laptop.sync(compare=True).repaired == 0
    assert not laptop.read(select, StagedPage)
    assert stage.read(select, Aggregate)
