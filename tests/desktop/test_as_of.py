"""As of when each list is: never newer than the truth, quiet while it is fresh, plain once it is old."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from time_machine import travel

import desktop
from desktop import troubles
from desktop.aging import is_old
from desktop.as_of import LONG, as_of, hindrances
from desktop.freshness import FreshnessLine
from desktop.sync_state import Ended, Look
from desktop.widgets.master_list import MasterList
from sync.domain import clock
from sync.domain.clock import HOUR
from sync.domain.working_time import Calendar
from sync.engine.local_values import Contact, contact
from sync.engine.standing import Standing
from tests import cases
from tests.desktop.conftest import compose, type_chinese
from tests.desktop.desk import CTRL, At, Desk, at
from tests.stage import Stage
from tests.sync.domain.calendars import as_of as calendar_as_of

__all__ = ["at"]

MINUTE = HOUR // 60
CALENDAR = calendar_as_of(date(2020, 12, 31))


def instant(text: str) -> int:
    """2020-09-25 17:32 in Shanghai."""
    day, _, time = text.partition(" ")
    hours, _, minutes = time.partition(":")
    return clock.start_of(clock.to_date(day)) + int(hours) * HOUR + int(minutes) * MINUTE


def seen(synced_at: int, offset: int = 0) -> Look:
    owed = Standing(waiting=0, files=0, attention=0, synced_at=synced_at)
    return Look(owed, Contact(synced_at=synced_at, offset=offset))


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return CALENDAR


@pytest.mark.parametrize(
    ("then", "now", "old"),
    [
        ("2020-09-24 09:00", "2020-09-25 08:59", False),
        ("2020-09-24 09:00", "2020-09-25 09:00", True),
        ("2020-09-25 17:32", "2020-09-26 23:59", False),  # Saturday
        ("2020-09-25 17:32", "2020-09-27 17:32", True),  # a Sunday that is worked (调休)
        ("2020-09-30 17:32", "2020-10-08 23:00", False),  # eight days of rest
        ("2020-09-30 17:32", "2020-10-09 17:32", True),
    ],
)
def test_it_is_old_after_a_whole_working_day(calendar: Calendar, then: str, now: str, old: bool) -> None:
    assert is_old(instant(then), instant(now), calendar) is old


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ("2020-09-24 09:12", "2020-09-24 09:30", "数据截至 09:12"),
        ("2020-09-24 17:32", "2020-09-25 08:30", "数据截至 昨天 17:32"),
        ("2020-09-24 17:32", "2020-09-28 08:30", "数据截至 09-24 17:32"),
    ],
)
def test_the_day_is_said_as_people_say_it(
    calendar: Calendar, chinese: None, then: str, now: str, said: str
) -> None:
    assert as_of(seen(instant(then)), Ended(), calendar, instant(now)).words == said


def test_a_hindrance_is_named_at_once_and_warns_when_it_lasts(calendar: Calendar, chinese: None) -> None:
    then = instant("2020-09-24 09:12")
    away = Ended("offline", "offline")
    soon, late = (
        as_of(seen(then), away, calendar, then + HOUR),
        as_of(seen(then), away, calendar, then + LONG),
    )
    assert (soon.line(), soon.warns) == ("数据截至 09:12 · 没有网络", False)
    assert late.warns
    assert late.remedy == "此后别人的进展这里还看不到。可继续工作，联网后自动同步。"
    assert not as_of(seen(then), Ended(), calendar, then + LONG).warns


def test_who_must_sign_in_is_led_to_the_password(calendar: Calendar, chinese: None) -> None:
    then = instant("2020-09-24 09:12")
    told = as_of(seen(then), Ended("login", "sign_in_again"), calendar, then + LONG)
    assert (told.reason, told.way) == ("需要重新登录", troubles.SIGN_IN)


def test_a_wrong_clock_makes_nothing_newer(calendar: Calendar, chinese: None) -> None:
    then, ahead = instant("2020-09-24 09:12"), 26 * HOUR
    told = as_of(seen(then, offset=-ahead), Ended(), calendar, then + ahead + MINUTE)
    assert (told.words, told.warns) == ("数据截至 09:12", False)


@given(
    st.integers(1, 2**41),
    st.integers(0, 90 * 24 * HOUR),
    st.sampled_from([Ended(), *(Ended("offline", code) for code in ("offline", "busy"))]),
)
def test_what_warns_says_what_to_do(at: int, passed: int, ended: Ended) -> None:
    told = as_of(seen(at), ended, CALENDAR, at + passed)
    assert told.warns == bool(told.remedy)
    assert bool(told.reason) == bool(ended.kind)


def test_every_end_of_a_try_has_its_few_words() -> None:
    known = set(troubles.sentences())
    assert set(hindrances()) <= known
    assert {"offline", "busy", "fault", "not_our_server", "damaged_reply", "declined"} <= set(hindrances())


# in the window


def lines(desk: Desk) -> list[FreshnessLine]:
    return [line for line in desk.all(FreshnessLine) if line.isVisible()]


def sync(desk: Desk) -> None:
    desk.main.runner.run()


@pytest.mark.parametrize(
    "person",
    ["rep-east", "coordinator-east", "leader-east", "caller-east", "handler-housing", "coordinator-city"],
)
def test_every_screen_of_records_says_as_of_when(at: At, person: str) -> None:
    desk = at(person)
    sync(desk)
    told = desk.workplace.freshness.told
    for number, key in enumerate(desk.frame.rail.buttons, 1):
        desk.key(getattr(Qt.Key, f"Key_{number}"), CTRL)
        if key not in ("sync", "settings"):
            assert [line.line.text() for line in lines(desk)] == [told.words], key
            assert len(desk.all(MasterList)) <= 1


def test_no_list_can_be_made_without_it() -> None:
    """Whoever makes a list for a screen also stands the line below it."""
    sources = Path(desktop.__file__).parent.rglob("*.py")
    for source in (each for each in sources if "widgets" not in each.parts):
        names = [
            getattr(node.func, "id", "")
            for node in ast.walk(ast.parse(source.read_text("utf-8")))
            if isinstance(node, ast.Call)
        ]
        assert names.count("MasterList") <= names.count("FreshnessLine"), source


def test_it_is_the_servers_time_of_the_last_completed_pull(at: At) -> None:
    desk = at("coordinator-east")
    sync(desk)
    synced_at = desk.laptop.read(contact).synced_at
    assert desk.reads(f"数据截至 {clock.to_datetime(synced_at):%H:%M}")


def test_without_a_line_it_stays_where_it_was_and_warns_at_last(small_stage: Stage, at: At) -> None:
    cases.reported(small_stage)
    desk = at("coordinator-east")
    sync(desk)
    desk.window.press("待受理")
    before = desk.workplace.freshness.told.words
    with small_stage.away():
        sync(desk)
        assert [line.line.text() for line in lines(desk)] == [f"{before} · 没有网络"]
        with travel(clock.to_datetime(clock.now() + 5 * 24 * HOUR)):
            sync(desk)
            [line] = lines(desk)
            assert line.shown.warns
            assert line.remedy.isVisible()
            desk.window.press("查看同步")
            assert desk.frame.rail.buttons["sync"].isChecked()


def test_it_changes_beside_an_editor_that_is_left_alone(small_stage: Stage, at: At) -> None:
    cases.reported(small_stage)
    desk = at("coordinator-east")
    sync(desk)
    desk.window.press("待受理")
    [field] = [each for each in desk.all(QLineEdit) if each.accessibleName() == "筛选待受理"]
    field.setFocus()
    compose(field, "ting")
    with small_stage.away():
        sync(desk)
    assert lines(desk)[0].shown.reason == "没有网络"
    assert desk.focused() is field
    assert field.text() == ""
    type_chinese(field, "停电")
    assert field.text() == "停电"
