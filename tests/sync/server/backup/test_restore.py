"""`restore`: proved before anything is touched, nothing that stands there is lost, another epoch begins."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sync.server import feed
from sync.server.backup import manifest, postgresql_copy, restore
from sync.server.backup.sqlite_copy import FILE
from sync.server.centre import SIGNING_KEY
from sync.store.database import open_sqlite
from sync.store.rows import count
from sync.store.tables import Head, Person, StoredBlob
from tests.sync.server.backup.conftest import NAME, PHOTO, opened
from tests.sync.server.commands.desk import Desk, one_sentence


def head(desk: Desk) -> Head:
    with opened(desk) as database, database.read() as connection:
        return feed.head(connection)


@pytest.fixture
def backup(desk: Desk, tmp_path: Path) -> Path:
    assert desk.run("backup", tmp_path / "backup").status == 0
    return tmp_path / "backup"


def test_on_another_machine_the_server_stands_again(
    desk: Desk, backup: Path, elsewhere: Callable[[], Desk]
) -> None:
    there = elsewhere()
    said = there.run("restore", backup)
    assert (said.status, said.err) == (0, "")
    before, after = head(desk), head(there)
    assert after.epoch > before.epoch
    assert (after.revision, after.nonce) == (before.revision, before.nonce)
    assert after.backed_up == after.revision
    assert (there.data / "blobs" / NAME).read_bytes() == PHOTO
    assert "审计链完整" in there.run("audit", "verify").out
    assert there.run("migrate").out == "数据库已是最新，现用配置 chengde。\n"


def test_over_a_record_it_is_refused(desk: Desk, backup: Path) -> None:
    before = head(desk)
    assert "里已有数据" in one_sentence(desk.run("restore", backup), 1)
    assert head(desk) == before


def test_a_replaced_database_is_kept_under_another_name(small_desk: Desk, tmp_path: Path) -> None:
    small_desk.run("backup", tmp_path / "backup")
    said = small_desk.run("restore", tmp_path / "backup", "--replace")
    assert said.status == 0
    (aside,) = small_desk.data.glob("server.db.replaced-*")
    assert str(aside) in said.out
    assert small_desk.run("doctor", "--database", aside, "--key-file", small_desk.key).status in (0, 1)
    assert head(small_desk).epoch != ""


def test_a_damaged_database_is_replaced_and_kept_as_it_was(small_desk: Desk, tmp_path: Path) -> None:
    small_desk.run("backup", tmp_path / "backup")
    spoiled = b"spoiled" * 2000
    (small_desk.data / "server.db").write_bytes(spoiled)
    assert small_desk.run("restore", tmp_path / "backup", "--replace").status == 0
    (aside,) = small_desk.data.glob("server.db.replaced-*")
    assert aside.read_bytes() == spoiled
    assert "审计链完整" in small_desk.run("audit", "verify").out


@pytest.mark.parametrize("way", [(), ("--no-encryption",)])
def test_a_log_without_its_database_is_not_read_into_the_restored_one(
    small_desk: Desk, tmp_path: Path, way: tuple[str, ...]
) -> None:
    """The disk lost the database, and not what SQLite keeps beside it."""
    if way:
        shutil.rmtree(small_desk.data)
        small_desk.run("migrate", *way)
    name, place = "server.db", way
    key = None if way else bytes.fromhex(small_desk.key.read_text())
    small_desk.run("backup", tmp_path / "backup", *place)
    database = open_sqlite(small_desk.data / name, key)
    with database.write() as connection:
        connection.exec_driver_sql("CREATE TABLE strange (a TEXT)")
        connection.exec_driver_sql("UPDATE head SET revision = 99, nonce = 'strange'")
    log = (small_desk.data / f"{name}-wal").read_bytes()
    database.close()
    (small_desk.data / name).unlink()
    (small_desk.data / f"{name}-wal").write_bytes(log)
    assert small_desk.run("restore", tmp_path / "backup", *place).status == 0
    restored = open_sqlite(small_desk.data / name, key)
    with restored.read() as connection:
        assert feed.head(connection).nonce != "strange"
        assert list(connection.exec_driver_sql("PRAGMA integrity_check")) == [("ok",)]
    restored.close()
    (aside,) = small_desk.data.glob(f"{name}.replaced-*-wal")
    assert aside.read_bytes() == log


def test_a_database_in_use_is_not_replaced(small_desk: Desk, tmp_path: Path) -> None:
    small_desk.run("backup", tmp_path / "backup")
    before = head(small_desk)
    with opened(small_desk) as database, database.read() as connection:
        feed.head(connection)
        assert "请先停止服务" in one_sentence(small_desk.run("restore", tmp_path / "backup", "--replace"), 1)
    assert head(small_desk) == before


def test_without_the_signing_key_nothing_is_restored(backup: Path, elsewhere: Callable[[], Desk]) -> None:
    there = elsewhere()
    (there.data / SIGNING_KEY).unlink()
    assert "没有签名钥匙" in one_sentence(there.run("restore", backup), 1)


def test_a_file_that_changed_is_noticed_before_anything_is_touched(
    desk: Desk, backup: Path, elsewhere: Callable[[], Desk]
) -> None:
    there = elsewhere()
    named = sorted(path for path in backup.rglob("*") if path.is_file() and path.name != manifest.MANIFEST)
    for path in named[:6]:
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        assert "缺失或已损坏" in one_sentence(there.run("restore", backup), 1)
        path.write_bytes(whole)
    assert there.run("restore", backup).status == 0


def test_another_key_is_said(small_desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_desk.run("backup", tmp_path / "backup")
    there = Desk(tmp_path / "elsewhere", "sqlite", capsys)
    assert there.run("migrate").status == 0
    (there.data / FILE).unlink()
    assert "钥匙不对" in one_sentence(there.run("restore", tmp_path / "backup"), 1)
    assert not list(there.data.glob("server.db*"))


def test_what_is_no_backup_is_said(desk: Desk, tmp_path: Path) -> None:
    assert "不是备份" in one_sentence(desk.run("restore", tmp_path), 1)
    assert "不是备份" in one_sentence(desk.run("restore", tmp_path / "nowhere"), 1)


def test_a_backup_of_a_later_program_is_said(desk: Desk, backup: Path) -> None:
    text = (backup / manifest.MANIFEST).read_text()
    (backup / manifest.MANIFEST).write_text(text.replace('"format": 1', '"format": 2'))
    assert "请先升级程序" in one_sentence(desk.run("restore", backup), 1)


def test_a_restore_that_was_interrupted_is_done_again(
    backup: Path, elsewhere: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = elsewhere()

    def killed(*_arguments: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(restore, "_begin", killed)
        assert there.run("restore", backup).status == 1
    assert there.run("restore", backup).status == 0
    with opened(there) as database, database.read() as connection:
        assert count(connection, Person) == 3


def test_attachments_that_the_backup_lacks_are_counted(
    desk: Desk, tmp_path: Path, elsewhere: Callable[[], Desk]
) -> None:
    (desk.data / "blobs" / NAME).unlink()
    desk.run("backup", tmp_path / "backup")
    there = elsewhere()
    assert "没有 1 个附件的文件" in there.run("restore", tmp_path / "backup").out
    with opened(there) as database, database.read() as connection:
        assert count(connection, StoredBlob) == 0


def test_every_table_has_a_file_of_its_own(desk: Desk, backup: Path) -> None:
    made = manifest.read(backup)
    if made.database == "postgresql":
        assert sorted(made.files) == sorted(postgresql_copy.file_of(name) for name in made.tables)
    else:
        assert list(made.files) == [FILE]
