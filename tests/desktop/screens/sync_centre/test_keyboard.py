"""Where the keyboard is after a card was decided: on nothing that a second press would decide as well."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.widgets.button import Button
from sync.store.tables import Outbox
from tests.desktop.desk import At, Desk
from tests.desktop.screens.sync_centre.test_sync_centre import overtaken, parted, visits
from tests.desktop.screens.sync_centre.test_two_texts import torn

__all__ = ["overtaken", "parted", "torn"]


def press(desk: Desk, word: str) -> None:
    """By keyboard."""
    next(button for button in desk.all(Button) if button.text() == word).setFocus()
    desk.key(Qt.Key.Key_Space)


def test_after_giving_up_one_key_takes_it_back(overtaken: Desk) -> None:
    press(overtaken, "放弃")
    assert overtaken.at() == "立即同步"
    overtaken.key(Qt.Key.Key_U)
    assert [row.state for row in overtaken.rows(Outbox)] == ["refused"]


def test_after_a_text_of_two_was_settled(torn: Desk) -> None:
    press(torn, "两者都保留")
    assert torn.at() == "立即同步"


@pytest.mark.parametrize("decided", ["采纳", "按此理由不采纳"])
def test_after_work_was_decided_on(parted: Desk, at: At, decided: str) -> None:
    parted.sync()
    desk = at("coordinator-east")
    desk.window.press("同步中心")
    if decided != "采纳":
        press(desk, "不采纳")
        desk.write("已由新代表记录")
    press(desk, decided)
    assert desk.at() == "立即同步"


def test_after_the_files_have_gone(at: At) -> None:
    desk = at("rep-east")
    visits(desk)
    press(desk, "暂停传附件")
    assert desk.at() == "继续传附件"
    press(desk, "继续传附件")
    assert desk.at() == "立即同步"


def test_a_file_in_quarantine_is_not_said_to_lie_at_the_centre(parted: Desk, at: At) -> None:
    parted.sync()
    desk = at("coordinator-east")
    desk.window.press("同步中心")
    press(desk, "采纳")
    desk.sync()
    for _ in range(2):
        parted.sync()
    assert parted.reads("文件内容仍在本机，采纳后再传。")
    desk.sync()
    press(desk, "采纳")
    desk.sync()
    for _ in range(2):
        parted.sync()
    assert not parted.reads("文件内容仍在本机，采纳后再传。")
    assert parted.reads("内容已全部送达中心")
