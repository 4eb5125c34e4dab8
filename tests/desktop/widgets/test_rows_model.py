"""Plain rows for Qt's views; no window is needed."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication

from desktop.widgets.badge import Mark
from desktop.widgets.rows_model import CELL, MARKED, Column, Entry, RowsModel


class Firm(NamedTuple):
    """One row."""

    key: str
    name: str
    open_problems: int


FIRMS = [Firm("a", "重庆示例", 2), Firm("b", "承德示例", 11), Firm("c", "北京示例", 0)]

COLUMNS = [
    Column("企业", lambda firm: firm.name, sort_of=lambda firm: firm.name),
    Column(
        "未办结",
        lambda firm: Mark(str(firm.open_problems), "warning"),
        right=True,
        sort_of=lambda firm: firm[2],
    ),
]


@pytest.fixture
def model(qapp: QApplication) -> RowsModel:
    made = RowsModel(COLUMNS, lambda firm: firm.key)
    made.set_rows(FIRMS)
    return made


def names(model: RowsModel) -> list[str]:
    return [model.row(place).name for place in range(model.rowCount())]


def test_cells_say_what_the_columns_say(model: RowsModel) -> None:
    assert (model.rowCount(), model.columnCount()) == (3, 2)
    assert model.data(model.index(1, 0)) == "承德示例"
    assert model.data(model.index(1, 1), CELL) == Mark("11", "warning")
    assert model.data(model.index(1, 1), Qt.ItemDataRole.AccessibleTextRole) == "11"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "企业"
    assert model.data(QModelIndex()) is None
    assert model.rowCount(model.index(0, 0)) == 0


def test_an_entry_is_spoken_as_a_whole(qapp: QApplication) -> None:
    entry = Entry("路灯", "示例庄园", "昨天", Mark("超期 2 工作日", "danger"))
    model = RowsModel([Column("", lambda _row: entry)], id)
    model.set_rows([1])
    spoken = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "路灯, 示例庄园, 昨天, 超期 2 工作日"
    assert model.data(model.index(0, 0)) == "路灯"


def test_nothing_can_be_edited(model: RowsModel) -> None:
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_chinese_sorts_by_pinyin_and_numbers_by_size(model: RowsModel) -> None:
    model.sort(0)
    assert names(model) == ["北京示例", "承德示例", "重庆示例"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["承德示例", "重庆示例", "北京示例"]


def test_marks_stay_with_their_rows(model: RowsModel) -> None:
    model.toggle_mark(0)
    model.toggle_mark(2)
    model.set_rows([FIRMS[2], FIRMS[1]])
    assert model.marked_rows() == [FIRMS[2]]
    assert model.data(model.index(0, 0), MARKED) is True
    model.toggle_mark(0)
    assert model.marked_rows() == []
    model.mark_all(True)
    assert len(model.marked_rows()) == 2


def test_a_row_is_found_by_its_key(model: RowsModel) -> None:
    assert (model.place_of("c"), model.key_at(2), model.place_of("none")) == (2, "c", -1)
