"""What a colleague did is seen within two seconds, without a key and long before the next usual sync."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from desktop import sync_runner, watching
from sync.engine.waiting import Waiting
from sync.server.watch import LONGEST
from sync.store.rows import delete, select
from sync.store.tables import Problem, Token, Visit
from tests import cases
from tests.desktop.real import Seat, seat
from tests.journeys.window import wait
from tests.line import Line
from tests.stage import Stage

__all__ = ["seat"]

SOON_MS = 2_000


@pytest.fixture
def line(small_stage: Stage) -> Iterator[Line]:
    made = Line(small_stage.port)
    yield made
    made.close()


def waits(stage: Stage, count: int = 1) -> None:
    """Until so many windows wait at the server."""
    wait(lambda: len(stage.watch._waiters) == count, f"{count} waiting at the server")


def test_a_coordinator_sees_a_new_problem_within_two_seconds(stage: Stage, seat: Seat) -> None:
    """From the moment the representative's laptop has sent it."""
    representative = stage.laptop("rep-east")
    centre = seat("centre", stage.url).enter("coordinator-east")
    waits(stage)
    representative.do(cases.report(title="厂区道路塌陷"))
    representative.sync()
    laptop = centre.main.workplace.laptop
    wait(lambda: laptop.read(select, Problem), "the problem", SOON_MS)
    centre.see("新上报, 1 件")


def test_two_windows_see_each_other(stage: Stage, seat: Seat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync_runner, "SOON_SECONDS", 0.02)
    one, other = (seat(who, stage.url).enter(who) for who in ("coordinator-east", "rep-east"))
    waits(stage, 2)
    other.main.workplace.do(cases.visit(), owner=other.main.frame)
    laptop = one.main.workplace.laptop
    wait(lambda: laptop.read(select, Visit), "the visit", SOON_MS)


def test_its_own_work_wakes_nobody_for_nothing(
    small_stage: Stage, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_runner, "SOON_SECONDS", 0.02)
    answers: list[bool] = []
    news = Waiting.news

    def noted(self: Waiting) -> bool:
        answers.append(news(self))
        return answers[-1]

    monkeypatch.setattr(Waiting, "news", noted)
    real = seat("desk", small_stage.url).enter("rep-east")
    waits(small_stage)
    real.main.workplace.do(cases.visit(), owner=real.main.frame)
    wait(lambda: answers, "an answer")
    assert answers == [False]
    waits(small_stage)  # again, and soon


def test_a_token_that_ran_out_is_renewed_by_a_sync(
    small_stage: Stage, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    news, asked = Waiting.news, []

    def with_old_tokens(self: Waiting) -> bool:
        asked.append(self)
        if len(asked) == 1:
            with small_stage.database.write() as connection:
                delete(connection, Token, kind="access")
        return news(self)

    monkeypatch.setattr(Waiting, "news", with_old_tokens)
    seat("desk", small_stage.url).enter("coordinator-east")
    wait(lambda: len(asked) == 2, "a second question", SOON_MS)
    waits(small_stage)


def test_a_server_that_answers_at_once_is_not_hammered(
    small_stage: Stage, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[float] = []

    def at_once(_self: Any) -> bool:
        asked.append(time.monotonic())
        return False

    monkeypatch.setattr(Waiting, "news", at_once)
    seat("desk", small_stage.url).enter("coordinator-east")
    wait(lambda: len(asked) == 3, "three questions")
    assert asked[2] - asked[0] > watching.SHORTEST_SECONDS * 1.8  # timers are coarse


def test_a_line_that_is_cut_is_waited_on_again_when_it_is_back(
    small_stage: Stage, seat: Seat, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sync_runner, "USUAL_SECONDS", 0.3)
    monkeypatch.setattr(sync_runner, "AWAY_SECONDS", (0.05,))
    real = seat("desk", line.address).enter("coordinator-east")
    waits(small_stage)
    line.cut()
    waits(small_stage, 0)
    line.mend()
    waits(small_stage)
    real.see("已同步")


def test_closing_ends_the_wait_at_once(small_stage: Stage, seat: Seat) -> None:
    real = seat("desk", small_stage.url).enter("coordinator-east")
    waits(small_stage)
    began = time.monotonic()
    real.close()
    assert time.monotonic() - began < LONGEST / 5
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("wait")]
    waits(small_stage, 0)


def test_a_fault_of_ours_is_told_as_one(
    small_stage: Stage, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = RuntimeError("broken")

    def broken(_self: Any) -> bool:
        raise fault

    monkeypatch.setattr(Waiting, "news", broken)
    told: list[Exception] = []
    monkeypatch.setattr("desktop.app.Desktop.tell_fault", lambda _self, error: told.append(error))
    seat("desk", small_stage.url).enter("coordinator-east")
    wait(lambda: told == [fault], "the fault")


def test_what_concerns_a_whole_city_is_not_fetched_by_all_at_once() -> None:
    assert watching.SPREAD_SECONDS > 0.2
