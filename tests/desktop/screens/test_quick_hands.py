"""A hand that is quicker than the read lane: what it asks for is of the record it has gone to, not of the one
that still stands at the right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from sync.operations.visits import LogVisit
from tests.city import act
from tests.desktop.desk import CTRL, At, Desk
from tests.desktop.slow_lane import Slow

PHARMACY, MACHINES, FOOD = "示例东方制药有限公司", "示例东方机械有限公司", "示例小微食品有限公司"


def slowly(desk: Desk) -> Slow:
    slow = Slow()
    desk.workplace.lanes = replace(desk.workplace.lanes, read=slow)
    return slow


def at_firm(desk: Desk, name: str) -> Slow:
    """At this row of the list, and from now on a slow machine."""
    desk.window.press("企业")
    desk.window.row(name)
    view(desk).list.setFocus()
    return slowly(desk)


def view(desk: Desk) -> Any:
    return desk.frame.stack.currentWidget()


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_I])
def test_a_visit_or_a_problem_begins_at_the_firm_that_was_gone_to(at: At, key: Qt.Key) -> None:
    desk = at("rep-east")
    slow = at_firm(desk, PHARMACY)
    desk.key(Qt.Key.Key_J)
    desk.key(key, CTRL)
    slow.let_go()
    assert desk.editor("企业").text() == MACHINES


def test_a_change_is_of_the_firm_that_was_gone_to(at: At) -> None:
    desk = at("rep-east")
    slow = at_firm(desk, PHARMACY)
    desk.key(Qt.Key.Key_J)
    desk.key(Qt.Key.Key_E)
    slow.let_go()
    assert view(desk).page.firm_id == "firm-other"
    assert view(desk).page.slot.isAncestorOf(desk.focused())


def test_a_hand_over_is_of_the_firm_that_was_gone_to(at: At) -> None:
    """Its people, too, are that firm's."""
    desk = at("coordinator-city")
    slow = at_firm(desk, MACHINES)
    desk.key(Qt.Key.Key_J)
    desk.key(Qt.Key.Key_T)
    slow.let_go()
    desk.window.choose("交接范围", "只此一家")
    assert desk.reads(f"共 1 家：{FOOD}")
    assert view(desk).page.hand_over.form.values()["before"] == "liaison"


def test_whoever_goes_on_is_asked_nothing(at: At) -> None:
    """T was pressed before the next firm stood there, and the person went on to a third."""
    desk = at("coordinator-city")
    slow = at_firm(desk, PHARMACY)
    desk.key(Qt.Key.Key_J)
    desk.key(Qt.Key.Key_T)
    desk.key(Qt.Key.Key_J)
    slow.let_go()
    assert view(desk).page.firm_id == "firm-small"
    assert not desk.reads("交接范围")


def test_the_people_of_a_firm_that_was_left_are_not_offered_at_the_next(at: At) -> None:
    desk = at("coordinator-city")
    slow = at_firm(desk, MACHINES)
    page = view(desk).page
    page.ask_who()
    view(desk).open_record("enterprise", "firm-small")
    slow._held.append(slow._held.pop(0))  # a page is read sooner than people are
    slow.let_go()
    assert page.firm_id == "firm-small"
    assert page.hand_over is None


def test_a_visit_is_amended_that_was_gone_to(at: At) -> None:
    desk = at("rep-east")
    for day, text in (("2026-09-21", "先去的"), ("2026-09-22", "后去的")):
        visit = act(LogVisit, enterprise_id="firm-east", visited_on=day, situation=text)
        desk.workplace.do(visit, owner=desk.workplace)
    desk.window.press("走访")
    desk.window.row("后去的")
    view(desk).list.setFocus()
    slow = slowly(desk)
    desk.key(Qt.Key.Key_J)
    desk.key(Qt.Key.Key_E)
    slow.let_go()
    assert desk.editor("情况记录").toPlainText() == "先去的"
    assert desk.at() == "情况记录"
