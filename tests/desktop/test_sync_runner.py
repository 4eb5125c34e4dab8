"""The sync that runs by itself: in small steps over a laptop that can be told what happens, and for real."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop import sync_runner
from desktop.background import Lanes
from desktop.keys import Keys
from desktop.notices import Notices
from desktop.sync_runner import (
    AWAY_SECONDS,
    LOGIN_SECONDS,
    SOON_SECONDS,
    UNDO_SECONDS,
    USUAL_SECONDS,
    SyncRunner,
)
from desktop.sync_state import Ended, Look
from desktop.widgets.chip import chip_mark
from desktop.workplace import Workplace
from sync.domain import clock
from sync.domain.actor import SYSTEM
from sync.engine.cycle import Result
from sync.engine.laptop import Laptop
from sync.engine.local_values import Contact
from sync.engine.standing import Standing
from sync.engine.transport import Away, SignInAgain
from sync.operations.rules import Rules
from sync.server.centre import Centre
from sync.store.rows import select
from sync.store.tables import Outbox, Token, Visit
from tests import cases
from tests.desktop.real import Real, Seat, seat
from tests.line import Line
from tests.stage import PASSWORD, Stage

__all__ = ["seat"]


class ToldLaptop:
    """Owes what the test says, and syncs as the test says."""

    def __init__(self) -> None:
        self.waiting = self.attention = self.synced_at = self.syncs = 0
        self.error: Exception | None = None
        self.files_left = False
        self.during: Callable[[], None] = lambda: None

    def read(self, _query: object) -> Look:
        owed = Standing(waiting=self.waiting, files=0, attention=self.attention, synced_at=self.synced_at)
        return Look(owed, Contact(synced_at=self.synced_at))

    def sync(self, progress: Callable[[str, int, int], None]) -> Result:
        self.syncs += 1
        if self.waiting:
            progress("push", 0, self.waiting)
        self.during()
        if self.error is not None:
            raise self.error
        self.waiting, self.synced_at = 0, clock.now()
        return Result(
            pushed=0,
            pulled=0,
            verdicts={},
            changed=frozenset({"outbox"}),
            revision=1,
            complete=True,
            files_left=self.files_left,
        )


class Bench:
    """A runner over such a laptop; everything happens at once."""

    def __init__(self) -> None:
        self.laptop, self.lanes, self.notices = ToldLaptop(), Lanes.immediate(), Notices()
        self.window = QWidget()
        self.workplace = Workplace(
            cast(Laptop, self.laptop), SYSTEM, cast(Rules, None), self.lanes, self.notices, Keys(self.window)
        )
        self.runner = SyncRunner(self.workplace)
        self.said: list[str] = []
        self.runner.state_changed.connect(lambda state: self.said.append(chip_mark(state).tone))

    def seconds(self) -> float:
        """Until the next sync; -1 when none will come."""
        left = self.runner._timer.remainingTime()
        return left / 1000 if left >= 0 else -1

    def deed(self) -> None:
        self.laptop.waiting += 1
        self.workplace.changes.announce({"outbox"})
        self.workplace.did.emit(None)

    def close(self) -> None:
        self.runner.stop()
        self.lanes.close()
        for each in (self.workplace, self.notices, self.window):
            each.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    made = Bench()
    yield made
    made.close()


def about(seconds: float) -> Any:
    """Within the jitter, and the coarseness of timers (a twentieth)."""
    return pytest.approx(seconds, rel=0.18, abs=0.2)


def test_it_comes_again_each_half_minute(bench: Bench) -> None:
    bench.runner.start()
    assert bench.laptop.syncs == 1
    assert bench.seconds() == about(USUAL_SECONDS)


def test_what_was_done_goes_soon(bench: Bench) -> None:
    bench.runner.start()
    bench.deed()
    assert bench.seconds() == about(SOON_SECONDS)


def test_what_can_be_taken_back_waits_for_as_long_as_the_undo_line(bench: Bench) -> None:
    bench.runner.start()
    bench.deed()
    bench.notices.offer_undo("已签收", lambda: None)
    bench.deed()
    assert bench.seconds() == about(UNDO_SECONDS)
    assert bench.seconds() > 12


def test_what_is_done_without_a_pause_goes_within_a_minute(bench: Bench) -> None:
    bench.runner.start()
    bench.notices.offer_undo("已签收", lambda: None)
    bench.deed()
    assert bench.runner._held_until is not None
    assert bench.runner._held_until.remainingTime() == pytest.approx(60_000, abs=5_000)
    bench.runner._held_until.setRemainingTime(5_000)
    bench.deed()
    assert bench.seconds() == about(5)
    bench.runner.run()
    bench.deed()
    assert bench.seconds() == about(UNDO_SECONDS)


def test_without_a_line_it_waits_longer_each_time_and_never_long(bench: Bench) -> None:
    bench.laptop.error = Away("offline")
    waits = []
    for _ in range(6):
        bench.runner.run()
        waits.append(bench.seconds())
    assert waits == [about(seconds) for seconds in (*AWAY_SECONDS, AWAY_SECONDS[-1], AWAY_SECONDS[-1])]
    assert max(waits) * 1.1 < 30  # a queue is at 0 within half a minute after the line is back
    bench.laptop.error = None
    bench.runner.run()
    assert bench.seconds() == about(USUAL_SECONDS)


def test_a_busy_centre_is_obeyed(bench: Bench) -> None:
    bench.laptop.error = Away("busy", 60)
    bench.runner.run()
    assert bench.seconds() == about(60)


def test_asked_for_while_it_runs_it_runs_once_more(bench: Bench) -> None:
    bench.laptop.during = bench.runner.run
    bench.runner.run()
    assert bench.laptop.syncs == 1
    assert bench.seconds() == about(SOON_SECONDS)


def test_files_whose_turn_was_over_go_on_behind_the_records_of_the_next(bench: Bench) -> None:
    bench.laptop.files_left = True
    bench.runner.run()
    assert bench.seconds() == about(SOON_SECONDS)


def test_a_sign_in_that_ran_out_is_not_hammered(bench: Bench) -> None:
    bench.laptop.error = SignInAgain("sign_in_again")
    bench.runner.run()
    assert bench.seconds() == about(LOGIN_SECONDS)
    bench.laptop.error = None
    bench.runner.run_signed_in()
    assert bench.runner.ended == Ended()


def test_who_asks_while_a_sign_in_runs_out_is_answered_at_once(bench: Bench) -> None:
    """Nobody presses a key and then looks at a try that was made before it."""
    bench.laptop.error, bench.laptop.during = SignInAgain("sign_in_again"), bench.runner.run
    bench.runner.run()
    assert bench.seconds() == about(SOON_SECONDS)
    bench.laptop.during = lambda: None
    bench.runner.run()
    assert bench.seconds() == about(LOGIN_SECONDS)


def test_a_fault_of_ours_is_told_as_one(bench: Bench) -> None:
    told: list[Exception] = []
    bench.lanes.network.unexpected.connect(told.append)
    bench.laptop.error = RuntimeError("broken")
    bench.runner.run()
    assert told == [bench.laptop.error]
    assert bench.seconds() > 0


def test_what_broke_off_may_have_changed_anything(bench: Bench) -> None:
    changed: list[frozenset[str]] = []
    bench.workplace.changes.happened.connect(changed.append)
    bench.laptop.error = Away("offline")
    bench.runner.run()
    assert changed == []  # nothing had gone out yet
    bench.laptop.waiting = 1
    bench.runner.run()
    assert {"problem", "visit", "outbox"} <= changed[-1]


def test_a_quiet_sync_does_not_flicker_and_one_that_was_asked_for_shows(bench: Bench) -> None:
    bench.runner.start()
    words: list[str] = []
    bench.laptop.during = lambda: words.append(chip_mark(bench.runner.state).icon)
    bench.runner._timer.timeout.emit()
    bench.runner.run()
    bench.laptop.waiting = 2
    bench.runner._timer.timeout.emit()
    assert words == ["check", "sync", "sync"]


def test_once_stopped_it_comes_no_more(bench: Bench) -> None:
    bench.runner.start()
    bench.runner.stop()
    bench.deed()
    assert bench.seconds() == -1


EVENTS = st.lists(
    st.sampled_from(["deed", "conflict", "settled", "cut", "mend", "login", "broken", "sync", "look"]),
    max_size=25,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
def test_it_never_says_green_while_something_waits(qapp: QApplication, events: list[str]) -> None:
    bench = Bench()
    laptop, runner = bench.laptop, bench.runner
    lie: list[str] = []

    def check(state: object) -> None:
        if chip_mark(runner.state).tone == "success" and (laptop.waiting or laptop.attention):
            lie.append(f"{state} with {vars(laptop)}")

    runner.state_changed.connect(check)
    acts: dict[str, Callable[[], object]] = {
        "deed": bench.deed,
        "conflict": lambda: _set(bench, "attention", 1),
        "settled": lambda: _set(bench, "attention", 0),
        "cut": lambda: setattr(laptop, "error", Away("offline")),
        "login": lambda: setattr(laptop, "error", SignInAgain("sign_in_again")),
        "broken": lambda: setattr(laptop, "error", Away("fault")),
        "mend": lambda: setattr(laptop, "error", None),
        "sync": runner.run,
        "look": runner.refresh,
    }
    runner.start()
    for event in events:
        acts[event]()
    bench.close()
    assert lie == []
    if laptop.waiting or laptop.attention:
        assert chip_mark(runner.state).tone != "success"


def _set(bench: Bench, name: str, value: int) -> None:
    setattr(bench.laptop, name, value)
    bench.workplace.changes.announce({"conflict"})


# For real: threads, HTTP, a line that is cut.


@pytest.fixture
def line(small_stage: Stage) -> Iterator[Line]:
    made = Line(small_stage.port)
    yield made
    made.close()


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same steps in less time."""
    monkeypatch.setattr(sync_runner, "AWAY_SECONDS", (0.05, 0.1))
    monkeypatch.setattr(sync_runner, "SOON_SECONDS", 0.02)
    monkeypatch.setattr(sync_runner, "USUAL_SECONDS", 0.3)


def log_a_visit(real: Real) -> None:
    real.main.workplace.do(cases.visit(), owner=real.main.frame)


def test_the_line_goes_and_comes_and_nobody_presses_a_key(
    small_stage: Stage, seat: Seat, line: Line, hurried: None
) -> None:
    real = seat("desk", line.address).enter("rep-east")
    real.see("已同步")
    line.cut()
    log_a_visit(real)
    real.see("离线·1 待传")
    assert small_stage.read(select, Visit) == []
    line.mend()
    real.see("已同步")
    [entry] = real.main.workplace.laptop.read(select, Outbox)
    assert entry.state == "accepted"
    assert len(small_stage.read(select, Visit)) == 1


def test_the_sign_in_runs_out_and_is_renewed_beside_the_work(
    small_stage: Stage, seat: Seat, hurried: None
) -> None:
    real = seat("desk", small_stage.url).enter("rep-east")
    real.see("已同步")
    _forget_tokens(small_stage.centre)
    log_a_visit(real)
    real.see("登录已过期")
    real.window.press("重新登录")
    real.type("错的")
    real.window.press("登录")
    real.see("用户名或密码不正确，请重新输入；")
    real.window.fill("密码", PASSWORD)
    real.window.press("登录")
    real.see("已同步")
    assert not real.window.offers("登录")
    assert len(small_stage.read(select, Visit)) == 1


def _forget_tokens(centre: Centre) -> None:
    from sync.store.rows import delete

    with centre.database.write() as connection:
        delete(connection, Token)


def test_closing_leaves_no_thread_no_timer_and_a_free_folder(
    small_stage: Stage, seat: Seat, line: Line
) -> None:
    real = seat("desk", line.address).enter("rep-east")
    line.cut()
    log_a_visit(real)
    real.close()
    again = seat("desk", line.address)
    again.type(PASSWORD)
    again.window.press("打开")
    again.is_in()
    again.see("待传")
    again.close()
