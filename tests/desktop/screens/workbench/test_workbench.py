"""工作台: four blocks in a fixed order, each row leads to its record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop import days
from desktop.screens.workbench.blocks import Block
from desktop.screens.workbench.day import due_soon, patience
from desktop.widgets.entry_lines import EntryLine
from sync.domain import clock
from sync.operations.administration import EndAssignment
from sync.operations.centre import AcceptProblem
from sync.operations.reports import ReportProblem
from sync.operations.visits import LogVisit
from sync.store.queries.enterprises import EnterpriseRow
from sync.store.queries.problems import ProblemRow
from sync.store.tables import History, Limit, Problem
from tests.city import act
from tests.desktop.desk import CTRL, SHIFT, At, Desk
from tests.stage import Stage
from tests.sync.domain.calendars import SHIPPED


def blocks(desk: Desk) -> dict[str, list[str]]:
    """Heading → the rows below it, as a screen reader says them, from the top left to the bottom right."""
    found = sorted(desk.all(Block), key=lambda block: (block.x(), block.y()))
    return {block.heading.text(): [line.accessibleName() for line in block.lines.lines] for block in found}


def visited(desk: Desk, firm: str, ago: int, **other: object) -> None:
    day = days.today(desk.workplace) - timedelta(days=ago)
    op = act(LogVisit, enterprise_id=firm, visited_on=day.isoformat(), **other)
    desk.workplace.do(op, owner=desk.workplace)


def row_due(due_on: str, problem_id: str, **other: object) -> ProblemRow:
    """A problem whose centre set this last day."""
    limit = Limit(
        id="l", aggregate_id=problem_id, problem_id=problem_id, cycle=1, stage="handling",
        starts_on="2026-11-01", amount=3, unit="workday", basis="", set_due_on=due_on,
        ended_on=str(other["ended_on"]) if "ended_on" in other else None,
    )  # fmt: skip
    return ProblemRow(
        id=problem_id, enterprise_id="f", enterprise_name="示例", official_number="", local_code="A-1",
        title="示例", form="need", state=str(other.get("state", "in_hand")), cycle=1, weight="ordinary",
        topic="", centre_id="c", centre_name="c", reporter_id="p", reporter_name="p", reported_at=0,
        accepted_at=None, closed_at=None, lead_office_name="", seen="", moved_at=0, limit=limit,
        delivery="delivered",
    )  # fmt: skip


def firm(name: str, days_since: int | None) -> EnterpriseRow:
    return EnterpriseRow("id", name, "r", "r", "", "missing", "", "", 0, "representative", None, days_since)


class TestBlocks:
    """What stands there."""

    def test_they_stand_in_a_fixed_order_and_say_when_they_are_empty(self, at: At) -> None:
        desk = at("rep-east")
        assert list(blocks(desk)) == ["今天要做", "快到期/超期", "我的企业", "最近草稿"]
        assert desk.reads("今天没有等您办理的事。")
        assert desk.reads("没有快到期的问题。")
        assert desk.reads("没有未完成的草稿。")

    def test_on_a_narrow_window_they_stand_below_each_other_in_the_same_order(
        self, at: At, qtbot: QtBot
    ) -> None:
        desk = at("rep-east")
        desk.frame.resize(800, 700)
        qtbot.waitUntil(lambda: len({block.x() for block in desk.all(Block)}) == 1)
        found = sorted(desk.all(Block), key=lambda block: block.y())
        assert [block.heading.text() for block in found] == [
            "今天要做",
            "快到期/超期",
            "我的企业",
            "最近草稿",
        ]

    def test_the_longest_unvisited_firm_comes_first(self, at: At) -> None:
        desk = at("rep-east")
        visited(desk, "firm-east", 12)
        assert [row.split(", ")[0] for row in blocks(desk)["我的企业"]] == [
            "示例东方机械有限公司",
            "示例东方制药有限公司",
        ]
        assert "未走访" in blocks(desk)["我的企业"][0]
        assert "12 天未走访" in blocks(desk)["我的企业"][1]

    def test_an_agreed_visit_is_for_today_until_somebody_goes(self, at: At) -> None:
        desk = at("rep-east")
        today = days.today(desk.workplace)
        visited(desk, "firm-east", 7, next_on=today.isoformat())
        visited(desk, "firm-other", 7, next_on=(today + timedelta(days=1)).isoformat())
        [agreed] = blocks(desk)["今天要做"]
        assert "示例东方制药有限公司" in agreed
        assert "约定走访" in agreed
        visited(desk, "firm-east", 0)
        assert not blocks(desk)["今天要做"]

    def test_work_that_was_not_accepted_is_the_first_thing_to_do(self, at: At, small_stage: Stage) -> None:
        desk = at("rep-east")
        end = {"assignment_id": "firm-east/rep-east", "enterprise_id": "firm-east", "reason": "调整"}
        small_stage.do(act(EndAssignment, **end, until=days.today(desk.workplace).isoformat()))
        assert desk.reads("今天没有等您办理的事。")
        visited(desk, "firm-east", 0)
        desk.sync()
        assert blocks(desk)["今天要做"] == ["同步中心, 未被接受或两人同改：1 项, 需处理"]
        assert not desk.reads("今天没有等您办理的事。")
        desk.press_line("同步中心")
        assert desk.reads("办理时此件已不归您负责")
        desk.window.press("放弃")
        desk.window.press("工作台")
        assert blocks(desk)["今天要做"] == []

    def test_a_problem_that_the_centre_accepted_shows_the_time_that_is_left(
        self, at: At, small_stage: Stage
    ) -> None:
        desk = at("rep-east")
        report = act(
            ReportProblem, enterprise_id="firm-east", form="need", local_code="A-1",
            title="示例供电不足", description="示例",
        )  # fmt: skip
        desk.workplace.do(report, owner=desk.workplace)
        desk.sync()
        assert not blocks(desk)["快到期/超期"]
        centre = small_stage.laptop("coordinator-east")
        [line] = centre.read(lambda connection: _lines(connection, report.problem_id))
        centre.do(act(AcceptProblem, problem_id=report.problem_id, enterprise_id="firm-east", seen=line.id))
        centre.sync()
        desk.sync()
        [due] = blocks(desk)["快到期/超期"]
        assert "示例供电不足" in due
        assert "剩 3 工作日" in due
        desk.press_line("示例供电不足")
        assert desk.rows(Problem)[0].state == "accepted"
        assert desk.reads("已受理")

    def test_the_day_is_told_with_the_next_working_day(self, at: At) -> None:
        desk = at("rep-east")
        today = days.today(desk.workplace)
        following = days.next_working_day(desk.workplace.rules.calendar, today)
        assert desk.reads(f"{today.month} 月 {today.day} 日 {days.weekday(today)}")
        assert desk.reads(f"下一工作日 {days.weekday(following)} {following:%m-%d}")


class TestRows:
    """Each leads on."""

    def test_a_firm_leads_to_its_dossier(self, at: At) -> None:
        desk = at("rep-east")
        desk.press_line("东方机械")
        assert desk.window.offers("走访这家企业")

    def test_a_draft_is_gone_on_with(self, at: At) -> None:
        desk = at("rep-east")
        desk.key(Qt.Key.Key_N, CTRL)
        desk.letters("dfzy")
        desk.key(Qt.Key.Key_Return)
        desk.write("写到一半")
        desk.key(Qt.Key.Key_Escape)
        desk.window.press("工作台")
        [draft] = blocks(desk)["最近草稿"]
        assert "写到一半" in draft
        desk.press_line("写到一半")
        assert desk.at() == "情况记录"
        assert desk.editor("情况记录").toPlainText() == "写到一半"

    def test_the_arrow_keys_walk_and_enter_opens(self, at: At) -> None:
        desk = at("rep-east")
        lines = [line for line in desk.all(EntryLine) if "示例东方" in line.accessibleName()]
        lines[0].setFocus()
        desk.key(Qt.Key.Key_J)
        assert desk.focused() is lines[1]
        desk.key(Qt.Key.Key_Down)
        assert desk.focused() is lines[1]
        desk.key(Qt.Key.Key_K)
        assert desk.focused() is lines[0]
        QTest.keyClick(lines[0], Qt.Key.Key_Return)
        assert desk.window.offers("走访这家企业")

    def test_the_keyboard_is_at_the_first_row_and_can_leave_both_ways(self, at: At) -> None:
        desk = at("rep-east")
        desk.key(Qt.Key.Key_F6)
        desk.key(Qt.Key.Key_F6)
        assert "示例东方" in desk.at()
        desk.key(Qt.Key.Key_Backtab, SHIFT)
        assert "示例东方" not in desk.at()


class TestDue:
    """Which problems fall due soon."""

    NOW = clock.start_of(date(2026, 11, 20)) + 9 * clock.HOUR  # a Friday

    def ids(self, *rows: ProblemRow) -> list[str]:
        return [row.id for row in due_soon(list(rows), SHIPPED, self.NOW)]

    def test_overdue_ones_come_first_and_far_ones_not_at_all(self) -> None:
        far, soon, late, today = (
            row_due("2026-11-26", "far"),
            row_due("2026-11-25", "soon"),
            row_due("2026-11-10", "late"),
            row_due("2026-11-20", "today"),
        )
        assert self.ids(far, soon, late, today) == ["late", "today", "soon"]

    @pytest.mark.parametrize("other", [{"ended_on": "2026-11-18"}, {"state": "closed"}, {"state": "settled"}])
    def test_what_is_over_is_not_due(self, other: dict[str, object]) -> None:
        assert self.ids(row_due("2026-11-10", "late", **other)) == []

    def test_never_visited_waits_longest(self) -> None:
        rows = [firm("甲", 3), firm("乙", None), firm("丙", 40), firm("丁", 0)]
        assert [row.name for row in sorted(rows, key=patience)] == ["乙", "丙", "甲", "丁"]


class TestDays:
    """The calendar's signs."""

    @pytest.mark.parametrize(
        ("day", "sign"),
        [
            (date(2026, 11, 20), ""),
            (date(2026, 11, 22), "休"),
            (date(2026, 10, 1), "休"),
            (date(2026, 10, 10), "班"),
            (date(2026, 9, 20), "班"),
        ],
    )
    def test_rest_and_work(self, day: date, sign: str) -> None:
        assert days.marks(SHIPPED)(day) == sign

    def test_the_next_working_day_may_be_a_saturday(self) -> None:
        assert days.next_working_day(SHIPPED, date(2026, 10, 9)) == date(2026, 10, 10)
        assert days.next_working_day(SHIPPED, date(2026, 9, 30)) == date(2026, 10, 8)


def _lines(connection: object, problem_id: str) -> list[History]:
    from sync.store.rows import select

    return select(connection, History, subject_id=problem_id)  # type: ignore[arg-type]
