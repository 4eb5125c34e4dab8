"""Several departments, one search."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.background import ImmediateLane
from desktop.cases.departments_field import DepartmentsField
from desktop.widgets.button import Button
from desktop.widgets.choice import Choice
from tests.desktop.conftest import Show
from tests.journeys.window import type_text

KNOWN = [Choice("h", "示例住建局"), Choice("l", "示例自然资源局")]


def find(typed: str) -> list[Choice]:
    return [choice for choice in KNOWN if typed in choice.title]


def choose(field: DepartmentsField, typed: str) -> None:
    field.search.line.setFocus()
    field.search.line.clear()
    type_text(field.search.line, typed)
    QTest.keyClick(field.search.line, Qt.Key.Key_Return)


def test_each_department_is_found_like_one_and_stands_once(show: Show) -> None:
    field = DepartmentsField(find, ImmediateLane("search"))
    show(field)
    heard: list[int] = []
    field.changed.connect(lambda: heard.append(1))
    for typed in ("住建", "资源", "住建"):
        choose(field, typed)
    assert [choice.key for choice in field.value()] == ["h", "l"]
    assert field.search.line.text() == ""
    assert heard


def test_a_press_takes_a_department_away(show: Show) -> None:
    field = DepartmentsField(find, ImmediateLane("search"))
    show(field)
    field.set_value([{"key": "h", "title": "示例住建局"}, KNOWN[1]])
    buttons: list[Button] = list(field.findChildren(Button))
    QTest.mouseClick(next(each for each in buttons if each.text() == "示例住建局"), Qt.MouseButton.LeftButton)
    assert [choice.key for choice in field.value()] == ["l"]
