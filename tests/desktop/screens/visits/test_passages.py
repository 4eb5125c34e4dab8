"""A passage of a visit becomes a problem, and nothing is typed twice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.drafts.keeping import values_of
from sync.operations.visits import LogVisit, visit_id
from sync.store.tables import Draft, Outbox, Problem, Visit
from tests.city import act
from tests.desktop.desk import CTRL, SHIFT, At, Desk

SITUATION = "企业正在筹建食用菌烘干项目，并扩建发菌棚。不了解项目立项和施工手续怎么办。"
PASSAGE = "不了解项目立项和施工手续怎么办"


def finished(desk: Desk) -> str:
    """A finished visit, on the screen."""
    op = act(
        LogVisit, enterprise_id="firm-small", visited_on="2026-09-22", met="示例厂长", situation=SITUATION
    )
    desk.workplace.do(op, owner=desk.workplace)
    desk.window.press("走访")
    assert desk.reads(SITUATION)
    return visit_id(op)


def mark(desk: Desk, passage: str) -> None:
    """Mark it in the text as a person does, from its first to its last character."""
    text = desk.editor("情况记录")
    start = text.toPlainText().index(passage)
    text.setFocus()
    desk.key(Qt.Key.Key_Home, CTRL)
    for _ in range(start):
        desk.key(Qt.Key.Key_Right)
    for _ in passage:
        desk.key(Qt.Key.Key_Right, SHIFT)
    assert text.textCursor().selectedText() == passage


def begin(desk: Desk) -> None:
    """A new visit to the only firm, with its text."""
    desk.key(Qt.Key.Key_N, CTRL)
    desk.letters("xw")
    desk.key(Qt.Key.Key_Return)
    desk.write(SITUATION)


def test_a_marked_passage_of_a_finished_visit_is_reported_as_it_stands(at: At) -> None:
    desk = at("liaison")
    visit = finished(desk)
    mark(desk, PASSAGE)
    desk.window.press("转为问题反映")
    assert desk.editor("企业").text() == "示例小微食品有限公司"
    assert desk.editor("标题").text() == PASSAGE
    assert desk.editor("反映内容").toPlainText() == PASSAGE
    assert desk.editor("反映人").text() == "示例厂长"
    desk.submit()
    [problem] = desk.rows(Problem)
    assert (problem.visit_id, problem.channel, problem.description) == (visit, "visit", PASSAGE)
    assert (problem.title, problem.contact_name, problem.enterprise_id) == (PASSAGE, "示例厂长", "firm-small")
    assert not desk.rows(Draft)


def test_afterwards_the_visit_is_there_again_and_names_the_problem(at: At) -> None:
    desk = at("liaison")
    finished(desk)
    desk.key(Qt.Key.Key_I, CTRL)
    desk.submit()
    assert desk.reads(SITUATION)
    assert desk.reads("由此反映的问题")
    assert any("企业正在筹建食用菌烘干项目" in words for words in desk.window.words() if words != SITUATION)


def test_the_keyboard_alone_is_enough(at: At) -> None:
    desk = at("liaison")
    finished(desk)
    mark(desk, PASSAGE)
    desk.key(Qt.Key.Key_I, CTRL)
    desk.submit()
    assert [row.description for row in desk.rows(Problem)] == [PASSAGE]


def test_going_back_without_a_change_leaves_nothing_behind(at: At) -> None:
    desk = at("liaison")
    finished(desk)
    desk.key(Qt.Key.Key_I, CTRL)
    assert desk.reads("反映内容")
    desk.key(Qt.Key.Key_Escape)
    assert desk.reads(SITUATION)
    assert not desk.rows(Draft)


def test_a_report_that_was_begun_is_a_draft_and_finds_its_visit_again(at: At, qtbot: QtBot) -> None:
    desk = at("liaison")
    visit = finished(desk)
    mark(desk, PASSAGE)
    desk.key(Qt.Key.Key_I, CTRL)
    desk.window.fill("标题", "手续不清楚")
    desk.key(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.draft().get("title") == "手续不清楚")
    desk.window.press("工作台")
    desk.press_line("手续不清楚")
    desk.submit()
    [problem] = desk.rows(Problem)
    assert (problem.title, problem.visit_id, problem.description) == ("手续不清楚", visit, PASSAGE)


def test_while_the_visit_is_a_draft_both_are_finished_in_one_act(at: At) -> None:
    desk = at("liaison")
    begin(desk)
    mark(desk, PASSAGE)
    desk.key(Qt.Key.Key_I, CTRL)
    assert not desk.rows(Visit)
    assert desk.window.offers("完成走访并上报")
    desk.submit()
    [visit], [problem] = desk.rows(Visit), desk.rows(Problem)
    assert problem.visit_id == visit.id
    assert visit.situation == SITUATION
    assert desk.kinds() == ["log_visit", "report_problem"]
    assert not desk.rows(Draft)
    assert desk.reads("由此反映的问题")


def test_the_person_may_also_go_back_and_finish_the_visit_first(at: At) -> None:
    desk = at("liaison")
    begin(desk)
    desk.key(Qt.Key.Key_I, CTRL)
    desk.window.fill("标题", "手续不清楚")
    desk.key(Qt.Key.Key_Escape)
    assert desk.editor("情况记录").toPlainText() == SITUATION
    desk.window.press("完成")
    [visit] = desk.rows(Visit)
    [draft] = desk.rows(Draft)
    assert values_of(draft)["visit_id"] == visit.id
    desk.workplace.asked.emit("report_draft", draft.id)
    assert desk.window.offers("上报")
    assert not desk.window.offers("完成走访并上报")
    desk.submit()
    assert [row.visit_id for row in desk.rows(Problem)] == [visit.id]
    assert len(desk.rows(Visit)) == 1


def test_a_visit_that_may_not_be_finished_keeps_both_drafts(at: At) -> None:
    desk = at("liaison")
    begin(desk)
    desk.window.fill("日期", "明天")
    desk.editor("情况记录").setFocus()
    desk.key(Qt.Key.Key_I, CTRL)
    desk.window.fill("标题", "手续不清楚")
    desk.submit()
    assert desk.reads("日期晚于今天。草稿已保留")
    assert not desk.rows(Visit)
    assert not desk.rows(Problem)
    assert {row.form for row in desk.rows(Draft)} == {"visit", "report"}


def test_taking_it_back_brings_both_drafts_back(at: At) -> None:
    desk = at("liaison")
    begin(desk)
    desk.key(Qt.Key.Key_I, CTRL)
    desk.submit()
    desk.window.press("撤销")
    assert not desk.rows(Visit)
    assert not desk.rows(Problem)
    assert {row.form for row in desk.rows(Draft)} == {"visit", "report"}
    assert desk.window.offers("完成走访并上报")
    desk.submit()
    assert [row.visit_id for row in desk.rows(Problem)] == [row.id for row in desk.rows(Visit)]
    assert {row.state for row in desk.rows(Outbox)} == {"discarded", "waiting"}


def test_a_firm_must_be_chosen_before_a_passage_can_be_its_problem(at: At) -> None:
    desk = at("liaison")
    desk.key(Qt.Key.Key_N, CTRL)
    desk.editor("情况记录").setFocus()
    desk.write(SITUATION)
    desk.key(Qt.Key.Key_I, CTRL)
    assert desk.reads("请先选择企业")
    assert desk.at() == "企业"


def test_a_report_whose_visit_was_thrown_away_can_be_sent_all_the_same(at: At) -> None:
    """Else it would wait for ever for a visit that nobody made."""
    desk = at("liaison")
    begin(desk)
    mark(desk, PASSAGE)
    desk.key(Qt.Key.Key_I, CTRL)
    desk.window.fill("标题", "手续不清楚")
    desk.key(Qt.Key.Key_Escape)
    desk.window.press("放弃草稿")
    desk.window.press("工作台")
    desk.press_line("手续不清楚")
    assert desk.window.offers("上报")
    desk.submit()
    [problem] = desk.rows(Problem)
    assert (problem.title, problem.visit_id, problem.description) == ("手续不清楚", "", PASSAGE)
    assert not desk.rows(Visit)
    assert not desk.rows(Draft)
