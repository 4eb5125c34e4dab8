"""What waits again when a laptop meets a restored server: its work and its own files, and what they say."""

from __future__ import annotations

import msgspec

from sync.engine import refill
from sync.engine.local_values import position
from sync.engine.standing import standing
from sync.operations.administration import EndAssignment
from sync.store.rows import select
from sync.store.tables import Attachment, LocalBlob, Outbox
from tests.cases import today, visit
from tests.city import act
from tests.stage import Stage


def test_only_its_own_files_are_offered_again(stage: Stage) -> None:
    """What a laptop fetched from somebody else the server would not take from it."""
    author, reader = stage.laptop("rep-east"), stage.laptop("coordinator-east")
    author.attach("图.png", b"x" * 9, enterprise_id="firm-east", subject_id="firm-east")
    author.sync()
    reader.sync()
    reader.bytes_of(reader.read(select, Attachment)[0].id)
    stage.put_back(stage.back_up())
    for laptop, offered in ((author, ["upload"]), (reader, [])):
        with laptop.database.write() as connection:
            here = position(connection).cursor
            assert here is not None
            refill.mark(connection, here, msgspec.structs.replace(here, epoch="another"))
            files = select(connection, LocalBlob, state="upload")
        assert [file.state for file in files] == offered
        laptop.sync()
        assert laptop.read(standing).files == 0


def test_work_on_a_record_that_has_left_the_copy_says_so_while_it_waits_again(stage: Stage) -> None:
    laptop, stays, leaves = stage.laptop("rep-east"), visit("firm-east"), visit("firm-other")
    for op in (stays, leaves):
        laptop.do(op)
    laptop.sync()
    names = {"assignment_id": "firm-other/rep-east", "enterprise_id": "firm-other"}
    stage.do(act(EndAssignment, **names, until=today(), reason="调整"))
    laptop.sync()
    with laptop.database.write() as connection:
        here = position(connection).cursor
        assert here is not None
        refill.mark(connection, here, msgspec.structs.replace(here, epoch="another"))
        entries = {entry.op_id: entry for entry in select(connection, Outbox)}
    assert {entry.state for entry in entries.values()} == {"waiting"}
    assert entries[stays.op_id].here_code == ""
    assert entries[leaves.op_id].here_code == "out_of_scope"
