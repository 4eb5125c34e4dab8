"""What scripts rely on: the laptop's calls, one JSON object each, and the six exit statuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sync.domain import clock
from sync.engine import command_line
from sync.engine.opening import folder_lock
from sync.operations.kinds import OPERATIONS
from tests.cases import today
from tests.line import Line
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS

Run = Callable[..., tuple[int, dict[str, Any]]]
DONE, REFUSED, USAGE, OFFLINE, BUSY, LOCKED = (
    0,
    1,
    2,
    69,
    75,
    77,
)  # sysexits.h; written down, never renumbered


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A call as a script makes it; its exit status, and the one object that it writes."""
    word = tmp_path / "word"
    word.write_text(PASSWORD)
    word.chmod(0o600)

    def call(*words: str) -> tuple[int, dict[str, Any]]:
        first = ("--data", str(tmp_path / "data"), "--password-file", str(word))
        status = command_line.main([*first, *words], keyring=lambda: None, costs=CHEAP_COSTS)
        out = capsys.readouterr().out
        assert out.count("\n") == 1
        answer: dict[str, Any] = json.loads(out)
        return status, answer

    return call


def signed_in(run: Run, url: str) -> None:
    assert run("sign-in", "--server", url, "--user", "rep-east")[0] == DONE
    assert run("sync")[0] == DONE


def visit(**fields: str) -> str:
    return json.dumps({"enterprise_id": "firm-east", "visited_on": today(), **fields})


def test_a_day_of_a_script(small_stage: Stage, run: Run) -> None:
    signed_in(run, small_stage.url)
    status, done = run("do", "log_visit", visit(situation="见到厂长"))
    assert (status, done["state"]) == (DONE, "waiting")
    status, said = run("sync")
    assert status == DONE
    assert said.keys() == {"pushed", "pulled", "verdicts", "cursor", "complete"}
    assert (said["pushed"], said["verdicts"], said["complete"]) == (1, {"accepted": 1}, True)
    status, found = run("rows", "visit")
    assert found.keys() == {"columns", "rows"}
    rows = [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]
    assert [(row["aggregate_id"], row["situation"]) for row in rows] == [(done["subject_id"], "见到厂长")]
    _, kept = run("outbox")
    assert [(one["op_id"], one["state"]) for one in kept["operations"]] == [(done["op_id"], "accepted")]
    assert run("status")[1]["waiting"] == 0


def test_every_kind_of_operation_has_a_schema(run: Run) -> None:
    status, said = run("operations")
    assert status == DONE
    assert said["operations"].keys() == OPERATIONS.keys()
    assert all(schema["$ref"].split("/")[-1] in said["components"] for schema in said["operations"].values())


def test_a_no_changes_nothing_and_has_a_code(small_stage: Stage, run: Run) -> None:
    signed_in(run, small_stage.url)
    tomorrow = (clock.day_of(clock.now()) + timedelta(days=1)).isoformat()
    status, said = run("do", "log_visit", visit(visited_on=tomorrow))
    assert (status, said["state"], said["code"]) == (REFUSED, "refused", "future_visit")
    for body in ('{"enterprise_id": NaN}', "[]", "{", "[" * 100_000, '{"visited_on": 1e999}'):
        assert run("do", "log_visit", body)[0] == REFUSED, body[:40]
    assert run("do", "no_such_kind", "{}")[1]["code"] == "bad_body"
    assert run("outbox")[1]["operations"] == []


def test_a_wrong_call_is_one_sentence(run: Run) -> None:
    for words in ((), ("nonsense",), ("do", "log_visit"), ("courier", "lend", "file")):
        status, said = run(*words)
        assert status == USAGE
        assert said["error"].endswith("--help lists the calls")


def test_without_a_line(small_stage: Stage, run: Run) -> None:
    line = Line(small_stage.port)
    try:
        signed_in(run, line.address)
        line.cut()
        assert run("do", "log_visit", visit())[0] == DONE
        assert run("sync") == (OFFLINE, {"code": "offline"})
        assert run("status")[1]["waiting"] == 1
    finally:
        line.close()


def test_beside_another_process(small_stage: Stage, run: Run, tmp_path: Path) -> None:
    signed_in(run, small_stage.url)
    with folder_lock(tmp_path / "data"):
        assert run("sync") == (BUSY, {"code": "busy"})


def test_with_another_password(small_stage: Stage, run: Run, tmp_path: Path) -> None:
    signed_in(run, small_stage.url)
    (tmp_path / "word").write_text("另一个口令")
    status, said = run("status")
    assert (status, said["code"]) == (LOCKED, "wrong_password")
