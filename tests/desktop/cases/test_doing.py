"""Doing an act: nothing typed is lost, nothing is done twice or unseen."""

from __future__ import annotations

import errno
from dataclasses import replace

import msgspec
import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from sync.operations.centre import AcceptProblem
from sync.operations.edits import LONG, Edit
from sync.operations.reports import EditProblem
from sync.store.rows import select
from sync.store.tables import Draft
from tests.cases import on
from tests.city import act
from tests.desktop.cases import on_the_way
from tests.desktop.cases.conftest import At
from tests.desktop.cases.desk import Desk
from tests.desktop.slow_lane import Slow
from tests.stage import Stage


def drafts(desk: Desk) -> list[Draft]:
    return desk.laptop.read(select, Draft)


def typed(draft: Draft) -> dict[str, str]:
    values: dict[str, str] = msgspec.json.decode(draft.values)
    return values


def returning(stage: Stage, at: At) -> Desk:
    """A coordinator who is about to return a problem: the form is open."""
    on_the_way.reported(stage)
    desk = at("coordinator-east")
    desk.open("inbox")
    desk.window.key("3")
    return desk


def test_enter_never_submits(small_stage: Stage, at: At) -> None:
    desk = returning(small_stage, at)
    desk.window.fill("Reason", "请补充")
    desk.window.key("Return")
    assert desk.outbox() == []
    desk.window.key("Ctrl+Return")
    assert [entry.kind for entry in desk.outbox()] == ["return_problem"]


def test_what_is_required_is_asked_for_before_anything_is_done(small_stage: Stage, at: At) -> None:
    desk = returning(small_stage, at)
    desk.window.key("Ctrl+Return")
    assert desk.outbox() == []
    desk.window.see("Please fill this in")


def test_a_step_that_the_disk_did_not_take_can_be_done_again(
    small_stage: Stage, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = returning(small_stage, at)
    desk.window.fill("Reason", "请补充")
    usual = desk.laptop.perform

    def full(*_given: object) -> None:
        monkeypatch.setattr(desk.laptop, "perform", usual)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(desk.laptop, "perform", full)
    desk.window.key("Ctrl+Return")
    desk.window.see("The disk is full")
    desk.window.see("请补充")
    desk.window.press("Return")
    assert [entry.kind for entry in desk.outbox()] == ["return_problem"]


def test_a_refusal_is_told_as_long_as_its_form_is_open(small_stage: Stage, at: At) -> None:
    """Else it would stand above other problems, of which it is not so."""
    op = on_the_way.reported(small_stage)
    desk = at("coordinator-east")
    desk.open("inbox")
    desk.window.key("3")
    desk.window.fill("Reason", "请补充")
    small_stage.done_by("colleague-east", act(AcceptProblem, **on(op)))
    desk.sync()
    desk.window.key("Ctrl+Return")
    assert [notice.kind for notice in desk.notices.shown()] == ["refusal"]
    desk.window.key("Escape")
    assert desk.notices.shown() == []
    assert [typed(draft)["reason"] for draft in drafts(desk)] == ["请补充"]


def test_a_key_that_is_pressed_twice_does_its_act_once(small_stage: Stage, at: At) -> None:
    on_the_way.transferred(small_stage)
    desk, slow = at("handler-housing"), Slow()
    desk.open("to_sign")
    desk.workplace.lanes = replace(desk.lanes, write=slow)
    for _ in range(2):
        desk.window.key("S")
    slow.let_go()
    assert [entry.kind for entry in desk.outbox()] == ["sign_for_order"]
    assert desk.notices.shown() == []


def test_a_form_that_is_submitted_twice_is_done_once(small_stage: Stage, at: At) -> None:
    desk, slow = returning(small_stage, at), Slow()
    desk.window.fill("Reason", "请补充")
    desk.workplace.lanes = replace(desk.lanes, write=slow)
    for _ in range(2):
        desk.window.key("Ctrl+Return")
    slow.let_go()
    assert [entry.kind for entry in desk.outbox()] == ["return_problem"]
    assert desk.notices.shown() == []


def test_a_quick_hand_does_not_meet_the_problem_that_it_has_just_done(small_stage: Stage, at: At) -> None:
    """Else it is told that a colleague was first, who is itself."""
    for title in ("甲", "乙"):
        on_the_way.reported(small_stage, title=title)
    desk, slow = at("coordinator-east"), Slow()
    queue = desk.open("inbox")
    desk.workplace.lanes = replace(desk.lanes, read=slow)
    for key in ("1", "Ctrl+Return", "1"):
        desk.window.key(key)
    assert not queue.page.is_typing()
    slow.let_go()
    desk.window.key("1")
    assert queue.page.page.title.text() == "乙"
    desk.window.key("Ctrl+Return")
    slow.let_go()
    assert [entry.kind for entry in desk.outbox()] == ["accept_problem"] * 2
    assert desk.notices.shown() == []


def test_a_text_that_is_too_long_is_said_at_its_field(small_stage: Stage, at: At) -> None:
    desk = returning(small_stage, at)
    desk.window.fill("Reason", "长" * (LONG + 1))
    desk.window.key("Ctrl+Return")
    desk.window.see("20001 characters; at most 20000 are taken")
    assert desk.notices.shown() == []


def test_what_was_said_of_a_try_goes_with_the_next(small_stage: Stage, at: At) -> None:
    desk = returning(small_stage, at)
    desk.window.fill("Reason", "请补\x00充")
    desk.window.key("Ctrl+Return")
    desk.window.see("A text holds a character that cannot be stored")
    desk.window.fill("Reason", "请补充")
    desk.window.key("Ctrl+Return")
    assert [entry.kind for entry in desk.outbox()] == ["return_problem"]
    desk.window.see_no("A text holds a character that cannot be stored")


def test_escape_puts_a_form_away_and_keeps_what_was_typed(small_stage: Stage, at: At) -> None:
    on_the_way.reported(small_stage)
    desk = at("coordinator-east")
    queue = desk.open("inbox")
    desk.window.key("3")
    desk.window.fill("Reason", "请写明何时咨询")
    desk.window.key("Escape")
    assert [typed(draft)["reason"] for draft in drafts(desk)] == ["请写明何时咨询"]
    assert queue.list.view.hasFocus()
    desk.window.see("Begun, not done: Return")
    desk.window.press("Go on")
    assert queue.page.doing.is_typing()
    desk.window.see("请写明何时咨询")
    desk.window.key("Ctrl+Return")
    assert drafts(desk) == []
    assert [entry.kind for entry in desk.outbox()] == ["return_problem"]


def test_a_form_that_was_only_looked_at_leaves_no_draft(small_stage: Stage, at: At) -> None:
    on_the_way.reported(small_stage)
    desk = at("coordinator-east")
    desk.open("inbox")
    desk.window.key("1")
    desk.window.key("Escape")
    assert drafts(desk) == []


def test_what_is_typed_is_on_the_disk_within_a_second(small_stage: Stage, at: At, qtbot: QtBot) -> None:
    """Killed now, the program loses nothing that is older: the draft is read by another start."""
    problem = on_the_way.reported(small_stage)
    desk = at("coordinator-east")
    desk.open("inbox")
    desk.window.key("3")
    desk.window.fill("Reason", "请写明何时咨询")
    qtbot.waitUntil(lambda: bool(drafts(desk)), timeout=1_200)
    assert [draft.subject_id for draft in drafts(desk)] == [problem.problem_id]


def test_another_problem_is_chosen_and_the_form_waits_as_a_draft(small_stage: Stage, at: At) -> None:
    on_the_way.reported(small_stage, title="甲")
    on_the_way.reported(small_stage, title="乙")
    desk = at("coordinator-east")
    desk.open("inbox")
    desk.window.key("3")
    desk.window.fill("Reason", "请写明何时咨询")
    desk.window.row("乙")
    desk.window.see_no("Put away")
    assert len(drafts(desk)) == 1
    desk.window.row("甲")
    desk.window.see("Begun, not done: Return")


def test_a_step_that_is_taken_back_is_a_draft_again(small_stage: Stage, at: At) -> None:
    desk = returning(small_stage, at)
    desk.window.fill("Reason", "请写明何时咨询")
    desk.window.key("Ctrl+Return")
    assert drafts(desk) == []
    desk.window.key("U")
    assert [typed(draft)["reason"] for draft in drafts(desk)] == ["请写明何时咨询"]
    desk.window.key("3")
    desk.window.key("Ctrl+Return")
    desk.sync()
    assert [entry.state for entry in desk.outbox()] == ["discarded", "accepted"]


def test_news_never_touches_an_editor_with_the_keyboard(small_stage: Stage, at: At) -> None:
    problem = on_the_way.reported(small_stage)
    desk = at("coordinator-east")
    queue = desk.open("problems")
    desk.window.key("3")
    desk.window.fill("Reason", "请写明")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    small_stage.done_by("colleague-east", act(AcceptProblem, **on(problem)))
    desk.sync()
    assert QApplication.focusWidget() is editor
    QTest.keyClicks(editor, "a")
    assert editor.toPlainText() == "请写明a"
    desk.window.see("The problem has moved on")
    assert queue.page.page.line.text().startswith("东企受")


def test_a_refused_step_is_told_and_the_form_stays(small_stage: Stage, at: At) -> None:
    problem = on_the_way.reported(small_stage)
    desk = at("coordinator-east")
    desk.open("problems")
    desk.window.key("3")
    desk.window.fill("Reason", "请写明")
    small_stage.done_by("colleague-east", act(AcceptProblem, **on(problem)))
    desk.sync()
    desk.window.key("Ctrl+Return")
    assert [notice.kind for notice in desk.notices.shown()] == ["refusal"]
    desk.window.see("Put away")
    assert [typed(draft)["reason"] for draft in drafts(desk)] == ["请写明"]


def test_an_edit_says_what_it_replaced_even_after_news(small_stage: Stage, at: At) -> None:
    """Both texts are kept: the page was opened before the other text came."""
    problem = on_the_way.reported(small_stage)
    desk = at("rep-east")
    queue = desk.open("problems")
    desk.window.key("E")
    desk.window.fill("解决意向", "年内办好")
    other = Edit("intention", "尽快办好", "三个月内办好")
    small_stage.done_by("coordinator-east", act(EditProblem, **on(problem), edits=(other,)))
    desk.sync()
    desk.window.key("Ctrl+Return")
    desk.sync()
    assert [entry.state for entry in desk.outbox()] == ["conflict"]
    assert desk.problem(problem.problem_id).intention == "三个月内办好"
    desk.window.see("“解决意向” was changed by two people")
    desk.window.press("Use the other text")
    assert queue.page.page.title.text() == problem.title
    desk.sync()
    assert desk.problem(problem.problem_id).intention == "年内办好"
    assert desk.outbox()[-1].state == "accepted"


def test_nothing_changed_is_no_step(small_stage: Stage, at: At) -> None:
    on_the_way.reported(small_stage)
    desk = at("rep-east")
    desk.open("problems")
    desk.window.key("E")
    desk.window.key("Ctrl+Return")
    assert desk.outbox() == []
    desk.window.see("Nothing was changed.")


def test_the_keys_of_the_acts_are_letters_in_an_editor(small_stage: Stage, at: At) -> None:
    desk = returning(small_stage, at)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    QTest.keyClicks(editor, "1e3u")
    assert editor.toPlainText() == "1e3u"
    assert desk.outbox() == []


def test_a_draft_that_was_thrown_away_comes_back_by_undo(small_stage: Stage, at: At) -> None:
    desk = returning(small_stage, at)
    desk.window.fill("Reason", "请写明何时咨询")
    desk.window.key("Escape")
    desk.window.press("Throw away")
    assert drafts(desk) == []
    desk.window.see("The draft was thrown away")
    desk.window.key("U")
    assert [typed(draft)["reason"] for draft in drafts(desk)] == ["请写明何时咨询"]
    desk.window.see("Begun, not done: Return")


def test_what_was_put_away_a_moment_ago_is_there_again(small_stage: Stage, at: At) -> None:
    """Before the disk has it, and before the problem is read again: an empty form would look like a loss."""
    desk, slow = returning(small_stage, at), Slow()
    desk.workplace.lanes = replace(desk.lanes, write=slow, read=slow)
    desk.window.fill("Reason", "请写明何时咨询")
    for key in ("Escape", "3"):
        desk.window.key(key)
    desk.window.see("请写明何时咨询")
    desk.window.key("Ctrl+Return")
    slow.let_go()
    assert [entry.kind for entry in desk.outbox()] == ["return_problem"]
    assert drafts(desk) == []


def test_an_order_begins_where_something_is_missing(small_stage: Stage, at: At) -> None:
    """The department is proposed; what is typed at once is the instruction, and not the end of its name."""
    on_the_way.accepted(small_stage)
    desk = at("coordinator-east")
    desk.open("orders")
    desk.window.press("Show: To transfer")
    desk.window.key("2")
    desk.window.type("请五日内办理")
    desk.window.key("Ctrl+Return")
    assert [entry.kind for entry in desk.outbox()] == ["issue_order"]
    assert "请五日内办理" in desk.outbox()[0].body
