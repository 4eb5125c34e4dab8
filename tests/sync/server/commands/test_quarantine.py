"""`quarantine`: work that waits for an administrator or a centre is listed, read, and admitted once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sync.domain.errors import QUARANTINES
from sync.operations.centre import AcceptProblem
from sync.operations.kinds import OPERATIONS
from sync.server import words
from sync.server.inbox import Inbox
from sync.store.rows import amend, select
from sync.store.tables import Answer, Head, History, Parked, Visit
from tests.cases import on, problem_of, reported, visit
from tests.city import act
from tests.stage import Stage
from tests.sync.server.commands.desk import Desk, Said, one_sentence

Run = Callable[..., Said]


@pytest.fixture
def run(stage: Stage, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command at the stage's server."""
    desk = Desk(stage.folder, "sqlite", capsys)
    where = ["--data", stage.folder / "server", "--database", stage.database_url, "--no-encryption"]
    return lambda *given: desk.bare("quarantine", *given, *where)


def unknown(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> str:
    """A visit that came before the server knew of visits; by now it does."""
    op = visit(situation="升级前送来的走访")
    with monkeypatch.context() as before:
        before.delitem(OPERATIONS, "log_visit")
        (answer,) = stage.as_person("rep-east", op)
    assert answer.code == "unknown_kind"
    return op.op_id


def test_nothing_waits_at_first(run: Run) -> None:
    assert run("list") == (0, "没有待采纳的工作。\n", "")


def test_it_is_listed_with_its_author_and_reason(
    stage: Stage, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    op_id = unknown(stage, monkeypatch)
    late = visit()
    stage.as_person("rep-spare", late)
    head, first, second = run("list").out.splitlines()
    assert head.split() == ["编号", "姓名", "类别", "收到", "原因", "去向"]
    for text in (op_id, "示例代表甲", "log_visit", "服务器还不认识这一类", "等管理员采纳"):
        assert text in first
    for text in (late.op_id, "示例代表丙", "办理时已不归其负责", "等中心采纳"):
        assert text in second
    assert "升级前送来的走访" in run("show", op_id).out


def test_after_an_upgrade_it_is_admitted_once(
    stage: Stage, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    op_id = unknown(stage, monkeypatch)
    assert run("admit", op_id) == (0, f"已采纳 {op_id}（示例代表甲）。\n", "")
    (row,) = stage.read(select, Visit)
    assert (row.visitor_id, row.situation) == ("rep-east", "升级前送来的走访")
    (line,) = stage.read(select, History, action="admit_work")
    assert (line.actor_id, line.detail) == ("system", "示例代表甲 政府服务代表")
    assert "规则不允许（already_decided）" in one_sentence(run("admit", op_id), 1)
    assert run("list").out == "没有待采纳的工作。\n"
    assert [each.verdict for each in stage.read(select, Answer, op_id=op_id)] == ["quarantined"]
    assert len(stage.read(select, Visit)) == 1


def test_before_the_upgrade_it_stays(stage: Stage, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    op_id = unknown(stage, monkeypatch)
    with monkeypatch.context() as before:
        before.delitem(OPERATIONS, "log_visit")
        assert "升级服务器后再采纳" in one_sentence(run("admit", op_id), 1)
    assert stage.read(select, Parked) == []


def test_what_is_about_nothing_here_stays(stage: Stage, run: Run) -> None:
    op = visit("no-such-firm")
    stage.as_person("rep-east", op)
    assert "还不在服务器上" in one_sentence(run("admit", op.op_id), 1)
    assert op.op_id in run("list").out


def test_an_unknown_id_is_one_sentence(run: Run) -> None:
    for word in ("show", "admit"):
        assert one_sentence(run(word, "x"), 1) == "没有待采纳的工作“x”，请用 quarantine list 查看编号。"


def test_every_quarantine_has_its_words() -> None:
    assert words.QUARANTINES.keys() == QUARANTINES.keys()


def test_what_became_of_it_stands_below_its_words(stage: Stage, run: Run) -> None:
    op = visit()
    stage.as_person("rep-spare", op)
    assert run("show", op.op_id).out.endswith("\n等待决定\n")
    with stage.database.write() as connection:
        rules = stage.centre.rules(connection)
        Inbox(connection, rules, stage.centre.signing_key, "rep-spare", None).take([], [op.op_id])
    assert run("show", op.op_id).out.endswith("\n作者已放弃，示例代表丙 政府服务代表\n")
    assert run("list").out == "没有待采纳的工作。\n"


def test_no_number_is_given_while_a_restored_record_waits_for_laptops(
    stage: Stage, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next one may stand on paper already, for another case; admitted later, the work gets its own."""
    problem = reported(stage)
    accepts = act(AcceptProblem, **on(problem))
    with monkeypatch.context() as before:
        before.delitem(OPERATIONS, "accept_problem")
        stage.as_person("coordinator-east", accepts)
    restored(stage, refill=True)
    assert "正在等各笔记本补送" in one_sentence(run("admit", accepts.op_id), 1)
    assert problem_of(stage, problem).official_number == ""
    assert "等待决定" in run("show", accepts.op_id).out
    restored(stage, refill=False)
    assert run("admit", accepts.op_id).status == 0
    assert problem_of(stage, problem).official_number


def restored(stage: Stage, *, refill: bool) -> None:
    with stage.database.write() as connection:
        amend(connection, Head, {"id": 1}, refill=refill)
