"""One problem on two screens: what is gone on with on one is not open on the other any more."""

from __future__ import annotations

from sync.store.tables import Draft
from tests.desktop.cases import on_the_way
from tests.desktop.desk import At
from tests.stage import Stage


def test_a_form_is_open_on_one_screen_alone(small_stage: Stage, at: At) -> None:
    """Else the older text would wait there, and what is typed into it could neither be sent nor kept."""
    on_the_way.in_hand(small_stage)
    desk = at("handler-housing")
    desk.window.press("办理中")
    desk.window.press("报告进展")
    desk.window.fill("进展情况", "已约企业")
    desk.window.press("问题")
    desk.window.press("继续")
    assert desk.editor("进展情况").toPlainText() == "已约企业"
    desk.window.fill("进展情况", "已约企业，周五到场")
    desk.submit()
    desk.window.press("办理中")
    assert not desk.window.offers("收起")
    desk.window.press("报告进展")
    desk.window.fill("进展情况", "已到场核验")
    desk.submit()
    assert desk.kinds() == ["report_progress"] * 2
    assert desk.rows(Draft) == []
