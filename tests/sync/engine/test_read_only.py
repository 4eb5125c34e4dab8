"""C08: a copy that may only be read is read: every save is refused in words, nothing is lost or made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync.engine import command_line
from sync.engine.laptop import Laptop
from sync.engine.opening import folder_lock
from sync.store.rows import count, select
from sync.store.tables import Outbox, Visit
from tests.cases import visit
from tests.no_override import as_anybody, only_readable
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS

ways = pytest.mark.parametrize("files_only", [True, False], ids=["files", "folder"])


@pytest.fixture
def closed(small_stage: Stage) -> Laptop:
    """A copy with one visit that waits."""
    laptop = small_stage.laptop("rep-east")
    laptop.do(visit())
    laptop.close()
    return laptop


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@ways
def test_c08_it_opens_is_read_and_refuses_every_save(
    small_stage: Stage,
    closed: Laptop,
    files_only: bool,
) -> None:
    before = contents(closed.folder)
    with only_readable(closed.folder, files_only=files_only), folder_lock(closed.folder):
        laptop = small_stage.laptop("rep-east")
        assert laptop.read_only
        assert laptop.read(count, Visit) == 1
        for work in (lambda: laptop.do(visit()), laptop.sync, lambda: laptop.pause_files(True)):
            with pytest.raises(sa.exc.OperationalError, match="readonly database"):
                work()
        assert [entry.state for entry in laptop.read(select, Outbox)] == ["waiting"]
        laptop.close()
    assert {name: contents(closed.folder)[name] for name in before} == before
    with as_anybody():  # what was left beside the database lets in more than root
        laptop = small_stage.laptop("rep-east")
        assert not laptop.read_only
        laptop.sync()
    assert small_stage.read(count, Visit) == 1


def test_c08_the_same_program_saves_again_when_the_files_may_be_written(
    small_stage: Stage, closed: Laptop
) -> None:
    with only_readable(closed.folder, files_only=True):
        laptop = small_stage.laptop("rep-east")
        with pytest.raises(sa.exc.OperationalError, match="readonly database"):
            laptop.do(visit())
    with as_anybody():
        laptop.do(visit())
    assert laptop.read(count, Visit) == 2


def test_c08_what_waits_in_a_log_is_not_passed_over(small_stage: Stage) -> None:
    """In such a folder the log cannot be read: the copy is not opened as it was before it."""
    laptop = small_stage.laptop("rep-east")
    laptop.do(visit())
    with only_readable(laptop.folder), pytest.raises(PermissionError):
        small_stage.laptop("rep-east")


@ways
def test_c08_the_command_says_it(
    closed: Laptop,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    files_only: bool,
) -> None:
    word = tmp_path / "word"
    word.write_text(PASSWORD)
    word.chmod(0o600)
    words = ["--data", str(closed.folder), "--password-file", str(word)]

    def call(*more: str) -> tuple[int, dict[str, object]]:
        status = command_line.main([*words, *more], keyring=lambda: None, costs=CHEAP_COSTS)
        return status, json.loads(capsys.readouterr().out)

    with only_readable(closed.folder, files_only=files_only):
        assert call("sync") == (command_line.BUSY, {"code": "read_only"})
        status, said = call("outbox")
        assert status == command_line.DONE
        assert len(said["operations"]) == 1  # type: ignore[arg-type]
