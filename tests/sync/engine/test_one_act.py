"""Several operations that are one act of a person: all of it is kept, or nothing; a draft ends with it."""

from __future__ import annotations

import pytest

from sync.domain.errors import Refused
from sync.engine.laptop import Laptop
from sync.engine.outbox import new_op_id
from sync.operations.attachments import LARGEST_FILE, AttachFile
from sync.operations.visits import LogVisit, visit_id
from sync.store.rows import select
from sync.store.tables import Attachment, Draft, LocalBlob, Outbox, Visit
from tests.cases import draft
from tests.city import act
from tests.stage import Stage


def visit(**other: object) -> LogVisit:
    return act(LogVisit, enterprise_id="firm-east", visited_on="2026-09-01", **other)


def photo(laptop: Laptop, of: LogVisit, size: int = 4) -> AttachFile:
    sha256 = laptop.keep(b"\x01" * 4)
    named = {"name": "示例.jpg", "media_type": "image/jpeg"}
    return act(
        AttachFile, enterprise_id="firm-east", subject_id=visit_id(of), sha256=sha256, size=size, **named
    )


def test_a_visit_its_photo_and_its_draft_are_one_transaction(small_stage: Stage) -> None:
    laptop = small_stage.laptop("rep-east")
    made = visit()
    laptop.keep_draft(draft("示例", made.op_id))
    laptop.perform(made, "", [photo(laptop, made)])
    assert [row.subject_id for row in laptop.read(select, Attachment)] == [visit_id(made)]
    assert [row.state for row in laptop.read(select, LocalBlob)] == ["upload"]
    assert [row.kind for row in laptop.read(select, Outbox)] == ["log_visit", "attach_file"]
    assert not laptop.read(select, Draft)


def test_when_one_part_is_refused_nothing_is_done_and_the_draft_stays(small_stage: Stage) -> None:
    laptop = small_stage.laptop("rep-east")
    made = visit()
    laptop.keep_draft(draft("示例", made.op_id))
    with pytest.raises(Refused, match="file_too_large"):
        laptop.perform(made, "", [photo(laptop, made, size=LARGEST_FILE + 1)])
    assert not laptop.read(select, Visit)
    assert not laptop.read(select, Outbox)
    assert not laptop.read(select, LocalBlob)
    assert [row.id for row in laptop.read(select, Draft)] == [made.op_id]


def test_what_is_taken_back_leaves_no_file_waiting(small_stage: Stage) -> None:
    laptop = small_stage.laptop("rep-east")
    made = visit()
    laptop.perform(made, "", [photo(laptop, made)])
    assert laptop.take_back(made.op_id)
    assert not laptop.read(select, Attachment)
    assert not laptop.read(select, LocalBlob)


def test_a_kept_file_is_sealed_and_read_again(small_stage: Stage) -> None:
    laptop = small_stage.laptop("rep-east")
    content = f"canary {new_op_id()}".encode()
    sha256 = laptop.keep(content)
    assert laptop.kept(sha256) == content
    assert content not in (laptop.folder / "blobs" / sha256).read_bytes()
    with pytest.raises(Refused, match="file_empty"):
        laptop.keep(b"")
