"""Reading the log: what is listed, how an entry looks, what can be changed, how it is printed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.screens.visits.paper_page import PaperPage
from desktop.widgets.badge import Badge
from sync.operations.administration import EndAssignment
from sync.operations.visits import LogVisit, visit_id
from sync.store.tables import Visit
from tests import cases
from tests.city import act
from tests.desktop.desk import CTRL, At, Desk
from tests.stage import Stage

SITUATION = "冬季供暖改造已完成。\n订单比上月多一成。"


def log(desk: Desk, day: str, situation: str = SITUATION, firm: str = "firm-east", **other: object) -> str:
    op = act(LogVisit, enterprise_id=firm, visited_on=day, situation=situation, **other)
    desk.workplace.do(op, owner=desk.workplace)
    return visit_id(op)


def badges(desk: Desk) -> list[str]:
    """What the head of the page says of the record's way."""
    QApplication.processEvents()
    return [badge.accessibleName() for badge in desk.all(Badge)]


def test_the_newest_day_comes_first_and_the_filter_looks_into_the_text(at: At) -> None:
    desk = at("rep-east")
    log(desk, "2026-09-01", "供电不足")
    log(desk, "2026-09-22", "订单增加", firm="firm-other")
    log(desk, "2026-08-01", "招工困难")
    desk.window.press("走访")
    assert [row.split(" ")[0] for row in desk.listed()] == [
        "示例东方机械有限公司",
        "示例东方制药有限公司",
        "示例东方制药有限公司",
    ]
    desk.key(Qt.Key.Key_Slash)
    desk.write("招工")
    [found] = desk.listed()
    assert "招工困难" in found
    assert "08-01" in found


def test_an_entry_shows_everything_that_was_written(at: At) -> None:
    desk = at("rep-east")
    log(
        desk,
        "2026-09-22",
        manner="phone",
        met="示例厂长",
        purposes=("guidance", "compliance"),
        advice="已说明",
        promises="周五前回复",
        next_on="2026-10-09",
    )
    desk.window.press("走访")
    assert desk.editor("情况记录").toPlainText() == SITUATION
    for words in ("2026-09-22 周二", "电话", "示例厂长", "发展引导、合规监督", "已说明", "周五前回复"):
        assert desk.reads(words), words
    assert desk.reads("2026-10-09 周五")
    assert badges(desk) == ["待同步"]
    desk.sync()
    assert badges(desk) == ["已送达"]


def test_a_text_is_amended_and_both_stay_on_record(at: At) -> None:
    desk = at("rep-east")
    visit = log(desk, "2026-09-22")
    desk.window.press("走访")
    desk.key(Qt.Key.Key_E)
    assert desk.at() == "情况记录"
    desk.window.fill("情况记录", "供暖改造已完成")
    desk.window.fill("承诺事项", "周五前回复")
    desk.submit()
    [row] = desk.rows(Visit, id=visit)
    assert (row.situation, row.promises) == ("供暖改造已完成", "周五前回复")
    assert desk.kinds() == ["log_visit", "amend_visit"]
    assert desk.editor("情况记录").toPlainText() == "供暖改造已完成"
    assert badges(desk) == ["待同步"]
    desk.sync()
    assert badges(desk) == ["已送达"]


def test_the_keys_of_another_page_do_not_act(at: At) -> None:
    desk = at("rep-east")
    log(desk, "2026-09-22")
    desk.window.press("走访")
    desk.key(Qt.Key.Key_N, CTRL)
    assert desk.window.offers("完成")
    assert not desk.window.offers("修改")
    desk.key(Qt.Key.Key_Escape)
    assert desk.window.offers("修改")


def test_it_is_shown_as_paper_and_back_again(at: At) -> None:
    desk = at("rep-east")
    log(desk, "2026-09-22")
    desk.window.press("走访")
    desk.key(Qt.Key.Key_P, CTRL)
    [paper] = desk.all(PaperPage)
    assert desk.window.offers("保存为 PDF")
    assert not desk.window.offers("修改")
    desk.sync()
    assert paper.isVisibleTo(desk.frame)
    desk.key(Qt.Key.Key_Escape)
    assert not desk.all(PaperPage)
    assert desk.editor("情况记录").toPlainText() == SITUATION


def test_what_left_the_laptop_leaves_the_page(at: At, small_stage: Stage) -> None:
    desk = at("rep-east")
    log(desk, "2026-09-22")
    desk.window.press("走访")
    desk.sync()
    small_stage.do(
        act(
            EndAssignment,
            assignment_id="firm-east/rep-east",
            enterprise_id="firm-east",
            until="2026-11-01",
            reason="示例",
        )
    )
    desk.sync()
    assert not desk.rows(Visit)
    assert not desk.reads(SITUATION)


def test_enter_leads_into_the_text_and_esc_back_to_the_list(at: At) -> None:
    desk = at("rep-east")
    log(desk, "2026-09-22")
    desk.window.press("走访")
    desk.frame.stack.currentWidget().setFocus()
    assert desk.at() == "走访"
    desk.key(Qt.Key.Key_Return)
    assert desk.at() == "情况记录"
    desk.key(Qt.Key.Key_Escape)
    assert desk.at() == "走访"


def test_a_change_stays_when_its_visit_leaves_the_laptop(at: At, small_stage: Stage) -> None:
    desk = at("rep-east")
    log(desk, "2026-09-22")
    desk.sync()
    desk.window.press("走访")
    desk.window.press("修改")
    desk.window.fill("情况记录", "改了一半的情况")
    end = {"assignment_id": "firm-east/rep-east", "enterprise_id": "firm-east"}
    small_stage.do(act(EndAssignment, **end, until=cases.today(), reason="调整"))
    desk.sync()
    assert not desk.rows(Visit)
    assert desk.editor("情况记录").toPlainText() == "改了一半的情况"
    desk.window.press("返回")
    assert desk.window.offers("复制内容")


def test_the_filter_knows_how_a_firm_sounds(at: At) -> None:
    desk = at("rep-east")
    for firm in ("firm-east", "firm-other"):
        desk.workplace.do(cases.visit(firm), owner=desk.frame)
    desk.window.press("走访")
    desk.key(Qt.Key.Key_Slash)
    desk.write("dfjx")
    [listed] = [row for row in desk.listed() if "示例" in row]
    assert "示例东方机械有限公司" in listed
