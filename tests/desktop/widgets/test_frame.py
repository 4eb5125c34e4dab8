"""The frame: everything by keyboard, screens only when they are needed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.background import ImmediateLane
from desktop.notices import Notices
from desktop.widgets.action_bar import Action, ActionBar
from desktop.widgets.choice import Choice
from desktop.widgets.frame import Frame
from desktop.widgets.palette import Palette
from desktop.widgets.rail import RailItem
from tests.desktop.conftest import Show, compose, inside, type_chinese

CTRL = Qt.KeyboardModifier.ControlModifier
COMMANDS = [Choice("sync", "立即同步", aside="F5", group="命令"), Choice("visit", "新走访", group="命令")]


class Screen(QWidget):
    """A screen with two parts."""

    def __init__(self) -> None:
        super().__init__()
        lines = QVBoxLayout(self)
        self.first, self.second = QLineEdit(), QPlainTextEdit()
        lines.addWidget(self.first)
        lines.addWidget(self.second)
        self.setFocusProxy(self.first)

    def panes(self) -> list[QWidget]:
        return [self.first, self.second]


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def frame(show: Show, made: list[str]) -> Frame:
    held = Frame(Notices())
    held.resize(1280, 800)

    def factory(key: str) -> RailItem:
        def make() -> QWidget:
            made.append(key)
            return Screen()

        return RailItem(key, {"home": "工作台", "firm": "企业"}.get(key, key), "workbench", make)

    held.set_rail([factory("home"), factory("firm"), factory("visit")])
    show(held)
    return held


def press(
    qtbot: QtBot, frame: Frame, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(frame.focusWidget() or frame, key, held)


def add(screen: QWidget, bar: ActionBar) -> None:
    layout = screen.layout()
    assert layout is not None
    layout.addWidget(bar)


def shown(frame: Frame) -> QWidget:
    return frame.stack.currentWidget()


def test_screens_are_made_when_they_are_first_shown(qtbot: QtBot, frame: Frame, made: list[str]) -> None:
    assert made == ["home"]
    press(qtbot, frame, Qt.Key.Key_2, CTRL)
    press(qtbot, frame, Qt.Key.Key_1, CTRL)
    press(qtbot, frame, Qt.Key.Key_2, CTRL)
    assert made == ["home", "firm"]
    assert frame.rail.buttons["firm"].isChecked()
    assert not frame.rail.buttons["home"].isChecked()
    screen = shown(frame)
    assert isinstance(screen, Screen)
    assert screen.first.hasFocus()


def test_a_press_on_the_rail_shows_the_screen(qtbot: QtBot, frame: Frame) -> None:
    with qtbot.waitSignal(frame.screen_shown) as heard:
        QTest.mouseClick(frame.rail.buttons["visit"], Qt.MouseButton.LeftButton)
    assert heard.args == ["visit"]
    QTest.mouseClick(frame.rail.buttons["visit"], Qt.MouseButton.LeftButton)
    assert frame.rail.buttons["visit"].isChecked()


def test_f6_goes_through_the_parts_of_the_window(qtbot: QtBot, frame: Frame) -> None:
    screen = shown(frame)
    assert isinstance(screen, Screen)
    walked = []
    for _ in range(3):
        press(qtbot, frame, Qt.Key.Key_F6)
        walked.append(frame.focusWidget())
    assert walked == [screen.second, frame.rail.buttons["home"], screen.first]


def test_on_a_low_screen_the_rail_keeps_its_words(frame: Frame) -> None:
    button = frame.rail.buttons["home"]
    for height in (theme.px(58), theme.px(34)):
        button.resize(button.width(), height)
        assert button.rect().contains(button.place_of_word().toRect())
    assert not button.has_room_for_sign()


def test_the_number_on_the_rail_is_spoken_and_capped(qtbot: QtBot, frame: Frame) -> None:
    without = frame.rail.grab().toImage()
    frame.set_badge("firm", 128)
    assert frame.rail.buttons["firm"].accessibleName() == "企业 128"
    assert frame.rail.grab().toImage() != without
    frame.set_badge("firm", 0)
    assert frame.rail.grab().toImage() == without


def test_text_size_is_asked_for_by_keys(qtbot: QtBot, frame: Frame) -> None:
    asked: list[int] = []
    frame.size_asked.connect(asked.append)
    for key in (Qt.Key.Key_Equal, Qt.Key.Key_Minus, Qt.Key.Key_0):
        press(qtbot, frame, key, CTRL)
    assert asked == [1, -1, 0]


def test_u_takes_back_but_not_in_an_editor(qtbot: QtBot, frame: Frame) -> None:
    undone: list[bool] = []
    frame.notices.offer_undo("已受理", lambda: undone.append(True))
    screen = shown(frame)
    assert isinstance(screen, Screen)
    press(qtbot, frame, Qt.Key.Key_U)
    assert (undone, screen.first.text()) == ([], "u")
    frame.rail.buttons["home"].setFocus()
    press(qtbot, frame, Qt.Key.Key_U)
    assert undone == [True]


def test_the_card_shows_the_keys_that_exist(qtbot: QtBot, frame: Frame, chinese: None) -> None:
    frame.keys.bind(frame, "F5", "立即同步", lambda: None, "其他", window=True)
    before = frame.focusWidget()
    press(qtbot, frame, Qt.Key.Key_F1)
    assert frame.key_card.isVisible()
    assert next(child.text() for child in inside(frame.key_card, QLabel)) == "Everywhere"
    words = {child.text() for child in inside(frame.key_card, QLabel)}
    assert {"F5", "立即同步", "Ctrl+K", "Ctrl+1", "工作台"} <= words
    press(qtbot, frame, Qt.Key.Key_Escape)
    assert not frame.key_card.isVisible()
    assert frame.focusWidget() is before


@pytest.mark.parametrize("size", [100, 200])
def test_the_usual_window_needs_no_more_room_than_it_has(frame: Frame, size: int) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, size=size)
    application.processEvents()
    assert frame.minimumSizeHint().width() <= 1280
    assert frame.width() == 1280


class TestPalette:
    """Ctrl+K."""

    @pytest.fixture
    def palette(self, qtbot: QtBot, frame: Frame) -> Palette:
        def find(text: str) -> list[Choice]:
            return [Choice("1", f"示例庄园 {text}", "隆化县", group="企业")] if "x" not in text else []

        made = Palette(find, ImmediateLane("test"), frame)
        made.set_commands(COMMANDS)
        frame.set_palette(made)
        press(qtbot, frame, Qt.Key.Key_K, CTRL)
        return made

    def test_it_takes_the_keyboard_and_gives_it_back(
        self, qtbot: QtBot, frame: Frame, palette: Palette
    ) -> None:
        assert palette.isVisible()
        assert palette.line.hasFocus()
        press(qtbot, frame, Qt.Key.Key_Tab)
        assert palette.line.hasFocus()
        press(qtbot, frame, Qt.Key.Key_Escape)
        assert not palette.isVisible()
        screen = shown(frame)
        assert isinstance(screen, Screen)
        assert screen.first.hasFocus()

    def test_it_is_part_of_the_window(self, palette: Palette) -> None:
        assert not palette.isWindow()

    def test_commands_are_there_at_once_and_records_come_first(self, qtbot: QtBot, palette: Palette) -> None:
        assert palette.list.current() == COMMANDS[0]
        QTest.keyClicks(palette.line, "s")
        current = palette.list.current()
        assert current is not None
        assert current.title == "示例庄园 s"

    def test_enter_takes_what_the_arrows_chose(self, qtbot: QtBot, frame: Frame, palette: Palette) -> None:
        press(qtbot, frame, Qt.Key.Key_Down)
        with qtbot.waitSignal(palette.chosen) as heard:
            press(qtbot, frame, Qt.Key.Key_Return)
        assert heard.args == [COMMANDS[1]]
        assert not palette.isVisible()

    def test_chinese_can_be_typed_and_a_half_word_asks_nothing(self, palette: Palette) -> None:
        compose(palette.line, "tong")
        assert palette.list.current() == COMMANDS[0]
        type_chinese(palette.line, "同步")
        current = palette.list.current()
        assert current is not None
        assert current.title == "示例庄园 同步"

    def test_nothing_found_is_said(self, qtbot: QtBot, palette: Palette) -> None:
        QTest.keyClicks(palette.line, "xxx")
        assert palette.nothing.isVisible()
        assert palette.list.current() is None

    def test_in_a_low_window_with_large_text_its_foot_is_seen(self, frame: Frame, palette: Palette) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, size=150)
        frame.resize(1024, 700)
        palette.set_commands([Choice(str(number), f"命令 {number}", group="命令") for number in range(20)])
        palette.open()
        application.processEvents()
        below = palette.list.mapTo(palette, palette.list.rect().bottomLeft())
        assert palette.rect().contains(palette._card.geometry())
        assert below.y() + theme.px(20) < palette._card.geometry().bottom()

    def test_it_follows_the_window(self, frame: Frame, palette: Palette) -> None:
        frame.resize(1000, 700)
        assert palette.size() == frame.size()


class TestActions:
    """The bar of actions."""

    def test_a_key_and_a_press_do_the_same(self, qtbot: QtBot, frame: Frame) -> None:
        done: list[str] = []
        screen = shown(frame)
        bar = ActionBar(screen, frame.keys, "待受理")
        add(screen, bar)
        bar.set_actions(
            [
                Action("受理并转办", lambda: done.append("1"), "1"),
                Action("提出异议", lambda: done.append("2"), "2", why_not="签收后才可以提出异议"),
            ]
        )
        bar.buttons[0].setFocus()
        press(qtbot, frame, Qt.Key.Key_1)
        press(qtbot, frame, Qt.Key.Key_2)
        QTest.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
        assert done == ["1", "1"]
        assert bar.buttons[1].toolTip() == "签收后才可以提出异议"

    def test_other_actions_take_over_their_keys(self, qtbot: QtBot, frame: Frame) -> None:
        done: list[str] = []
        screen = shown(frame)
        bar = ActionBar(screen, frame.keys, "待受理")
        add(screen, bar)
        for word in ("first", "second"):
            bar.set_actions([Action(word, lambda word=word: done.append(word), "1")])  # type: ignore[misc]
        bar.buttons[0].setFocus()
        press(qtbot, frame, Qt.Key.Key_1)
        QTest.mouseClick(bar.buttons[0], Qt.MouseButton.LeftButton)
        assert done == ["second", "second"]
        bar.set_actions([])
        assert not bar.isVisible()
