"""`user`: sign-in names and passwords, which never stand on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.server.roster_xlsx import write_xlsx
from tests.sync.server.commands.desk import Desk, one_sentence
from tests.sync.server.rosters import SMALL, roster


@pytest.fixture
def staffed(small_desk: Desk, tmp_path: Path) -> Desk:
    """A server with the small roster: four people, two sign-in names without a password."""
    write_xlsx(roster(SMALL), tmp_path / "名单.xlsx")
    assert small_desk.run("import", tmp_path / "名单.xlsx").status == 0
    return small_desk


def test_the_list_tells_who_has_a_password(staffed: Desk) -> None:
    assert staffed.run("user", "password", "rep", "--password-stdin", typed="示例口令-2020\n").status == 0
    lines = staffed.run("user", "list").out.splitlines()
    assert [line.split()[:2] + line.split()[-2:] for line in lines] == [
        ["账号", "姓名", "口令", "设备"],
        ["coordinator", "示例协调员", "无", "0"],
        ["rep", "示例代表", "有", "0"],
    ]


def test_a_name_is_added_with_or_without_a_password(staffed: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("示例口令-2020\n", encoding="utf-8")
    secret.chmod(0o600)
    said = staffed.run("user", "add", "staff", "--person", "示例站员", "--password-file", secret)
    assert said == (0, "已给 示例站员 建立账号“staff”。\n", "")
    again = staffed.run("user", "add", "staff", "--person", "示例站员")
    assert one_sentence(again, 1) == "账号“staff”已有，改口令请用 user password。"
    assert "还没有口令" in staffed.run("user", "add", "staff2", "--person", "示例站员", "--unit", "").out


REFUSED = {
    "a short password": (
        ["user", "password", "rep", "--password-stdin"],
        "short\n",
        1,
        "口令太短，至少 8 个字。",
    ),
    "no password": (["user", "password", "rep"], "", 2, "--password-stdin"),
    "an unknown name": (["user", "password", "x", "--password-stdin"], "示例口令-2020", 1, "没有账号“x”"),
    "an unknown person": (["user", "add", "x", "--person", "没有的人"], "", 1, "名单里没有“没有的人”"),
    "a name with a blank": (["user", "add", "x y", "--person", "示例站员"], "", 1, "不能有空格"),
    "another unit": (
        ["user", "add", "x", "--person", "示例代表", "--unit", "x"],
        "",
        1,
        "名单里没有“示例代表”",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_is_one_sentence(staffed: Desk, what: str) -> None:
    command, typed, status, sentence = REFUSED[what]
    assert sentence in one_sentence(staffed.run(*command, typed=typed), status)


def test_a_password_file_that_others_can_read_is_refused(staffed: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("示例口令-2020", encoding="utf-8")
    secret.chmod(0o644)
    said = staffed.run("user", "password", "rep", "--password-file", secret)
    assert "请先运行 chmod 600" in one_sentence(said, 1)


def test_passwords_are_hashed_and_acts_are_in_the_audit(staffed: Desk) -> None:
    staffed.run("user", "password", "rep", "--password-stdin", typed="示例口令-2020\n")
    assert "审计链完整" in staffed.run("audit", "verify").out
