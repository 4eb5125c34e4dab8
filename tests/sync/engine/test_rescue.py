"""A copy that cannot be read: what was not sent is got out of it, and the folder begins again."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
import sqlalchemy as sa

from sync.engine import draft_journal, outbox, snapshots
from sync.engine import rescue as rescues
from sync.engine.command_line import main
from sync.engine.journal import NAME
from sync.engine.keys_refused import KeysRefused
from sync.engine.laptop import Laptop
from sync.engine.opening import DATABASE, first_start, keys_of, open_copy
from sync.engine.rescue import Rescued, rescue
from sync.store import migrate as migration
from sync.store.database import ONE_PAGE, DatabaseRefused
from sync.store.rows import select
from sync.store.schema import TABLES
from sync.store.tables import Draft, Outbox, Visit
from tests.cases import draft, visit
from tests.copies import assert_same
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS

WORDS: Final = "还没有送达的记录"
DAMAGE: Final[dict[str, Callable[[Path], object]]] = {
    "missing": lambda path: path.unlink(),
    "no byte": lambda path: path.write_bytes(b""),
    "half": lambda path: path.write_bytes(path.read_bytes()[: 30 * ONE_PAGE]),
    "the salt": lambda path: flip(path, 3),
    "first page": lambda path: flip(path, 2000),
    "many pages": lambda path: flip(path, *range(9000, path.stat().st_size, 5 * ONE_PAGE)),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
}


def flip(path: Path, *places: int) -> None:
    """One bit of a byte at each place."""
    whole = bytearray(path.read_bytes())
    for place in places:
        whole[place] ^= 1
    path.write_bytes(whole)


@pytest.fixture
def folder(small_stage: Stage) -> Path:
    """A closed copy with unsent work and a draft."""
    laptop = small_stage.laptop("rep-east")
    laptop.do(visit(situation=WORDS))
    laptop.keep_draft(draft("半句话", title="草稿"))
    laptop.close()
    return laptop.folder


def rescued(folder: Path, name: str = "out.json") -> tuple[Rescued, list[dict[str, Any]]]:
    """What was done, and the lines of the file."""
    done = rescue(folder, keys_of(folder, None, CHEAP_COSTS), PASSWORD, folder / name)
    return done, [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def situations(lines: list[dict[str, Any]]) -> list[str]:
    return [line["body"]["situation"] for line in lines if "body" in line]


def signed_in(folder: Path, stage: Stage) -> Laptop:
    return first_start(folder, keys_of(folder, None, CHEAP_COSTS), stage.url, "rep-east", PASSWORD)


@pytest.mark.parametrize("damage", DAMAGE)
def test_unsent_work_comes_out_and_arrives(small_stage: Stage, folder: Path, damage: str) -> None:
    file = folder / DATABASE
    DAMAGE[damage](file)
    before = file.read_bytes() if file.exists() else None
    done, out = rescued(folder)
    assert situations(out) == [WORDS]
    assert (done.operations, done.next) == (1, "sign-in")
    assert (done.set_aside.read_bytes() if done.set_aside else None) == before
    laptop = signed_in(folder, small_stage)
    assert [entry.state for entry in laptop.read(select, Outbox)] == ["waiting"]
    laptop.sync()
    assert [row.situation for row in small_stage.read(select, Visit)] == [WORDS]
    assert_same(small_stage, laptop)
    laptop.close()


def test_without_a_journal_what_can_be_read_of_the_database_comes_out(folder: Path) -> None:
    """Of every tenth page that is damaged: mostly another one than that of the text."""
    (folder / NAME).unlink()
    file = folder / DATABASE
    whole, came = file.read_bytes(), []
    for place in range(9000, len(whole), 10 * ONE_PAGE):
        file.write_bytes(whole)
        flip(file, place)
        came.append(readable(folder, place))
    assert came.count([WORDS]) > 0.8 * len(came)


def readable(folder: Path, place: int) -> list[str]:
    """What a rescue gets out; the folder is as before."""
    file = folder / DATABASE
    damaged = file.read_bytes()
    done, out = rescued(folder, f"{place}.json")
    if done.set_aside is not None:
        assert done.set_aside.read_bytes() == damaged
        done.set_aside.replace(file)
    (folder / NAME).unlink(missing_ok=True)
    return situations(out)


def test_before_the_rescue_nothing_takes_the_place_of_the_damaged(small_stage: Stage, folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"")
    with pytest.raises((KeysRefused, DatabaseRefused)):
        signed_in(folder, small_stage)


def test_a_whole_copy_is_left_as_it_is(folder: Path) -> None:
    done, out = rescued(folder)
    assert (done.next, done.set_aside) == ("nothing", None)
    assert situations(out) == [WORDS]
    assert [line["values"] for line in out if "draft" in line] == [{"situation": "半句话"}]
    open_copy(folder, keys_of(folder, None, CHEAP_COSTS), PASSWORD).close()


def test_a_whole_snapshot_takes_its_place_without_a_line(small_stage: Stage, folder: Path) -> None:
    laptop = small_stage.laptop("rep-east")
    snapshots.take(laptop.database, folder)
    laptop.do(visit(situation="danach"))
    laptop.close()
    flip(folder / DATABASE, 2000)
    done, _ = rescued(folder)
    assert done.next == "open"
    with small_stage.away():
        laptop = small_stage.laptop("rep-east")
        assert sorted(row.situation for row in laptop.read(select, Visit)) == ["danach", WORDS]
    laptop.sync()
    assert_same(small_stage, laptop)


def test_of_what_was_undone_and_done_again_the_last_words_come_out(small_stage: Stage, folder: Path) -> None:
    laptop = small_stage.laptop("rep-east")
    op = visit(situation="one word less")
    assert laptop.take_back(laptop.do(op).op_id)
    snapshots.take(laptop.database, folder)
    laptop.do(msgspec.structs.replace(op, made_at=op.made_at + 1, situation="as it should be"))
    laptop.close()
    flip(folder / DATABASE, 2000)
    done, out = rescued(folder)
    assert (sorted(situations(out)), done.next) == (["as it should be", WORDS], "open")
    laptop = small_stage.laptop("rep-east")
    laptop.sync()
    rows = small_stage.read(select, Visit)
    assert sorted(row.situation for row in rows) == ["as it should be", WORDS]


def test_what_was_undone_since_the_snapshot_is_not_sent(small_stage: Stage, folder: Path) -> None:
    laptop = small_stage.laptop("rep-east")
    op = visit(situation="撤回的记录")
    laptop.do(op)
    snapshots.take(laptop.database, folder)
    assert laptop.take_back(op.op_id)
    laptop.sync()
    laptop.sync()  # nothing waits: the journal is written anew
    laptop.close()
    flip(folder / DATABASE, 2000)
    assert rescued(folder)[0].next == "open"
    laptop = small_stage.laptop("rep-east")
    laptop.sync()
    assert [row.situation for row in small_stage.read(select, Visit)] == [WORDS]


def test_a_snapshot_that_is_damaged_too_is_passed_over(small_stage: Stage, folder: Path) -> None:
    laptop = small_stage.laptop("rep-east")
    snapshots.take(laptop.database, folder)
    laptop.close()
    (snapshot,) = (folder / snapshots.FOLDER).glob("*.db")
    for path in (folder / DATABASE, snapshot):
        flip(path, 2000)
    assert rescued(folder)[0].next == "sign-in"


def test_an_export_is_never_written_over(folder: Path) -> None:
    (folder / "out.json").write_text("mine")
    with pytest.raises(FileExistsError):
        rescued(folder)
    assert (folder / "out.json").read_text() == "mine"


def test_only_the_newest_snapshots_are_kept(small_stage: Stage) -> None:
    laptop = small_stage.laptop("rep-east")
    for _ in range(5):
        snapshots.take(laptop.database, laptop.folder)
    kept = list((laptop.folder / snapshots.FOLDER).iterdir())
    assert 0 < len(kept) <= snapshots.KEPT
    assert all(b"SQLite format 3" not in path.read_bytes() for path in kept)


def test_a_migration_begins_with_a_snapshot(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop = open_copy(folder, keys_of(folder, None, CHEAP_COSTS), PASSWORD)
    with laptop.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    laptop.close()
    with pytest.raises(migration.MigrationFailed):
        open_copy(folder, keys_of(folder, None, CHEAP_COSTS), PASSWORD)
    assert len(list((folder / snapshots.FOLDER).glob("*.db"))) == 1


def test_a_full_reload_begins_with_a_snapshot(small_stage: Stage, folder: Path) -> None:
    backup = small_stage.back_up()
    laptop = small_stage.laptop("rep-east")
    laptop.sync()
    small_stage.put_back(backup)
    laptop.sync()
    assert len(list((folder / snapshots.FOLDER).glob("*.db"))) == 1
    assert [row.situation for row in small_stage.read(select, Visit)] == [WORDS]


def test_the_command_says_what_it_did(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / DATABASE).write_bytes(b"")
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    words = ["--data", str(folder), "--password-stdin", "--no-keyring", "rescue", str(folder / "out.json")]
    assert main(words, costs=CHEAP_COSTS) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["operations"], said["next"], said["file"]) == (1, "sign-in", str(folder / "out.json"))


def test_a_search_index_that_cannot_be_read_stops_no_rescue(small_stage: Stage, folder: Path) -> None:
    """Its tables are found damaged where everything is looked through, not where work is read."""
    laptop = small_stage.laptop("rep-east")
    with laptop.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE search_index_config")
    laptop.close()
    done, out = rescued(folder)
    assert situations(out) == [WORDS]
    assert done.next == "sign-in"


def test_what_the_server_has_refused_keeps_its_card(small_stage: Stage, folder: Path) -> None:
    """Nobody else shows its text to the person any more."""
    laptop = small_stage.laptop("rep-east")
    with laptop.database.write() as connection:
        outbox.put(connection, visit(manner="nonsense", situation="被退回的记录"))
    laptop.sync()
    laptop.sync()  # nothing waits: the journal is written anew
    laptop.close()
    (folder / DATABASE).write_bytes(b"")
    assert "被退回的记录" in situations(rescued(folder)[1])
    laptop = signed_in(folder, small_stage)
    laptop.sync()
    assert [(entry.state, "被退回的记录" in entry.body) for entry in laptop.read(select, Outbox)] == [
        ("refused", True)
    ]
    laptop.close()


def test_a_draft_that_stands_in_the_database_alone_stands_again(small_stage: Stage, folder: Path) -> None:
    (folder / draft_journal.NAME).unlink()
    laptop = small_stage.laptop("rep-east")
    with laptop.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE search_index_config")
    laptop.close()
    (folder / draft_journal.NAME).unlink(missing_ok=True)
    assert rescued(folder)[0].next == "sign-in"
    laptop = signed_in(folder, small_stage)
    assert [each.title for each in laptop.read(select, Draft)] == ["草稿"]
    laptop.close()


def test_after_years_the_newest_work_is_still_looked_for(small_stage: Stage, folder: Path) -> None:
    """A row's place in the file counts everything that ever was in its table."""
    laptop = small_stage.laptop("rep-east")
    with laptop.database.write() as connection:
        connection.exec_driver_sql("UPDATE outbox SET rowid = 200000")
    laptop.close()
    query = sa.select(TABLES["outbox"])
    found = rescues._one_by_one(folder / DATABASE, laptop.data_key, Outbox, query)
    assert [WORDS in entry.body for entry in found] == [True]
