"""What a firm was called is known here for as long as work about it is unfinished, and no longer."""

from __future__ import annotations

from sync.engine.laptop import Laptop
from sync.engine.local_values import LeftNames, recall
from sync.operations.administration import EndAssignment
from sync.store.rows import select
from sync.store.tables import Enterprise
from tests import cases
from tests.city import act
from tests.stage import Stage


def names(laptop: Laptop) -> dict[str, str]:
    noted = laptop.read(recall, LeftNames)
    return noted.names if noted is not None else {}


def taken_away(stage: Stage, laptop: Laptop) -> str:
    """The firm is somebody else's, and the laptop hears of it with a visit of its own; which is answered."""
    end = {"assignment_id": "firm-east/rep-east", "enterprise_id": "firm-east", "reason": "调整"}
    stage.do(act(EndAssignment, **end, until=cases.today()))
    entry = laptop.do(cases.visit())
    laptop.sync()
    firms: list[Enterprise] = laptop.read(select, Enterprise)
    assert "firm-east" not in [firm.id for firm in firms]
    return entry.op_id


def test_a_name_outlives_its_record_while_work_needs_it(small_stage: Stage) -> None:
    laptop = small_stage.laptop("rep-east")
    op_id = taken_away(small_stage, laptop)
    assert names(laptop) == {"firm-east": "示例东方制药有限公司"}
    laptop.discard(op_id)
    small_stage.done_by("coordinator-east", cases.report("firm-other"))
    laptop.sync()
    assert names(laptop) == {}


def test_what_leaves_without_work_leaves_no_name(small_stage: Stage) -> None:
    laptop = small_stage.laptop("rep-east")
    end = {"assignment_id": "firm-other/rep-east", "enterprise_id": "firm-other", "reason": "调整"}
    small_stage.do(act(EndAssignment, **end, until=cases.today()))
    laptop.sync()
    assert names(laptop) == {}
