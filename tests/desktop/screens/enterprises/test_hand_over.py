"""交接 at the window: a coordinator gives the firms of one person to another, in one act."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sync.store.rows import select
from sync.store.tables import Assignment, Draft
from tests.cases import today
from tests.desktop.desk import At, Desk
from tests.stage import Stage


def firm(at: At, person: str = "coordinator-city", name: str = "示例东方制药有限公司") -> Desk:
    desk = at(person)
    desk.window.press("企业")
    desk.window.row(name)
    return desk


def fill(desk: Desk) -> None:
    desk.window.pick("接手人", "示例代表丙")
    desk.window.fill("理由", "轮换")


def serving(stage: Stage, firm_id: str) -> list[str]:
    rows: list[Assignment] = stage.read(select, Assignment, enterprise_id=firm_id)
    return sorted(row.person_id for row in rows if row.until is None)


def test_the_whole_portfolio_goes_in_one_act(small_stage: Stage, at: At) -> None:
    desk = firm(at)
    desk.key(Qt.Key.Key_T)
    assert desk.at() == "接手人"
    assert desk.reads("共 2 家：示例东方制药有限公司、示例东方机械有限公司") or desk.reads("共 2 家：")
    fill(desk)
    desk.submit_in("理由")
    assert desk.kinds() == ["hand_over"]
    assert desk.reads("已交接给示例代表丙：2 家企业")
    assert not desk.reads("交接日期")
    desk.sync()
    assert serving(small_stage, "firm-east") == serving(small_stage, "firm-other") == ["rep-spare"]
    assert desk.rows(Draft) == []


def test_one_firm_alone_can_be_handed_over(small_stage: Stage, at: At) -> None:
    desk = firm(at)
    desk.key(Qt.Key.Key_T)
    desk.window.choose("交接范围", "只此一家")
    assert desk.reads("共 1 家：示例东方制药有限公司")
    fill(desk)
    desk.submit_in("理由")
    desk.sync()
    assert serving(small_stage, "firm-east") == ["rep-spare"]
    assert serving(small_stage, "firm-other") == ["rep-east"]


def test_it_is_taken_back_by_undo(at: At) -> None:
    desk = firm(at)
    desk.key(Qt.Key.Key_T)
    fill(desk)
    desk.submit_in("理由")
    desk.frame.notices.undo_last()
    assert desk.kinds() == []
    assert [
        row.person_id for row in desk.rows(Assignment, enterprise_id="firm-east") if row.until is None
    ] == ["rep-east"]


def test_put_away_it_is_kept_and_gone_on_with(at: At) -> None:
    desk = firm(at)
    desk.key(Qt.Key.Key_T)
    fill(desk)
    desk.key(Qt.Key.Key_Escape)
    [draft] = desk.rows(Draft)
    assert draft.form == "hand_over"
    desk.key(Qt.Key.Key_T)
    assert desk.editor("理由").toPlainText() == "轮换"
    assert desk.editor("接手人").text() == "示例代表丙"


def test_a_reason_is_asked_for_and_nothing_is_lost(at: At) -> None:
    desk = firm(at)
    desk.key(Qt.Key.Key_T)
    desk.window.pick("接手人", "示例代表丙")
    desk.submit_in("理由")
    assert desk.kinds() == []
    assert desk.editor("接手人").text() == "示例代表丙"
    assert desk.reads(today())


def test_where_no_directory_lists_a_successor_it_is_said(at: At) -> None:
    """The representatives stand in the city's directory, which a county's centre does not hold."""
    desk = firm(at, "coordinator-east")
    desk.key(Qt.Key.Key_T)
    assert desk.reads("请由上级中心办理")


def test_a_representative_is_not_offered_it(at: At) -> None:
    assert not firm(at, "rep-east").window.offers("交接…")


def test_taken_back_its_words_are_a_draft_again(at: At) -> None:
    desk = firm(at)
    desk.key(Qt.Key.Key_T)
    fill(desk)
    desk.submit_in("理由")
    desk.frame.notices.undo_last()
    desk.key(Qt.Key.Key_T)
    assert desk.editor("理由").toPlainText() == "轮换"
    assert desk.editor("接手人").text() == "示例代表丙"
    desk.submit_in("理由")
    assert desk.kinds() == ["hand_over"]


def test_a_draft_of_it_is_gone_on_with_where_it_is_found_again(at: At) -> None:
    desk = firm(at)
    desk.key(Qt.Key.Key_T)
    fill(desk)
    desk.key(Qt.Key.Key_Escape)
    desk.window.row("示例西方矿业有限公司")
    desk.window.press("首页")
    desk.press_line("交接")
    assert desk.reads("示例东方制药有限公司")
    assert desk.editor("理由").toPlainText() == "轮换"
    assert desk.editor("接手人").text() == "示例代表丙"
    desk.submit_in("理由")
    assert desk.kinds() == ["hand_over"]


def test_taken_back_it_is_open_again(at: At) -> None:
    desk = firm(at)
    desk.key(Qt.Key.Key_T)
    fill(desk)
    desk.submit_in("理由")
    desk.frame.notices.undo_last()
    QApplication.processEvents()
    assert desk.editor("理由").toPlainText() == "轮换"


def test_whoever_only_walks_past_it_keeps_the_keyboard_in_the_list(at: At) -> None:
    desk = firm(at)
    desk.key(Qt.Key.Key_T)
    fill(desk)
    desk.key(Qt.Key.Key_Escape)
    desk.frame.stack.currentWidget().list.setFocus()  # type: ignore[attr-defined]
    desk.key(Qt.Key.Key_J)
    desk.key(Qt.Key.Key_K)
    assert desk.reads("接手人")
    assert desk.at() == "企业"
