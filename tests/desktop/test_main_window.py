"""The main window of each role: its rail, its badges, its ways, its keys; and its end."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from desktop import settings, theme
from desktop.screen_table import AT_FOOT, SCREENS
from tests import cases
from tests.desktop.desk import CTRL, At, Desk, at
from tests.stage import Stage

__all__ = ["at"]


def rail(desk: Desk) -> list[str]:
    return [button.text() for button in desk.frame.rail.buttons.values()]


def shown(desk: Desk) -> str:
    """The word of the screen that is shown."""
    return next(b.text() for b in desk.frame.rail.buttons.values() if b.isChecked())


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ("rep-east", ["工作台", "企业", "走访", "问题"]),
        ("liaison", ["工作台", "企业", "走访", "问题"]),
        ("coordinator-east", ["首页", "待受理", "专题议事", "转办", "问题", "企业"]),
        ("leader-east", ["首页", "问题", "企业"]),
        ("caller-east", ["回访", "问题"]),
        ("handler-housing", ["待签收", "办理中", "问题"]),
        ("supervisor", ["问题"]),
    ],
)
def test_the_rail_is_the_roles_and_every_screen_opens(
    at: At, person: str, words: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    desk = at(person)
    assert rail(desk) == [*words, "同步中心", "设置"]
    assert shown(desk) == words[0]
    for number, word in enumerate(rail(desk), 1):
        desk.key(getattr(Qt.Key, f"Key_{number}"), CTRL)
        assert shown(desk) == word
        assert desk.frame.stack.currentWidget().isVisible()
    assert caplog.records == []


def test_every_screen_of_the_profile_that_exists_is_in_the_table(at: At) -> None:
    rails = at("rep-east").workplace.rules.profile.rails
    assert {item.screen for items in rails.values() for item in items} <= set(SCREENS)
    assert [entry.key for entry in AT_FOOT] == ["sync", "settings"]


def test_who_it_is_stands_in_the_title_and_in_the_menu(at: At) -> None:
    desk = at("coordinator-east")
    assert desk.frame.windowTitle() == "驻企通·示例协调员甲"
    menu = desk.frame.top.me_menu
    words = [action.text() for action in menu.actions() if action.text()]
    assert words[:2] == ["示例协调员甲·科员", "示例东县企业发展服务中心"]
    assert words[2:] == ["设置", "同步中心", "全部按键", "退出程序"]


def pressed(desk: Desk, word: str) -> None:
    actions: list[QAction] = desk.frame.top.me_menu.actions()
    next(action for action in actions if action.text() == word).trigger()
    QApplication.processEvents()


def test_the_menu_leads_where_it_says(at: At) -> None:
    desk = at("coordinator-east")
    pressed(desk, "设置")
    assert shown(desk) == "设置"
    pressed(desk, "同步中心")
    assert shown(desk) == "同步中心"
    pressed(desk, "全部按键")
    assert desk.frame.key_card.isVisible()
    desk.key(Qt.Key.Key_Escape)
    pressed(desk, "退出程序")
    assert not desk.frame.isVisible()


def test_the_chip_leads_to_the_sync_screen(at: At) -> None:
    desk = at("rep-east")
    desk.frame.top.chip.click()
    assert shown(desk) == "同步中心"


def test_red_numbers_count_what_waits(at: At, small_stage: Stage) -> None:
    cases.reported(small_stage)
    cases.reported(small_stage)
    desk = at("coordinator-east")
    assert desk.frame.rail.buttons["inbox"].badge == 2
    desk.main.runner.refresh()
    assert desk.frame.rail.buttons["sync"].badge == 0


def test_a_clicked_number_a_queue_and_a_record_find_their_screens(at: At, small_stage: Stage) -> None:
    op = cases.reported(small_stage)
    desk = at("coordinator-east")
    asked = desk.workplace.asked
    asked.emit("problems", json.dumps([op.problem_id]))
    assert shown(desk) == "问题"
    assert desk.reads("停电")
    asked.emit("queue", "to_transfer")
    assert shown(desk) == "待受理"
    assert desk.reads("没有待转办的问题") or desk.reads("待转办")
    asked.emit("enterprise", "firm-east")
    assert shown(desk) == "企业"
    asked.emit("queue", "to_sign")  # a queue that no screen of this person works off
    asked.emit("visit", "nothing shows visits here")
    assert shown(desk) == "企业"


def test_text_grows_by_key_and_the_size_is_kept(at: At, qapp: QApplication) -> None:
    desk = at("rep-east")
    desk.key(Qt.Key.Key_Equal, CTRL)
    assert theme.size() == 110
    assert desk.main.settings.get(settings.TEXT_SIZE) == 110
    desk.key(Qt.Key.Key_Minus, CTRL)
    desk.key(Qt.Key.Key_Minus, CTRL)
    assert theme.size() == 90
    desk.key(Qt.Key.Key_0, CTRL)
    assert theme.size() == 100


def test_f5_syncs(at: At, small_stage: Stage) -> None:
    desk = at("coordinator-east")
    cases.reported(small_stage)
    assert desk.frame.rail.buttons["inbox"].badge == 0
    desk.key(Qt.Key.Key_F5)
    assert desk.frame.rail.buttons["inbox"].badge == 1
    assert desk.reads("已同步")


def test_the_line_under_the_content_says_as_of_when(at: At) -> None:
    desk = at("rep-east")
    desk.key(Qt.Key.Key_F5)
    assert desk.frame.foot.saved.text().startswith("上次同步 ")
    assert desk.frame.foot.facts.text() == "日历 2026 版（国办）"
    desk.workplace.do(cases.visit(), owner=desk.frame)
    assert desk.frame.foot.saved.text().endswith("·1 条待同步")


def test_every_key_stands_on_the_card(at: At) -> None:
    desk = at("coordinator-east")
    keys = {key.keys for key in desk.frame.keys.listing()}
    assert {"F1 / ?", "F5", "Ctrl+K", "Ctrl+N", "F6", "U / Ctrl+Z", "Ctrl+1", "Ctrl+8"} <= keys


class Watch(QObject):
    """Counts what happens to a widget."""

    def __init__(self) -> None:
        super().__init__()
        self.deactivated = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.deactivated += event.type() == QEvent.Type.WindowDeactivate
        return False


def test_a_sync_takes_neither_the_keyboard_nor_the_window(at: At, small_stage: Stage) -> None:
    desk = at("coordinator-east")
    desk.key(Qt.Key.Key_F, CTRL)
    before, watch = QApplication.focusWidget(), Watch()
    desk.frame.installEventFilter(watch)
    cases.reported(small_stage)
    desk.main.runner.run()
    QApplication.processEvents()
    assert QApplication.focusWidget() is before
    assert watch.deactivated == 0
    desk.frame.removeEventFilter(watch)
