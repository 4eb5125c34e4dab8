"""`migrate`: makes a server once, publishes once, never answers what exists by something new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from sync.operations.rules import shipped_profile
from sync.server.centre import SIGNING_KEY
from sync.store.database import open_database
from sync.store.rows import amend
from sync.store.tables import Published
from tests.sync.server.commands.desk import Desk, one_sentence


def test_the_first_time_makes_everything_and_says_so(new_desk: Desk) -> None:
    said = new_desk.run("migrate", "--profile", "chengde")
    assert said.status == 0
    assert f"生成数据库钥匙 {new_desk.key}" in said.out
    assert "新建数据库" in said.out
    assert "现用配置 chengde。" in said.out
    assert new_desk.key.stat().st_mode & 0o777 == 0o600
    assert len(bytes.fromhex(new_desk.key.read_text())) == 32


def test_on_a_database_of_each_kind_it_publishes(desk: Desk) -> None:
    assert desk.run("migrate").out == "数据库已是最新，现用配置 chengde。\n"


def test_the_second_time_changes_nothing(small_desk: Desk) -> None:
    key, database = small_desk.key.read_bytes(), (small_desk.data / "server.db").read_bytes()
    assert small_desk.run("migrate").out == "数据库已是最新，现用配置 chengde。\n"
    assert (small_desk.key.read_bytes(), (small_desk.data / "server.db").read_bytes()) == (key, database)


def test_the_database_is_encrypted_unless_the_administrator_says_so(new_desk: Desk) -> None:
    new_desk.run("migrate")
    assert b"SQLite format 3" not in (new_desk.data / "server.db").read_bytes()
    plain = new_desk.data.with_name("plain") / "server.db"
    said = new_desk.bare("migrate", "--data", plain.parent, "--no-encryption")
    assert said.status == 0
    assert plain.read_bytes().startswith(b"SQLite format 3")


def test_a_citys_own_profile_takes_the_place_of_the_shipped_one(small_desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(shipped_profile("chengde").replace("企业联络员", "企业专员"), encoding="utf-8")
    assert "已发布 1 份：own。" in small_desk.run("migrate", "--profile", own).out
    assert small_desk.run("migrate").out == "数据库已是最新，现用配置 own。\n"
    assert "现用配置 chengde" in small_desk.run("migrate", "--profile", "chengde").out


def test_a_profile_with_a_fault_is_not_published(small_desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        shipped_profile("chengde").replace('code = "reported"', 'code = "repotred"'), encoding="utf-8"
    )
    said = small_desk.run("migrate", "--profile", own)
    assert (said.status, said.out) == (1, "")
    assert "own.toml: line" in said.err
    assert "repotred" in said.err
    assert "现用配置 chengde" in small_desk.run("migrate").out


@pytest.mark.parametrize("name", ["gaoming", "nowhere.toml"])
def test_an_unknown_profile_is_one_sentence(small_desk: Desk, name: str) -> None:
    assert one_sentence(small_desk.run("migrate", "--profile", name), 1).startswith(f"没有配置 {name}；")


def test_a_key_inside_the_data_folder_is_refused(new_desk: Desk) -> None:
    said = one_sentence(new_desk.run("migrate", "--key-file", new_desk.data / "key"), 2)
    assert "钥匙文件不能放在数据目录" in said
    assert not new_desk.data.exists()


LOST: Final[dict[str, tuple[Callable[[Desk], object], str]]] = {
    "the key": (lambda desk: desk.key.unlink(), "没有数据库钥匙"),
    "the signing key": (lambda desk: (desk.data / SIGNING_KEY).unlink(), "没有签名钥匙"),
    "half of the key": (lambda desk: desk.key.write_text("abc"), "不是数据库钥匙"),
    "its secrecy": (lambda desk: desk.key.chmod(0o644), "请先运行 chmod 600"),
    "the right key": (lambda desk: desk.key.write_text("00" * 32), "数据库打不开：钥匙不对"),
    "the database": (lambda desk: (desk.data / "server.db").unlink(), "从备份恢复"),
    "the database's bytes": (lambda desk: (desk.data / "server.db").write_bytes(b""), "数据库文件是空的"),
}


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("command", ["migrate", "doctor"])
def test_what_exists_is_never_answered_by_something_new(small_desk: Desk, lost: str, command: str) -> None:
    lose, sentence = LOST[lost]
    lose(small_desk)
    before = {path: path.read_bytes() for path in small_desk.data.iterdir() if path.is_file()}
    assert sentence in one_sentence(small_desk.run(command), 1)
    assert {path: path.read_bytes() for path in small_desk.data.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("command", [["serve"], ["doctor"], ["user", "list"], ["audit", "verify"]])
def test_without_a_database_nothing_else_works_or_is_made(new_desk: Desk, command: list[str]) -> None:
    assert "请先运行 zhuqitong-server migrate。" in one_sentence(new_desk.run(*command), 1)
    assert not new_desk.data.exists()


def test_a_postgresql_that_does_not_answer_is_one_sentence(new_desk: Desk, tmp_path: Path) -> None:
    address = f"postgresql://somebody:secret@/none?host={tmp_path}"
    said = one_sentence(new_desk.run("migrate", "--database", address), 1)
    assert said.startswith("连不上数据库 postgresql://somebody:***@/none")
    assert "secret" not in said


@pytest.mark.parametrize("command", [["migrate"], ["serve"], ["doctor"], ["import", "x.toml"]])
def test_a_profile_that_an_older_program_published_is_told_and_can_be_replaced(
    small_desk: Desk, tmp_path: Path, command: list[str]
) -> None:
    """The model has grown by a step that it does not have."""
    (tmp_path / "x.toml").write_text("")
    older = shipped_profile().replace('action = "uphold_order"', 'action = "forgotten"')
    database = open_database(small_desk.address, bytes.fromhex(small_desk.key.read_text()))
    with database.write() as connection:
        amend(connection, Published, {"id": "profile"}, text=older)
    database.close()
    said = one_sentence(small_desk.run(*(tmp_path / word if "." in word else word for word in command)), 1)
    assert said.startswith("现用配置不合这个程序：chengde: line ")
    assert said.endswith("请改好后用 migrate --profile 发布。")
    assert small_desk.run("migrate", "--profile", "chengde").status == 0
    assert small_desk.doctor().status == 0
