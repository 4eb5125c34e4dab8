"""What one act has made comes back whole from the journal, or not at all: then its form stands as it was."""

from __future__ import annotations

import shutil

import pytest

from sync.engine import journal as journals
from sync.engine.laptop import Laptop
from sync.engine.opening import DATABASE
from sync.operations.visits import visit_id
from sync.store.rows import select
from sync.store.tables import Draft, LocalBlob, Outbox, Visit
from tests.cases import draft, report, visit
from tests.copies import assert_same
from tests.stage import Stage
from tests.sync.engine.test_repair import Stopped, photo, states


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("rep-east")


def kinds(laptop: Laptop) -> list[str]:
    return [entry.kind for entry in sorted(laptop.read(select, Outbox), key=lambda entry: entry.position)]


def cuts(journal: bytes, begins: int) -> list[int]:
    """Places behind which a power failure may have left nothing of what was being written: some in each line,
    and between the lines."""
    ends = [place + 1 for place in range(begins, len(journal)) if journal[place] == ord("\n")]
    return sorted({begins, *ends, *(end - 20 for end in ends if end - 20 > begins)})


def test_a_visit_with_its_photo_and_its_problem_that_was_cut_short_is_still_a_form(
    small_stage: Stage, laptop: Laptop
) -> None:
    op = visit(situation="三件事")
    attached = photo(laptop, op)
    laptop.keep_draft(draft("三件事", op.op_id))
    laptop.close()
    journal = laptop.folder / journals.NAME
    begins = journal.stat().st_size if journal.exists() else 0
    before = shutil.copytree(laptop.folder, laptop.folder.with_name("before"))
    laptop = small_stage.laptop("rep-east")
    laptop.perform(op, "", [attached, report(visit_id=visit_id(op))])
    laptop.close()
    whole = journal.read_bytes()
    seen = []
    for cut in cuts(whole, begins):
        shutil.rmtree(laptop.folder)
        shutil.copytree(before, laptop.folder)
        journal.write_bytes(whole[:cut])
        laptop = small_stage.laptop("rep-east")
        seen.append((kinds(laptop), [row.id for row in laptop.read(select, Draft)]))
        laptop.close()
    everything = ["log_visit", "attach_file", "report_problem"]
    assert all(one in (([], [op.op_id]), (everything, [])) for one in seen)
    assert (seen[0][0], seen[-1][0]) == ([], everything)


def test_a_repair_that_was_cut_short_leaves_nothing_waiting_for_ever(
    small_stage: Stage, laptop: Laptop
) -> None:
    stopped = Stopped(laptop)
    laptop.close()
    journal = laptop.folder / journals.NAME
    shutil.copy(laptop.folder / DATABASE, laptop.folder / "older")
    laptop = small_stage.laptop("rep-east")
    before = states(laptop)
    laptop.repair(stopped.bad.op_id, stopped.good)
    laptop.close()
    whole = journal.read_bytes()
    for cut in cuts(whole, 0):
        shutil.copy(laptop.folder / "older", laptop.folder / DATABASE)
        journal.write_bytes(whole[:cut])
        laptop = small_stage.laptop("rep-east")
        assert len(states(laptop)) in (len(before), 2 * len(before))
        laptop.close()
    laptop = small_stage.laptop("rep-east")
    assert laptop.sync().verdicts == {"accepted": 5}
    assert_same(small_stage, laptop)


def test_a_journal_of_an_older_program_is_read(laptop: Laptop) -> None:
    """It has a line for each operation."""
    ops = [visit(situation=str(number)) for number in range(2)]
    entries = [laptop.do(op) for op in ops]
    lines = journals.Journal(laptop.folder, laptop.data_key)._lines
    lines.keep_only([journals.Line(entry=entry) for entry in entries])
    found = journals.Journal(laptop.folder, laptop.data_key).read()
    assert [entry.op_id for entry in found.entries] == [op.op_id for op in ops]
    assert laptop.read(select, LocalBlob) == []
    assert len(laptop.read(select, Visit)) == 2
