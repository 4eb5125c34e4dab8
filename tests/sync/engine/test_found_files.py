"""A database is lost, and with it the line that says which bytes the server does not have yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.engine.laptop import Laptop
from sync.engine.opening import DATABASE, keys_of
from sync.engine.rescue import rescue
from sync.store.rows import select
from sync.store.tables import LocalBlob
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS
from tests.sync.engine.test_rescue import signed_in

PHOTO = b"photo" * 100


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    """The centre has the record of a picture, and waits for its bytes."""
    laptop = small_stage.laptop("rep-east")
    laptop.pause_files(True)
    laptop.attach("图.png", PHOTO, enterprise_id="firm-east", subject_id="firm-east")
    laptop.sync()
    laptop.sync()
    assert list(small_stage.centre.blobs.iterdir()) == []
    return laptop


def begun_again(stage: Stage, laptop: Laptop) -> Laptop:
    laptop.close()
    (laptop.folder / DATABASE).write_bytes(b"")
    rescue(laptop.folder, keys_of(laptop.folder, None, CHEAP_COSTS), PASSWORD, laptop.folder / "out")
    return signed_in(laptop.folder, stage)


def test_the_persons_own_file_goes_to_the_server_all_the_same(small_stage: Stage, laptop: Laptop) -> None:
    laptop = begun_again(small_stage, laptop)
    laptop.sync()
    laptop.sync()
    assert [path.read_bytes() for path in small_stage.centre.blobs.iterdir()] == [PHOTO]
    assert [row.state for row in laptop.read(select, LocalBlob)] == ["kept"]
    laptop.close()


def test_what_the_server_has_is_not_sent_again(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.pause_files(False)
    laptop.sync()
    laptop = begun_again(small_stage, laptop)
    laptop.sync()
    monkeypatch.setattr("sync.engine.file_lane.Turn._send_piece", None)
    laptop.sync()
    assert [row.state for row in laptop.read(select, LocalBlob)] == ["kept"]
    laptop.close()


def test_a_file_that_no_record_names_waits_for_nothing(small_stage: Stage, laptop: Laptop) -> None:
    laptop.keep(b"of a form that was never sent")
    laptop = begun_again(small_stage, laptop)
    laptop.sync()
    names = {path.name for path in Path(laptop.folder / "blobs").iterdir()}
    assert len(names) == 2
    assert [row.size for row in laptop.read(select, LocalBlob)] == [len(PHOTO)]
    laptop.close()
