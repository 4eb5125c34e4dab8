"""Unsent work is kept a second time: whatever becomes of the database, it is sent once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest

from sync.domain.errors import Refused
from sync.engine import journal as journals
from sync.engine import outbox
from sync.engine.journal import Journal
from sync.engine.laptop import Laptop
from sync.engine.opening import DATABASE
from sync.operations.visits import LogVisit
from sync.store.rows import select
from sync.store.tables import Outbox, Visit
from tests.cases import visit
from tests.copies import assert_same
from tests.stage import PASSWORD, Stage

ROOT: Final = Path(__file__).parents[3]
KILLED: Final = """
import os, signal, sys
from pathlib import Path
from sync.engine.journal import Journal
from sync.engine.opening import keys_of, open_copy
from tests.cases import visit
from tests.sync.engine.key_parts import CHEAP_COSTS
folder = Path(sys.argv[1])
laptop = open_copy(folder, keys_of(folder, None, CHEAP_COSTS), sys.argv[2])
made = Journal.made
def then_killed(self, entries):
    made(self, entries)
    os.kill(os.getpid(), signal.SIGKILL)
Journal.made = then_killed
laptop.do(visit(situation="killed"))
"""


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("rep-east")


def situations(stage: Stage) -> list[str]:
    """What the server has of the visits."""
    return sorted(row.situation for row in stage.read(select, Visit))


def journal(laptop: Laptop) -> Journal:
    return Journal(laptop.folder, laptop.data_key)


def with_older_database(stage: Stage, laptop: Laptop, act: Callable[[Laptop], object]) -> Laptop:
    """The laptop after the act, with the database from before it."""
    laptop.close()
    file = laptop.folder / DATABASE
    shutil.copy(file, laptop.folder / "older")
    laptop = stage.laptop("rep-east")
    act(laptop)
    laptop.close()
    (laptop.folder / "older").replace(file)
    return stage.laptop("rep-east")


def test_what_an_older_database_lacks_waits_again(small_stage: Stage, laptop: Laptop) -> None:
    laptop = with_older_database(small_stage, laptop, lambda one: one.do(visit(situation="lost")))
    assert [entry.state for entry in laptop.read(select, Outbox)] == ["waiting"]
    assert [row.situation for row in laptop.read(select, Visit)] == ["lost"]
    laptop.sync()
    assert situations(small_stage) == ["lost"]
    assert_same(small_stage, laptop)


@pytest.mark.parametrize("damage", ["first bit", "middle bit", "half", "emptied", "gone"])
def test_c12_a_damaged_log_of_the_database_loses_nothing_that_was_saved(
    small_stage: Stage, laptop: Laptop, damage: str
) -> None:
    """SQLite takes a log up to its first damaged commit, and says nothing of what came behind it."""
    made = [laptop.do(visit(situation=text)).op_id for text in ("one", "two", "three")]
    killed = shutil.copytree(laptop.folder, laptop.folder.with_name("killed"))
    spoil(killed / f"{DATABASE}-wal", damage)
    (killed / f"{DATABASE}-shm").unlink()
    laptop = small_stage.laptop("rep-east", folder="killed")
    entries = sorted(laptop.read(select, Outbox), key=lambda entry: entry.position)
    assert [entry.op_id for entry in entries] == made
    laptop.sync()
    assert situations(small_stage) == ["one", "three", "two"]
    assert_same(small_stage, laptop)


def spoil(log: Path, damage: str) -> None:
    """Damage it in one way."""
    content = bytearray(log.read_bytes())
    if damage.endswith("bit"):
        content[len(content) // 2 if damage == "middle bit" else 40] ^= 1
    log.write_bytes(content[: len(content) // 2] if damage == "half" else content)
    if damage == "emptied":
        log.write_bytes(b"")
    if damage == "gone":
        log.unlink()


def test_what_was_sent_meanwhile_is_not_done_twice(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sent(one: Laptop) -> None:
        one.do(visit(situation="sent"))
        monkeypatch.setattr(one, "_compact_journal", lambda: None)
        one.sync()

    laptop = with_older_database(small_stage, laptop, sent)
    laptop.sync()
    assert situations(small_stage) == ["sent"]
    assert [entry.state for entry in laptop.read(select, Outbox)] == ["accepted"]


def test_a_file_comes_back_with_its_bytes(small_stage: Stage, laptop: Laptop) -> None:
    content = b"photo" * 100

    def attach(one: Laptop) -> None:
        one.attach("图.png", content, enterprise_id="firm-east", subject_id="firm-east")

    laptop = with_older_database(small_stage, laptop, attach)
    laptop.sync()
    (name,) = small_stage.centre.blobs.iterdir()
    assert name.read_bytes() == content


def test_what_was_undone_does_not_come_back(small_stage: Stage, laptop: Laptop) -> None:
    def undone(one: Laptop) -> None:
        assert one.take_back(one.do(visit()).op_id)

    laptop = with_older_database(small_stage, laptop, undone)
    assert laptop.read(select, Outbox) == []


def test_what_was_undone_does_not_come_back_with_a_database_that_has_it(
    small_stage: Stage, laptop: Laptop
) -> None:
    """The commit of the undo is what a damaged log has lost."""
    op = visit()
    laptop.do(op)
    laptop = with_older_database(small_stage, laptop, lambda one: one.take_back(op.op_id))
    laptop.sync()
    assert situations(small_stage) == []


def test_killed_between_journal_and_commit_nothing_is_lost_or_doubled(
    small_stage: Stage, laptop: Laptop
) -> None:
    laptop.close()
    command = [sys.executable, "-c", KILLED, str(laptop.folder), PASSWORD]
    assert subprocess.run(command, cwd=ROOT, check=False).returncode == -9
    laptop = small_stage.laptop("rep-east")
    assert [entry.state for entry in laptop.read(select, Outbox)] == ["waiting"]
    laptop.sync()
    assert situations(small_stage) == ["killed"]


def test_what_could_not_be_committed_does_not_come_back(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(Exception):
        pass

    made = Journal.made

    def then_full(self: Journal, entries: Any) -> None:
        made(self, entries)
        raise Full

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "made", then_full)
        with pytest.raises(Full):
            laptop.do(visit())
    laptop.close()
    assert small_stage.laptop("rep-east").read(select, Outbox) == []


def test_what_a_rule_stops_is_not_written(laptop: Laptop) -> None:
    with pytest.raises(Refused):
        laptop.do(visit(visited_on="2199-01-01"))
    assert journal(laptop).read().entries == []


def test_it_is_empty_when_nothing_waits_and_nothing_was_sent_just_now(laptop: Laptop) -> None:
    laptop.do(visit())
    assert journal(laptop).size() > 0
    assert laptop.sync().pushed == 1
    assert journal(laptop).size() > 0
    assert laptop.sync().pushed == 0
    assert journal(laptop).size() == 0


def test_it_does_not_grow_without_end(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journals, "LARGEST", 0)
    monkeypatch.setattr("sync.engine.taking_back.LARGEST", 0)
    held = laptop.do(visit(situation="held"))
    for _ in range(3):
        laptop.do(visit())
    with laptop.database.write() as connection:
        entries = [entry for entry in select(connection, Outbox) if entry.op_id != held.op_id]
        for entry in entries:
            outbox.discard(connection, entry.op_id)
    laptop._compact_journal()
    assert len(journal(laptop).read().entries) == 4


@pytest.mark.parametrize(
    "spoil", [lambda line: line[:-9], lambda line: b"x" + line[1:], lambda _line: b"???"]
)
def test_a_damaged_line_spoils_nothing_else(laptop: Laptop, spoil: Callable[[bytes], bytes]) -> None:
    for number in range(3):
        laptop.do(visit(situation=str(number)))
    path = laptop.folder / journals.NAME
    lines = [line for line in path.read_bytes().split(b"\n") if line]
    path.write_bytes(b"\n".join([lines[0], spoil(lines[1]), lines[2]]))
    laptop.do(visit(situation="after"))
    found = journal(laptop).read()
    bodies = [LogVisit(**fields).situation for fields in map(_fields, found.entries)]
    assert (bodies, found.damaged) == (["0", "2", "after"], 1)


def _fields(entry: Outbox) -> dict[str, Any]:
    import json

    fields: dict[str, Any] = json.loads(entry.body)
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}


def test_it_says_nothing_to_whoever_has_no_key(laptop: Laptop) -> None:
    laptop.do(visit(situation="井下透水"))
    plain = (laptop.folder / journals.NAME).read_bytes()
    assert "井下透水".encode() not in plain
    assert Journal(laptop.folder, b"0" * 32).read().damaged == 1
    assert (laptop.folder / journals.NAME).stat().st_mode & 0o077 == 0


def test_what_was_undone_and_done_again_waits_still(small_stage: Stage, laptop: Laptop) -> None:
    """An undone form opens again under its own id: what is sent from it has the id of what was undone."""
    op = visit(situation="one word less")
    assert laptop.take_back(laptop.do(op).op_id)
    laptop.do(msgspec.structs.replace(op, made_at=op.made_at + 1, situation="as it should be"))
    laptop.close()
    laptop = small_stage.laptop("rep-east")
    assert laptop.read(outbox.queue).waiting == 1
    laptop.sync()
    assert situations(small_stage) == ["as it should be"]


def test_an_older_database_gets_back_what_was_done_again(small_stage: Stage, laptop: Laptop) -> None:
    op = visit(situation="one word less")
    assert laptop.take_back(laptop.do(op).op_id)
    again = msgspec.structs.replace(op, made_at=op.made_at + 1, situation="as it should be")
    laptop = with_older_database(small_stage, laptop, lambda one: one.do(again))
    for _ in range(2):  # and only once, however often it is opened
        assert laptop.read(outbox.queue).waiting == 1
        laptop.close()
        laptop = small_stage.laptop("rep-east")
    laptop.sync()
    assert situations(small_stage) == ["as it should be"]


def test_what_could_not_be_committed_and_was_then_is_not_given_up(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk was full, the form stayed open, and room was made."""
    op, made = visit(situation="at last"), Journal.made

    def then_full(self: Journal, entries: Any) -> None:
        made(self, entries)
        raise OSError(28, "no room")

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "made", then_full)
        with pytest.raises(OSError, match="no room"):
            laptop.do(op)
    laptop.do(op)
    laptop.close()
    laptop = small_stage.laptop("rep-east")
    laptop.sync()
    assert situations(small_stage) == ["at last"]
