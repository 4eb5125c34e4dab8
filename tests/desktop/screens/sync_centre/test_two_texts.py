"""同步中心: a text that two people wrote is shown and settled."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sync.operations.edits import Edit
from sync.operations.reports import EditProblem
from sync.store.rows import select, store
from sync.store.tables import Conflict, Problem
from tests import cases
from tests.city import act
from tests.desktop.desk import At, Desk
from tests.desktop.slow_lane import Slow
from tests.stage import Stage


def do(desk: Desk, op: Any) -> Any:
    desk.workplace.do(op, owner=desk.frame)
    return op


@pytest.fixture
def torn(small_stage: Stage, at: At) -> Desk:
    """A coordinator and a representative wrote into one field."""
    op = cases.reported(small_stage)
    desk = at("coordinator-east")
    mine = Edit("description", "车间停电", "车间停电三天")
    theirs = Edit("description", "车间停电", "变压器烧坏")
    do(desk, act(EditProblem, **cases.on(op), edits=(mine,)))
    small_stage.done_by("rep-east", act(EditProblem, **cases.on(op), edits=(theirs,)))
    desk.sync()
    desk.window.press("同步中心")
    return desk


def test_both_texts_are_shown_and_asked_for(torn: Desk) -> None:
    for text in ("停电·问题描述", "变压器烧坏", "车间停电三天"):
        assert torn.reads(text), text
    assert torn.frame.rail.buttons["sync"].badge == 1
    assert torn.reads("“停电”有一处文字两人都改过，两份原文都已保留。")


@pytest.mark.parametrize(
    ("key", "settled_as", "text"),
    [
        (Qt.Key.Key_1, "mine", "车间停电三天"),
        (Qt.Key.Key_2, "theirs", "变压器烧坏"),
        (Qt.Key.Key_3, "both", "变压器烧坏\n车间停电三天"),
    ],
)
def test_one_key_settles_it_and_both_texts_stay(
    torn: Desk, small_stage: Stage, key: Qt.Key, settled_as: str, text: str
) -> None:
    torn.key(key)
    assert not torn.reads("停电·问题描述")
    assert not torn.reads("两份原文都已保留")
    torn.sync()
    [conflict] = small_stage.read(select, Conflict)
    assert (conflict.settled_as, conflict.standing, conflict.offered) == (
        settled_as,
        "变压器烧坏",
        "车间停电三天",
    )
    [problem] = small_stage.read(select, Problem)
    assert problem.description == text


def test_a_third_text_is_written_with_e(torn: Desk, small_stage: Stage) -> None:
    torn.key(Qt.Key.Key_E)
    assert torn.at() == "最终内容"
    torn.window.fill("最终内容", "停电三天，变压器烧坏")
    torn.window.press("就用这份")
    torn.sync()
    [problem] = small_stage.read(select, Problem)
    assert problem.description == "停电三天，变压器烧坏"


def test_news_do_not_touch_a_text_that_is_being_written(torn: Desk, small_stage: Stage) -> None:
    torn.key(Qt.Key.Key_E)
    torn.window.fill("最终内容", "写到一半")
    torn.workplace.changes.announce({"outbox", "conflict"})
    torn.sync()
    assert torn.at() == "最终内容"
    assert torn.editor("最终内容").toPlainText() == "写到一半"


def test_a_text_that_was_begun_stays_when_the_other_one_is_written_anew(torn: Desk) -> None:
    torn.key(Qt.Key.Key_E)
    torn.window.fill("最终内容", "写到一半")
    torn.frame.rail.buttons["sync"].setFocus()
    [conflict] = torn.rows(Conflict)
    changed = msgspec.structs.replace(conflict, standing="变压器烧坏两台")
    with torn.laptop.database.write() as connection:
        store(connection, [changed])
    torn.workplace.changes.announce({"outbox", "conflict"})
    QApplication.processEvents()
    assert torn.reads("变压器烧坏两台")
    assert torn.editor("最终内容").toPlainText() == "写到一半"
    torn.window.press("问题")
    assert torn.reads("变压器烧坏两台")
    torn.window.press("同步中心")
    assert torn.editor("最终内容").toPlainText() == "写到一半"


def test_a_notice_leads_to_the_card_it_tells_of(torn: Desk) -> None:
    [conflict] = torn.rows(Conflict)
    torn.window.press("问题")
    torn.workplace.asked.emit("sync", conflict.id)
    assert torn.frame.rail.buttons["sync"].isChecked()
    assert torn.focused().text() == "两者都保留"  # type: ignore[attr-defined]


def test_what_is_being_written_is_lost_to_no_other_way(torn: Desk) -> None:
    torn.key(Qt.Key.Key_E)
    torn.editor("最终内容").setPlainText("变压器烧坏，车间停电三天")
    assert not torn.window.offers("两者都保留")
    torn.key(Qt.Key.Key_Tab)
    torn.key(Qt.Key.Key_1)
    assert torn.editor("最终内容").toPlainText() == "变压器烧坏，车间停电三天"
    torn.window.press("收起")
    assert torn.at() == "重新填写"
    assert torn.window.offers("两者都保留")
    torn.key(Qt.Key.Key_E)
    assert torn.editor("最终内容").toPlainText() == "变压器烧坏，车间停电三天"
    torn.window.press("就用这份")
    assert not torn.reads("停电·问题描述")


def test_a_key_that_is_pressed_twice_settles_once(torn: Desk) -> None:
    """Else whoever pressed it is told that somebody was first."""
    slow = Slow()
    torn.workplace.lanes = replace(torn.lanes, write=slow)
    for _ in range(2):
        torn.key(Qt.Key.Key_3)
    slow.let_go()
    assert torn.kinds() == ["settle_conflict"]
    assert not [notice for notice in torn.workplace.notices.shown() if notice.kind == "refusal"]


def test_escape_puts_the_text_away_and_keeps_it(torn: Desk) -> None:
    torn.key(Qt.Key.Key_E)
    torn.window.fill("最终内容", "写到一半")
    torn.key(Qt.Key.Key_Escape)
    assert torn.window.offers("两者都保留")
    torn.key(Qt.Key.Key_E)
    assert torn.editor("最终内容").toPlainText() == "写到一半"


def test_what_was_picked_is_shown_by_its_word_and_is_one_of_the_two(small_stage: Stage, at: At) -> None:
    """A topic and a department: nobody reads a code or an id, and no department is made of two."""
    op = cases.reported(small_stage)
    desk = at("coordinator-east")
    names = {"housing": "示例东县住建局", "land": "示例东县自然资源局"}

    def picks(topic: str, office: str) -> EditProblem:
        edits = (
            Edit("topic", "", topic),
            Edit("proposed_office_id", "", office),
            Edit("proposed_office_name", "", names[office]),
        )
        return act(EditProblem, **cases.on(op), edits=edits)

    do(desk, picks("licence", "housing"))
    small_stage.done_by("rep-east", picks("land", "land"))
    desk.sync()
    desk.window.press("同步中心")
    for text in ("证照办理", "规划用地", *names.values()):
        assert desk.reads(text), text
    assert not desk.reads("licence")
    assert len(desk.rows(Conflict)) == 3
    assert desk.frame.rail.buttons["sync"].badge == 2
    for _ in range(2):
        desk.key(Qt.Key.Key_3)
        assert desk.frame.rail.buttons["sync"].badge
        desk.key(Qt.Key.Key_1)
        desk.sync()
    stands = small_stage.read(select, Problem)[0]
    assert (stands.topic, stands.proposed_office_id, stands.proposed_office_name) == (
        "licence", "housing", names["housing"],
    )  # fmt: skip


def test_what_cannot_be_seen_is_shown_first_and_not_settled(torn: Desk) -> None:
    """A key decides on the card that stands before the person, and on no other."""
    torn.main.set_text_size(200)
    torn.frame.resize(1024, 600)
    QApplication.processEvents()
    torn.window.press("立即同步")
    torn.key(Qt.Key.Key_3)
    assert torn.kinds() == []
    QApplication.processEvents()
    torn.key(Qt.Key.Key_3)
    assert torn.kinds() == ["settle_conflict"]
