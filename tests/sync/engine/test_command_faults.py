"""A disk or a database that does not play along ends the command with a code, not with a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync.engine import command_line, commands
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS


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
