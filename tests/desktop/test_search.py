"""Ctrl+K: what is on this laptop, by characters and by sound, and every command."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.widgets.palette import Palette
from tests import cases
from tests.desktop.conftest import inside
from tests.desktop.desk import CTRL, At, Desk, at
from tests.stage import Stage

__all__ = ["at"]


def palette(desk: Desk) -> Palette:
    [found] = inside(desk.frame, Palette)
    return found


def offered(desk: Desk) -> list[str]:
    """What the palette shows, in order."""
    model = palette(desk).list.model()
    rows = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    return [str(row) for row in rows]


def opened(desk: Desk, typed: str) -> list[str]:
    desk.key(Qt.Key.Key_K, CTRL)
    desk.write(typed)
    return offered(desk)


@pytest.fixture
def reported(at: At, small_stage: Stage) -> Desk:
    """The representative, offline, with a visit and a report that nobody else knows."""
    desk = at("rep-east")
    desk.workplace.do(cases.visit(situation="锅炉检修"), owner=desk.frame)
    report = cases.report(title="用电增容", description="变压器容量不够")
    desk.workplace.do(report, owner=desk.frame)
    return desk


def test_two_characters_find_the_problem(reported: Desk) -> None:
    assert any(
        row.startswith("用电增容, 示例东方制药有限公司·编号待定（甲-0001）, 已上报")
        for row in opened(reported, "增容")
    )


@pytest.mark.parametrize("typed", ["ydzr", "yongdian", "用电"])
def test_initials_pinyin_and_characters_find_what_was_written_just_now(reported: Desk, typed: str) -> None:
    assert any(row.startswith("用电增容") for row in opened(reported, typed))


def test_a_firm_opens_by_a_few_letters_and_enter(reported: Desk) -> None:
    rows = opened(reported, "dfjx")
    assert rows[0].startswith("示例东方机械有限公司, 示例市 示例东县")
    reported.key(Qt.Key.Key_Return)
    assert not palette(reported).isVisible()
    assert reported.frame.rail.buttons["enterprises"].isChecked()
    assert reported.reads("示例东方机械有限公司")


def test_a_visit_is_found_by_what_was_seen_there(reported: Desk) -> None:
    [row] = opened(reported, "锅炉")
    assert row.startswith("示例东方制药有限公司, 示例代表甲·锅炉检修")
    reported.key(Qt.Key.Key_Return)
    assert reported.frame.rail.buttons["visits"].isChecked()


def test_what_no_screen_shows_is_not_offered(at: At, small_stage: Stage) -> None:
    cases.in_hand(small_stage)
    desk = at("handler-housing")
    assert [row for row in opened(desk, "示例东方制药") if row.startswith("示例东方")] == []
    desk.key(Qt.Key.Key_Escape)
    assert any(row.startswith("停电") for row in opened(desk, "停电"))


def test_until_the_index_is_ready_it_says_so(reported: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reported.laptop, "index", lambda: 0)
    late = cases.report(title="供水不足", description="车间用水不足", local_code="甲-0002")
    reported.workplace.do(late, owner=reported.frame)
    rows = opened(reported, "供水")
    assert rows[0].startswith("供水不足")
    assert rows[-1] == "新内容暂时只能按汉字查找，稍后可用拼音"
    reported.key(Qt.Key.Key_Up)  # the notice leads nowhere
    reported.key(Qt.Key.Key_Return)
    assert reported.frame.rail.buttons["workbench"].isChecked()


def test_with_nothing_typed_the_commands_stand_there_with_their_keys(at: At) -> None:
    rows = opened(at("rep-east"), "")
    assert rows[:3] == ["新走访, Ctrl+N", "立即同步, F5", "工作台, Ctrl+1"]
    assert rows[-1] == "全部按键, F1"


@pytest.mark.parametrize(
    ("typed", "screen"), [("设置", "settings"), ("shezhi", "settings"), ("tbzx", "sync")]
)
def test_a_command_is_found_by_word_and_by_sound(at: At, typed: str, screen: str) -> None:
    desk = at("rep-east")
    assert opened(desk, typed)
    desk.key(Qt.Key.Key_Return)
    assert desk.frame.rail.buttons[screen].isChecked()


def test_escape_goes_back_to_where_the_keyboard_was(at: At) -> None:
    desk = at("rep-east")
    before = QApplication.focusWidget()
    opened(desk, "x")
    desk.key(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is before


def test_what_is_not_here_is_not_found(reported: Desk) -> None:
    assert opened(reported, "矿业") == []
    assert reported.reads("没有找到")


def test_what_is_only_said_never_stands_in_the_way_of_enter(at: At) -> None:
    desk = at("rep-east")  # its index is not read yet
    assert opened(desk, "设置") == ["设置, Ctrl+6", "新内容暂时只能按汉字查找，稍后可用拼音"]


def test_what_ends_behind_it_takes_no_letter_from_it(reported: Desk) -> None:
    """A step that was slow ends while somebody types: the letters would be keys of the list behind."""
    reported.window.press("问题")
    reported.key(Qt.Key.Key_K, CTRL)
    reported.letters("zz")
    behind = reported.frame.stack.currentWidget()
    behind.setFocus()
    reported.letters("y")
    assert palette(reported).line.text() == "zzy"
    reported.key(Qt.Key.Key_Escape)
    assert behind.isAncestorOf(reported.focused())
