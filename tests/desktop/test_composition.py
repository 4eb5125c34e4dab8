"""A word that is being composed is seen, in the focused editor and nowhere else."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.composition import Composition
from tests.desktop.conftest import Show, compose, inside, type_chinese


@pytest.fixture
def page(show: Show) -> QWidget:
    page = QWidget()
    lines = QVBoxLayout(page)
    lines.addWidget(QLineEdit())
    lines.addWidget(QPlainTextEdit())
    show(page)
    return page


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_a_word_is_open_until_it_is_text(qapp: QApplication, page: QWidget, kind: type[QWidget]) -> None:
    composition, ended = Composition(qapp), []
    composition.ended.connect(lambda: ended.append(True))
    editor = inside(page, kind)[0]
    editor.setFocus()
    compose(editor, "ni")
    assert composition.is_open()
    compose(editor, "nihao")
    assert composition.is_open()
    assert ended == []
    type_chinese(editor, "你好")
    assert not composition.is_open()
    assert ended == [True]
    composition.deleteLater()


def test_going_elsewhere_ends_it(qapp: QApplication, page: QWidget) -> None:
    composition = Composition(qapp)
    first, second = inside(page, QLineEdit)[0], inside(page, QPlainTextEdit)[0]
    first.setFocus()
    compose(first, "ni")
    assert composition.is_open()
    second.setFocus()
    assert not composition.is_open()
    compose(first, "hao")
    assert not composition.is_open()
    composition.deleteLater()
