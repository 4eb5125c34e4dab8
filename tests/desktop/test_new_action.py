"""What Ctrl+N begins, role by role."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.desktop.desk import CTRL, At, at

__all__ = ["at"]


@pytest.mark.parametrize(
    ("who", "word", "begun"),
    [
        ("rep-east", "新走访", "情况记录"),
        ("liaison", "新走访", "情况记录"),
        ("coordinator-east", "新问题", "反映内容"),
        ("staff", "新问题", "反映内容"),
        ("leader-east", "", ""),
        ("handler-housing", "", ""),
        ("caller-east", "", ""),
    ],
)
def test_role_by_role(at: At, who: str, word: str, begun: str) -> None:
    desk = at(who)
    assert (desk.frame.top.new.text() if desk.frame.top.new.isVisibleTo(desk.frame) else "") == word
    before = desk.frame.stack.currentWidget()
    desk.key(Qt.Key.Key_N, CTRL)
    if begun:
        assert desk.reads(begun)
        assert desk.at() == "企业"
    else:
        assert desk.frame.stack.currentWidget() is before
