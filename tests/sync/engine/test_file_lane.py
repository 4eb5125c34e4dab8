"""The attachments' lane is held still and let go by the person, ends its turn in time, and keeps its room."""

from __future__ import annotations

import hashlib
import json
import os
import random
import time
from pathlib import Path

import msgspec
import pytest

from sync.domain import clock
from sync.engine import command_line, file_lane, file_room
from sync.engine.blobs import ready
from sync.engine.laptop import Laptop
from sync.engine.standing import standing
from sync.engine.transport import Away, Transport
from sync.operations.base import new_id
from sync.store.rows import count, select, store
from sync.store.tables import Attachment, LocalBlob, Outbox, StoredBlob, Visit
from tests.cases import visit
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS

CONTENT = random.Random(9).randbytes(3 * 1024 * 1024)
MONTHS = 90 * 24 * clock.HOUR


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("rep-east")


def attach(laptop: Laptop, content: bytes = CONTENT) -> str:
    """A file at firm-east; its SHA-256."""
    laptop.attach("图.png", content, enterprise_id="firm-east", subject_id="firm-east")
    return hashlib.sha256(content).hexdigest()


def arrived(stage: Stage) -> int:
    return stage.read(count, StoredBlob, complete=True)


def test_held_still_records_go_on_and_files_wait_over_a_restart(small_stage: Stage, laptop: Laptop) -> None:
    laptop.pause_files(True)
    attach(laptop)
    laptop.do(visit())
    laptop.close()
    laptop = small_stage.laptop("rep-east")
    laptop.sync()
    assert (small_stage.read(count, Visit), small_stage.read(count, Attachment)) == (1, 1)
    assert arrived(small_stage) == 0
    owed = laptop.read(standing)
    assert (owed.waiting, owed.files, owed.files_paused) == (0, 1, True)
    laptop.pause_files(False)
    laptop.sync()
    assert arrived(small_stage) == 1
    assert not laptop.read(standing).files_paused


def test_a_file_that_is_opened_comes_although_the_lane_is_held(small_stage: Stage, laptop: Laptop) -> None:
    sha256 = attach(laptop)
    laptop.sync()
    laptop.pause_files(True)
    (laptop.folder / "blobs" / sha256).unlink()
    assert laptop.bytes_of(laptop.read(select, Attachment)[0].id) == CONTENT


def test_held_in_the_middle_of_a_file_it_goes_on_from_there(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(laptop)
    patch, pieces = Transport.patch, []

    def patched(self: Transport, path: str, piece: bytes, kind: type) -> object:
        pieces.append(len(piece))
        laptop.pause_files(len(pieces) == 1)
        return patch(self, path, piece, kind)

    monkeypatch.setattr(Transport, "patch", patched)
    assert laptop.sync().files_left
    assert [row.offset for row in laptop.read(select, LocalBlob)] == pieces == [file_lane.FIRST_PIECE]
    laptop.pause_files(False)
    assert not laptop.sync().files_left
    assert arrived(small_stage) == 1
    assert sum(pieces) == len(CONTENT)


def test_a_turn_that_took_its_time_leaves_the_rest_to_the_next(small_stage: Stage, laptop: Laptop) -> None:
    """So that on a slow line a record waits for a piece, never for a large file."""
    attach(laptop)
    result = laptop.sync(file_seconds=0)
    assert result.files_left
    assert result.complete
    assert arrived(small_stage) == 0
    assert not laptop.sync(file_seconds=None).files_left
    assert arrived(small_stage) == 1


def test_pieces_follow_the_line() -> None:
    size = file_lane.FIRST_PIECE
    assert file_lane.next_piece(size, file_lane.QUICK / 2) == 2 * size
    assert file_lane.next_piece(size, (file_lane.QUICK + file_lane.SLOW) / 2) == size
    assert file_lane.next_piece(size, file_lane.SLOW * 2) == size // 2
    assert file_lane.next_piece(file_lane.LARGEST_PIECE, 0) == file_lane.LARGEST_PIECE
    assert file_lane.next_piece(file_lane.SMALLEST_PIECE, 60) == file_lane.SMALLEST_PIECE


def test_a_piece_that_did_not_arrive_is_tried_smaller_in_the_next_turn(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(laptop)
    tried: list[int] = []

    def lost(_self: Transport, _path: str, piece: bytes, _kind: type) -> object:
        tried.append(len(piece))
        raise Away("offline")

    with monkeypatch.context() as patch:
        patch.setattr(Transport, "patch", lost)
        patch.setattr(file_lane, "SLOW", -1.0)
        for _ in range(3):
            with pytest.raises(Away):
                laptop.sync()
    assert tried == [file_lane.FIRST_PIECE, file_lane.FIRST_PIECE // 2, file_lane.FIRST_PIECE // 4]
    laptop.sync(file_seconds=None)
    assert arrived(small_stage) == 1


def test_the_command_holds_and_lets_go(
    laptop: Laptop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    attach(laptop)
    laptop.close()
    word = tmp_path / "word"
    word.write_text(PASSWORD)
    word.chmod(0o600)

    def call(*words: str) -> dict[str, object]:
        arguments = ["--data", str(laptop.folder), "--password-file", str(word), *words]
        assert command_line.main(arguments, keyring=lambda: None, costs=CHEAP_COSTS) == command_line.DONE
        return dict(json.loads(capsys.readouterr().out))

    assert call("files", "pause") == {"paused": True, "waiting": 1}
    call("sync")
    status = call("status")
    assert (status["waiting"], status["files"], status["files_paused"]) == (0, 1, True)
    assert call("files", "resume") == {"paused": False, "waiting": 1}
    call("sync")
    assert call("files", "status") == {"paused": False, "waiting": 0}


# room


def looked_at(stage: Stage, *contents: bytes) -> tuple[Laptop, list[str]]:
    """A colleague's laptop that has opened the representative's files, the first one longest ago."""
    author, reader = stage.laptop("rep-east"), stage.laptop("coordinator-east")
    op = visit()
    author.do(op)
    hashes = []
    for content in contents:
        author.attach("图.png", content, enterprise_id="firm-east", subject_id=new_id(op.op_id, 0))
        hashes.append(hashlib.sha256(content).hexdigest())
    author.sync()
    reader.sync()
    rows = {row.sha256: row for row in reader.read(select, Attachment)}
    for ago, sha256 in zip(range(len(hashes), 0, -1), hashes, strict=True):
        reader.bytes_of(rows[sha256].id)
        moment = time.time() - 3600 * ago
        os.utime(reader.folder / "blobs" / sha256, (moment, moment))
    return reader, hashes


def names(laptop: Laptop) -> set[str]:
    return {path.name for path in (laptop.folder / "blobs").iterdir()}


def make_room(laptop: Laptop, most: int, spared: frozenset[str] = frozenset()) -> int:
    return file_room.make_room(laptop.database, laptop.folder / "blobs", spared, most)


def test_the_least_recently_opened_makes_room_and_can_be_had_again(small_stage: Stage) -> None:
    reader, (old, middle, new) = looked_at(small_stage, b"a" * 100, b"b" * 100, b"c" * 100)
    rows = {row.sha256: row.id for row in reader.read(select, Attachment)}
    assert reader.bytes_of(rows[old]) == b"a" * 100  # opened again: the newest now
    assert make_room(reader, 250) == 1
    assert names(reader) == {old, new}
    assert reader.bytes_of(rows[middle]) == b"b" * 100
    assert make_room(reader, 300) == 0


def test_what_the_server_may_not_have_never_makes_room(small_stage: Stage, laptop: Laptop) -> None:
    waiting, sent = attach(laptop, b"w" * 100), attach(laptop, b"s" * 100)
    laptop.sync()  # its operation stays until the server's backups hold it, and so does the file
    [row] = [row for row in laptop.read(select, LocalBlob) if row.sha256 == waiting]
    with laptop.database.write() as connection:
        store(connection, [msgspec.structs.replace(row, state="upload")])
    assert make_room(laptop, 0) == 0
    assert names(laptop) == {waiting, sent}


def test_what_a_draft_may_name_never_makes_room(small_stage: Stage) -> None:
    reader, (sha256,) = looked_at(small_stage, b"a" * 100)
    assert make_room(reader, 0, frozenset({sha256})) == 0
    assert make_room(reader, 0) == 1


def test_what_nothing_has_named_for_a_month_goes_and_nothing_else(laptop: Laptop) -> None:
    attached, thrown_away = attach(laptop, b"a" * 100), laptop.keep(b"t" * 100)
    folder = laptop.folder / "blobs"
    torn, stranger = folder / f"{'0' * 64}.part", folder / "notes.txt"
    torn.touch()
    stranger.touch()
    assert file_room.sweep(laptop.database, folder, set(), clock.now()) == 0
    later = clock.now() + MONTHS
    assert file_room.sweep(laptop.database, folder, {thrown_away}, later) == 1
    assert file_room.sweep(laptop.database, folder, set(), later) == 1
    assert names(laptop) == {attached, stranger.name}
    assert laptop.read(ready) == []
    assert laptop.read(count, Outbox) == 1
