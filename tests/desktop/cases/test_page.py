"""The page of a problem: what it says, what leads on from it, what the clock alone changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import time_machine
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit

from desktop.widgets.badge import Badge
from desktop.widgets.rings import Rings
from sync.domain.clock import SHANGHAI
from sync.operations.administration import Appoint
from sync.operations.centre import AcceptProblem
from sync.operations.follow_ups import RecordFollowUp
from tests.cases import on, today
from tests.city import SINCE, act
from tests.desktop.cases import on_the_way
from tests.desktop.cases.conftest import At
from tests.stage import Stage


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


def test_a_ring_that_lies_behind_has_its_day_alone(small_stage: Stage, at: At) -> None:
    on_the_way.in_hand(small_stage)
    desk = at("rep-east")
    desk.open("problems")
    shown: list[Rings] = list(desk.frame.findChildren(Rings))
    day = today()[5:]
    assert [ring.note for rings in shown for ring in rings.rings] == [day, day, day, f"{day} 办理中", ""]


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


def test_who_had_a_part_in_the_matter_is_told_why_there_is_no_call_to_make(
    small_stage: Stage, at: At
) -> None:
    also = {"appointment_id": "also", "person_id": "coordinator-east", "role": "caller"}
    small_stage.do(act(Appoint, **also, office_id="centre-east", since=SINCE, directory_id="east"))
    on_the_way.closed(small_stage)
    desk = at("coordinator-east")
    queue = desk.open("follow_up")
    call = next(button for button in queue.page.bar.buttons if button.text() == "Begin the follow-up")
    assert not call.isEnabled()
    assert call.toolTip().startswith("Who drafted or signed the order does not make the call.")
    desk.window.key("C")
    assert desk.outbox() == []


def test_what_the_caller_notes_of_a_call_that_nobody_took_is_no_word_of_the_firm(
    small_stage: Stage, at: At
) -> None:
    op = on_the_way.called(small_stage)
    desk = at("caller-east")
    desk.open("follow_up")
    call = {"called_on": today(), "words": "三次无人接听"}
    desk.workplace.do(act(RecordFollowUp, **on(op), **call, reached=False), owner=desk.frame)
    desk.window.see("三次无人接听")
    assert desk.window.reads("Note")
    assert not desk.window.reads("What was said")


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


def test_a_file_belongs_to_the_problem_for_which_it_was_asked(
    small_stage: Stage, at: At, tmp_path: Path
) -> None:
    """While the dialog is open a colleague takes the problem on, and the next one takes its place."""
    first, _ = (on_the_way.reported(small_stage, title=title) for title in ("甲", "乙"))
    desk = at("coordinator-east")
    queue = desk.open("inbox")
    dialog = queue.page.body.files.ask()
    small_stage.done_by("colleague-east", act(AcceptProblem, **on(first)))
    desk.sync()
    assert queue.page.page.title.text() == "乙"
    file = tmp_path / "企业申请.txt"
    file.write_bytes(b"text")
    dialog.filesSelected.emit([str(file)])
    dialog.close()
    [entry] = desk.outbox()
    assert entry.subject_id == first.problem_id


def test_news_take_no_paper_away(small_stage: Stage, at: At) -> None:
    first, _ = (on_the_way.reported(small_stage, title=title) for title in ("甲", "乙"))
    desk = at("coordinator-east")
    queue = desk.open("inbox")
    desk.window.key("Ctrl+P")
    assert queue.page.papers.isVisible()
    small_stage.done_by("colleague-east", act(AcceptProblem, **on(first)))
    desk.sync()
    assert queue.page.papers.isVisible()
    desk.window.key("Escape")
    assert queue.page.page.title.text() == "乙"


def test_what_stands_beside_a_record_is_not_said_to_be_removable(
    small_stage: Stage, at: At, tmp_path: Path
) -> None:
    on_the_way.reported(small_stage)
    queue = at("rep-east").open("problems")
    file = tmp_path / "企业申请.txt"
    file.write_bytes(b"text")
    queue.page.body.files.take_files([file])
    [tile] = queue.page.body.files.strip.tiles
    assert "Enter opens" in tile.toolTip()
    assert "Delete" not in tile.toolTip()


def test_every_place_of_the_keyboard_has_a_name(small_stage: Stage, at: At) -> None:
    """The page itself is none for Tab: nothing on it would show where the keyboard is."""
    on_the_way.reported(small_stage)
    desk = at("coordinator-east")
    page = desk.open("inbox").page
    assert page.focusPolicy() == Qt.FocusPolicy.ClickFocus
    assert page.accessibleName() == "不动产登记"
    desk.window.key("Ctrl+P")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "问题受理单"
