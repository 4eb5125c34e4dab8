"""The page of a problem: what it says, what it keeps, what never happens to it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import time_machine
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.widgets.badge import Badge
from sync.domain.clock import SHANGHAI
from sync.operations.centre import AcceptProblem
from sync.operations.edits import Edit
from sync.operations.reports import EditProblem
from sync.store.rows import select
from sync.store.tables import Draft
from tests.cases import on
from tests.city import act
from tests.desktop.cases import on_the_way
from tests.desktop.cases.conftest import At
from tests.desktop.cases.desk import Desk
from tests.stage import Stage


def drafts(desk: Desk) -> list[Draft]:
    return desk.laptop.read(select, Draft)


def typed(draft: Draft) -> dict[str, str]:
    values: dict[str, str] = msgspec.json.decode(draft.values)
    return values


def test_enter_never_submits(small_stage: Stage, at: At) -> None:
    on_the_way.reported(small_stage)
    desk = at("coordinator-east")
    desk.open("inbox")
    desk.window.key("3")
    desk.window.fill("Reason", "请补充")
    desk.window.key("Return")
    assert desk.outbox() == []
    desk.window.key("Ctrl+Return")
    assert [entry.kind for entry in desk.outbox()] == ["return_problem"]


def test_what_is_required_is_asked_for_before_anything_is_done(small_stage: Stage, at: At) -> None:
    on_the_way.reported(small_stage)
    desk = at("coordinator-east")
    desk.open("inbox")
    desk.window.key("3")
    desk.window.key("Ctrl+Return")
    assert desk.outbox() == []
    desk.window.see("Please fill this in")


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
    on_the_way.reported(small_stage)
    desk = at("coordinator-east")
    desk.open("inbox")
    desk.window.key("3")
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


def test_a_colleague_was_first_and_the_page_says_so(small_stage: Stage, at: At) -> None:
    problem = on_the_way.reported(small_stage)
    desk = at("coordinator-east")
    desk.open("problems")
    desk.window.key("1")
    desk.window.key("Ctrl+Return")
    desk.window.see("Number pending")
    small_stage.done_by("colleague-east", act(AcceptProblem, **on(problem)))
    desk.sync()
    desk.window.see("A colleague accepted this problem first. What you wrote is kept.")
    assert [entry.state for entry in desk.outbox()] == ["refused"]
    asked: list[tuple[str, str]] = []
    desk.workplace.asked.connect(lambda kind, record_id: asked.append((kind, record_id)))
    desk.window.press("Look")
    assert asked == [("sync", desk.outbox()[0].op_id)]


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


def test_what_was_returned_is_marked_with_its_reason(small_stage: Stage, at: At) -> None:
    on_the_way.returned(small_stage)
    desk = at("rep-east")
    desk.open("problems")
    desk.window.see("Returned: 请写明何时咨询")
    desk.window.key("E")
    editors: list[QPlainTextEdit] = list(desk.frame.findChildren(QPlainTextEdit))
    marked = [editor for editor in editors if editor.accessibleDescription() == "请写明何时咨询"]
    assert [editor.accessibleName() for editor in marked] == ["企业办理过程"]


def test_every_step_stands_there_with_name_post_and_time(small_stage: Stage, at: At) -> None:
    on_the_way.in_hand(small_stage)
    desk = at("rep-east")
    desk.open("problems")
    for words in ("Reported", "Accepted", "Issued the order", "Signed for"):
        desk.window.see(words)
    desk.window.see("示例经办甲 科长")
    desk.window.see("示例代表甲 政府服务代表")


def test_the_days_of_the_reckoning_are_told_on_request(small_stage: Stage, at: At) -> None:
    """2026-09-23 + 15 working days is 2026-10-21: two holidays are out, the make-up Saturday counts."""
    with time_machine.travel("2026-09-23T09:20:00+08:00", tick=True):
        on_the_way.reported(small_stage)
        desk = at("coordinator-east")
        desk.open("problems")
        desk.window.key("1")
        desk.window.choose("Weight", "重大复杂")
        desk.window.key("Ctrl+Return")
        desk.window.see("2026-10-21")
        desk.window.press("How it is counted")
        for words in ("day of receipt", "day 15", "holiday (国庆节)", "worked in exchange"):
            desk.window.see(words)


def test_the_keys_of_the_acts_are_letters_in_an_editor(small_stage: Stage, at: At) -> None:
    on_the_way.reported(small_stage)
    desk = at("coordinator-east")
    desk.open("inbox")
    desk.window.key("3")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    QTest.keyClicks(editor, "1e3u")
    assert editor.toPlainText() == "1e3u"
    assert desk.outbox() == []


def test_the_papers_lie_over_the_page_and_a_pending_number_is_said(small_stage: Stage, at: At) -> None:
    on_the_way.discussed(small_stage)
    desk = at("coordinator-east")
    queue = desk.open("problems")
    desk.window.key("2")
    desk.window.fill("Lead department", "住建")
    desk.window.key("Return")
    desk.window.fill("Instruction", "请依规办理")
    desk.window.key("Ctrl+Return")
    desk.window.key("Ctrl+P")
    desk.window.see("A draft: the official number comes with the server's receipt.")
    desk.window.see("专题议事会议记录")
    desk.window.key("9")
    assert len(desk.outbox()) == 1, "no act is done to what is behind a paper"
    desk.window.key("Escape")
    assert queue.page.page.isVisible()


def test_a_person_without_the_right_is_offered_nothing(small_stage: Stage, at: At) -> None:
    on_the_way.closed(small_stage)
    desk = at("handler-housing")
    queue = desk.open("problems")
    assert queue.page.bar.buttons == []
    assert not queue.page.bar.isVisible()


def test_a_file_is_added_beside_the_problem(small_stage: Stage, at: At, tmp_path: Path) -> None:
    on_the_way.reported(small_stage)
    desk = at("rep-east")
    queue = desk.open("problems")
    file = tmp_path / "企业申请.txt"
    file.write_bytes(b"text")
    queue.page.body.files.take_files([file])
    assert [entry.kind for entry in desk.outbox()] == ["attach_file"]
    assert [tile.attachment.name for tile in queue.page.body.files.strip.tiles] == ["企业申请.txt"]
    desk.sync()
    assert [entry.state for entry in desk.outbox()] == ["accepted"]


def test_a_key_asks_for_a_file_where_one_may_be_added(small_stage: Stage, at: At) -> None:
    on_the_way.reported(small_stage)
    desk = at("rep-east")
    queue = desk.open("problems")
    assert queue.page.body.files.strip.add_button.isVisible()
    desk.window.key("A")
    dialogs: list[QFileDialog] = list(desk.frame.findChildren(QFileDialog))
    assert len(dialogs) == 1
    dialogs[0].close()


def test_the_page_leads_to_the_enterprise(small_stage: Stage, at: At) -> None:
    problem = on_the_way.reported(small_stage)
    desk = at("rep-east")
    desk.open("problems")
    asked: list[tuple[str, str]] = []
    desk.workplace.asked.connect(lambda kind, record_id: asked.append((kind, record_id)))
    desk.window.press("Open the enterprise")
    assert asked == [("enterprise", problem.enterprise_id)]


def test_who_was_called_and_did_not_come_stands_out(small_stage: Stage, at: At) -> None:
    on_the_way.summoned(small_stage)
    desk = at("coordinator-east")
    queue = desk.open("problems")
    badges: list[Badge] = list(queue.page.findChildren(Badge))
    assert "Not reported in yet" in [badge.mark.word for badge in badges]
    with time_machine.travel(datetime.now(tz=SHANGHAI) + timedelta(days=2), tick=True):
        queue.page.reload()
        QApplication.processEvents()
        badges = list(queue.page.findChildren(Badge))
        assert "Did not report in" in [badge.mark.word for badge in badges if badge.isVisible()]


def test_the_clock_alone_changes_what_is_left(small_stage: Stage, at: At) -> None:
    """Asked again on a short tick: nothing is read from the record for it."""
    with time_machine.travel("2026-09-23T09:20:00+08:00", tick=True):
        on_the_way.accepted(small_stage)
        desk = at("coordinator-east")
        queue = desk.open("problems")
        assert queue.page.body.deadline.badge.mark.word == "3 working days left"
    with time_machine.travel("2026-10-09T09:20:00+08:00", tick=True):
        queue.page._tick.timeout.emit()
        queue._tick.timeout.emit()
        assert queue.page.body.deadline.badge.mark.word == "3 working days over"
        row = queue.list.current_row()
        assert row.entry(queue._seen).mark.word == "3 working days over"
