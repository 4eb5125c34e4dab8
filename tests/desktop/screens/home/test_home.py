"""首页: numbers that open exactly the rows that they count."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from time_machine import travel

from desktop.screens.home import words
from desktop.screens.home.cards import percent
from desktop.screens.home.numbers import PERIODS, period_of
from desktop.widgets.figure import Figure
from sync.domain import clock
from sync.domain.metrics import ALWAYS, COUNTS, RATES, Period, Rate
from sync.operations.outcomes import RecordOutcome
from tests import cases
from tests.city import act
from tests.desktop.desk import At, Desk
from tests.journeys.window import rows_of
from tests.stage import Stage


def buttons(desk: Desk) -> list[str]:
    """What can be pressed, by name."""
    return [button.accessibleName() for button in desk.all(QAbstractButton)]


def listed(desk: Desk) -> list[str]:
    """The rows of the list that is shown."""
    return [row for view in desk.window._views() for row in rows_of(view)]


@pytest.fixture
def busy(small_stage: Stage, at: At) -> Desk:
    """Three problems of one county: one new, one accepted, one in hand, with two outcomes."""
    cases.reported(small_stage)
    cases.accepted(small_stage)
    in_hand = cases.in_hand(small_stage)
    for outcome, amount in (("certificate", "13"), ("loan", "3000")):
        record = act(
            RecordOutcome,
            **cases.on(in_hand),
            outcome=outcome,
            amount=amount,
            happened_on=cases.today(),
            evidence="证书复印件",
        )
        small_stage.done_by("rep-east", record)
    return at("coordinator-east")


def test_numbers_can_be_read_and_pressed(busy: Desk) -> None:
    names = buttons(busy)
    for name in ("收集: 3", "受理: 2", "在办: 2", "办结: 0", "化解: 0", "应办结: 0", "超期未办结: 0"):
        assert name in names


@pytest.mark.parametrize(("name", "rows"), [("收集: 3", 3), ("受理: 2", 2), ("在办: 2", 2), ("化解: 0", 0)])
def test_a_number_opens_exactly_its_rows(busy: Desk, name: str, rows: int) -> None:
    busy.window.press(name)
    assert busy.frame.rail.buttons["problems"].isChecked()
    assert len(listed(busy)) == rows
    assert busy.reads(f"{rows} 件")


def test_a_rate_shows_both_of_its_numbers_and_each_opens_its_rows(busy: Desk) -> None:
    assert busy.reads("66.7%")
    assert busy.reads("受理 / 收集")
    busy.window.press("受理率分子: 2")
    assert len(listed(busy)) == 2
    busy.window.press("首页")
    busy.window.press("受理率分母: 3")
    assert len(listed(busy)) == 3


def test_nothing_to_divide_by_is_a_dash() -> None:
    assert percent(Rate("closure", "closed_of_due", "due_or_closed", 0, 0)) == "—"
    assert percent(Rate("resolution", "solved", "accepted", 4175, 5236)) == "79.7%"


def test_the_ledger_never_adds_kinds(busy: Desk) -> None:
    assert {"不动产登记证: 13 件", "银行贷款: 3000 万元"} <= set(buttons(busy))
    assert not busy.reads("3013")
    busy.window.press("银行贷款: 3000 万元")
    assert len(listed(busy)) == 1


def test_a_queue_leads_to_its_screen(busy: Desk) -> None:
    busy.press_line("新上报")
    assert busy.frame.rail.buttons["inbox"].isChecked()
    assert busy.reads("停电")


def test_another_period_counts_its_own(small_stage: Stage, at: At) -> None:
    cases.reported(small_stage)
    desk = at("coordinator-east")
    assert {word: _collected(desk, word) for word in ("本年", "本月", "全部")} == {
        "本年": 1,
        "本月": 1,
        "全部": 1,
    }
    with travel(clock.to_datetime(clock.now() + 400 * 86_400_000)):
        counted = {word: _collected(desk, word) for word in ("本年", "本月", "全部")}
    assert counted == {"本年": 0, "本月": 0, "全部": 1}


def _collected(desk: Desk, period: str) -> int:
    desk.window.choose("时段", period)
    return int(next(name for name in buttons(desk) if name.startswith("收集: ")).partition(": ")[2])


def test_the_city_counts_all_and_one_centre_its_own(small_stage: Stage, at: At) -> None:
    cases.reported(small_stage)
    cases.reported(small_stage, "firm-west", "rep-west")
    desk = at("coordinator-city")
    assert "收集: 2" in buttons(desk)
    desk.window.choose("范围", "示例市企业发展服务中心")
    assert "收集: 0" in buttons(desk)
    assert "范围: 所有中心" not in buttons(at("coordinator-east"))


def test_news_come_in_without_taking_the_keyboard(small_stage: Stage, at: At) -> None:
    cases.reported(small_stage)
    desk = at("coordinator-east")
    desk.window.press("时段: 全部")
    before = desk.at()
    cases.reported(small_stage)
    desk.sync()
    assert "收集: 2" in buttons(desk)
    assert desk.at() == before


def test_it_says_as_of_when_and_by_which_calendar(at: At) -> None:
    desk = at("coordinator-east")
    desk.key(Qt.Key.Key_F5)
    assert desk.reads("数据截至 ")
    assert desk.reads("日历 2026 版（国办）")
    assert desk.reads("下一工作日")
    assert desk.reads(cases.today())


def test_numbers_are_asked_again_when_a_day_is_over(small_stage: Stage, at: At) -> None:
    cases.accepted(small_stage)
    desk = at("coordinator-east")
    assert "超期未办结: 0" in buttons(desk)
    later = clock.to_datetime(clock.now() + 30 * 86_400_000)
    with travel(later):
        [figure] = [each for each in desk.all(Figure) if each.text() == "超期未办结"]
        desk.frame.stack.currentWidget()._tick.timeout.emit()  # type: ignore[attr-defined]
        assert figure.accessibleName() == "超期未办结: 1"


def test_who_comes_back_on_another_day_reads_that_days_numbers(small_stage: Stage, at: At) -> None:
    cases.accepted(small_stage)
    desk = at("coordinator-east")
    desk.window.press("问题")
    with travel(clock.to_datetime(clock.now() + 30 * 86_400_000)):
        desk.window.press("首页")
        assert "超期未办结: 1" in buttons(desk)


def test_every_number_and_every_rate_has_its_words(chinese: None) -> None:
    assert all(words.count(code) and words.meaning(code) for code in COUNTS)
    assert set(words.RATES) == set(RATES)
    assert all(words.rate(code) for code in RATES)
    assert [words.period(code) for code in PERIODS] == ["全部", "本年", "本月"]
    assert {*words.REPORTED, *words.DUE} <= set(COUNTS)


@pytest.mark.parametrize(
    ("code", "today", "period"),
    [
        ("month", date(2024, 2, 29), Period(date(2024, 2, 1), date(2024, 2, 29))),
        ("month", date(2026, 12, 1), Period(date(2026, 12, 1), date(2026, 12, 31))),
        ("year", date(2026, 11, 22), Period(date(2026, 1, 1), date(2026, 12, 31))),
        ("always", date(2026, 11, 22), ALWAYS),
    ],
)
def test_periods_end_with_their_last_day(code: str, today: date, period: Period) -> None:
    assert period_of(code, today) == period


def test_the_ledger_counts_what_happened_in_the_period(small_stage: Stage, at: At) -> None:
    problem = cases.accepted(small_stage)
    for day, amount in ((f"{cases.today()[:4]}-01-01", "13"), ("2025-12-31", "5")):
        values = {"outcome": "certificate", "amount": amount, "happened_on": day}
        small_stage.done_by("rep-east", act(RecordOutcome, **cases.on(problem), **values))
    desk = at("coordinator-east")
    assert "不动产登记证: 18 件" in buttons(desk)
    desk.window.choose("时段", "本年")
    assert "不动产登记证: 13 件" in buttons(desk)
    with travel(clock.to_datetime(clock.now() + 800 * 86_400_000)):
        desk.window.choose("时段", "本月")
        assert desk.reads("没有登记的成果")


def test_a_queue_opens_with_all_that_the_home_counted(small_stage: Stage, at: At) -> None:
    cases.reported(small_stage)
    desk = at("coordinator-east")
    desk.window.press("待受理")
    desk.key(Qt.Key.Key_Slash)
    desk.letters("zzz")
    assert not listed(desk)
    desk.window.press("首页")
    desk.press_line("新上报")
    assert len(listed(desk)) == 1


def test_what_was_put_away_half_written_is_found_again(at: At) -> None:
    """Else a walk-in's report would be seen again at the next start only."""
    desk = at("coordinator-east")
    assert not desk.reads("未完成的草稿")
    desk.workplace.asked.emit("new_problem", "firm-east")
    desk.window.fill("反映内容", "示例：企业上门反映供电不足")
    desk.window.press("待受理")
    desk.window.press("首页")
    assert desk.reads("未完成的草稿")
    desk.press_line("示例：企业上门反映供电不足")
    assert desk.editor("反映内容").toPlainText() == "示例：企业上门反映供电不足"
    desk.submit()
    desk.window.press("首页")
    assert not desk.reads("未完成的草稿")
