"""What goes wrong around a command is told in one sentence, and nothing is half done for it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync.server.centre import SIGNING_KEY
from sync.server.roster_xlsx import write_xlsx
from sync.store import migrate as migration
from sync.store.database import DatabaseRefused
from tests.sync.server.commands.desk import Desk, one_sentence
from tests.sync.server.commands.test_devices import opened, sign_in, staffed
from tests.sync.server.commands.test_processes import city_desk
from tests.sync.server.rosters import SMALL, roster

__all__ = ["city_desk", "staffed"]


def test_an_upgrade_that_failed_is_told_with_its_first_line(
    small_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_database: object, _to: str = "head") -> None:
        raise migration.MigrationFailed("OperationalError: disk full\n[SQL: CREATE TABLE x]")

    assert issubclass(migration.MigrationFailed, DatabaseRefused), "so it has to be asked for before that"
    monkeypatch.setattr("sync.server.centre.migrate", fail)
    said = one_sentence(small_desk.run("migrate"), 1)
    assert said == "升级没有完成，数据库还是原样：OperationalError: disk full。"


@pytest.mark.parametrize("report", ["no-folder/结果.xlsx", "a-folder"])
def test_a_report_that_cannot_be_written_is_told_before_anything_is_imported(
    small_desk: Desk, tmp_path: Path, report: str
) -> None:
    (tmp_path / "a-folder").mkdir()
    file = tmp_path / "名单.xlsx"
    write_xlsx(roster(SMALL), file)
    assert "读写不了" in one_sentence(small_desk.run("import", file, "--report", tmp_path / report), 1)
    assert "新增" in small_desk.run("import", file, "--all-rows").out, "nothing had been imported"


def test_the_report_never_takes_the_place_of_the_roster(small_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "名单.xlsx"
    write_xlsx(roster(SMALL), file)
    before = file.read_bytes()
    said = small_desk.run("import", file, "--report", tmp_path / "." / "名单.xlsx")
    assert "请换一个文件名" in one_sentence(said, 2)
    assert file.read_bytes() == before


def test_a_sample_that_cannot_be_written_is_told(
    new_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/nowhere")
    assert "读写不了" in one_sentence(new_desk.bare("sample-city", "--roster", tmp_path / "no" / "x.xlsx"), 1)


@pytest.mark.parametrize("port", ["70000", "-1", "８０"])
def test_a_port_that_is_none_is_told(small_desk: Desk, port: str) -> None:
    assert "0 到 65535" in one_sentence(small_desk.run("serve", f"--port={port}"), 2)


ADDRESSES = [
    "mysql://somebody:secret@host/x",
    "postgresql://somebody:secret@host:port/x",
    "postgresql+x://a/b",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_none_is_told_without_its_password(new_desk: Desk, address: str) -> None:
    said = one_sentence(new_desk.run("doctor", "--database", address), 2)
    assert "--database" in said
    assert "secret" not in said


def test_a_database_account_without_rights_is_told(city_desk: Desk) -> None:
    address = sa.make_url(city_desk.address).set(username="stranger").render_as_string()
    database = opened(city_desk)
    try:
        with database.write() as connection:
            connection.exec_driver_sql("CREATE ROLE stranger LOGIN")
        said = city_desk.bare("doctor", "--data", city_desk.data, "--database", address)
        with database.write() as connection:
            connection.exec_driver_sql("DROP ROLE stranger")
    finally:
        database.close()
    assert one_sentence(said, 1).startswith("数据库不允许这样做（permission denied")


@pytest.mark.parametrize("key", [b"", b"k" * 31, b"0" * 64])
def test_what_is_no_signing_key_is_told(small_desk: Desk, key: bytes) -> None:
    (small_desk.data / SIGNING_KEY).write_bytes(key)
    assert "不是签名钥匙" in one_sentence(small_desk.run("doctor"), 1)


SECRETS = {
    "another encoding": ("示例口令二〇二〇".encode("gbk"), "不是 UTF-8"),
    "too long": (b"x" * 201, "最多 200 个字"),
    "two lines": (b"first line\nsecond\n", "要在一行里"),
}


@pytest.mark.parametrize("secret", SECRETS)
def test_a_password_with_which_nobody_could_sign_in_is_not_set(
    staffed: Desk, tmp_path: Path, secret: str
) -> None:
    content, sentence = SECRETS[secret]
    file = tmp_path / "secret"
    file.write_bytes(content)
    file.chmod(0o600)
    said = staffed.run("user", "password", "rep", "--password-file", file)
    assert sentence in one_sentence(said, 1)
    sign_in(staffed)


def test_the_mark_that_an_editor_puts_before_a_text_is_not_of_the_password(
    staffed: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "secret"
    file.write_text("示例口令-2020\r\n", encoding="utf-8-sig")
    file.chmod(0o600)
    assert staffed.run("user", "password", "rep", "--password-file", file).status == 0
    sign_in(staffed)


def test_a_name_that_the_terminal_cannot_write_ends_no_command(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "sync.server",
        "migrate",
        "--data",
        str(tmp_path / "𠮷"),
        "--profile",
        "𠮷",
    ]
    done = subprocess.run(
        command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "gbk"}
    )
    assert done.returncode == 1
    assert "没有配置 \\U00020bb7；".encode("gbk") in done.stderr


def test_a_stream_without_a_terminal_behind_it_is_left_alone(
    new_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert new_desk.bare("doctor").status == 2


@pytest.mark.parametrize(
    "words",
    [("user", "add", "ok", "--person"), ("device", "revoke"), ("quarantine", "show"), ("user", "password")],
)
def test_a_word_in_the_terminals_own_encoding_is_told(desk: Desk, words: tuple[str, ...]) -> None:
    """张三, typed in GBK, where the system expects UTF-8."""
    typed = os.fsdecode("张三".encode("gbk"))
    said = desk.run(
        *words, typed, *(["--password-stdin"] if "password" in words else []), typed="示例口令-2020"
    )
    assert "请把终端改为 UTF-8" in one_sentence(said, 1)
