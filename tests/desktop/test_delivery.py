"""How far each record is, wherever it is listed: 草稿 → 待同步 → 已送达 → 已受理, 退回 or 未被接受."""

from __future__ import annotations

import pytest

from desktop.widgets.entry_lines import EntryLine
from sync.engine.outbox import new_op_id
from sync.operations.centre import AcceptProblem
from sync.operations.reports import ReturnProblem
from tests import cases
from tests.cases import draft
from tests.city import act
from tests.desktop.desk import At, Desk, at
from tests.stage import Stage

__all__ = ["at"]


def listed(desk: Desk, screen: str) -> list[str]:
    """The rows of this screen: of its list, and of the cards on its page."""
    desk.window.press(screen)
    return [*desk.listed(), *(line.accessibleName() for line in desk.all(EntryLine))]


def left(desk: Desk, situation: str) -> None:
    """A visit that was begun and left."""
    laptop = desk.laptop
    laptop.keep_draft(draft(situation, new_op_id()))
    desk.workplace.changes.announce({"draft"})


def says(desk: Desk, screen: str, title: str, word: str) -> bool:
    rows = [row for row in listed(desk, screen) if title in row]
    return bool(rows) and all(word in row for row in rows)


def test_a_visit_and_a_report_from_the_draft_to_the_centre(small_stage: Stage, at: At) -> None:
    desk = at("rep-east")
    left(desk, "写了一半的走访")
    assert says(desk, "走访", "写了一半的走访", "草稿")
    assert says(desk, "工作台", "写了一半的走访", "草稿")
    problem = cases.report(title="停电三天")
    desk.workplace.do(cases.visit(situation="见到厂长"), owner=desk.frame)
    desk.workplace.do(problem, owner=desk.frame)
    for word, then in (("待同步", desk.sync), ("已送达", lambda: None)):
        assert says(desk, "走访", "见到厂长", word)
        assert says(desk, "问题", "停电三天", word)
        then()
    small_stage.done_by(
        "coordinator-east", act(ReturnProblem, **cases.on(problem), reason="请写明", marks=())
    )
    desk.sync()
    assert says(desk, "问题", "停电三天", "退回")
    assert says(desk, "工作台", "停电三天", "退回")


@pytest.mark.parametrize("screen", ["待受理", "问题"])
def test_what_was_not_taken_says_so(small_stage: Stage, at: At, screen: str) -> None:
    problem = cases.reported(small_stage)
    desk = at("coordinator-east")
    desk.workplace.do(act(AcceptProblem, **cases.on(problem)), owner=desk.frame)
    small_stage.done_by("colleague-east", act(AcceptProblem, **cases.on(problem)))
    desk.sync()
    if screen == "待受理":
        desk.window.press(screen)
        desk.window.press("待转办 1")
        assert any("停电" in row and "未被接受" in row for row in desk.listed())
    else:
        assert says(desk, screen, "停电", "未被接受")
