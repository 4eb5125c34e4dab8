"""PROTOCOL.md is enough: a client written from it alone works with the real server."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine

from sync.domain import clock
from sync.operations.administration import EndAssignment
from sync.server import pull
from tests.bad_line import cut, spoiled
from tests.cases import today
from tests.city import act, assignment
from tests.stage import PASSWORD, Stage
from tests.stranger.client import Client, Cut

HERE = Path(__file__).parent / "client.py"
ALLOWED = {"requests", "cryptography", *sys.stdlib_module_names}


@pytest.fixture
def open_client(stage: Stage, tmp_path: Path) -> Iterator[Callable[[], Client]]:
    """Opens the representative's client, again and again on the same file."""
    opened: list[Client] = []

    def client() -> Client:
        opened.append(Client(stage.url, tmp_path / "stranger.json"))
        return opened[-1]

    yield client
    for each in opened:
        each.close()


@pytest.fixture
def client(open_client: Callable[[], Client]) -> Client:
    """Signed in, with everything that the person may see."""
    new = open_client()
    new.sign_in("rep-east", PASSWORD)
    assert new.pull()
    return new


def test_it_rests_on_the_protocol_alone() -> None:
    tree = ast.parse(HERE.read_text())
    named = [node.names[0].name for node in ast.walk(tree) if isinstance(node, ast.Import)]
    named += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert {name.split(".")[0] for name in named} <= ALLOWED
    assert len(HERE.read_text().splitlines()) < 300


def test_it_gets_just_what_its_person_may_see(client: Client) -> None:
    assert {firm["id"] for firm in client.rows("enterprise")} == {"firm-east", "firm-other"}
    assert client.differs() == []


def test_three_kinds_of_operation_arrive_and_come_back(stage: Stage, client: Client) -> None:
    firm = {"enterprise_id": "firm-east"}
    visit = client.make("log_visit", **firm, visited_on=today(), situation="见到厂长")
    problem = {"form": "need", "local_code": "外-1", "title": "用电", "description": "变压器容量不够"}
    report = client.make("report_problem", **firm, **problem)
    edit = {"field": "situation", "old": "见到厂长", "new": "见到厂长和会计"}
    amend = client.make("amend_visit", **firm, visit_id=client.made_id(visit), edits=[edit])
    client.push()
    assert [answer["verdict"] for op in (visit, report, amend) if (answer := client.answer(op))] == [
        "accepted"
    ] * 3
    assert client.pull()
    assert [row["situation"] for row in client.rows("visit")] == ["见到厂长和会计"]
    assert [row["title"] for row in client.rows("problem")] == ["用电"]
    colleague = stage.laptop("coordinator-east")
    assert [row[0] for row in colleague.read(_visits)] == ["见到厂长和会计"]


def _visits(connection: object) -> list[tuple[str]]:
    return list(connection.exec_driver_sql("SELECT situation FROM visit"))  # type: ignore[attr-defined]


def test_a_lost_reply_is_asked_for_again_and_has_one_effect(client: Client) -> None:
    op = client.make("log_visit", enterprise_id="firm-east", visited_on=today(), situation="一次")
    with spoiled(0, cut(40)), pytest.raises(Cut):
        client.push()
    assert client.answer(op) is None
    client.push()
    answer = client.answer(op)
    assert answer is not None
    assert answer["verdict"] == "accepted"
    client.pull()
    assert len(client.rows("visit")) == 1


def test_a_download_goes_on_after_a_cut_in_another_process(
    stage: Stage, open_client: Callable[[], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull, "PAGE_BYTES", 1)
    monkeypatch.setattr(pull, "BATCH", 1)
    first = open_client()
    first.sign_in("rep-east", PASSWORD)
    assert not first.pull(pages=1)
    with spoiled(0, cut(300)), pytest.raises(Cut):
        first.pull()
    assert first.rows("enterprise") == []
    again = open_client()
    assert again.pull()
    assert {firm["id"] for firm in again.rows("enterprise")} == {"firm-east", "firm-other"}


def test_what_enters_and_leaves_follows(stage: Stage, client: Client) -> None:
    stage.do(assignment("firm-small", "rep-east"))
    client.pull()
    assert "firm-small" in {firm["id"] for firm in client.rows("enterprise")}
    assert client.differs() == []
    over = act(
        EndAssignment,
        assignment_id="firm-small/rep-east",
        enterprise_id="firm-small",
        until=today(),
        reason="调整",
    )
    stage.do(over)
    client.pull()
    assert {firm["id"] for firm in client.rows("enterprise")} == {"firm-east", "firm-other"}
    assert {row["aggregate_id"] for row in client.rows("station")} <= {"firm-east", "firm-other"}
    assert client.differs() == []


def test_tokens_that_ran_out_are_renewed(stage: Stage, client: Client) -> None:
    with time_machine.travel((clock.now() + clock.HOUR) / 1000, tick=True):
        assert client.pull()
