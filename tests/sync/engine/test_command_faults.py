"""A disk or a database that does not play along ends the command with a code, not with a traceback."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sync.engine import command_line, commands
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS

Called = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def called(small_stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Called:
    """Run a call on a copy; its exit status and what it said."""
    laptop = small_stage.laptop("rep-east")
    laptop.close()
    word = tmp_path / "word"
    word.write_text(PASSWORD)
    word.chmod(0o600)

    def call(*words: str) -> tuple[int, dict[str, Any]]:
        first = ("--data", str(laptop.folder), "--password-file", str(word))
        status = command_line.main([*first, *words], keyring=lambda: None, costs=CHEAP_COSTS)
        return status, json.loads(capsys.readouterr().out)

    return call


@pytest.mark.parametrize(
    "words",
    [
        ("attach", "{place}", "--enterprise", "firm-east", "--subject", "firm-east"),
        ("courier", "export", "{place}"),
        ("courier", "import", "{place}"),
        ("export", "{place}"),
    ],
)
def test_a_place_that_is_not_there_is_told(called: Called, tmp_path: Path, words: tuple[str, ...]) -> None:
    place = str(tmp_path / "nowhere" / "file")
    status, said = called(*(word.format(place=place) for word in words))
    assert status == command_line.USAGE
    assert "nowhere" in said["error"]


def test_a_full_disk_is_told_wherever_it_is_met(called: Called, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "no room", "zhuqitong.journal")

    monkeypatch.setitem(commands.CALLS, "status", fail)
    assert called("status") == (command_line.BUSY, {"code": "disk_full"})


def test_a_password_file_that_is_no_text_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word = tmp_path / "word"
    word.write_bytes("口令".encode("gbk"))
    word.chmod(0o600)
    words = ["--data", str(tmp_path / "data"), "--password-file", str(word), "status"]
    assert command_line.main(words, keyring=lambda: None) == command_line.USAGE
    assert "UTF-8" in json.loads(capsys.readouterr().out)["error"]


@pytest.mark.parametrize(
    ("said", "code"),
    [("database or disk is full", "disk_full"), ("database is locked", "database_busy")],
)
def test_a_database_that_cannot_is_told(
    small_stage: Stage,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    said: str,
    code: str,
) -> None:
    def fail(*_arguments: object) -> None:
        raise sa.exc.OperationalError("…", {}, Exception(said))

    laptop = small_stage.laptop("rep-east")
    word = tmp_path / "word"
    word.write_text(PASSWORD)
    word.chmod(0o600)
    monkeypatch.setitem(commands.CALLS, "status", fail)
    words = ["--data", str(laptop.folder), "--password-file", str(word), "status"]
    assert command_line.main(words, keyring=lambda: None, costs=CHEAP_COSTS) == command_line.BUSY
    assert json.loads(capsys.readouterr().out) == {"code": code}


def test_a_password_that_the_centre_has_changed_opens_the_copy_from_then_on(
    called: Called, small_stage: Stage, tmp_path: Path
) -> None:
    newer, word = tmp_path / "newer", tmp_path / "word"
    newer.write_text("示例口令-2")
    newer.chmod(0o600)
    small_stage.give_accounts("rep-east", password="示例口令-2")
    sign_in = ("sign-in", "--server", small_stage.url, "--user", "rep-east")
    assert called(*sign_in)[1]["code"] == "wrong_password"
    assert called(*sign_in, "--newer-password-file", str(newer)) == (
        command_line.DONE,
        {"person_id": "rep-east", "new": False},
    )
    assert called("status")[1]["code"] == "wrong_password"
    word.write_text("示例口令-2")
    assert called("sync")[0] == command_line.DONE
