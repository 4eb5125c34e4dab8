"""What the journal brings back is what the person had: a repair that was undone, or that an older database
lacks, and what it is in place of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sync.engine import outbox, repairs, snapshots
from sync.engine.journal import Journal
from sync.engine.laptop import Laptop
from sync.engine.opening import DATABASE, keys_of
from sync.engine.rescue import rescue
from sync.operations.visits import visit_id
from sync.store.rows import count, select, store
from sync.store.tables import Draft, Outbox, Visit
from tests.cases import visit
from tests.copies import assert_same
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS
from tests.sync.engine.test_repair import FIRST, SECOND, Stopped, states


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("rep-east")


@pytest.fixture
def stopped(laptop: Laptop) -> Stopped:
    return Stopped(laptop)


def repaired(laptop: Laptop, stopped: Stopped) -> list[Outbox]:
    """What is made in the place of the stopped one, and of what waited behind it."""
    laptop.repair(stopped.bad.op_id, stopped.good)
    return [entry for entry in laptop.read(select, Outbox) if entry.replaces]


def test_what_could_not_be_undone_is_not_given_up(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk was full: the person was told so, and the work waits; at the next start it must do so."""
    op = visit(situation="not undone")
    laptop.do(op)
    with monkeypatch.context() as full:
        full.setattr(repairs, "undo", refuse)
        with pytest.raises(OSError, match="no room"):
            laptop.take_back(op.op_id)
    laptop.do(visit(situation="beside it"))
    laptop.close()
    laptop = small_stage.laptop("rep-east")
    assert {entry.state for entry in laptop.read(select, Outbox)} == {"waiting"}
    assert laptop.sync().verdicts == {"accepted": 2}


def refuse(*_given: object) -> None:
    raise OSError("no room")


def test_of_a_repair_whose_undo_an_older_database_lacks_the_stopped_one_stands_again(
    small_stage: Stage, laptop: Laptop, stopped: Stopped
) -> None:
    """The repair is gone, so that its card has to be there."""
    before = states(laptop)
    laptop.do(visit("firm-other", situation="waits beside it"))
    undone = [entry.op_id for entry in repaired(laptop, stopped)]
    Journal(laptop.folder, laptop.data_key).undone(undone)
    laptop.close()
    laptop = small_stage.laptop("rep-east")
    laptop.sync()
    assert states(laptop)[:5] == before
    assert states(laptop)[5] == ("log_visit", "accepted")
    assert {state for _, state in states(laptop)[6:]} == {"discarded"}
    assert laptop.read(count, Visit) == 1


def test_a_repair_that_an_older_database_lacks_leaves_no_card_for_a_second_one(
    small_stage: Stage, laptop: Laptop, stopped: Stopped
) -> None:
    draft = Draft(id="d", form="visit", subject_id=visit_id(stopped.bad), title="", values="{}", updated_at=1)
    with laptop.database.write() as connection:
        store(connection, [draft])
    laptop.close()
    shutil.copy(laptop.folder / DATABASE, laptop.folder / "older")
    laptop = small_stage.laptop("rep-east")
    repaired(laptop, stopped)
    laptop.close()
    (laptop.folder / "older").replace(laptop.folder / DATABASE)
    laptop = small_stage.laptop("rep-east")
    assert laptop.read(outbox.queue).stopped == 0
    assert laptop.sync().verdicts == {"accepted": 5}
    (row,) = laptop.read(select, Visit)
    assert [kept.subject_id for kept in laptop.read(select, Draft)] == [row.id]
    assert row.situation == SECOND
    assert FIRST in laptop.read(select, Outbox)[0].body
    assert_same(small_stage, laptop)


def rescued(stage: Stage, laptop: Laptop) -> Laptop:
    """Its database cannot be read any more; the newest snapshot takes its place."""
    laptop.close()
    (laptop.folder / DATABASE).write_bytes(b"")
    done = rescue(laptop.folder, keys_of(laptop.folder, None, CHEAP_COSTS), PASSWORD, _new(laptop.folder))
    assert done.next == "open"
    return stage.laptop("rep-east")


def _new(folder: Path) -> Path:
    return folder / "out.json"


def test_what_waits_in_a_snapshot_may_have_been_sent_since_and_is_not_undone(
    small_stage: Stage, laptop: Laptop
) -> None:
    op = visit(situation="sent since")
    laptop.do(op)
    snapshots.take(laptop.database, laptop.folder)
    laptop.sync()
    laptop.sync()
    laptop = rescued(small_stage, laptop)
    assert not laptop.take_back(op.op_id)
    assert laptop.sync().verdicts == {"accepted": 1}
    assert_same(small_stage, laptop)


def test_a_local_code_that_was_given_since_the_snapshot_is_not_given_again(
    small_stage: Stage, laptop: Laptop
) -> None:
    snapshots.take(laptop.database, laptop.folder)
    given = [laptop.next_code() for _ in range(2)]
    laptop = rescued(small_stage, laptop)
    assert laptop.next_code() not in given
