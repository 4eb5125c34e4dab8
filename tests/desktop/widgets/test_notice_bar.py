"""Where notices appear, and that they never take the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.notices import Notices
from desktop.widgets.notice_bar import MOST, FootLine, NoticeBar
from tests.desktop.conftest import Show


def page(show: Show, notices: Notices) -> tuple[QWidget, NoticeBar, QLineEdit, FootLine]:
    held = QWidget()
    lines = QVBoxLayout(held)
    bar, editor, foot = NoticeBar(notices), QLineEdit(), FootLine(notices)
    for widget in (bar, editor, foot):
        lines.addWidget(widget)
    held.resize(600, 300)
    show(held)
    editor.setFocus()
    return held, bar, editor, foot


def test_a_notice_appears_above_and_the_keyboard_stays(show: Show) -> None:
    notices = Notices()
    _held, bar, editor, _foot = page(show, notices)
    assert not bar.isVisible()
    notices.say("refusal", "该件已改派城管局", "查看", lambda: None)
    assert bar.isVisible()
    assert bar.lines[0].text.text() == "该件已改派城管局"
    assert editor.hasFocus()


def test_a_notice_is_closed_or_acted_on(qtbot: QtBot, show: Show) -> None:
    notices, acted = Notices(), []
    _held, bar, _editor, _foot = page(show, notices)
    notices.say("info", "已恢复 1 条走访", "查看", lambda: acted.append(True))
    notices.say("warning", "时钟不准")
    QTest.mouseClick(bar.lines[0].close_button, Qt.MouseButton.LeftButton)
    assert [line.text.text() for line in bar.lines] == ["已恢复 1 条走访"]
    QTest.mouseClick(bar.lines[0].action, Qt.MouseButton.LeftButton)
    assert acted == [True]
    assert not bar.isVisible()


def test_no_wall_of_notices(show: Show) -> None:
    notices = Notices()
    _held, bar, _editor, _foot = page(show, notices)
    for number in range(9):
        notices.say("warning", f"提醒 {number}")
    assert [line.text.text() for line in bar.lines] == ["提醒 8", "提醒 7", "提醒 6"]
    assert len(bar.lines) == MOST


def test_what_passes_by_moves_nothing_on_the_page(qtbot: QtBot, show: Show) -> None:
    notices, undone = Notices(), []
    _held, bar, editor, foot = page(show, notices)
    foot.saved.setText("已保存到本机 09:41")
    place, height = editor.geometry(), foot.height()
    notices.offer_undo("已受理 WT-00231", lambda: undone.append(True))
    assert (editor.geometry(), foot.height(), bar.isVisible()) == (place, height, False)
    assert foot.done.text() == "已受理 WT-00231"
    assert not foot.saved.isVisible()
    QTest.mouseClick(foot.undo, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert foot.saved.isVisible()
    assert editor.hasFocus()


def test_markup_in_a_notice_is_only_text(show: Show) -> None:
    notices = Notices()
    _held, bar, _editor, _foot = page(show, notices)
    notices.say("warning", "<b>示例</b>&<a href='x'>y</a>")
    assert bar.lines[0].text.textFormat() == Qt.TextFormat.PlainText


def test_a_button_under_the_finger_stays_when_another_notice_comes(show: Show) -> None:
    """Made anew, it would lose the keyboard, and a press that was begun on it."""
    notices, acted = Notices(), []
    _held, bar, _editor, _foot = page(show, notices)
    notices.say("info", "已恢复 1 条走访", "查看", lambda: acted.append(True))
    [button] = [line.action for line in bar.lines]
    button.setFocus()
    notices.say("warning", "时钟不准")
    assert button.hasFocus()
    assert [line.notice.text for line in bar.lines] == ["时钟不准", "已恢复 1 条走访"]
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert acted == [True]
    assert [line.notice.text for line in bar.lines] == ["时钟不准"]


def test_a_long_title_widens_no_window_and_its_end_is_said_to_be_cut(show: Show) -> None:
    notices = Notices()
    held, _bar, _editor, foot = page(show, notices)
    notices.offer_undo("受理·" + "厂区供电容量不足" * 20, lambda: None)
    assert held.minimumSizeHint().width() <= 600
    assert foot.undo.geometry().right() < foot.width()
    long = foot.done.grab().toImage()
    foot.done.setText("受理·" + "厂区供电容量不足" * 30)
    assert foot.done.grab().toImage() == long  # the same beginning, and the same sign that more follows
    assert foot.done.toolTip() == foot.done.text()
