"""Writing a visit: few keys, nothing asked, nothing lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop import days
from desktop.files.field import FilesField
from desktop.screens.visits.here import Log
from sync.operations.attachments import LARGEST_FILE
from sync.store.tables import Attachment, Draft, Outbox, Problem, Visit
from tests import cases
from tests.desktop.conftest import compose, type_chinese
from tests.desktop.desk import CTRL, SHIFT, At, Desk

SITUATION = "企业订单比上月多一成。\n不了解项目立项手续怎么办。"


def begin(desk: Desk, initials: str = "dfzy") -> None:
    """Ctrl+N, initials, Enter: the keyboard is in the text."""
    desk.key(Qt.Key.Key_N, CTRL)
    assert desk.at() == "企业"
    desk.letters(initials)
    desk.key(Qt.Key.Key_Return)
    assert desk.at() == "情况记录"


def test_a_visit_without_a_problem_takes_at_most_eight_keys(at: At) -> None:
    desk = at("rep-east")
    begin(desk)
    desk.write(SITUATION)
    desk.submit()
    assert desk.keystrokes <= 8
    [visit] = desk.rows(Visit)
    assert (visit.enterprise_id, visit.situation, visit.manner) == ("firm-east", SITUATION, "on_site")
    assert visit.visited_on == days.today(desk.workplace).isoformat()
    assert desk.kinds() == ["log_visit"]
    assert not desk.rows(Draft)
    assert desk.reads("走访已完成：示例东方制药有限公司")
    assert desk.reads("待同步")


def test_a_visit_with_a_problem_takes_at_most_sixteen_keys(at: At) -> None:
    desk = at("liaison")
    begin(desk, "xwsp")
    desk.write(SITUATION)
    desk.key(Qt.Key.Key_Home, SHIFT)
    desk.key(Qt.Key.Key_I, CTRL)
    desk.submit()
    assert desk.keystrokes <= 16
    [visit], [problem] = desk.rows(Visit), desk.rows(Problem)
    assert (problem.visit_id, problem.channel, problem.form) == (visit.id, "visit", "need")
    assert problem.description == "不了解项目立项手续怎么办。"


def test_all_six_parts_of_the_full_form_included_it_is_still_sixteen(at: At) -> None:
    desk = at("rep-east")
    begin(desk)
    desk.write(SITUATION)
    desk.key(Qt.Key.Key_Home, SHIFT)
    desk.key(Qt.Key.Key_I, CTRL)
    assert desk.at() == "企业办理过程"
    desk.write("已向审批局咨询。")
    desk.key(Qt.Key.Key_Tab)
    desk.write("不清楚先后次序。")
    desk.key(Qt.Key.Key_Tab)
    desk.letters("zj")
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Tab)
    desk.write("派员讲解。")
    desk.key(Qt.Key.Key_Tab)
    desk.write("年内立项。")
    desk.submit()
    assert desk.keystrokes <= 16
    [problem] = desk.rows(Problem)
    assert (problem.form, problem.proposed_office_name) == ("intake", "示例东县住建局")
    assert (problem.solution, problem.intention) == ("派员讲解。", "年内立项。")


def test_everything_that_was_filled_in_is_in_the_entry(at: At) -> None:
    desk = at("liaison")
    begin(desk, "xwsp")
    desk.write(SITUATION)
    for label, text in {
        "参加人": "示例厂长",
        "同行": "示例站员",
        "现场答复/建议": "已说明先后次序",
        "承诺事项": "周五前回复",
        "下次联络日": "+14",
    }.items():
        desk.window.fill(label, text)
    desk.window.choose("方式", "电话")
    desk.window.choose("目的", "困难帮办")
    desk.window.choose("目的", "信息传递")
    desk.window.choose("结合其他工作", "在其他工作中顺带走访")
    desk.window.press("完成")
    [visit] = desk.rows(Visit)
    assert (visit.manner, visit.purposes, visit.combined) == ("phone", ("assistance", "information"), True)
    assert (visit.met, visit.companions) == ("示例厂长", "示例站员")
    assert (visit.advice, visit.promises) == ("已说明先后次序", "周五前回复")
    assert visit.next_on == (days.today(desk.workplace) + timedelta(days=14)).isoformat()


def test_only_a_liaison_is_asked_whether_another_duty_led_there(at: At) -> None:
    desk = at("rep-east")
    begin(desk)
    assert not desk.reads("结合其他工作")


def test_enter_never_finishes(at: At) -> None:
    desk = at("rep-east")
    begin(desk)
    desk.write(SITUATION)
    for label in ("日期", "参加人", "同行", "情况记录", "现场答复/建议", "承诺事项", "下次联络日"):
        desk.editor(label).setFocus()
        desk.key(Qt.Key.Key_Return)
    assert not desk.rows(Visit)
    assert not desk.kinds()


def test_what_is_missing_is_said_at_its_field(at: At) -> None:
    desk = at("rep-east")
    desk.key(Qt.Key.Key_N, CTRL)
    desk.submit()
    assert desk.reads("请填写")
    assert desk.at() == "企业"
    assert not desk.rows(Visit)


def test_a_day_to_come_is_refused_at_its_field_and_the_draft_is_kept(at: At) -> None:
    desk = at("rep-east")
    begin(desk)
    desk.write(SITUATION)
    desk.window.fill("日期", "明天")
    desk.submit()
    assert desk.reads("日期晚于今天。草稿已保留")
    assert desk.at() == "日期"
    assert not desk.rows(Visit)
    assert desk.draft()["situation"] == SITUATION
    desk.window.fill("日期", "今天")
    desk.submit()
    assert len(desk.rows(Visit)) == 1


def test_a_half_composed_word_is_not_kept(at: At, qtbot: QtBot) -> None:
    desk = at("rep-east")
    begin(desk)
    desk.write("路灯")
    qtbot.waitUntil(lambda: desk.draft().get("situation") == "路灯")
    before = desk.rows(Draft)
    compose(desk.focused(), "bu'liang")
    desk.editor("情况记录").document().contentsChanged.emit()
    desk.main.leave()
    assert desk.rows(Draft) == before
    type_chinese(desk.focused(), "不亮")
    qtbot.waitUntil(lambda: desk.draft().get("situation") == "路灯不亮")


def test_closing_asks_nothing_and_keeps_what_was_typed_this_moment(at: At) -> None:
    desk = at("rep-east")
    begin(desk)
    desk.write("刚刚输入的一句话")
    desk.close()
    again = at("rep-east")
    assert again.draft()["situation"] == "刚刚输入的一句话"
    again.main.show()
    assert again.reads("已恢复 1 条未完成的走访")
    again.window.press("继续填写")
    assert again.editor("情况记录").toPlainText() == "刚刚输入的一句话"
    assert again.reads("示例东方制药有限公司")
    again.main.runner.stop()


def test_an_empty_form_leaves_no_draft(at: At) -> None:
    desk = at("rep-east")
    desk.key(Qt.Key.Key_N, CTRL)
    desk.key(Qt.Key.Key_Escape)
    assert not desk.rows(Draft)
    assert desk.reads("还没有走访记录")


def test_a_draft_that_is_thrown_away_can_be_brought_back(at: At) -> None:
    desk = at("rep-east")
    begin(desk)
    desk.write(SITUATION)
    desk.window.press("放弃草稿")
    assert not desk.rows(Draft)
    desk.window.press("撤销")
    assert desk.draft()["situation"] == SITUATION


def test_a_finished_visit_that_is_taken_back_is_a_draft_again(at: At) -> None:
    desk = at("rep-east")
    begin(desk)
    desk.write(SITUATION)
    desk.submit()
    desk.window.press("撤销")
    assert not desk.rows(Visit)
    assert desk.editor("情况记录").toPlainText() == SITUATION
    desk.submit()
    assert [row.state for row in desk.rows(Outbox)] == ["discarded", "waiting"]
    assert len(desk.rows(Visit)) == 1


def test_what_arrives_meanwhile_leaves_the_form_and_the_composition_alone(at: At) -> None:
    desk = at("rep-east")
    begin(desk)
    desk.write("甲")
    compose(desk.focused(), "yi")
    desk.sync()
    desk.workplace.changes.announce({"visit", "enterprise", "draft", "problem", "outbox"})
    assert desk.at() == "情况记录"
    assert desk.editor("情况记录").textCursor().block().layout().preeditAreaText() == "yi"
    type_chinese(desk.focused(), "乙")
    assert desk.editor("情况记录").toPlainText() == "甲乙"


def test_a_file_that_is_too_large_is_named_and_the_visit_is_saved(at: At, tmp_path: Path) -> None:
    desk = at("rep-east")
    begin(desk)
    desk.write(SITUATION)
    video, paper = tmp_path / "示例视频.mp4", tmp_path / "示例材料.txt"
    video.write_bytes(bytes(LARGEST_FILE + 1))
    paper.write_text("示例材料")
    [field] = desk.all(FilesField)
    field.strip.files_dropped.emit([video, paper])
    assert desk.reads("示例视频.mp4（20.0 MB）没有收下")
    desk.submit()
    assert len(desk.rows(Visit)) == 1
    [file] = desk.rows(Attachment)
    assert (file.name, file.subject_id) == ("示例材料.txt", desk.rows(Visit)[0].id)
    assert desk.kinds() == ["log_visit", "attach_file"]


def test_an_answer_from_before_the_draft_was_kept_takes_nothing_away(at: At) -> None:
    """What was read before the first autosave arrives after it: the form stays."""
    desk = at("rep-east")
    begin(desk)
    desk.write(SITUATION)
    desk.main.leave()
    view: Any = desk.frame.stack.currentWidget()
    view._fill(Log((), ()))
    assert desk.editor("情况记录").toPlainText() == SITUATION
    desk.submit()
    assert len(desk.rows(Visit)) == 1


@pytest.mark.parametrize("key", ["", "Return"])
def test_the_current_row_leads_back_to_itself_from_a_new_visit(at: At, key: str) -> None:
    desk = at("rep-east")
    desk.workplace.do(cases.visit(situation="供电容量不足"), owner=desk.workplace)
    desk.window.press("走访")
    assert desk.editor("情况记录").toPlainText() == "供电容量不足"
    desk.key(Qt.Key.Key_N, CTRL)
    assert desk.editor("情况记录").toPlainText() == ""
    if key:
        desk.frame.stack.currentWidget().setFocus()
        desk.window.key(key)
    else:
        desk.window.row("供电容量不足")
    assert desk.editor("情况记录").toPlainText() == "供电容量不足"
