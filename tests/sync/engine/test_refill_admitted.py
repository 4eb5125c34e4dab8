"""Work out of quarantine after a restore: what was admitted has its effect again, its author hears of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.domain import clock
from sync.domain.clock import day_of
from sync.engine.laptop import Laptop
from sync.operations.administration import EndAssignment
from sync.operations.admissions import AdmitWork, parked_id
from sync.operations.visits import LogVisit
from sync.server.refill.take import close
from sync.store.rows import select
from sync.store.tables import Outbox, Parked, Visit
from tests.cases import visit
from tests.city import act
from tests.copies import assert_same
from tests.stage import Stage


class Admitted:
    """A visit that was written late; the coordinator admitted it. `before`, `between`: backups before it came
    and before it was admitted."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.author, self.coordinator = stage.laptop("rep-east"), stage.laptop("coordinator-east")
        names = {"assignment_id": "firm-east/rep-east", "enterprise_id": "firm-east"}
        yesterday = day_of(clock.now() - 24 * clock.HOUR).isoformat()
        stage.do(act(EndAssignment, **names, until=yesterday, reason="调整"))
        self.before = stage.back_up("before")
        self.op: LogVisit = visit(situation="离任后补记的走访")
        self.author.do(self.op)
        self.author.sync()
        self.between = stage.back_up("between")
        self.coordinator.sync()
        self.admit()
        self.author.sync()
        assert self.heard() == "admitted"

    def admit(self) -> None:
        names = {"enterprise_id": "firm-east", "parked_id": parked_id(self.op.op_id)}
        self.coordinator.do(act(AdmitWork, **names))
        self.coordinator.sync()

    def heard(self) -> str:
        """What stands on the author's laptop."""
        states: dict[str, str] = {one.op_id: one.state for one in self.author.read(select, Outbox)}
        return states[self.op.op_id]

    def visits(self) -> list[str]:
        return [row.situation for row in self.stage.read(select, Visit)]


@pytest.fixture
def work(stage: Stage) -> Admitted:
    return Admitted(stage)


def restored(work: Admitted, backup: Path, *some: Laptop) -> None:
    """The record is put back, these laptops come, and the refill ends."""
    work.stage.put_back(backup)
    for laptop in some:
        laptop.sync()
    close(work.stage.centre)
    for laptop in (*some, *some):
        laptop.sync()


@pytest.mark.parametrize("author_first", [True, False])
def test_admitted_work_has_its_effect_again(work: Admitted, *, author_first: bool) -> None:
    both = (work.author, work.coordinator)
    restored(work, work.between, *(both if author_first else both[::-1]))
    assert work.visits() == [work.op.situation]
    assert [row.decision for row in work.stage.read(select, Parked, aggregate_id="firm-east")] == ["admitted"]
    assert work.heard() == "admitted"
    for laptop in both:
        assert_same(work.stage, laptop)


@pytest.mark.parametrize("author_first", [True, False])
def test_work_that_the_record_never_saw_is_there_again_to_be_decided(
    work: Admitted, *, author_first: bool
) -> None:
    both = (work.author, work.coordinator)
    restored(work, work.before, *(both if author_first else both[::-1]))
    (row,) = work.stage.read(select, Parked, aggregate_id="firm-east")
    assert (row.op_id, row.decision) == (work.op.op_id, "")
    work.admit()
    work.author.sync()
    assert work.visits() == [work.op.situation]
    assert work.heard() == "admitted"
