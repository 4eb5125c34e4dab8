"""The first window by itself: what it asks for, in which order, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.people import Copy
from desktop.screens.doorway.address import address, check_address
from desktop.screens.doorway.view import Doorway
from desktop.widgets.button import Button
from tests.desktop.conftest import Show, inside
from tests.journeys.window import Window

SERVER = "https://zqt.example.gov.cn"


def copy(user: str, name: str = "", server: str = SERVER) -> Copy:
    return Copy(Path("nowhere") / user / server[-3:], server, user, name, "政府服务代表" if name else "")


def tab_order(doorway: Doorway, steps: int) -> list[str]:
    """Where Tab leads, by name, from where the keyboard is."""
    names = []
    for _ in range(steps):
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    return names


def test_signing_in_asks_for_name_password_server_in_this_order(
    qtbot: QtBot, show: Show, chinese: None
) -> None:
    doorway = Doorway([], SERVER)
    show(doorway)
    assert tab_order(doorway, 4) == ["用户名", "密码", "服务器", "登录"]
    with qtbot.waitSignal(doorway.sign_in_asked) as asked:
        QTest.keyClicks(QApplication.focusWidget() or doorway, "liuguomin")
        QTest.keyClick(QApplication.focusWidget() or doorway, Qt.Key.Key_Tab)
        QTest.keyClicks(QApplication.focusWidget() or doorway, " a b ")
        QTest.keyClick(QApplication.focusWidget() or doorway, Qt.Key.Key_Return)
    assert asked.args == [SERVER, "liuguomin", " a b "]


def test_opening_asks_one_person_for_the_password_alone(qtbot: QtBot, show: Show, chinese: None) -> None:
    doorway = Doorway([copy("liuguomin", "刘国民")], "")
    show(doorway)
    assert Window(lambda: doorway).reads("刘国民·政府服务代表")
    assert tab_order(doorway, 3) == ["密码", "打开", "换一个人登录"]
    with qtbot.waitSignal(doorway.unlock_asked) as asked:
        QTest.keyClicks(QApplication.focusWidget() or doorway, "x")
        QTest.keyClick(QApplication.focusWidget() or doorway, Qt.Key.Key_Return)
    assert asked.args == [copy("liuguomin", "刘国民"), "x"]


def test_several_people_choose_by_name_and_the_last_one_is_first(
    qtbot: QtBot, show: Show, chinese: None
) -> None:
    copies = [copy("b"), copy("liuguomin", "刘国民"), copy("b", server="https://other.example.org")]
    doorway = Doorway(copies, "")
    show(doorway)
    names = [button.text() for button in inside(doorway, Button) if button.property("kind") == "segment"]
    assert names == ["b·zqt.example.gov.cn", "刘国民·政府服务代表", "b·other.example.org"]
    QTest.keyClicks(QApplication.focusWidget() or doorway, "x")
    with qtbot.waitSignal(doorway.unlock_asked) as asked:
        QTest.keyClick(QApplication.focusWidget() or doorway, Qt.Key.Key_Return)
    assert asked.args[0] == copies[0]


def test_another_person_signs_in_and_may_think_better_of_it(show: Show, chinese: None) -> None:
    doorway = Doorway([copy("liuguomin", "刘国民")], SERVER)
    show(doorway)
    window = Window(lambda: doorway)
    window.press("换一个人登录")
    assert window.offers("登录")
    window.press("打开本机已有的数据")
    assert window.offers("打开")
    assert window.reads("刘国民")


def test_capitals_by_caps_lock_are_hinted_at(show: Show, chinese: None) -> None:
    doorway = Doorway([copy("liuguomin", "刘国民")], "")
    show(doorway)
    window, line = Window(lambda: doorway), QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    held, free = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    for text, modifiers, hinted in (("A", held, False), ("A", free, True), ("a", free, False)):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifiers, text)
        QApplication.sendEvent(line, press)
        assert window.reads("大写锁定已打开") == hinted


def test_work_shows_numbers_and_a_way_to_stop(qtbot: QtBot, show: Show, chinese: None) -> None:
    doorway = Doorway([], SERVER)
    show(doorway)
    window = Window(lambda: doorway)
    doorway.show_work("正在下载：已收到 3,120 条")
    assert window.reads("3,120")
    assert not window.offers("登录")
    with qtbot.waitSignal(doorway.stop_asked):
        window.press("停止")
    with qtbot.waitSignal(doorway.stop_asked):
        QTest.keyClick(doorway, Qt.Key.Key_Escape)
    doorway.show_message("连不上中心。")
    assert window.reads("连不上中心。")
    assert not window.offers("停止")
    assert window.offers("登录")
    with qtbot.assertNotEmitted(doorway.stop_asked):
        QTest.keyClick(doorway, Qt.Key.Key_Escape)


def test_nothing_under_the_pointer_moves_when_something_is_said(show: Show, chinese: None) -> None:
    doorway = Doorway([], SERVER)
    show(doorway)
    before = doorway.open_button.mapTo(doorway, doorway.open_button.rect().topLeft())
    doorway.show_message("用户名或密码不正确。", again=True)
    QApplication.processEvents()
    assert doorway.open_button.mapTo(doorway, doorway.open_button.rect().topLeft()) == before


@pytest.mark.parametrize("size", [100, 150, 200])
def test_everything_fits_the_smallest_window(
    qapp: QApplication, show: Show, chinese: None, size: int
) -> None:
    theme.apply(qapp, size=size)
    doorway = Doorway([copy("a", "刘国民"), copy("b", "静松涛")], SERVER)
    show(doorway)
    doorway.resize(doorway.minimumSize())
    doorway.show_message("系统密钥环里没有了本机数据的密钥。没有删除任何内容，请联系系统管理员。")
    QApplication.processEvents()
    doorway.scroller.verticalScrollBar().setValue(0)
    out = [
        widget.accessibleName()
        for widget in inside(doorway, QWidget)
        if widget.isVisibleTo(doorway) and not _may_be_reached(widget, doorway)
    ]
    assert out == []
    assert doorway.height() <= doorway.screen().availableSize().height()


def _may_be_reached(widget: QWidget, doorway: Doorway) -> bool:
    """In sight, or below what is in sight where the text is too large for the screen."""
    box = widget.rect().translated(widget.mapTo(doorway, widget.pos() * 0))
    room = doorway.rect().adjusted(0, 0, 0, doorway.scroller.verticalScrollBar().maximum())
    return room.contains(box)


@pytest.mark.parametrize("size", [150, 200])
def test_the_way_out_of_a_damaged_file_is_in_reach_on_a_low_screen(
    qapp: QApplication, show: Show, chinese: None, size: int
) -> None:
    theme.apply(qapp, size=size)
    doorway = Doorway([copy("a", "刘国民")], SERVER)
    doorway.setMinimumSize(0, 0)
    doorway.resize(1366, 700)
    show(doorway)
    doorway.offer_rescue(copy("a"), "", "数据文件已损坏。")
    QApplication.processEvents()
    doorway.scroller.ensureWidgetVisible(doorway.rescue.go_on)
    button = doorway.rescue.go_on
    box = button.rect().translated(button.mapTo(doorway, button.pos() * 0))
    assert doorway.rect().contains(box)


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("zqt.example.gov.cn", "https://zqt.example.gov.cn"),
        (" https://ZQT.example.gov.cn/ ", "https://ZQT.example.gov.cn"),
        ("ｈｔｔｐｓ：／／zqt.example.gov.cn：8443", "https://zqt.example.gov.cn:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("", ""),
    ],
)
def test_an_address_is_put_in_order(typed: str, tidy: str) -> None:
    assert address(typed) == tidy


def test_what_is_no_address_blocks_and_what_is_not_secret_warns() -> None:
    assert check_address("https://zqt.example.gov.cn") is None
    assert check_address("http://localhost:8000") is None
    for word in (
        "ftp://zqt.example.gov.cn",
        "https://",
        "x",
        address("htp:/zqt.example.gov.cn"),
        "https://a:70000",
    ):
        objection = check_address(word)
        assert objection is not None
        assert objection.blocks
    plain = check_address("http://zqt.example.gov.cn")
    assert plain is not None
    assert not plain.blocks


def test_what_was_said_of_the_try_before_is_gone_with_the_next(show: Show, chinese: None) -> None:
    doorway = Doorway([copy("liuguomin", "刘国民")], SERVER)
    show(doorway)
    doorway.show_message("密码不正确，请重新输入。", again=True)
    QTest.keyClick(QApplication.focusWidget() or doorway, Qt.Key.Key_Return)
    window = Window(lambda: doorway)
    assert window.reads("请填写")
    assert not window.reads("密码不正确")


def test_the_newer_password_of_one_person_is_not_asked_of_another(
    qtbot: QtBot, show: Show, chinese: None
) -> None:
    doorway = Doorway([copy("liuguomin", "刘国民"), copy("b")], SERVER)
    show(doorway)
    window = Window(lambda: doorway)
    window.fill("密码", "先前的密码")
    doorway.ask_for_new_password()
    window.choose("人员", "b")
    qtbot.waitUntil(lambda: not window.reads("中心的密码已更换"))
    window.fill("密码", "b 的密码")
    with qtbot.waitSignal(doorway.unlock_asked) as asked:
        QTest.keyClick(QApplication.focusWidget() or doorway, Qt.Key.Key_Return)
    assert asked.args == [copy("b"), "b 的密码"]
