"""Each kind of field: what it holds, when it tells, and what it says is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.background import ImmediateLane, Lane
from desktop.widgets.choice import Choice
from desktop.widgets.choice_field import ChoiceField, SeveralField
from desktop.widgets.day_field import DayField
from desktop.widgets.day_picker import DayPicker
from desktop.widgets.field import Field, LineField, ShownField, TextField, plain_code
from desktop.widgets.search_field import SearchField
from tests.desktop.conftest import Show, compose, inside, type_chinese

TODAY = date(2026, 11, 22)

FIRMS = [
    Choice("1", "示例温泉庄园", "隆化县七家镇"),
    Choice("2", "示例温度仪表", "高新区"),
]
INITIALS = {"1": "slwqzy", "2": "slwdyb"}


def find(text: str) -> list[Choice]:
    return [firm for firm in FIRMS if text in INITIALS[firm.key] or text in firm.title]


def on_page(show: Show, *fields: Field) -> QWidget:
    page = QWidget()
    lines = QVBoxLayout(page)
    for field in fields:
        lines.addWidget(field)
    page.resize(500, 400)
    show(page)
    return page


def changes_of(field: Field) -> list[object]:
    heard: list[object] = []
    field.changed.connect(lambda: heard.append(field.value()))
    return heard


class TestLine:
    """One line."""

    def test_a_code_is_put_in_order_when_it_is_left(self, qtbot: QtBot, show: Show) -> None:
        code, other = LineField(tidy=plain_code), LineField()
        on_page(show, code, other)
        code.line.setFocus()
        type_chinese(code.line, "９１１３０８２５ ma0abc ")
        other.line.setFocus()
        assert code.line.text() == code.value() == "91130825MA0ABC"

    def test_rare_characters_stay(self, show: Show) -> None:
        name = LineField()
        on_page(show, name)
        type_chinese(name.line, "𬱖䶮·示例（集团）")
        assert name.value() == "𬱖䶮·示例（集团）"

    def test_setting_tells_nobody_and_typing_does(self, qtbot: QtBot, show: Show) -> None:
        line = LineField()
        on_page(show, line)
        heard = changes_of(line)
        line.set_value("示例")
        assert heard == []
        compose(line.line, "ni")
        assert heard == []
        type_chinese(line.line, "你")
        assert heard == ["示例你"]

    def test_enter_is_not_leaving(self, qtbot: QtBot, show: Show) -> None:
        line, other = LineField(), LineField()
        on_page(show, line, other)
        left: list[bool] = []
        line.left.connect(lambda: left.append(True))
        line.line.setFocus()
        QTest.keyClick(line.line, Qt.Key.Key_Return)
        assert left == []
        other.line.setFocus()
        assert left == [True]


class TestText:
    """Several lines."""

    def test_a_half_composed_word_is_no_change(self, qtbot: QtBot, show: Show) -> None:
        text = TextField()
        on_page(show, text)
        heard = changes_of(text)
        for preedit in ("l", "lu", "lud", "ludeng"):
            compose(text.text, preedit)
        assert heard == []
        type_chinese(text.text, "路灯")
        assert heard == ["路灯"]

    def test_it_grows_with_its_lines_up_to_a_limit(self, show: Show) -> None:
        text = TextField(least=2, most=5)
        on_page(show, text)
        small = text.text.sizeHint().height()
        text.set_value("一\n二\n三\n四")
        grown = text.text.sizeHint().height()
        text.set_value("\n".join("一二三四五六七八九"))
        most = text.text.sizeHint().height()
        text.set_value("\n".join("一二三四五六七八九" * 3))
        assert small < grown < most == text.text.sizeHint().height()

    def test_tab_goes_on_and_enter_makes_a_line(self, qtbot: QtBot, show: Show) -> None:
        text, other = TextField(), LineField()
        on_page(show, text, other)
        text.text.setFocus()
        type_chinese(text.text, "一")
        QTest.keyClick(text.text, Qt.Key.Key_Return)
        type_chinese(text.text, "二")
        assert text.value() == "一\n二"
        QTest.keyClick(text.text, Qt.Key.Key_Tab)
        assert other.line.hasFocus()


class TestDay:
    """A day."""

    def test_a_short_day_becomes_a_full_one_when_it_is_left(
        self, qtbot: QtBot, show: Show, chinese: None
    ) -> None:
        day, other = DayField(lambda: TODAY, lambda made: "休" if made.weekday() > 4 else ""), LineField()
        on_page(show, day, other)
        day.line.setFocus()
        QTest.keyClicks(day.line, "11-28")
        assert (day.value(), day.mark.text()) == ("2026-11-28", "周六 休")
        other.line.setFocus()
        assert day.line.text() == "2026-11-28"

    def test_arrows_step(self, qtbot: QtBot, show: Show) -> None:
        day = DayField(lambda: TODAY)
        on_page(show, day)
        heard = changes_of(day)
        QTest.keyClick(day.line, Qt.Key.Key_Up)
        QTest.keyClick(day.line, Qt.Key.Key_Up)
        QTest.keyClick(day.line, Qt.Key.Key_Down)
        assert heard == ["2026-11-23", "2026-11-24", "2026-11-23"]

    def test_what_is_no_day_is_kept_and_named(self, show: Show) -> None:
        day = DayField(lambda: TODAY)
        on_page(show, day)
        type_chinese(day.line, "改天")
        assert day.value() == "改天"
        assert day.complaint()
        day.set_value("")
        assert not day.complaint()
        assert day.is_empty()

    def test_a_day_is_picked_from_the_calendar(self, qtbot: QtBot, show: Show) -> None:
        day = DayField(lambda: TODAY)
        on_page(show, day)
        heard = changes_of(day)
        QTest.mouseClick(day.button, Qt.MouseButton.LeftButton)
        assert day.picker.isVisible()
        assert day.picker.selectedDate() == QDate(2026, 11, 22)
        cells = inside(day.picker, QTableView)[0]
        QTest.keyClick(cells, Qt.Key.Key_Left)
        QTest.keyClick(cells, Qt.Key.Key_Return)
        assert heard == ["2026-11-21"]
        assert not day.picker.isVisible()
        assert day.line.hasFocus()

    def test_the_calendar_goes_with_escape_or_when_the_keyboard_goes_on(
        self, qtbot: QtBot, show: Show
    ) -> None:
        day, other = DayField(lambda: TODAY), LineField()
        on_page(show, day, other)
        leaves: list[Callable[[], object]] = [
            lambda: QTest.keyClick(day.picker, Qt.Key.Key_Escape),
            lambda: other.line.setFocus(Qt.FocusReason.TabFocusReason),
        ]
        for leave in leaves:
            QTest.mouseClick(day.button, Qt.MouseButton.LeftButton)
            assert day.picker.isVisible()
            leave()
            assert not day.picker.isVisible()
        assert day.value() == ""

    def test_the_calendar_shows_what_is_special(self, qtbot: QtBot) -> None:
        pictures = []
        for mark in ("", "班"):
            picker = DayPicker(date.today, lambda _day, word=mark: word)  # type: ignore[misc]
            qtbot.addWidget(picker)
            picker.show_day(TODAY)
            picker.resize(320, 280)
            pictures.append(picker.grab().toImage())
        assert pictures[0] != pictures[1]

    def test_the_calendar_marks_the_day_in_shanghai_not_this_machine_s(self, qtbot: QtBot) -> None:
        pictures = []
        for day in (TODAY, TODAY.replace(day=25)):
            picker = DayPicker(lambda today=day: today, lambda _day: "")  # type: ignore[misc]
            qtbot.addWidget(picker)
            picker.show_day(TODAY.replace(day=1))
            picker.resize(320, 280)
            pictures.append(picker.grab().toImage())
        assert pictures[0] != pictures[1]


class TestChoice:
    """One of a few."""

    def test_a_click_and_the_arrows_choose(self, qtbot: QtBot, show: Show) -> None:
        way = ChoiceField([("site", "现场"), ("phone", "电话"), ("chat", "微信")])
        on_page(show, way)
        heard = changes_of(way)
        QTest.mouseClick(way.segments[1], Qt.MouseButton.LeftButton)
        QTest.mouseClick(way.segments[1], Qt.MouseButton.LeftButton)
        QTest.keyClick(way.segments[1], Qt.Key.Key_Right)
        QTest.keyClick(way.segments[2], Qt.Key.Key_Right)
        assert heard == ["phone", "chat"]
        assert way.segments[2].hasFocus()

    def test_it_is_one_stop_for_tab(self, qtbot: QtBot, show: Show) -> None:
        way, other = ChoiceField([("site", "现场"), ("phone", "电话")]), LineField()
        way.set_value("phone")
        on_page(show, way, other)
        way.setFocus()
        assert way.segments[1].hasFocus()
        QTest.keyClick(way.segments[1], Qt.Key.Key_Tab)
        assert other.line.hasFocus()

    def test_its_parts_are_named_with_their_label(self, qtbot: QtBot) -> None:
        way = ChoiceField([("site", "现场")])
        qtbot.addWidget(way)
        way.name("方式")
        assert way.segments[0].accessibleName() == "方式: 现场"

    def test_several_can_be_chosen(self, qtbot: QtBot, show: Show) -> None:
        why = SeveralField([("policy", "政策宣讲"), ("usual", "例行联络"), ("study", "调研")])
        why.set_value(["usual"])
        on_page(show, why)
        QTest.mouseClick(why.segments[2], Qt.MouseButton.LeftButton)
        QTest.keyClick(why.segments[2], Qt.Key.Key_Left)
        QTest.keyClick(why.segments[1], Qt.Key.Key_Space)
        assert why.value() == ["study"]


class TestSearch:
    """One of many."""

    @pytest.fixture
    def firm(self, qtbot: QtBot, show: Show) -> SearchField:
        made = SearchField(find, ImmediateLane("test"))
        self.other = LineField()
        on_page(show, made, self.other)
        made.line.setFocus()
        return made

    def test_initials_and_enter(self, qtbot: QtBot, firm: SearchField) -> None:
        heard = changes_of(firm)
        QTest.keyClicks(firm.line, "slwq")
        assert firm.is_listing()
        QTest.keyClick(firm.line, Qt.Key.Key_Return)
        assert heard[-1] == FIRMS[0]
        assert (firm.line.text(), firm.about.text()) == ("示例温泉庄园", "隆化县七家镇")
        assert not firm.is_listing()

    def test_down_goes_to_the_next_and_tab_takes_it(self, qtbot: QtBot, firm: SearchField) -> None:
        QTest.keyClicks(firm.line, "slw")
        QTest.keyClick(firm.line, Qt.Key.Key_Down)
        QTest.keyClick(firm.line, Qt.Key.Key_Tab)
        assert firm.value() == FIRMS[1]
        assert self.other.line.hasFocus()

    def test_nothing_is_asked_while_a_word_is_composed(self, qtbot: QtBot, firm: SearchField) -> None:
        compose(firm.line, "wen")
        assert not firm.is_listing()
        type_chinese(firm.line, "温")
        assert firm.is_listing()

    def test_the_mouse_picks_and_the_keyboard_stays(self, qtbot: QtBot, firm: SearchField) -> None:
        QTest.keyClicks(firm.line, "slw")
        assert firm.suggestions is not None
        view = firm.suggestions.list
        second = view.visualRect(view.model().index(1, 0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=second)
        assert firm.value() == FIRMS[1]
        assert firm.line.hasFocus()

    def test_escape_closes_the_choices_alone(self, qtbot: QtBot, firm: SearchField) -> None:
        QTest.keyClicks(firm.line, "slw")
        QTest.keyClick(firm.line, Qt.Key.Key_Escape)
        assert not firm.is_listing()
        assert firm.line.text() == "slw"

    def test_text_that_stands_for_nothing_is_named(self, qtbot: QtBot, firm: SearchField) -> None:
        QTest.keyClicks(firm.line, "xyz")
        assert firm.value() is None
        assert firm.complaint()
        firm.set_value(FIRMS[0])
        assert not firm.complaint()

    def test_a_whole_name_is_taken_by_a_click_elsewhere(self, firm: SearchField) -> None:
        type_chinese(firm.line, FIRMS[1].title)
        self.other.editor().setFocus()
        assert firm.value() == FIRMS[1]
        assert not firm.is_listing()

    def test_a_whole_name_is_taken_though_the_list_came_too_late(self, qtbot: QtBot, show: Show) -> None:
        lane = Lane("slow")
        field, other = SearchField(find, lane), LineField()
        on_page(show, field, other)
        field.line.setFocus()
        type_chinese(field.line, FIRMS[0].title)
        other.editor().setFocus()
        qtbot.waitUntil(lambda: field.value() == FIRMS[0])
        assert field.complaint() == ""
        lane.close()

    def test_down_in_an_empty_field_asks_for_the_likely(self, qtbot: QtBot, firm: SearchField) -> None:
        QTest.keyClick(firm.line, Qt.Key.Key_Down)
        assert firm.is_listing()

    def test_a_free_text_may_stay(self, qtbot: QtBot, show: Show) -> None:
        field = SearchField(find, ImmediateLane("test"), free=True)
        on_page(show, field)
        type_chinese(field.line, "县档案馆")
        assert field.value() == Choice("", "县档案馆")
        assert not field.complaint()


def test_a_shown_value_is_only_read(qtbot: QtBot) -> None:
    shown = ShownField()
    qtbot.addWidget(shown)
    shown.set_value("WT-00231")
    assert (shown.value(), shown.text.text()) == ("WT-00231", "WT-00231")
    shown.set_value("")
    assert shown.text.text() == "—"


@pytest.mark.parametrize(
    "field",
    [
        LineField,
        TextField,
        lambda: DayField(lambda: TODAY),
        lambda: ChoiceField([("a", "甲"), ("b", "乙")]),
        lambda: SearchField(find, ImmediateLane("test")),
    ],
)
def test_the_focus_can_be_seen(show: Show, field: type[Field]) -> None:
    made, other = field(), LineField()
    page = on_page(show, made, other)
    other.line.setFocus()
    box = made.rect().translated(made.mapTo(page, QPoint(0, 0)))
    without = page.grab(box).toImage()
    made.setFocus()
    assert made.holds_focus()
    assert page.grab(box).toImage() != without
