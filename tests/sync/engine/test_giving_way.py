"""Work that its author makes again while the centre admits it counts once, and nothing behind it is left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.screens.sync_centre.doing_again import do_again
from desktop.screens.sync_centre.giving_up import bring_back, give_up
from sync.domain.errors import Refused
from sync.engine import outbox
from sync.operations.admissions import AdmitWork
from sync.operations.edits import Edit
from sync.operations.visits import AmendVisit, LogVisit, visit_id
from sync.server import courier
from sync.store.rows import count, select
from sync.store.tables import Draft, Outbox, Visit
from tests.cases import visit
from tests.city import act, assignment
from tests.copies import assert_same
from tests.stage import Stage
from tests.sync.server.test_parking import TEXT, Late, decide, late

__all__ = ["late"]
AGAIN, MORE = "改过再报的走访", "又补充"


def amended(of: LogVisit) -> AmendVisit:
    edits = (Edit("promises", "", MORE),)
    return act(AmendVisit, enterprise_id="firm-east", visit_id=visit_id(of), edits=edits)


def repaired(stage: Stage, late: Late) -> LogVisit:
    """The firm is the author's again, who does the visit once more and writes more to it; meanwhile the
    centre has admitted the first one."""
    stage.do(assignment("firm-east", "rep-east"))
    late.laptop.sync()
    good = visit(situation=AGAIN)
    late.laptop.repair(late.op.op_id, good)
    late.laptop.do(amended(good))
    stage.done_by("coordinator-east", decide(AdmitWork, late.op))
    return good


@pytest.mark.parametrize("way", ["line", "stick"])
def test_what_waited_behind_a_repair_goes_on_behind_what_was_admitted(
    stage: Stage, late: Late, way: str
) -> None:
    good = repaired(stage, late)
    if way == "stick":
        late.laptop.take_courier_answer(courier.answer(stage.centre, late.laptop.courier_file()))
    late.laptop.sync()
    late.laptop.sync()
    entries = {entry.op_id: entry for entry in late.laptop.read(select, Outbox)}
    assert (entries[late.op.op_id].state, entries[good.op_id].state) == ("admitted", "refused")
    assert AGAIN in entries[good.op_id].body
    assert late.laptop.read(outbox.behind, entries[good.op_id]) == []
    assert late.laptop.read(outbox.queue).held == 0
    (row,) = stage.read(select, Visit)
    assert (row.situation, row.advice, row.promises) == (TEXT, "补充", MORE)
    assert_same(stage, late.laptop)


def test_a_draft_in_place_of_what_was_admitted_does_not_count_beside_it(stage: Stage, late: Late) -> None:
    draft = do_again(late.laptop, late.op.op_id)
    stage.done_by("coordinator-east", decide(AdmitWork, late.op))
    late.laptop.sync()
    with pytest.raises(Refused, match="already_decided"):
        late.laptop.perform(visit(op_id=draft.id, situation=AGAIN), draft.id)
    assert late.laptop.read(select, Draft) == [draft]
    late.laptop.sync()
    assert stage.read(count, Visit) == 1


def test_a_draft_in_place_of_what_was_given_up_is_work_of_its_own(small_stage: Stage) -> None:
    late = Late(small_stage)
    draft = do_again(late.laptop, late.op.op_id)
    late.laptop.discard(late.op.op_id)
    late.laptop.perform(visit("firm-other", op_id=draft.id, situation=AGAIN), draft.id)
    assert late.laptop.sync().verdicts == {"accepted": 1}
    assert late.laptop.read(count, Draft) == 0


def test_what_was_admitted_while_it_was_given_up_has_no_card_after_the_undo(small_stage: Stage) -> None:
    late = Late(small_stage)
    before = give_up(late.laptop, late.op.op_id)
    small_stage.done_by("coordinator-east", decide(AdmitWork, late.op))
    late.laptop.sync()
    bring_back(late.laptop, before)
    assert late.laptop.read(outbox.queue).stopped == 0
    late.laptop.sync()
    assert late.laptop.read(outbox.queue).held == 0
    assert [row.situation for row in small_stage.read(select, Visit)] == [TEXT]


def test_what_was_admitted_while_its_repair_waited_has_no_card_after_the_undo(small_stage: Stage) -> None:
    """It was heard by stick, before the repair left."""
    late = Late(small_stage)
    carried = late.laptop.courier_file()
    good = visit("firm-other", situation=AGAIN)
    late.laptop.repair(late.op.op_id, good)
    small_stage.done_by("coordinator-east", decide(AdmitWork, late.op))
    late.laptop.take_courier_answer(courier.answer(small_stage.centre, carried))
    assert late.laptop.take_back(good.op_id)
    assert late.laptop.read(outbox.queue).stopped == 0
    late.laptop.sync()
    assert late.laptop.read(outbox.queue).held == 0
    assert [row.situation for row in small_stage.read(select, Visit)] == [TEXT]


def test_what_was_answered_while_something_was_given_up_stays_answered(small_stage: Stage) -> None:
    """The sync goes on in its own lane."""
    late = Late(small_stage)
    beside = late.laptop.do(visit("firm-other", situation=AGAIN))
    before = give_up(late.laptop, late.op.op_id)
    late.laptop.sync()
    bring_back(late.laptop, replace(before, entries=[*before.entries, beside]))
    states = {entry.op_id: entry.state for entry in late.laptop.read(select, Outbox)}
    assert (states[beside.op_id], states[late.op.op_id]) == ("accepted", "quarantined")
