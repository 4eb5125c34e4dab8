"""The whole program from its first window to its end."""

from __future__ import annotations

import logging

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QSize, Qt

from desktop import settings
from sync.store.database import DatabaseRefused
from sync.store.rows import select
from sync.store.tables import Draft, Visit
from tests import cases
from tests.desktop.real import Seat, seat
from tests.journeys.window import settle, wait
from tests.stage import PASSWORD, Stage

__all__ = ["seat"]


def test_the_window_comes_back_as_it_was_left(small_stage: Stage, seat: Seat) -> None:
    first = seat("desk", small_stage.url).enter("rep-east")
    first.main.frame.resize(780, 560)
    settle()
    first.close()
    again = seat("desk", "")
    again.type(PASSWORD)
    again.window.press("打开")
    again.is_in()
    assert again.main.frame.size() == QSize(780, 560)
    assert again.desktop.settings.get(settings.SERVER) == small_stage.url


def test_the_first_window_is_no_larger_than_the_screen_nor_too_small(small_stage: Stage, seat: Seat) -> None:
    real = seat("desk", small_stage.url)
    room = real.desktop.doorway.screen().availableSize()
    assert real.desktop.doorway.height() <= room.height()
    fits = QSize(1280, 800).boundedTo(room).expandedTo(QSize(1024, 700))
    assert real.enter("rep-east").main.frame.size() == fits


def test_the_doorway_goes_when_the_window_comes(small_stage: Stage, seat: Seat) -> None:
    real = seat("desk", small_stage.url)
    assert real.desktop.visible() is real.desktop.doorway
    real.enter("rep-east")
    assert not real.desktop.doorway.isVisible()
    assert real.desktop.visible() is real.main.frame


def test_a_close_asks_nothing_and_keeps_what_is_being_typed(small_stage: Stage, seat: Seat) -> None:
    real = seat("desk", small_stage.url).enter("rep-east")
    real.window.press("新走访")
    real.window.fill("情况记录", "冬季供暖改造已完成")
    real.close()
    again = seat("desk", "")
    again.type(PASSWORD)
    again.window.press("打开")
    again.is_in()
    again.see("已恢复 1 条未完成的走访")
    [draft] = again.main.workplace.laptop.read(select, Draft)
    assert "冬季供暖改造已完成" in draft.values


def test_what_was_done_just_before_the_close_is_kept(small_stage: Stage, seat: Seat) -> None:
    real = seat("desk", small_stage.url).enter("rep-east")
    with small_stage.away():
        real.main.workplace.do(cases.visit(), owner=real.main.frame, undo="已完成走访")
        real.close()
    again = seat("desk", "")
    again.type(PASSWORD)
    again.window.press("打开")
    again.is_in()
    wait(lambda: small_stage.read(select, Visit), "the visit at the centre")


def test_a_fault_of_ours_is_logged_said_and_survived(
    small_stage: Stage, seat: Seat, caplog: pytest.LogCaptureFixture
) -> None:
    real = seat("desk", small_stage.url).enter("rep-east")
    real.see("已同步")

    def broken() -> None:
        raise RuntimeError("broken")

    with caplog.at_level(logging.ERROR):
        real.main.workplace.write(broken)
        real.see("程序出现异常。已保存的内容不受影响，请联系系统管理员。")
    assert "RuntimeError: broken" in caplog.text
    real.window.press("企业")
    real.see("示例东方制药有限公司")


def test_a_damaged_page_behind_a_list_is_said_as_what_it_is(small_stage: Stage, seat: Seat) -> None:
    """The next start has the way out; to call IT about the program would help nobody."""
    real = seat("desk", small_stage.url).enter("rep-east")
    real.see("已同步")

    def damaged(_connection: sa.Connection) -> None:
        raise DatabaseRefused("database_unreadable")

    real.main.workplace.read(damaged, done=print, owner=real.main.frame)
    real.see("数据文件已损坏。请关闭程序再打开，会先保存未送达的内容。")


def test_who_comes_second_types_no_address(small_stage: Stage, seat: Seat) -> None:
    """The first one did, on a machine for which IT has set none."""
    first = seat("desk", "")
    first.window.fill("服务器", small_stage.url)
    first.window.fill("用户名", "rep-east")
    first.window.fill("密码", PASSWORD)
    first.press(Qt.Key.Key_Return)
    first.is_in().close()
    second = seat("desk", "")
    second.window.press("换一个人登录")
    second.enter("liaison")
