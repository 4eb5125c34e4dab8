"""Whose laptops have not reported: told where numbers and lists rest on them, to who counts, and truly."""

from __future__ import annotations

from datetime import date

import pytest
from time_machine import travel

from desktop import silence
from desktop.freshness import FreshnessLine
from sync.domain import clock
from sync.domain.clock import HOUR
from sync.engine.local_values import Reporting
from sync.engine.reporting import EVERY
from tests import cases
from tests.desktop.desk import At, Desk, at
from tests.stage import Stage
from tests.sync.domain.calendars import as_of as calendar_as_of
from tests.sync.engine.test_reporting import silence as silent_for

__all__ = ["at"]

CALENDAR = calendar_as_of(date(2020, 12, 31))
NOON = clock.start_of(date(2020, 9, 28)) + 12 * HOUR  # a Monday, after a Sunday that was worked (调休)
DAY = 24 * HOUR


def said(**silent: int) -> Reporting:
    return Reporting(as_of=NOON, people=9, silent=silent)


def test_silent_is_who_was_away_for_a_working_day() -> None:
    told = said(away=NOON - 4 * DAY, yesterday=NOON - DAY, morning=NOON - DAY + 1, never=0)
    assert [who for _at, who in silence.silent(told, CALENDAR)] == ["never", "away", "yesterday"]


def test_a_rest_day_makes_nobody_silent() -> None:
    saturday = clock.start_of(date(2020, 9, 26)) + 12 * HOUR
    told = Reporting(as_of=saturday, people=1, silent={"friday": saturday - DAY})
    assert silence.silent(told, CALENDAR) == []


@pytest.mark.usefixtures("chinese")
def test_the_sentence_says_how_many_and_since_when() -> None:
    assert silence.line(None, CALENDAR, NOON) == ""
    assert silence.line(said(), CALENDAR, NOON) == ""
    assert silence.line(said(a=0, b=0), CALENDAR, NOON) == "2 人的电脑从未同步"
    some = said(a=NOON - 4 * DAY, b=NOON - 3 * DAY, c=0)
    assert silence.line(some, CALENDAR, NOON) == "3 人未同步，最早自 09-24 12:00 起"


# in the window


def lines(desk: Desk) -> list[str]:
    return [line.silent.text() for line in desk.all(FreshnessLine) if line.silent.isVisible()]


@pytest.fixture
def long_away(small_stage: Stage) -> str:
    """Both counties' representatives were not in contact for a week; the day that is said of it."""
    cases.reported(small_stage)
    for person in ("rep-east", "rep-west"):
        small_stage.laptop(person)
        at = silent_for(small_stage, person, 7)
    return f"{clock.to_datetime(at):%m-%d}"


@pytest.mark.parametrize(("person", "count"), [("coordinator-east", 1), ("coordinator-city", 2)])
def test_every_list_of_a_coordinator_tells_of_their_own_people(
    at: At, long_away: str, person: str, count: int
) -> None:
    desk = at(person)
    desk.main.runner.run()
    for word in ("首页", "待受理", "专题议事", "转办", "问题", "企业"):
        desk.window.press(word)
        [told] = lines(desk)
        assert told.startswith(f"{count} 人未同步，最早自 {long_away}"), word


def test_a_press_leads_to_names_posts_and_last_contacts(at: At, long_away: str) -> None:
    desk = at("coordinator-east")
    desk.main.runner.run()
    desk.window.press("待受理")
    desk.window.press(lines(desk)[0])
    assert desk.frame.rail.buttons["sync"].isChecked()
    assert desk.reads("未同步的电脑")
    assert desk.reads("示例代表甲 政府服务代表")
    assert desk.reads(f"自 {long_away}")
    assert desk.reads("2 家企业·示例东县")
    assert not desk.reads("示例代表乙")
    assert desk.reads("共 2 名驻企人员·1 人还没有电脑")


@pytest.mark.parametrize("person", ["rep-east", "handler-housing"])
def test_who_does_not_count_is_told_nothing(at: At, long_away: str, person: str) -> None:
    desk = at(person)
    desk.main.runner.run()
    for word in desk.frame.rail.buttons.values():
        desk.window.press(word.text())
        assert lines(desk) == []
        assert not desk.reads("未同步的电脑")


def test_who_comes_back_is_named_no_longer(small_stage: Stage, at: At, long_away: str) -> None:
    desk = at("coordinator-east")
    desk.main.runner.run()
    assert len(lines(desk)) == 1
    later = clock.now() + EVERY
    with travel(clock.to_datetime(later)):
        small_stage.laptop("rep-east", folder="rep-east").sync()
        desk.main.runner.run()
        assert lines(desk) == []
        desk.window.press("同步中心")
        assert desk.reads("已登记使用的电脑都在一个工作日内同步过。")
