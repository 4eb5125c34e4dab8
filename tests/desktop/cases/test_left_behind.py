"""News take no open form from under the hands, nor what was typed about a problem that is gone."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from sync.operations.access import ConcealProblem
from sync.operations.centre import AcceptProblem
from sync.operations.reports import ReportProblem
from sync.store.rows import select
from sync.store.tables import Problem
from tests.cases import on
from tests.city import act
from tests.desktop.cases import on_the_way
from tests.desktop.cases.conftest import At
from tests.desktop.cases.desk import Desk
from tests.stage import Stage

GONE = "The problem is no longer on this laptop"


def replying(stage: Stage, at: At) -> tuple[Desk, ReportProblem]:
    """The department is writing its reply."""
    problem = on_the_way.in_hand(stage)
    desk = at("handler-housing")
    desk.open("in_hand")
    desk.window.key("R")
    desk.window.fill("Reply", "正在写的答复")
    return desk, problem


def taken_away(stage: Stage, desk: Desk, problem: ReportProblem) -> None:
    """The problem is kept from the department, and its laptop hears of it."""
    concealed = act(ConcealProblem, **on(problem), office_id="housing", reason="涉及该局")
    on_the_way.by_centre(stage, concealed)
    desk.sync()
    assert desk.laptop.read(select, Problem) == []


def test_a_form_stays_when_its_problem_leaves_the_laptop_and_says_so(small_stage: Stage, at: At) -> None:
    desk, problem = replying(small_stage, at)
    taken_away(small_stage, desk, problem)
    desk.window.see(GONE)
    desk.window.see("正在写的答复")


def test_put_away_its_text_is_offered_to_be_copied(small_stage: Stage, at: At) -> None:
    desk, problem = replying(small_stage, at)
    taken_away(small_stage, desk, problem)
    desk.window.key("Escape")
    assert not desk.window.reads("正在写的答复")
    desk.window.press("Copy the text")
    assert "正在写的答复" in QGuiApplication.clipboard().text()


def test_who_asks_for_the_draft_later_is_offered_it_too(small_stage: Stage, at: At) -> None:
    desk, problem = replying(small_stage, at)
    desk.window.key("Escape")
    taken_away(small_stage, desk, problem)
    for notice in desk.notices.shown():
        desk.notices.close(notice)
    desk.open("problems").show_problem(problem.problem_id)
    assert desk.window.offers("Copy the text")


def test_a_problem_that_is_only_in_another_list_is_not_told_as_gone(small_stage: Stage, at: At) -> None:
    problem = on_the_way.in_hand(small_stage)
    desk = at("handler-housing")
    desk.open("to_sign").show_problem(problem.problem_id)
    assert desk.notices.shown() == []


def test_a_form_stays_when_a_colleague_takes_its_problem_out_of_the_list(small_stage: Stage, at: At) -> None:
    first, second = on_the_way.reported(small_stage), on_the_way.reported(small_stage, title="另一件")
    desk = at("coordinator-east")
    queue = desk.open("inbox")
    mine = queue.list.current_row().problem
    desk.window.key("3")
    desk.window.fill("Reason", "请补充材料")
    taken = next(op for op in (first, second) if op.problem_id == mine.id)
    small_stage.done_by("colleague-east", act(AcceptProblem, **on(taken)))
    desk.sync()
    desk.window.see("The problem has moved on")
    desk.window.see("请补充材料")
    assert queue.list.model.rowCount() == 1
    desk.window.key("Escape")
    desk.window.see_label(queue.list.current_row().problem.title)
    assert queue.list.current_row().problem.id != mine.id
