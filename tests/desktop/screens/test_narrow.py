"""On a narrow window, which large text makes of every one, list and page take turns: what has the keyboard is
what is seen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests import cases
from tests.desktop.desk import CTRL, At, Desk
from tests.stage import Stage


def at_list(at: At, person: str, screen: str) -> Desk:
    desk = at(person)
    desk.frame.resize(800, 640)
    desk.window.press(screen)
    QApplication.processEvents()
    return desk


@pytest.mark.parametrize(
    ("person", "screen", "key", "field"),
    [
        ("coordinator-east", "待受理", Qt.Key.Key_1, "领域: 证照办理"),
        ("rep-east", "企业", Qt.Key.Key_E, "信用代码"),
        ("coordinator-city", "企业", Qt.Key.Key_T, "接手人"),
        ("rep-east", "走访", Qt.Key.Key_E, "情况记录"),
    ],
)
def test_a_form_that_a_key_opens_from_the_list_is_seen(
    small_stage: Stage, at: At, person: str, screen: str, key: Qt.Key, field: str
) -> None:
    cases.reported(small_stage)
    small_stage.done_by("rep-east", cases.visit())
    desk = at_list(at, person, screen)
    desk.key(key)
    assert desk.at() == field
    assert desk.focused().isVisible()
    desk.key(Qt.Key.Key_Escape)
    desk.key(Qt.Key.Key_Escape)
    assert desk.focused().isVisible()
    assert desk.at() in ("待受理", "企业", "走访")


def test_a_paper_is_seen_too(small_stage: Stage, at: At) -> None:
    cases.reported(small_stage)
    desk = at_list(at, "coordinator-east", "待受理")
    desk.key(Qt.Key.Key_P, CTRL)
    assert desk.reads("返回问题")
    assert desk.focused().isVisible()
