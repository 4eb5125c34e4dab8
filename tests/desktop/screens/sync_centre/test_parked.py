"""同步中心: work in quarantine before the centre that may admit it, and what its author hears; and a text of
everything that is not delivered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from desktop.screens.sync_centre.parked_panel import ParkedPanel
from desktop.widgets.badge import Badge
from sync.operations.administration import EndAssignment
from sync.operations.admissions import AdmitWork, DeclineWork, parked_id
from sync.operations.base import Operation
from sync.operations.visits import LogVisit
from sync.store.rows import select
from sync.store.tables import Enterprise, History, Outbox, Parked, Visit
from tests import cases
from tests.city import act
from tests.desktop.desk import At, Desk
from tests.desktop.slow_lane import Slow
from tests.stage import Stage

TEXT = "离任后补记：锅炉检修"


@pytest.fixture
def parked(small_stage: Stage) -> LogVisit:
    """A visit of somebody who does not hold the firm."""
    op = cases.visit(situation=TEXT)
    small_stage.as_person("rep-spare", op)
    return op


@pytest.fixture
def centre(small_stage: Stage, parked: LogVisit, at: At) -> Desk:
    """The coordinator, before it."""
    desk = at("coordinator-east")
    desk.window.press("同步中心")
    return desk


def badges(desk: Desk) -> list[str]:
    return [badge.accessibleName() for badge in desk.all(Badge)]


def test_the_centre_reads_whose_it_is_why_and_every_word(centre: Desk) -> None:
    for text in (TEXT, "走访记录·示例东方制药有限公司", "示例代表丙 政府服务代表：办理时此件已不归其负责。"):
        assert centre.reads(text), text
    assert "待采纳" in badges(centre)


def test_it_is_admitted_with_one_press_and_that_can_be_undone(small_stage: Stage, centre: Desk) -> None:
    centre.window.press("采纳: 走访记录·示例东方制药有限公司")
    assert not centre.all(ParkedPanel)
    assert centre.reads("已采纳：走访记录·示例东方制药有限公司")
    centre.workplace.notices.undo_last()
    assert len(centre.all(ParkedPanel)) == 1
    centre.window.press("采纳: 走访记录·示例东方制药有限公司")
    centre.sync()
    assert [row.situation for row in small_stage.read(select, Visit)] == [TEXT]
    assert [row.situation for row in centre.rows(Visit)] == [TEXT]


def test_not_to_admit_it_needs_a_reason(small_stage: Stage, centre: Desk) -> None:
    centre.window.press("不采纳: 走访记录·示例东方制药有限公司")
    centre.window.press("按此理由不采纳: 走访记录·示例东方制药有限公司")
    [panel] = centre.all(ParkedPanel)
    assert panel.message.text.text() == "还没有写理由，请补写。"
    assert panel.message.isVisibleTo(panel)
    centre.window.fill("不采纳的理由", "已由新代表记录")
    assert not panel.message.isVisibleTo(panel)
    centre.window.press("按此理由不采纳: 走访记录·示例东方制药有限公司")
    centre.sync()
    assert not centre.all(ParkedPanel)
    assert [row.decision for row in small_stage.read(select, Parked, aggregate_id="firm-east")] == [
        "declined"
    ]
    assert small_stage.read(select, History, action="decline_work")[0].text == "已由新代表记录"


def test_who_asks_for_the_reason_field_by_mistake_puts_it_away_again(centre: Desk) -> None:
    [panel] = centre.all(ParkedPanel)
    panel.decline.click()
    panel.reason.set_value("企业已由")
    assert panel.reason.editor().placeholderText() == "不采纳的理由"
    assert not panel.admit.isVisibleTo(panel)
    centre.window.press("收起: 走访记录·示例东方制药有限公司")
    assert panel.admit.isVisibleTo(panel)
    assert not panel.reason.isVisibleTo(panel)
    assert panel.decline.hasFocus()
    panel.decline.click()
    assert panel.reason.value() == "企业已由"


def test_a_reason_that_is_being_written_stays_when_another_card_is_decided(
    small_stage: Stage, parked: LogVisit, at: At
) -> None:
    other = cases.visit(firm="firm-other", situation="另一条补记")
    small_stage.as_person("rep-spare", other)
    desk = at("coordinator-east")
    desk.window.press("同步中心")
    desk.window.press("不采纳: 走访记录·示例东方制药有限公司")
    [panel] = [panel for panel in desk.all(ParkedPanel) if panel.card.enterprise_id == "firm-east"]
    panel.reason.set_value("企业已由新代表")
    desk.window.press("采纳: 走访记录·示例东方机械有限公司")
    [left] = desk.all(ParkedPanel)
    assert left.reason.value() == "企业已由新代表"
    assert left.done.isVisibleTo(desk.frame)


def test_a_notice_leads_the_centre_to_it_until_it_is_decided(
    small_stage: Stage, parked: LogVisit, at: At
) -> None:
    said = "“示例东方制药有限公司”有示例代表丙的工作待采纳。"
    desk = at("coordinator-east")
    assert desk.reads(said)
    desk.window.press("查看")
    assert desk.frame.rail.buttons["sync"].isChecked()
    [panel] = desk.all(ParkedPanel)
    assert panel.admit.hasFocus()
    panel.admit.click()
    assert not desk.reads(said)


@pytest.mark.parametrize("person", ["coordinator-city", "rep-east", "leader-east"])
def test_nobody_else_is_asked(small_stage: Stage, parked: LogVisit, at: At, person: str) -> None:
    desk = at(person)
    assert not desk.reads("待采纳")
    desk.window.press("同步中心")
    assert not desk.all(ParkedPanel)


@pytest.fixture
def author(small_stage: Stage, at: At) -> Desk:
    """A representative whose visit went into quarantine."""
    desk = at("rep-east")
    end = {"assignment_id": "firm-east/rep-east", "enterprise_id": "firm-east", "reason": "调整"}
    small_stage.do(act(EndAssignment, **end, until=cases.today()))
    desk.workplace.do(cases.visit(situation=TEXT), owner=desk.frame)
    desk.sync()
    desk.window.press("同步中心")
    return desk


def decide(stage: Stage, desk: Desk, kind: type[Operation], **values: str) -> None:
    [entry] = desk.rows(Outbox)
    names = {"enterprise_id": "firm-east", "parked_id": parked_id(entry.op_id)}
    stage.done_by("coordinator-east", act(kind, **names, **values))
    desk.sync()


def test_its_author_reads_who_admitted_it_and_notes_that(small_stage: Stage, author: Desk) -> None:
    assert "待采纳" in badges(author)
    decide(small_stage, author, AdmitWork)
    assert author.reads("示例协调员甲 科员 已采纳，已经生效。")
    assert "已采纳" in badges(author)
    assert author.frame.rail.buttons["sync"].badge == 0
    author.window.press("知道了")
    assert not author.reads("示例协调员甲 科员 已采纳，已经生效。")


def test_its_author_reads_who_did_not_and_why(small_stage: Stage, author: Desk) -> None:
    decide(small_stage, author, DeclineWork, reason="已由新代表记录")
    assert author.reads("示例协调员甲 科员 未采纳：已由新代表记录")
    assert "未采纳" in badges(author)
    assert author.window.offers("复制内容")


def test_where_everything_is_delivered_nothing_is_saved(at: At) -> None:
    desk = at("rep-east")
    desk.window.press("同步中心")
    desk.window.press("保存未送达内容")
    assert desk.reads("没有未送达的内容，不需要另存")
    assert desk.all(QFileDialog) == []


def test_everything_not_delivered_is_saved_as_a_text(author: Desk, tmp_path: Path) -> None:
    author.workplace.do(cases.visit("firm-other", situation="还没有送出"), owner=author.frame)
    author.window.press("保存未送达内容")
    [dialog] = author.all(QFileDialog)
    place = tmp_path / "未送达.txt"
    dialog.fileSelected.emit(str(place))
    dialog.close()
    text = place.read_text("utf-8-sig")
    assert text.startswith("未送达中心的内容（示例代表甲 政府服务代表，")
    for said in ("待采纳：办理时此件已不归您负责。", f"情况记录：{TEXT}", "待同步", "情况记录：还没有送出"):
        assert said in text, said
    assert author.reads("已保存：未送达.txt")


def test_its_author_reads_which_firm_it_was_about(author: Desk) -> None:
    """The firm has left this laptop, and with it the record that knew its name."""
    assert not author.rows(Enterprise, id="firm-east")
    assert author.reads("走访记录·示例东方制药有限公司")
    author.sync()
    author.window.press("企业")
    author.window.press("同步中心")
    assert author.reads("走访记录·示例东方制药有限公司")


def test_given_up_and_brought_back_it_still_says_so(author: Desk) -> None:
    author.window.press("放弃: 走访记录·示例东方制药有限公司")
    author.frame.notices.undo_last()
    assert author.reads("走访记录·示例东方制药有限公司")


def test_a_reason_comes_back_when_its_decision_is_undone(centre: Desk) -> None:
    centre.window.press("不采纳: 走访记录·示例东方制药有限公司")
    centre.window.fill("不采纳的理由", "已由新代表记录")
    centre.window.press("按此理由不采纳: 走访记录·示例东方制药有限公司")
    assert not centre.all(ParkedPanel)
    centre.frame.notices.undo_last()
    centre.window.press("不采纳: 走访记录·示例东方制药有限公司")
    [panel] = centre.all(ParkedPanel)
    assert panel.reason.value() == "已由新代表记录"


def test_the_rail_counts_what_waits_to_be_admitted(centre: Desk, at: At) -> None:
    badge = centre.frame.rail.buttons["sync"]
    assert badge.badge == len(centre.all(ParkedPanel)) == 1
    centre.window.press("采纳: 走访记录·示例东方制药有限公司")
    assert badge.badge == 0


def test_pressed_twice_it_is_decided_once(centre: Desk) -> None:
    slow = Slow()
    centre.workplace.lanes = replace(centre.lanes, write=slow)
    for _ in range(2):
        centre.window.press("采纳: 走访记录·示例东方制药有限公司")
    slow.let_go()
    assert centre.kinds() == ["admit_work"]
    assert not centre.reads("不必再处理")
    centre.frame.notices.undo_last()
    slow.let_go()
    centre.window.press("采纳: 走访记录·示例东方制药有限公司")
    slow.let_go()
    assert centre.kinds() == ["admit_work"]


def test_escape_puts_a_reason_away(centre: Desk) -> None:
    centre.window.press("不采纳: 走访记录·示例东方制药有限公司")
    centre.write("企业已由")
    centre.key(Qt.Key.Key_Escape)
    [panel] = centre.all(ParkedPanel)
    assert panel.admit.isVisibleTo(panel)
    assert panel.decline.hasFocus()
