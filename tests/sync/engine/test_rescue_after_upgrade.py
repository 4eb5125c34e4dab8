"""A copy is damaged, and what is left of it is from before the program was brought up to date."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sync.engine import draft_journal, journal, snapshots
from sync.engine.laptop import Laptop
from sync.engine.opening import DATABASE, keys_of
from sync.engine.rescue import Rescued, rescue
from sync.store.migrate import migrate
from sync.store.rows import select
from sync.store.tables import Outbox
from tests.cases import draft, visit
from tests.copies import assert_same
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS

BEFORE_REPAIRS, BEFORE_DRAFTS_OF_REPAIRS, BEFORE_THE_NEWEST = "0001", "0007", "0009"


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("rep-east")


def older_snapshot(laptop: Laptop, schema: str = BEFORE_THE_NEWEST) -> None:
    """As it was taken before the way to the newest schema."""
    migrate(laptop.database, schema)
    snapshots.take(laptop.database, laptop.folder)
    migrate(laptop.database)


def rescued(laptop: Laptop) -> tuple[Rescued, list[dict[str, Any]]]:
    laptop.close()
    target = laptop.folder / "out.json"
    done = rescue(laptop.folder, keys_of(laptop.folder, None, CHEAP_COSTS), PASSWORD, target)
    return done, [json.loads(line) for line in target.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("schema", [BEFORE_REPAIRS, BEFORE_THE_NEWEST])
def test_a_local_code_that_was_given_since_the_upgrade_is_not_given_again(
    small_stage: Stage, laptop: Laptop, schema: str
) -> None:
    older_snapshot(laptop, schema)
    given = [laptop.next_code() for _ in range(2)]
    laptop.close()
    (laptop.folder / DATABASE).write_bytes(b"")
    assert rescued(laptop)[0].next == "open"
    assert small_stage.laptop("rep-east").next_code() not in given


def test_what_was_sent_since_the_upgrade_is_not_undone(small_stage: Stage, laptop: Laptop) -> None:
    op = visit(situation="sent since")
    laptop.do(op)
    older_snapshot(laptop)
    for _ in range(2):
        laptop.sync()
    laptop.close()
    (laptop.folder / DATABASE).write_bytes(b"")
    assert rescued(laptop)[0].next == "open"
    laptop = small_stage.laptop("rep-east")
    assert not laptop.take_back(op.op_id)
    assert laptop.sync().verdicts == {"accepted": 1}
    assert_same(small_stage, laptop)


@pytest.mark.parametrize("schema", [BEFORE_REPAIRS, BEFORE_DRAFTS_OF_REPAIRS])
def test_unsent_work_and_drafts_of_an_older_schema_come_out(laptop: Laptop, schema: str) -> None:
    """The damage was found by the way to the newest; the journals are gone as well."""
    laptop.do(visit(situation="还没有送达的记录"))
    laptop.keep_draft(draft("半句话"))
    migrate(laptop.database, schema)
    with laptop.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE search_index_config")
    for name in (journal.NAME, draft_journal.NAME):
        (laptop.folder / name).unlink()
    done, out = rescued(laptop)
    assert [line["body"]["situation"] for line in out if "body" in line] == ["还没有送达的记录"]
    assert [line["values"] for line in out if "draft" in line] == [{"situation": "半句话"}]
    assert (done.operations, done.drafts) == (1, 1)


def test_and_arrive(small_stage: Stage, laptop: Laptop) -> None:
    laptop.do(visit(situation="还没有送达的记录"))
    migrate(laptop.database, BEFORE_REPAIRS)
    (laptop.folder / journal.NAME).unlink()
    rescued(laptop)
    laptop = small_stage.laptop("rep-east")
    assert [entry.state for entry in laptop.read(select, Outbox)] == ["waiting"]
    assert laptop.sync().verdicts == {"accepted": 1}
