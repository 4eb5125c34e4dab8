"""A disk that takes nothing: what was typed stays, is tried again, and is not left behind unasked."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sync.engine.laptop import Laptop
from sync.store.tables import Draft
from tests.desktop.desk import CTRL, At, Desk

FULL = "无法保存：磁盘已满"
SAVED = "刚才输入的内容已保存到本机。"

Full = Callable[[bool], None]


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Full:
    """A disk that can be full, and have room again."""
    state = {"full": False}

    def on_disk(usual: Callable[..., Any]) -> Callable[..., Any]:
        def written(*given: Any) -> Any:
            if state["full"]:
                raise OSError(errno.ENOSPC, "No space left on device")
            return usual(*given)

        return written

    for name in ("keep_draft", "perform"):
        monkeypatch.setattr(Laptop, name, on_disk(getattr(Laptop, name)))
    return lambda is_full: state.update(full=is_full)


def begin_visit(desk: Desk, text: str) -> None:
    desk.key(Qt.Key.Key_N, CTRL)
    desk.letters("dfzy")
    desk.key(Qt.Key.Key_Return)
    desk.write(text)
    desk.key(Qt.Key.Key_S, CTRL)


def leave(desk: Desk) -> None:
    """Another visit is begun: the form of the first is gone."""
    desk.key(Qt.Key.Key_N, CTRL)


def test_what_the_disk_did_not_take_is_there_once_there_is_room(at: At, full: Full) -> None:
    desk = at("rep-east")
    full(True)
    begin_visit(desk, "示例情况")
    assert desk.reads(FULL)
    assert not desk.reads("已保存到本机")
    desk.submit()  # which says the same once more
    leave(desk)
    full(False)
    desk.workplace.unkept.try_again()
    assert desk.draft()["situation"] == "示例情况"
    assert not desk.reads(FULL)
    assert desk.reads(SAVED)


def test_it_is_tried_again_by_itself(at: At, full: Full, qtbot: QtBot) -> None:
    desk = at("rep-east")
    desk.workplace.unkept._again.setInterval(0)
    full(True)
    begin_visit(desk, "示例情况")
    full(False)
    qtbot.waitUntil(lambda: bool(desk.rows(Draft)))


def test_a_form_opened_meanwhile_begins_with_what_was_typed_last(at: At, full: Full) -> None:
    desk = at("rep-east")
    begin_visit(desk, "示例情况")
    first = desk.rows(Draft)[0]
    full(True)
    desk.write("，后来补写")
    desk.key(Qt.Key.Key_S, CTRL)
    leave(desk)
    desk.workplace.asked.emit("visit_draft", first.id)
    assert desk.editor("情况记录").toPlainText() == "示例情况，后来补写"


def test_it_is_said_once_however_often_it_is_tried(at: At, full: Full) -> None:
    desk = at("rep-east")
    full(True)
    begin_visit(desk, "示例情况")
    for notice in desk.workplace.notices.shown():
        desk.workplace.notices.close(notice)
    desk.workplace.unkept.try_again()
    assert desk.workplace.notices.shown() == []


def test_what_is_thrown_away_is_not_tried_again(at: At, full: Full) -> None:
    desk = at("rep-east")
    full(True)
    begin_visit(desk, "示例情况")
    desk.window.press("放弃草稿")
    assert not desk.reads(SAVED)
    full(False)
    desk.workplace.unkept.try_again()
    assert desk.rows(Draft) == []


def test_the_window_stays_open_once_and_says_why(at: At, full: Full) -> None:
    desk = at("rep-east")
    full(True)
    begin_visit(desk, "示例情况")
    assert not desk.frame.close()
    assert desk.reads("再次关闭窗口将不再保留")
    assert desk.frame.close()


def test_a_window_with_everything_kept_closes_at_once(at: At) -> None:
    desk = at("rep-east")
    begin_visit(desk, "示例情况")
    assert desk.frame.close()


def test_what_was_typed_just_before_it_was_thrown_away_comes_back(at: At) -> None:
    desk = at("rep-east")
    desk.key(Qt.Key.Key_N, CTRL)
    desk.letters("dfzy")
    desk.key(Qt.Key.Key_Return)
    desk.write("示例情况")
    desk.window.press("放弃草稿")
    assert desk.workplace.notices.undo_last()
    assert desk.draft()["situation"] == "示例情况"
