"""`backup`: whole, proved, and only then told to the record."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec
import pytest
import sqlalchemy as sa

from sync.server import feed
from sync.server.backup import manifest, take
from sync.server.centre import SIGNING_KEY
from sync.server.words import BACKUPS
from sync.store.rows import select, store
from sync.store.schema import TABLES
from sync.store.tables import Audit, Enterprise, Person
from tests.sync.server.backup.conftest import NAME, opened
from tests.sync.server.commands.desk import Desk, one_sentence

CODES: Final = re.compile(r'BackupRefused\("(\w+)"')


def backed_up(desk: Desk) -> tuple[int, int]:
    """The revision that laptops may forget up to, and the newest."""
    with opened(desk) as database, database.read() as connection:
        head = feed.head(connection)
    return head.backed_up, head.revision


def test_a_backup_is_told_and_counts(desk: Desk, tmp_path: Path) -> None:
    assert backed_up(desk)[0] == 0
    said = desk.run("backup", tmp_path / "backup")
    assert said.status == 0
    assert said.out.startswith(f"已备份并核对：{tmp_path / 'backup'}（第 ")
    now_at, newest = backed_up(desk)
    assert now_at == newest > 0
    made = manifest.read(tmp_path / "backup")
    assert made.revision == newest
    assert made.tables["person"].rows == 3
    assert made.blobs == [NAME]
    assert "审计链完整" in desk.run("audit", "verify").out


def test_it_holds_no_key_and_only_its_owner_reads_it(desk: Desk, tmp_path: Path) -> None:
    desk.run("backup", tmp_path / "backup")
    files = [path for path in (tmp_path / "backup").rglob("*") if path.is_file()]
    key = (desk.data / SIGNING_KEY).read_bytes()
    assert not [path for path in files if key in path.read_bytes()]
    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0


def test_a_database_that_is_encrypted_stays_so(small_desk: Desk, tmp_path: Path) -> None:
    small_desk.run("backup", tmp_path / "backup")
    plain = (tmp_path / "backup" / "server.db").read_bytes()
    assert b"SQLite format 3" not in plain
    assert "示例".encode() not in plain


def test_in_a_folder_that_is_there_each_has_a_name_of_its_own(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    said = desk.run("backup", tmp_path / "backups")
    assert said.status == 0
    (made,) = (tmp_path / "backups").iterdir()
    assert made.name.startswith("zhuqitong-")
    assert str(made) in said.out


def test_a_backup_is_never_written_over(desk: Desk, tmp_path: Path) -> None:
    desk.run("backup", tmp_path / "backup")
    before = {path: path.read_bytes() for path in (tmp_path / "backup").rglob("*") if path.is_file()}
    assert "已有文件或备份" in one_sentence(desk.run("backup", tmp_path / "backup"), 1)
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("moment", ["copy_files", "write", "verify"])
def test_one_that_is_cut_short_leaves_nothing_and_does_not_count(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(28, "No space left on device", "backup")

    monkeypatch.setattr(manifest, moment, full)
    assert "No space left on device" in one_sentence(desk.run("backup", tmp_path / "backup"), 1)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("backup")]
    assert backed_up(desk)[0] == 0


def test_the_remains_of_one_that_lost_its_machine_are_cleared_and_no_backup(
    desk: Desk, tmp_path: Path
) -> None:
    remains = tmp_path / f"backup{take.UNFINISHED}"
    remains.mkdir()
    (remains / "server.db").write_bytes(b"half")
    assert "不是备份，或备份没有做完" in one_sentence(desk.run("restore", remains), 1)
    assert desk.run("backup", tmp_path / "backup").status == 0
    assert not remains.exists()


def test_remains_in_a_folder_of_many_are_cleared_by_the_next_day(small_desk: Desk, tmp_path: Path) -> None:
    """Each has another name there, so that none would come upon the remains of another."""
    folder = tmp_path / "backups"
    for name in ("zhuqitong-20200101-000000.part", "zhuqitong-20200102-000000.part", "of-somebody-else.part"):
        (folder / name).mkdir(parents=True)
        (folder / name / "server.db").write_bytes(b"half")
    for name in ("zhuqitong-20200101-000000.part", "of-somebody-else.part"):
        os.utime(folder / name, (0, 0))
    assert small_desk.run("backup", folder).status == 0
    assert {path.name for path in folder.iterdir() if path.name.endswith(".part")} == {
        "zhuqitong-20200102-000000.part",
        "of-somebody-else.part",
    }


def test_a_page_that_the_disk_changed_stops_the_backup(small_desk: Desk, tmp_path: Path) -> None:
    file = small_desk.data / "server.db"
    with file.open("r+b") as written:
        written.seek(file.stat().st_size - 5000)
        written.write(b"\xff" * 100)
    said = small_desk.run("backup", tmp_path / "backup")
    assert said.status == 1
    assert not (tmp_path / "backup").exists()


def test_a_broken_audit_is_copied_and_told_but_does_not_count(desk: Desk, tmp_path: Path) -> None:
    target = TABLES[Audit.table]
    with opened(desk) as database, database.write() as connection:
        connection.execute(sa.delete(target).where(target.c.number == 3))
    said = desk.run("backup", tmp_path / "backup")
    assert said.status == 1
    assert "审计链不完整" in said.out
    assert manifest.read(tmp_path / "backup").faults == ["audit"]
    assert backed_up(desk)[0] == 0


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"other")])
def test_an_attachment_that_is_lost_does_not_stop_the_rest(
    desk: Desk, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(desk.data / "blobs" / NAME)
    said = desk.run("backup", tmp_path / "backup")
    assert said.status == 1
    assert "有附件的文件缺失或已损坏" in said.out
    assert manifest.read(tmp_path / "backup").blobs == []
    assert backed_up(desk)[0] > 0


def test_what_is_written_meanwhile_is_not_said_to_be_held(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = manifest.verify

    def busy(folder: Path, made: manifest.Manifest) -> None:
        with opened(desk) as database, database.write() as connection:
            head = feed.head(connection)
            store(connection, [msgspec.structs.replace(head, revision=head.revision + 7)])
        verify(folder, made)

    monkeypatch.setattr(manifest, "verify", busy)
    desk.run("backup", tmp_path / "backup")
    now_at, newest = backed_up(desk)
    assert now_at == manifest.read(tmp_path / "backup").revision == newest - 7


def test_the_copy_is_the_record(desk: Desk, tmp_path: Path, elsewhere: Callable[[], Desk]) -> None:
    desk.run("backup", tmp_path / "backup")
    there = elsewhere()
    assert there.run("restore", tmp_path / "backup").status == 0
    for kind in (Person, Enterprise, Audit):
        with opened(desk) as one, one.read() as before, opened(there) as other, other.read() as after:
            wanted, found = select(before, kind), select(after, kind)
            assert [
                row for row in wanted if row not in found and getattr(row, "action", "") != "backed_up"
            ] == []


def test_every_reason_has_a_sentence() -> None:
    folder = Path(take.__file__).parent
    given = {code for path in folder.glob("*.py") for code in CODES.findall(path.read_text(encoding="utf-8"))}
    assert given | {"other_key", "damaged_database", "disk_full", "not_copied"} == BACKUPS.keys()
