"""The list: quick, worked by single keys, and never at a loss for words."""

from __future__ import annotations

import time
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.widgets.badge import Mark
from desktop.widgets.empty import PATIENCE_MS
from desktop.widgets.master_list import MasterList, Nothing
from desktop.widgets.rows_model import Column, Entry
from tests.desktop.conftest import Show, compose, type_chinese


class Problem(NamedTuple):
    """One row."""

    key: int
    title: str
    firm: str = "示例企业"


def entry_of(row: Problem) -> Entry:
    return Entry(row.title, row.firm, mark=Mark("剩 2 工作日", "warning"))


def problems(count: int) -> list[Problem]:
    return [Problem(number, f"问题 {number}") for number in range(count)]


@pytest.fixture
def heard() -> dict[str, list[Any]]:
    return {"current": [], "opened": [], "marks": []}


@pytest.fixture
def master(show: Show, heard: dict[str, list[Any]]) -> MasterList:
    made = MasterList("问题", lambda row: row.key, entry_of)
    made.resize(380, 640)
    made.current_changed.connect(heard["current"].append)
    made.opened.connect(heard["opened"].append)
    made.marks_changed.connect(lambda: heard["marks"].append(len(made.model.marked_rows())))
    made.set_rows(problems(5))
    show(made)
    made.view.setFocus()
    return made


def press(qtbot: QtBot, master: MasterList, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        QTest.keyClick(master.view, key, held or Qt.KeyboardModifier.NoModifier)


def test_j_and_k_walk_and_enter_opens(qtbot: QtBot, master: MasterList, heard: dict[str, list[Any]]) -> None:
    press(qtbot, master, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_K, Qt.Key.Key_Return)
    assert [row.key for row in heard["current"][-4:]] == [1, 2, 3, 2]
    assert [row.key for row in heard["opened"]] == [2]


def test_the_walk_ends_at_both_ends(qtbot: QtBot, master: MasterList) -> None:
    press(qtbot, master, Qt.Key.Key_K)
    assert master.current_row().key == 0
    press(qtbot, master, *[Qt.Key.Key_J] * 9)
    assert master.current_row().key == 4


def test_space_and_shift_mark(qtbot: QtBot, master: MasterList, heard: dict[str, list[Any]]) -> None:
    assert [row.key for row in master.chosen_rows()] == [0]
    press(qtbot, master, Qt.Key.Key_Space)
    press(qtbot, master, Qt.Key.Key_J)
    press(qtbot, master, Qt.Key.Key_J, Qt.Key.Key_J, held=Qt.KeyboardModifier.ShiftModifier)
    assert [row.key for row in master.chosen_rows()] == [0, 1, 2]
    press(qtbot, master, Qt.Key.Key_A, held=Qt.KeyboardModifier.ControlModifier)
    press(qtbot, master, Qt.Key.Key_Escape)
    assert heard["marks"] == [1, 2, 3, 5, 0]


def test_other_letters_go_on_to_the_page(qtbot: QtBot, master: MasterList) -> None:
    before = master.current_row()
    press(qtbot, master, Qt.Key.Key_E, Qt.Key.Key_1)
    assert master.current_row() == before


def test_the_input_method_is_off_in_the_list(master: MasterList) -> None:
    assert not master.view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_slash_filters_and_enter_comes_back(qtbot: QtBot, master: MasterList) -> None:
    press(qtbot, master, Qt.Key.Key_Slash)
    assert master.filter.hasFocus()
    type_chinese(master.filter, "示例 3")
    assert [master.model.row(place).key for place in range(master.model.rowCount())] == [3]
    assert master.count.text() == "1 / 5"
    QTest.keyClick(master.filter, Qt.Key.Key_Return)
    assert master.view.hasFocus()
    press(qtbot, master, Qt.Key.Key_Escape)
    assert master.model.rowCount() == 5


def test_a_half_composed_word_filters_nothing(master: MasterList) -> None:
    master.filter.setFocus()
    compose(master.filter, "wen")
    assert master.model.rowCount() == 5
    type_chinese(master.filter, "问题 4")
    assert master.model.rowCount() == 1


def test_new_rows_keep_the_persons_place(master: MasterList) -> None:
    master.go_to_key(3)
    master.set_rows([Problem(9, "新的"), *problems(5)])
    assert master.current_row().key == 3
    assert not master.go_to_key(77)


def test_the_row_that_takes_the_place_of_a_finished_one_is_next(master: MasterList) -> None:
    master.go_to_key(1)
    master.set_rows([row for row in problems(5) if row.key != 1])
    assert master.current_row().key == 2
    master.go_to_key(4)
    master.set_rows(problems(4))
    assert master.current_row().key == 3


def test_an_empty_list_says_why_and_offers_one_thing(
    qtbot: QtBot, master: MasterList, heard: dict[str, list[Any]]
) -> None:
    done: list[bool] = []
    master.set_nothing(Nothing("还没有企业", "导入 Excel", lambda: done.append(True)))
    master.set_rows([])
    assert master.empty.isVisible()
    assert master.empty.text.text() == "还没有企业"
    assert heard["current"][-1] is None
    QTest.mouseClick(master.empty.button, Qt.MouseButton.LeftButton)
    assert done == [True]


def test_a_filter_that_matches_nothing_names_itself_and_goes_with_one_press(
    qtbot: QtBot, chinese: None, show: Show
) -> None:
    master = MasterList("问题", lambda row: row.key, entry_of)
    master.set_rows(problems(3))
    show(master)
    master.filter.setText("住建局")
    assert master.empty.text.text() == "没有符合“住建局”的内容"
    QTest.mouseClick(master.empty.button, Qt.MouseButton.LeftButton)
    assert (master.filter.text(), master.model.rowCount()) == ("", 3)


def test_waiting_shows_nothing_at_first_then_grey_rows_then_numbers(qtbot: QtBot, master: MasterList) -> None:
    bare = master.loading.grab().toImage()
    master.show_loading()
    assert master.loading.isVisible()
    assert not master.loading.text.isVisible()
    qtbot.waitUntil(lambda: master.loading.grab().toImage() != bare, timeout=PATIENCE_MS * 20)
    master.loading.count("正在下载名单", 3120, 12078)
    assert master.loading.text.text() == "正在下载名单 3 120 / 12 078"
    with qtbot.waitSignal(master.loading.cancelled):
        QTest.mouseClick(master.loading.button, Qt.MouseButton.LeftButton)
    master.set_rows(problems(1))
    assert master.view.isVisible()


def test_an_error_says_what_is_safe_and_has_a_code(qtbot: QtBot, master: MasterList) -> None:
    tried: list[bool] = []
    master.show_error("名单没有打开，已填写的都在", "E-STORE-03", "再试一次", lambda: tried.append(True))
    assert master.empty.note.text() == "E-STORE-03"
    QTest.mouseClick(master.empty.button, Qt.MouseButton.LeftButton)
    assert tried == [True]


def test_twelve_thousand_rows_are_walked_without_waiting(qtbot: QtBot, master: MasterList) -> None:
    master.set_rows(problems(12_000))
    took = []
    for _ in range(60):
        began = time.thread_time()
        press(qtbot, master, Qt.Key.Key_J)
        QApplication.processEvents()
        took.append(time.thread_time() - began)
    took.sort()
    assert master.current_row().key == 60
    assert took[int(len(took) * 0.95)] < 0.1


def test_a_table_sorts_by_a_press_on_its_heading(qtbot: QtBot, show: Show) -> None:
    columns = [
        Column("编号", lambda row: f"WT-{row.key}", sort_of=lambda row: row.key),
        Column("问题", lambda row: row.title),
    ]
    table = MasterList("台账", lambda row: row.key, columns=columns)
    table.resize(600, 400)
    table.set_rows(list(reversed(problems(4))))
    show(table)
    heading = table.view.horizontalHeader()  # type: ignore[union-attr]
    QTest.mouseClick(
        heading.viewport(),
        Qt.MouseButton.LeftButton,
        pos=heading.rect().topLeft() + heading.rect().center() * 0.2,
    )
    assert [table.model.row(place).key for place in range(4)] == [0, 1, 2, 3]


@pytest.mark.parametrize("kind", ["entries", "table"])
def test_the_current_row_can_be_seen_with_the_keyboard_elsewhere(show: Show, kind: str) -> None:
    columns = [] if kind == "entries" else [Column("问题", lambda row: row.title)]
    master = MasterList("问题", lambda row: row.key, entry_of if kind == "entries" else None, columns)
    master.resize(380, 400)
    master.set_rows(problems(3))
    show(master)
    master.view.setFocus()
    here = master.view.grab().toImage()
    master.filter.setFocus()
    away = master.view.grab().toImage()
    master.keys.go_to(1)
    assert len({picture.cacheKey() for picture in (here, away)}) == 2
    assert here != away
    assert master.view.grab().toImage() != away


def test_rows_that_go_give_the_keyboard_to_no_button(master: MasterList) -> None:
    """Else the next Enter, meant for a row, would press what the empty list offers."""
    begun: list[str] = []
    master.set_nothing(Nothing("还没有", "新建", lambda: begun.append("new")))
    master.set_rows([])
    assert master.empty.hasFocus()
    QTest.keyClick(master.empty, Qt.Key.Key_Space)
    assert begun == []
    master.set_rows(problems(2))
    assert master.view.hasFocus()


def test_what_the_filter_looks_through_is_ready_before_the_first_letter(
    qtbot: QtBot, master: MasterList
) -> None:
    """Thousands of rows would hold the window up at the first letter."""
    asked: list[int] = []

    def search_of(row: Problem) -> str:
        asked.append(row.key)
        return row.title

    master._search_of = search_of
    master.set_rows(problems(3000))
    press(qtbot, master, Qt.Key.Key_Slash)
    qtbot.waitUntil(lambda: len(asked) == 3000)
    type_chinese(master.filter, "问题 2999")
    assert (len(asked), master.model.rowCount()) == (3000, 1)


def test_who_types_before_that_is_shown_everything_that_matches(qtbot: QtBot, master: MasterList) -> None:
    master.set_rows(problems(3000))
    press(qtbot, master, Qt.Key.Key_Slash)
    type_chinese(master.filter, "问题 29")
    assert master.model.rowCount() == sum("29" in str(number) for number in range(3000))
