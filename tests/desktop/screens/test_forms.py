"""What holds for every page of the representative's screens: names, room, a way through by keyboard."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from desktop.widgets.form import Form
from sync.operations.visits import LogVisit
from tests.city import act
from tests.desktop.desk import CTRL, At, Desk

Open = Callable[[Desk], object]


def _new_visit(desk: Desk) -> None:
    desk.key(Qt.Key.Key_N, CTRL)


def _visit(desk: Desk) -> None:
    made = act(LogVisit, enterprise_id="firm-east", visited_on="2026-09-22", situation="示例" * 40)
    desk.workplace.do(made, owner=desk.workplace)
    desk.window.press("走访")


def _amended_visit(desk: Desk) -> None:
    _visit(desk)
    desk.window.press("修改")


def _firm(desk: Desk) -> None:
    desk.window.press("企业")


def _amended_firm(desk: Desk) -> None:
    _firm(desk)
    desk.window.press("修改")


def _report(desk: Desk) -> None:
    desk.workplace.asked.emit("new_problem", "firm-east")


PAGES: dict[str, Open] = {
    "workbench": lambda _desk: None,
    "new_visit": _new_visit,
    "visit": _visit,
    "amended_visit": _amended_visit,
    "firm": _firm,
    "amended_firm": _amended_firm,
    "report": _report,
}


@pytest.mark.parametrize("page", PAGES)
def test_everything_that_can_be_used_has_a_name_of_its_own(at: At, page: str) -> None:
    desk = at("rep-east")
    PAGES[page](desk)
    QApplication.processEvents()
    everything = [*desk.all(QAbstractButton), *desk.all(QLineEdit), *desk.all(QPlainTextEdit)]
    below: list[QWidget] = [each for each in everything if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
    nameless = [type(widget).__name__ for widget in below if not widget.accessibleName()]
    assert not nameless
    for form in desk.all(Form):
        names = Counter(widget.accessibleName() for widget in below if form.isAncestorOf(widget))
        twice = [name for name, count in names.items() if count > 1]
        assert not twice


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
def test_nothing_is_wider_than_its_page(at: At, page: str, size: tuple[int, int]) -> None:
    desk = at("rep-east")
    desk.frame.resize(*size)
    PAGES[page](desk)
    for _ in range(3):
        QApplication.processEvents()
    wide = [
        (area.accessibleName(), inside.minimumSizeHint().width(), area.viewport().width())
        for area in desk.all(QScrollArea)
        if (inside := area.widget()) is not None
        and inside.minimumSizeHint().width() > area.viewport().width()
    ]
    assert not wide
    assert desk.frame.width() == size[0]


@pytest.mark.parametrize("page", ["new_visit", "report", "amended_firm"])
def test_tab_goes_through_a_form_from_top_to_bottom_and_out_again(at: At, page: str) -> None:
    desk = at("rep-east")
    PAGES[page](desk)
    [form] = desk.all(Form)
    next(iter(form.fields.values())).editor().setFocus()
    seen: list[QWidget] = []
    while form.isAncestorOf(desk.focused()) and desk.focused() not in seen:
        seen.append(desk.focused())
        desk.key(Qt.Key.Key_Tab)
    assert not form.isAncestorOf(desk.focused()), "the keyboard is caught in the form"
    places = [(widget.mapTo(form, widget.rect().topLeft()).y()) for widget in seen]
    assert places == sorted(places)
    assert {field.editor() for field in form.fields.values()} <= set(seen)


# Names of keys, of file kinds, and what a city's own numbers are made of.
_NOT_CHINESE_BY_NATURE = re.compile(r"Ctrl|Enter|Esc|PDF|F\d+|[A-Z0-9]{4}-\d{4}|\{[a-z]+\}")


@pytest.mark.parametrize("page", PAGES)
def test_every_word_that_can_be_read_is_chinese(at: At, page: str) -> None:
    desk = at("rep-east")
    PAGES[page](desk)
    QApplication.processEvents()
    hints = [line.placeholderText() for line in desk.all(QLineEdit)]
    hints += [text.placeholderText() for text in desk.all(QPlainTextEdit)]
    tips = [widget.toolTip() for widget in desk.all(QWidget)]
    words = [*desk.window.words(), *hints, *tips]
    assert not [text for text in words if re.search("[A-Za-z]{2,}", _NOT_CHINESE_BY_NATURE.sub("", text))]
