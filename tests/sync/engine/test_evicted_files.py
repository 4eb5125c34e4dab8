"""A record that leaves takes its files along; the person's own words and pictures stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.domain import clock
from sync.engine.laptop import Laptop
from sync.engine.safe_file import Disk
from sync.operations.administration import EndAssignment
from sync.operations.base import new_id
from sync.store.rows import select, store
from sync.store.tables import Attachment, Draft, LocalBlob
from tests.cases import today, visit
from tests.city import act, assignment
from tests.stage import Stage

PHOTO = b"photo" * 100


def files(laptop: Laptop) -> list[Path]:
    folder = laptop.folder / "blobs"
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.fixture
def held(stage: Stage) -> Laptop:
    """rep-spare serves firm-east too, and has looked at a picture that rep-east sent."""
    stage.do(assignment("firm-east", "rep-spare"))
    author, laptop = stage.laptop("rep-east"), stage.laptop("rep-spare")
    op = visit()
    author.do(op)
    author.attach("图.png", PHOTO, enterprise_id="firm-east", subject_id=new_id(op.op_id, 0))
    author.sync()
    laptop.sync()
    assert laptop.bytes_of(laptop.read(select, Attachment)[0].id) == PHOTO
    assert len(files(laptop)) == 1
    return laptop


def leave(stage: Stage, laptop: Laptop) -> None:
    gone = {"assignment_id": "firm-east/rep-spare", "enterprise_id": "firm-east"}
    stage.do(act(EndAssignment, **gone, until=today(), reason="调整"))
    laptop.sync()


def test_a_file_goes_with_its_record(stage: Stage, held: Laptop) -> None:
    leave(stage, held)
    assert files(held) == []
    assert held.read(select, LocalBlob) == []


def test_it_comes_again_with_it(stage: Stage, held: Laptop) -> None:
    leave(stage, held)
    stage.do(assignment("firm-east", "rep-spare"))
    held.sync()
    assert held.bytes_of(held.read(select, Attachment)[0].id) == PHOTO


def test_what_a_draft_names_stays(stage: Stage, held: Laptop) -> None:
    sha256 = held.read(select, Attachment)[0].sha256
    words = {"form": "visit", "subject_id": "firm-east", "title": ""}
    with held.database.write() as connection:
        store(connection, [Draft(id="d", **words, values=f'["{sha256}"]', updated_at=clock.now())])
    leave(stage, held)
    assert [file.name for file in files(held)] == [sha256]


def test_what_was_just_kept_again_stays(stage: Stage, held: Laptop) -> None:
    sha256 = held.keep(PHOTO)
    leave(stage, held)
    assert held.kept(sha256) == PHOTO


def test_the_authors_own_picture_stays_with_the_operation_that_sent_it(stage: Stage) -> None:
    author = stage.laptop("rep-east")
    op = visit()
    author.do(op)
    author.attach("图.png", PHOTO, enterprise_id="firm-east", subject_id=new_id(op.op_id, 0))
    gone = {"assignment_id": "firm-east/rep-east", "enterprise_id": "firm-east"}
    stage.do(act(EndAssignment, **gone, until=today(), reason="调整"))
    author.sync()
    author.sync()
    assert len(files(author)) == 1


def test_one_that_another_program_holds_goes_another_time(
    stage: Stage, held: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows removes no file that somebody has open."""

    def is_held(*_arguments: object, **_named: object) -> None:
        raise PermissionError(13, "held by another process")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", is_held)
        leave(stage, held)
    assert len(files(held)) == len(held.read(select, LocalBlob)) == 1
    held.sync()
    assert files(held) == held.read(select, LocalBlob) == []


def test_a_scanner_that_holds_a_fresh_file_is_waited_for(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace
    waited: list[float] = []

    def is_held(self: Path, target: Path) -> Path:
        if len(waited) < 3:
            raise PermissionError(13, "held by another process")
        return replace(self, target)

    author = stage.laptop("rep-east")
    monkeypatch.setattr(Path, "replace", is_held)
    monkeypatch.setattr(Disk, "pause", lambda _disk, seconds: waited.append(seconds))
    assert author.kept(author.keep(PHOTO)) == PHOTO
    assert len(files(author)) == 1
