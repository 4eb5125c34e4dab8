"""A repair that is undone: what it is in place of stands again with everything that lay beside it."""

from __future__ import annotations

import pytest

from desktop.screens.sync_centre.doing_again import do_again
from sync.engine.drafts import values_of
from sync.engine.laptop import Laptop
from sync.operations.attachments import AttachFile
from sync.store.rows import select
from sync.store.tables import Attachment, Draft, LocalBlob, StoredBlob
from tests.stage import Stage
from tests.sync.engine.test_repair import Stopped, states


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("rep-east")


@pytest.fixture
def stopped(laptop: Laptop) -> Stopped:
    return Stopped(laptop)


def sent_without_its_photo(laptop: Laptop, stopped: Stopped) -> str:
    """Done again from its form, where the person took the picture away; answers the new operation's id."""
    good = stopped.good
    form = Draft(
        id=good.op_id,
        form="visit",
        subject_id="firm-east",
        title="",
        values='{"files":[]}',
        updated_at=1,
        replaces=stopped.bad.op_id,
    )
    laptop.keep_draft(form)
    laptop.perform(good)
    return good.op_id


def test_a_photo_that_the_repair_left_out_stands_again(
    small_stage: Stage, laptop: Laptop, stopped: Stopped
) -> None:
    before, files = states(laptop), laptop.read(select, LocalBlob)
    op_id = sent_without_its_photo(laptop, stopped)
    assert laptop.read(select, LocalBlob) == []
    assert laptop.take_back(op_id)
    laptop.sync()
    assert states(laptop)[:5] == before
    assert laptop.read(select, LocalBlob) == files
    form = do_again(laptop, stopped.bad.op_id)
    assert [kept["sha256"] for kept in values_of(form)["files"]] == [stopped.photo.sha256]


def test_and_arrives_with_the_next_repair(small_stage: Stage, laptop: Laptop, stopped: Stopped) -> None:
    assert laptop.take_back(sent_without_its_photo(laptop, stopped))
    laptop.repair(stopped.bad.op_id, stopped.good)
    assert laptop.sync().verdicts == {"accepted": 5}
    assert [row.sha256 for row in small_stage.read(select, Attachment)] == [stopped.photo.sha256]
    assert [row.sha256 for row in small_stage.read(select, StoredBlob, complete=True)] == [
        stopped.photo.sha256
    ]


def test_a_photo_that_was_left_out_stays_so_when_nothing_is_undone(
    small_stage: Stage, laptop: Laptop, stopped: Stopped
) -> None:
    sent_without_its_photo(laptop, stopped)
    assert laptop.sync().verdicts == {"accepted": 4}
    assert small_stage.read(select, Attachment) == []
    assert [kind for kind, state in states(laptop) if state == "waiting"] == []
    assert AttachFile.kind in {kind for kind, state in states(laptop) if state == "replaced"}
