"""Input that a rule does not take: refused in a code, kept as a draft, or saved with a mark; never lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sync.domain.clock import day_of
from sync.domain.errors import Refused
from sync.engine import drafts, outbox
from sync.engine.laptop import Laptop
from sync.operations.attachments import LARGEST_FILE
from sync.operations.base import new_id
from sync.operations.edits import Edit
from sync.operations.enterprises import AmendEnterprise
from sync.store.rows import count, find, select
from sync.store.tables import Attachment, Enterprise, LocalBlob, Outbox, Visit
from tests.cases import draft, report, visit
from tests.city import act
from tests.stage import Stage

WRONG_CODE = "91130800MA0000000X"  # eighteen characters, a check digit that does not fit


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("rep-east")


def typed(laptop: Laptop, text: str) -> None:
    """What the form keeps while somebody types."""
    laptop.keep_draft(draft(text, title="草稿"))


def test_a_visit_of_tomorrow_is_refused_and_stays_a_draft(small_stage: Stage, laptop: Laptop) -> None:
    tomorrow = (day_of(laptop.now()) + timedelta(days=1)).isoformat()
    typed(laptop, "明天才去")
    with pytest.raises(Refused) as no:
        laptop.do(visit(visited_on=tomorrow, situation="明天才去"), draft_id="d")
    assert no.value.code == "future_visit"
    assert [drafts.values_of(one) for one in laptop.read(drafts.all_drafts)] == [{"situation": "明天才去"}]
    assert (laptop.read(count, Visit), laptop.read(count, Outbox)) == (0, 0)
    laptop.do(visit(situation="明天才去"), draft_id="d")
    assert laptop.read(drafts.all_drafts) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [("长" * 20_001, "too_long"), ("a\0b", "bad_text"), ("a\ud800b", "bad_text"), ("a\x07b", "bad_text")],
)
def test_a_text_that_cannot_be_kept_is_refused_before_it_is_anywhere(
    small_stage: Stage, laptop: Laptop, text: str, code: str
) -> None:
    with pytest.raises(Refused) as no:
        laptop.do(visit(situation=text))
    assert no.value.code == code
    assert (laptop.read(count, Visit), laptop.read(count, Outbox)) == (0, 0)
    assert laptop.sync().pushed == 0


def test_a_wrong_check_digit_is_saved_as_unverified(small_stage: Stage, laptop: Laptop) -> None:
    laptop.do(act(AmendEnterprise, enterprise_id="firm-east", edits=(Edit("credit_code", "", WRONG_CODE),)))
    laptop.sync()
    here = laptop.read(lambda connection: find(connection, Enterprise, id="firm-east"))
    there = small_stage.read(lambda connection: find(connection, Enterprise, id="firm-east"))
    assert here == there
    assert here is not None
    assert (here.credit_code, here.credit_state) == (WRONG_CODE, "unverified")


def test_a_file_that_is_too_large_is_refused_and_its_record_is_saved(
    small_stage: Stage, laptop: Laptop
) -> None:
    op = visit(situation="附件太大，记录还在")
    laptop.do(op)
    with pytest.raises(Refused) as no:
        laptop.attach(
            "图.png", bytes(LARGEST_FILE + 1), enterprise_id="firm-east", subject_id=new_id(op.op_id, 0)
        )
    assert no.value.code == "file_too_large"
    assert no.value.details == {"size": LARGEST_FILE + 1, "largest": LARGEST_FILE}
    laptop.sync()
    assert [row.situation for row in small_stage.read(select, Visit)] == [op.situation]
    assert (small_stage.read(count, Attachment), laptop.read(count, LocalBlob)) == (0, 0)
    assert list((laptop.folder / "blobs").glob("*")) == []


def test_the_largest_file_goes(small_stage: Stage, laptop: Laptop) -> None:
    laptop.attach("图.bin", bytes(LARGEST_FILE), enterprise_id="firm-east", subject_id="firm-east")
    laptop.sync()
    assert {blob.state for blob in laptop.read(select, LocalBlob)} == {"kept"}


def test_weeks_of_long_texts_go_in_as_many_requests_as_they_need(small_stage: Stage, laptop: Laptop) -> None:
    """More than one request may carry: 40 problems of 300 KB each."""
    parts = dict.fromkeys(("description", "process", "crux", "solution", "intention"), "字" * 20_000)
    for _ in range(40):
        laptop.do(report(**parts))
    assert laptop.sync().verdicts == {"accepted": 40}
    assert laptop.read(outbox.queue).waiting == 0
