"""`blobs tidy`: what no record leads to goes by rule while the server goes on; what has a use never does."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

import pytest

from sync.domain import clock
from sync.operations.administration import EndAssignment
from sync.operations.attachments import AttachFile
from sync.server import blobs, leftovers
from sync.server.backup import manifest
from sync.server.leftovers import DAY, DAYS, Found, Refilling
from sync.store.rows import select, store
from sync.store.tables import StoredBlob
from tests import cases
from tests.city import act
from tests.stage import Stage

CONTENT = b"photo" * 1000
NAME = hashlib.sha256(CONTENT).hexdigest()


def attach(content: bytes = CONTENT) -> AttachFile:
    names = {"name": "图.png", "media_type": "image/png"}
    sha256, size = hashlib.sha256(content).hexdigest(), len(content)
    return act(
        AttachFile, enterprise_id="firm-east", subject_id="firm-east", sha256=sha256, size=size, **names
    )


def upload(stage: Stage, pieces: int = 2, person: str = "rep-east", content: bytes = CONTENT) -> str:
    """As many halves of the file as that; its SHA-256."""
    sha256, half = hashlib.sha256(content).hexdigest(), len(content) // 2
    for number in range(pieces):
        piece = content[number * half : (number + 1) * half]
        with stage.database.write() as connection:
            blobs.append(connection, stage.centre.blobs, person, sha256, number * half, piece)
    return sha256


def put_unnamed(stage: Stage, *, known: bool = True) -> Path:
    """Bytes to which no row of an attachment refers, `known` as if they had come whole from rep-east."""
    path = stage.centre.blobs / NAME
    path.write_bytes(CONTENT)
    if known:
        with stage.database.write() as connection:
            row = StoredBlob(sha256=NAME, person_id="rep-east", size=5000, received=5000, complete=True)
            store(connection, [row])
    return path


def make_old(stage: Stage) -> None:
    moment = (clock.now() - (DAYS + 1) * DAY) / 1000
    for path in stage.centre.blobs.iterdir():
        os.utime(path, (moment, moment))


def look(stage: Stage) -> Found:
    return leftovers.look(stage.centre, clock.now() - DAYS * DAY)


def names(files: list[leftovers.Leftover]) -> list[str]:
    return [file.path.name for file in files]


def received(stage: Stage, person: str = "rep-east") -> tuple[int, bool]:
    with stage.database.read() as connection:
        state = blobs.state(connection, stage.centre.blobs, person, NAME)
        return state.received, state.complete


def test_an_upload_that_nobody_went_on_with_goes_and_begins_again(stage: Stage) -> None:
    stage.done_by("rep-east", attach())
    upload(stage, pieces=1)
    assert look(stage) == Found([], [])  # it is of today
    make_old(stage)
    found = look(stage)
    assert names(found.unfinished) == [f"{NAME}.rep-east"]
    assert received(stage) == (2500, False)  # a look changes nothing
    assert leftovers.remove(stage.centre, found) == found.unfinished
    assert received(stage) == (0, False)
    upload(stage)
    assert received(stage) == (5000, True)


def test_one_that_goes_on_meanwhile_stays(stage: Stage) -> None:
    stage.done_by("rep-east", attach())
    upload(stage, pieces=1)
    make_old(stage)
    found = look(stage)
    with stage.database.write() as connection:
        blobs.append(connection, stage.centre.blobs, "rep-east", NAME, 2500, CONTENT[2500:])
    assert leftovers.remove(stage.centre, found) == []
    assert received(stage) == (5000, True)


def test_what_a_record_leads_to_stays_however_old(stage: Stage) -> None:
    """Also when its author has lost the record, and when the row waits in quarantine for a decision."""
    stage.done_by("rep-east", attach())
    upload(stage)
    gone = {"assignment_id": "firm-east/rep-east", "enterprise_id": "firm-east", "reason": "调整"}
    stage.do(act(EndAssignment, **gone, until=cases.today()))
    parked = b"parked" * 9
    assert [answer.verdict for answer in stage.as_person("rep-spare", attach(parked))] == ["quarantined"]
    (stage.centre.blobs / hashlib.sha256(parked).hexdigest()).write_bytes(parked)
    make_old(stage)
    assert look(stage) == Found([], [])


@pytest.mark.parametrize("known", [True, False])
def test_what_no_record_leads_to_goes(stage: Stage, known: bool) -> None:
    path = put_unnamed(stage, known=known)
    stranger = stage.centre.blobs / "lost+found"
    stranger.mkdir()
    make_old(stage)
    found = look(stage)
    assert names(found.unnamed) == [NAME]
    leftovers.remove(stage.centre, found)
    assert not path.exists()
    assert stranger.exists()
    assert stage.read(select, StoredBlob) == []


def test_a_row_that_is_accepted_meanwhile_wins(stage: Stage) -> None:
    """Accepted after the look: the bytes stay, and its author has sent them already."""
    put_unnamed(stage)
    make_old(stage)
    found = look(stage)
    stage.done_by("rep-east", attach())
    assert leftovers.remove(stage.centre, found) == []
    assert received(stage) == (5000, True)


def test_a_row_that_is_accepted_at_the_same_moment_loses_no_byte(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The removal stands between its last question and the file; the row comes right then, and waits for it.
    Then its author is asked for the bytes, which the record does not have any more."""
    put_unnamed(stage)
    make_old(stage)
    found = look(stage)
    accepting = threading.Thread(target=stage.done_by, args=("rep-east", attach()))
    unchanged = leftovers._unchanged

    def meanwhile(file: leftovers.Leftover) -> bool:
        accepting.start()
        accepting.join(0.3)
        assert accepting.is_alive()  # the feed lock is held
        return unchanged(file)

    monkeypatch.setattr(leftovers, "_unchanged", meanwhile)
    leftovers.remove(stage.centre, found)
    accepting.join()
    assert received(stage) == (0, False)
    upload(stage)
    assert received(stage) == (5000, True)


def test_killed_between_the_file_and_the_row_its_author_sends_it_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put_unnamed(stage)
    make_old(stage)
    found = look(stage)

    def killed(*_arguments: object, **_named: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(leftovers, "delete", killed)
        with pytest.raises(KeyboardInterrupt):
            leftovers.remove(stage.centre, found)
    assert not path.exists()
    assert [row.complete for row in stage.read(select, StoredBlob)] == [True]  # the row says what is not so
    stage.done_by("rep-east", attach())
    assert received(stage) == (0, False)
    upload(stage)
    assert received(stage) == (5000, True)
    with stage.database.read() as connection:
        assert blobs.readable(connection, stage.centre.blobs, "rep-east", NAME).read_bytes() == CONTENT


def test_bytes_that_the_disk_has_lost_are_read_by_nobody_and_taken_again(stage: Stage) -> None:
    stage.done_by("rep-east", attach())
    upload(stage)
    (stage.centre.blobs / NAME).unlink()
    with stage.database.read() as connection, pytest.raises(blobs.BlobRefused):
        blobs.readable(connection, stage.centre.blobs, "rep-east", NAME)
    upload(stage)
    assert received(stage) == (5000, True)


def test_a_restored_record_loses_none_before_its_refill_is_closed(stage: Stage) -> None:
    backup = stage.back_up()
    stage.done_by("rep-east", attach())
    upload(stage)
    make_old(stage)
    stage.put_back(backup)
    with pytest.raises(Refilling):
        look(stage)
    assert (stage.centre.blobs / NAME).exists()


def test_a_backup_under_way_bears_it(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    put_unnamed(stage)
    make_old(stage)
    found, copy = look(stage), manifest.copy_file
    removed: list[leftovers.Leftover] = []

    def copied(source: Path, target: Path) -> None:
        removed.extend(leftovers.remove(stage.centre, found))
        copy(source, target)

    monkeypatch.setattr(manifest, "copy_file", copied)
    place = stage.back_up()
    assert len(removed) == 1
    assert manifest.read(place).blobs == []
