"""What holds for home, sync centre and settings: names, room at every text size, a way through by keys."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

from desktop import theme
from sync.operations.centre import AcceptProblem
from sync.operations.edits import Edit
from sync.operations.reports import EditProblem
from tests import cases
from tests.city import act
from tests.desktop.desk import At, Desk
from tests.stage import Stage

Open = Callable[[At, Stage], Desk]


def home(at: At, stage: Stage) -> Desk:
    cases.reported(stage)
    cases.accepted(stage)
    cases.reported(stage, "firm-west", "rep-west")
    return at("coordinator-city")


def sync_centre(at: At, stage: Stage) -> Desk:
    """With a refusal, a conflict and something that waits."""
    first, second = cases.reported(stage), cases.reported(stage)
    desk = at("coordinator-east")
    long = Edit("description", "车间停电", "车间停电三天，冷库原料受损，请供电公司先恢复一条线路。" * 6)
    for op in (act(AcceptProblem, **cases.on(first)), act(EditProblem, **cases.on(second), edits=(long,))):
        desk.workplace.do(op, owner=desk.frame)
    stage.done_by("colleague-east", act(AcceptProblem, **cases.on(first)))
    other = Edit("description", "车间停电", "变压器烧坏")
    stage.done_by("rep-east", act(EditProblem, **cases.on(second), edits=(other,)))
    desk.sync()
    desk.workplace.do(cases.visit(), owner=desk.frame)
    for notice in desk.workplace.notices.shown():
        desk.workplace.notices.close(notice)
    desk.window.press("同步中心")
    return desk


def settings(at: At, _stage: Stage) -> Desk:
    desk = at("rep-east")
    desk.window.press("设置")
    return desk


PAGES: tuple[Open, ...] = (home, sync_centre, settings)
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)


def usable(desk: Desk) -> Sequence[QAbstractButton]:
    """What can be pressed on the page."""
    page = desk.frame.stack.currentWidget()
    return [each for each in desk.all(QAbstractButton) if page.isAncestorOf(each)]


@every_page
def test_everything_has_a_name_of_its_own(at: At, small_stage: Stage, page: Open) -> None:
    names = Counter(each.accessibleName() for each in usable(page(at, small_stage)))
    assert "" not in names
    assert [name for name, count in names.items() if count > 1] == []


@every_page
@pytest.mark.parametrize(
    ("text", "size"),
    [(100, (1024, 700)), (125, (1024, 700)), (100, (1280, 800)), (150, (1280, 800)), (200, (1680, 1000))],
)
def test_nothing_is_wider_than_the_window_and_nothing_is_cut(
    qapp: QApplication, at: At, small_stage: Stage, page: Open, text: int, size: tuple[int, int]
) -> None:
    theme.apply(qapp, size=text)
    desk = page(at, small_stage)
    desk.frame.resize(*size)
    for _ in range(3):
        QApplication.processEvents()
    assert desk.frame.width() == size[0]
    for area in desk.all(QScrollArea):
        inside = area.widget()
        assert inside.minimumSizeHint().width() <= area.viewport().width(), area
    assert [label.text() for label in desk.all(QLabel) if _is_cut(label)] == []


def _is_cut(label: QLabel) -> bool:
    if not label.text() or label.wordWrap():
        return False
    return label.width() < label.fontMetrics().horizontalAdvance(label.text())


@every_page
def test_tab_reaches_everything(at: At, small_stage: Stage, page: Open) -> None:
    desk = page(at, small_stage)
    wanted = {each for each in usable(desk) if each.focusPolicy() & Qt.FocusPolicy.TabFocus}
    seen: list[QWidget] = []
    while desk.focused() not in seen:
        seen.append(desk.focused())
        desk.key(Qt.Key.Key_Tab)
    assert [each.accessibleName() for each in wanted if each not in seen] == []


# Names of keys, addresses, versions, and what a laptop calls itself.
_BY_NATURE = re.compile(
    r"Ctrl|Enter|Esc|F\d+|https?://\S+|/\S+|SQL\w+|community|Qt|PySide|Python|GNU|LGPL|BSD|Zetetic|LLC|Linux"
    r"|English|rep-east|[kM]B|\d\S*|\b[A-Z0-9]{4}\b"
)


@every_page
def test_every_word_is_chinese(at: At, small_stage: Stage, page: Open) -> None:
    desk = page(at, small_stage)
    tips = [widget.toolTip() for widget in desk.all(QWidget)]
    words = [text for text in (*desk.window.words(), *tips) if text]
    assert [text for text in words if re.search("[A-Za-z]{2,}", _BY_NATURE.sub("", text))] == []
