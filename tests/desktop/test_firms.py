"""Choosing an enterprise: one's own first and by need, then whatever this laptop holds."""

from __future__ import annotations

from datetime import timedelta

from desktop import days
from desktop.firms import firms
from sync.operations.visits import LogVisit
from tests.city import act
from tests.desktop.desk import At, at

__all__ = ["at"]


def test_nothing_typed_asks_for_the_persons_own_the_longest_unvisited_first(at: At) -> None:
    desk = at("rep-east")
    today = days.today(desk.workplace)
    for firm, ago in (("firm-east", 40), ("firm-other", 3)):
        day = (today - timedelta(days=ago)).isoformat()
        desk.workplace.do(act(LogVisit, enterprise_id=firm, visited_on=day), owner=desk.workplace)
    found = firms(desk.workplace)("")
    assert [choice.key for choice in found] == ["firm-east", "firm-other"]
    assert "上次走访" in found[0].line
    assert "信用代码待补" in found[0].line


def test_characters_initials_and_pinyin_find_it(at: At) -> None:
    ask = firms(at("rep-east").workplace)
    assert [choice.key for choice in ask("机械")] == ["firm-other"]
    assert [choice.key for choice in ask("dfjx")] == ["firm-other"]
    assert {choice.key for choice in ask("dongfang")} == {"firm-east", "firm-other"}
    assert not ask("没有这家")


def test_a_centre_finds_every_firm_it_holds_and_each_once(at: At) -> None:
    desk = at("coordinator-east")
    desk.laptop.index(60_000)
    found = firms(desk.workplace)("示例")
    assert {choice.key for choice in found} == {"firm-east", "firm-other", "firm-small"}
    assert len(found) == 3
    assert next(choice for choice in found if choice.key == "firm-small").line == "示例东乡"
    assert not firms(desk.workplace)("")
