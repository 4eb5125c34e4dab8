"""Attachments go in a lane of their own: one that cannot go holds up neither the next nor any record."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from sync.engine.laptop import Laptop
from sync.engine.transport import Away
from sync.operations.administration import EndAssignment
from sync.operations.base import Operation
from sync.store.rows import count, select
from sync.store.tables import Attachment, LocalBlob, StoredBlob, Visit
from tests.bad_line import cut, spoiled
from tests.cases import today, visit
from tests.city import act
from tests.stage import Stage

CONTENT = random.Random(3).randbytes(5000)
PUSH, PULL, FILE_STATE = range(3)


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("rep-east")


def attach(laptop: Laptop, content: bytes) -> Path:
    """A file at firm-east; where its sealed bytes lie."""
    laptop.attach("图.png", content, enterprise_id="firm-east", subject_id="firm-east")
    return laptop.folder / "blobs" / hashlib.sha256(content).hexdigest()


def end() -> Operation:
    names = {"assignment_id": "firm-east/rep-east", "enterprise_id": "firm-east"}
    return act(EndAssignment, **names, until=today(), reason="调整")


@pytest.mark.parametrize("damage", ["gone", "changed"])
def test_a_file_that_was_lost_here_holds_up_nothing(small_stage: Stage, laptop: Laptop, damage: str) -> None:
    sealed = attach(laptop, CONTENT[:100])
    attach(laptop, CONTENT)
    laptop.do(visit())
    if damage == "gone":
        sealed.unlink()
    else:
        sealed.write_bytes(sealed.read_bytes()[:-1])
    laptop.sync()
    assert small_stage.read(count, Visit) == 1
    assert small_stage.read(count, Attachment) == 2
    assert [blob.size for blob in small_stage.read(select, StoredBlob, complete=True)] == [len(CONTENT)]
    assert [blob.size for blob in laptop.read(select, LocalBlob) if blob.state == "upload"] == [100]


def test_a_file_whose_firm_has_left_goes_all_the_same(small_stage: Stage, laptop: Laptop) -> None:
    """Also when the line broke just after the firm had left, and something else was undone meanwhile."""
    attach(laptop, CONTENT)
    small_stage.do(end())
    with spoiled(FILE_STATE, cut(0)), pytest.raises(Away):
        laptop.sync()
    assert laptop.read(select, Attachment) == []
    op = visit("firm-other")
    laptop.do(op)
    assert laptop.take_back(op.op_id)
    laptop.sync()
    assert small_stage.read(count, StoredBlob, complete=True) == 1
    assert {blob.state for blob in laptop.read(select, LocalBlob)} == {"kept"}


def test_a_file_of_a_record_that_waits_is_not_given_up(small_stage: Stage, laptop: Laptop) -> None:
    """Whatever else is undone before the line is back."""
    attach(laptop, CONTENT)
    with spoiled(PUSH, cut(0)), pytest.raises(Away):
        laptop.sync()
    op = visit("firm-other")
    laptop.do(op)
    assert laptop.take_back(op.op_id)
    assert [blob.state for blob in laptop.read(select, LocalBlob)] == ["upload"]


def test_the_same_file_twice_is_sent_once(small_stage: Stage, laptop: Laptop) -> None:
    attach(laptop, CONTENT)
    attach(laptop, CONTENT)
    laptop.sync()
    assert small_stage.read(count, Attachment) == 2
    assert small_stage.read(count, StoredBlob, complete=True) == 1
    assert {blob.state for blob in laptop.read(select, LocalBlob)} == {"kept"}
