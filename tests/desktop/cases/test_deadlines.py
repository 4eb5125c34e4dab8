"""Time limits in the city's words, on days that are known."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from desktop.cases import deadlines
from sync.domain.clock import end_of, start_of
from sync.store.tables import Limit
from tests.desktop.cases.test_words import PROFILE
from tests.sync.domain.calendars import SHIPPED as CALENDAR


def limit(starts_on: str = "2020-04-29", amount: int = 5, **values: object) -> Limit:
    given = {"id": "l", "aggregate_id": "p", "problem_id": "p", "cycle": 1, "stage": "handling"}
    rule = {"unit": "workday", "basis": "一般问题 · 本地设定", "starts_on": starts_on, "amount": amount}
    return msgspec.convert({**given, **rule, **values}, Limit)


def word(on: str, of: Limit) -> str:
    mark = deadlines.mark(of, CALENDAR, start_of(date.fromisoformat(on)) + 9 * 3_600_000)
    return mark.word if mark is not None else ""


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2020-04-29", "剩 5 工作日"),
        ("2020-05-05", "剩 4 工作日"),  # the holiday is not counted
        ("2020-05-08", "剩 1 工作日"),
        ("2020-05-09", "剩 0 工作日"),  # the last day, a Saturday worked in exchange
        ("2020-05-10", "超期 0 工作日"),  # Sunday: over, and nobody could have worked since
        ("2020-05-11", "超期 1 工作日"),
        ("2020-05-15", "超期 5 工作日"),
    ],
)
def test_what_is_left_and_what_is_over(on: str, said: str) -> None:
    """Accepted Wed 2020-04-29 + 5 → Sat 2020-05-09."""
    assert word(on, limit()) == said


@pytest.mark.usefixtures("chinese")
def test_the_turn_comes_at_midnight() -> None:
    last = end_of(date(2020, 5, 9))
    before, after = (deadlines.mark(limit(), CALENDAR, at) for at in (last - 1, last))
    assert before is not None
    assert after is not None
    assert (before.word, after.word) == ("剩 0 工作日", "超期 0 工作日")
    assert (before.tone, after.tone) == ("neutral", "neutral"), "承德 gives its limits no colours"
    assert before.shape != after.shape, "and still tells them apart"


def test_a_limit_that_was_stopped_shows_no_mark() -> None:
    assert deadlines.mark(limit(ended_on="2020-05-06"), CALENDAR, end_of(date(2020, 6, 1))) is None
    assert deadlines.mark(None, CALENDAR, 0) is None


@pytest.mark.usefixtures("chinese")
def test_a_day_beyond_the_notices_is_an_estimate() -> None:
    far = limit("2026-12-30", 5)
    assert word("2026-12-30", far).endswith("（暂估）")
    assert deadlines.last_day(far, CALENDAR).endswith("（暂估，待国务院通知）")


@pytest.mark.usefixtures("chinese")
def test_the_last_day_and_its_rule_are_told() -> None:
    assert deadlines.last_day(limit("2020-09-23", 15), CALENDAR) == "2020-10-20 周二 24:00"
    assert deadlines.rule(limit("2020-09-23", 15)) == "一般问题 · 本地设定 · 15 工作日"
    set_by_centre = limit(set_due_on="2020-06-01", reason="需现场勘验")
    assert deadlines.rule(set_by_centre) == "中心另定：需现场勘验（按规定：一般问题 · 本地设定 · 5 工作日）"


@pytest.mark.usefixtures("chinese")
def test_each_day_is_explained_with_its_notice() -> None:
    days = deadlines.explained(limit("2026-09-30", 3), CALENDAR)
    assert days[0] == ("2026-09-30 周三", "不计", "受理当日不计入（民法典第二百零一条）")
    assert days[1][:2] == ("2026-10-01 周四", "不计")
    assert days[1][2].startswith("放假（")
    assert days[1][2].endswith("号")
    assert [place for _day, place, _why in days if place != "不计"] == ["第 1 日", "第 2 日", "第 3 日"]
    assert days[-1][0].startswith("2026-10-10")
    assert days[-1][2].startswith("调休上班")


@pytest.mark.usefixtures("chinese")
def test_which_of_two_times_starts_it_is_said() -> None:
    rule = PROFILE.limit("ordinary")
    assert deadlines.start(limit(), rule) == "自 2020-04-29 周三 办理之日起算，不以送达之日为准"
    received = msgspec.structs.replace(rule, starts_from="received")
    assert deadlines.start(limit(), received) == "自 2020-04-29 周三 送达中心之日起算"
