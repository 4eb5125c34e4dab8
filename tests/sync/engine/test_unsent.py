"""What the server has not taken, and drafts, in a file of JSON lines."""

from __future__ import annotations

import io
import json
import stat
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from sync.engine import outbox, unsent
from sync.engine.command_line import main
from sync.engine.laptop import Laptop
from sync.operations.visits import AmendVisit, visit_id
from tests.cases import draft, visit
from tests.city import act
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS


def written(laptop: Laptop, path: Path) -> list[dict[str, Any]]:
    laptop.read(unsent.export, path, laptop.now())
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_all_that_was_not_taken_stands_there_in_its_order(small_stage: Stage, tmp_path: Path) -> None:
    laptop = small_stage.laptop("rep-east")
    laptop.do(visit(situation="已经送到"))
    laptop.sync()
    stopped = visit(manner="nonsense", situation="没有通过")
    behind = act(AmendVisit, enterprise_id="firm-east", visit_id=visit_id(stopped), edits=())
    with laptop.database.write() as connection:
        for op in (stopped, behind):
            outbox.put(connection, op)
    laptop.keep_draft(draft("没有写完", title="示例"))
    laptop.sync()
    laptop.do(visit(situation="还没有送"))
    head, *lines = written(laptop, tmp_path / "unsent.jsonl")
    assert (head["user"], head["operations"], head["drafts"]) == ("rep-east", 3, 1)
    assert [line["state"] for line in lines[:3]] == ["refused", "held", "waiting"]
    assert [line["body"].get("situation") for line in lines[:3]] == ["没有通过", None, "还没有送"]
    assert lines[0]["code"] == "unknown_choice"
    assert lines[3]["values"] == {"situation": "没有写完"}
    assert "已经送到" not in (tmp_path / "unsent.jsonl").read_text("utf-8")


def test_the_file_is_its_owners_and_replaces_an_older_one(small_stage: Stage, tmp_path: Path) -> None:
    laptop = small_stage.laptop("rep-east")
    path = tmp_path / "unsent.jsonl"
    path.write_text("older")
    laptop.do(visit())
    assert len(written(laptop, path)) == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_by_command(small_stage: Stage, tmp_path: Path) -> None:
    laptop = small_stage.laptop("rep-east")
    laptop.do(visit())
    laptop.close()
    password, out = tmp_path / "password", io.StringIO()
    password.touch(0o600)
    password.write_text(PASSWORD)
    path = tmp_path / "unsent.jsonl"
    options = ["--data", str(laptop.folder), "--password-file", str(password), "export", str(path)]
    with redirect_stdout(out):
        assert main(options, keyring=lambda: None, costs=CHEAP_COSTS) == 0
    assert json.loads(out.getvalue()) == {"file": str(path), "operations": 1, "drafts": 0}
    assert path.exists()
