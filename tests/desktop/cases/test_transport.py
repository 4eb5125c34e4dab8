"""The way to the centre is told apart from the handling: when each step was done and when it arrived; that no
time limit and no number counts what lies between. Two laptops and the server."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QAbstractButton
from time_machine import travel

from sync.domain.clock import SHANGHAI
from sync.operations.centre import AcceptProblem, CloseOnSite, RecordGuidance, SendPerson
from tests import cases
from tests.city import act
from tests.desktop.desk import At, at
from tests.stage import Stage

__all__ = ["at"]

TUESDAY = datetime(2026, 11, 24, 9, 12, tzinfo=SHANGHAI)
THURSDAY = TUESDAY + timedelta(days=2, hours=8, minutes=51)
FRIDAY_NIGHT = datetime(2026, 11, 27, 23, 50, tzinfo=SHANGHAI)  # the last day of three from Tuesday on
NEXT_WEEK = datetime(2026, 12, 1, 10, 0, tzinfo=SHANGHAI)


def test_each_step_says_when_it_was_done_and_when_it_arrived(small_stage: Stage, at: At) -> None:
    with travel(TUESDAY - timedelta(minutes=30)):
        laptop = small_stage.laptop("rep-east")
    with travel(TUESDAY), small_stage.away():
        laptop.do(cases.report())
    with travel(THURSDAY):
        laptop.sync()
        desk = at("coordinator-east")
        desk.window.press("待受理")
        assert desk.reads("2026-11-24 09:12")
        assert desk.reads("2026-11-26 18:03 送达（途中 2 天 8 小时）")


def test_the_way_is_counted_against_nobody(small_stage: Stage, at: At) -> None:
    """Accepted on Tuesday and ended on the last minutes of its last day, both on a laptop without a line."""
    with travel(TUESDAY):
        problem = cases.reported(small_stage)
        laptop = small_stage.laptop("coordinator-east")
    with small_stage.away():
        with travel(TUESDAY + timedelta(hours=1)):
            laptop.do(act(AcceptProblem, **cases.on(problem)))
            laptop.do(act(SendPerson, **cases.on(problem), person_id="coordinator-east", directory_id="east"))
            laptop.do(act(RecordGuidance, **cases.on(problem), guided_on=cases.today(), guidance="讲解手续"))
        with travel(FRIDAY_NIGHT):
            laptop.do(act(CloseOnSite, **cases.on(problem), result="solved", words="现场已接通"))
    with travel(NEXT_WEEK):
        laptop.sync()
        desk = at("colleague-east")
        names = [button.accessibleName() for button in desk.all(QAbstractButton)]
        assert {"按期办结: 1", "超期未办结: 0", "应办结: 1"} <= set(names)
        desk.window.press("按期办结: 1")
        assert desk.reads("自 2026-11-24 周二 办理之日起算，不以送达之日为准")
        assert desk.reads("2026-12-01 10:00 送达（途中 3 天 10 小时）")
