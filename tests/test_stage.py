"""The stage that other tests play on."""

from __future__ import annotations

import pytest

from sync.domain.clock import day_of
from sync.engine.transport import Away
from sync.operations.visits import LogVisit
from sync.store.rows import select
from sync.store.tables import Enterprise, Visit
from tests.city import act
from tests.stage import Stage


def test_one_persons_work_is_read_on_another_persons_laptop(stage: Stage) -> None:
    mine, theirs = stage.laptop("rep-east"), stage.laptop("coordinator-east")
    day = day_of(mine.now()).isoformat()
    with stage.away():
        mine.do(act(LogVisit, enterprise_id="firm-east", visited_on=day, situation="断网时写下"))
        with pytest.raises(Away):
            mine.sync()
    mine.sync()
    theirs.sync()
    assert [visit.situation for visit in theirs.read(select, Visit)] == ["断网时写下"]


def test_each_laptop_holds_its_own_firms(small_stage: Stage) -> None:
    held = {
        person: {firm.id for firm in small_stage.laptop(person).read(select, Enterprise)}
        for person in ("rep-east", "staff", "coordinator-west", "coordinator-city", "handler-land")
    }
    assert held == {
        "rep-east": {"firm-east", "firm-other"},
        "staff": {"firm-small"},
        "coordinator-west": {"firm-west"},
        "coordinator-city": {"firm-east", "firm-other", "firm-small", "firm-west"},
        "handler-land": set(),
    }


def test_a_folder_is_opened_again_without_the_server(small_stage: Stage) -> None:
    small_stage.laptop("rep-east").close()
    with small_stage.away():
        again = small_stage.laptop("rep-east")
    assert len(again.read(select, Enterprise)) == 2
