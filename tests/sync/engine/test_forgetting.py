"""What the server has answered is kept until its backups hold it, and a while more; the rest for good."""

from __future__ import annotations

import msgspec
import pytest

from sync.engine import forgetting, outbox
from sync.engine.laptop import Laptop
from sync.operations.base import new_id
from sync.store.rows import select, store
from sync.store.tables import Conflict, LocalBlob, Outbox
from tests.cases import visit
from tests.stage import Stage

DAY = forgetting.DAY


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    """One with an answered operation, revision 50, of day 0."""
    laptop = small_stage.laptop("rep-east")
    put(laptop, "accepted")
    return laptop


def put(laptop: Laptop, state: str, **values: object) -> Outbox:
    with laptop.database.write() as connection:
        entry = outbox.put(connection, visit())
        fields = {"revision": 50, "received_at": 0, "state": state, **values}
        entry = msgspec.structs.replace(entry, **fields)
        store(connection, [entry])
        return entry


def left(laptop: Laptop, backed_up: int, days: float) -> list[str]:
    """The states of what is kept after so many days."""
    with laptop.database.write() as connection:
        forgetting.forget(connection, backed_up, int(days * DAY))
        return [entry.state for entry in select(connection, Outbox)]


def test_what_a_backup_holds_goes_after_a_month(laptop: Laptop) -> None:
    assert left(laptop, 50, 30) == ["accepted"]
    assert left(laptop, 49, 1000) == ["accepted"]
    assert left(laptop, 50, 30.01) == []


def test_without_any_backup_three_months(laptop: Laptop) -> None:
    assert left(laptop, 0, 90) == ["accepted"]
    assert left(laptop, 0, 90.01) == []


@pytest.mark.parametrize("state", ["waiting", "held", "refused", "quarantined", "discarded", "replaced"])
def test_what_is_not_over_stays_for_good(laptop: Laptop, state: str) -> None:
    put(laptop, state)
    assert left(laptop, 50, 10_000) == [state]


def test_a_conflict_stays_until_it_is_settled(laptop: Laptop) -> None:
    entry = put(laptop, "conflict")
    card = Conflict(
        id="c", aggregate_id="firm-east", subject_table="enterprise", subject_id="firm-east", field="name",
        base="", standing="", offered="", author_id="rep-east", author_name="", op_id=entry.op_id, at=0,
    )  # fmt: skip
    with laptop.database.write() as connection:
        store(connection, [card])
    assert left(laptop, 50, 31) == ["conflict"]
    with laptop.database.write() as connection:
        store(connection, [msgspec.structs.replace(card, settled_at=1)])
    assert left(laptop, 50, 31) == []


def test_a_file_stays_until_its_bytes_are_there(laptop: Laptop) -> None:
    entry = put(laptop, "accepted", kind="attach_file")
    file = LocalBlob(sha256="0" * 64, size=1, attachment_id=new_id(entry.op_id, 0), state="upload")
    with laptop.database.write() as connection:
        store(connection, [file])
    assert left(laptop, 50, 31) == ["accepted"]
    with laptop.database.write() as connection:
        store(connection, [msgspec.structs.replace(file, state="kept")])
    assert left(laptop, 50, 31) == []


def test_a_sync_forgets_by_itself(small_stage: Stage, laptop: Laptop) -> None:
    small_stage.back_up()
    old = put(laptop, "accepted", revision=1)
    laptop.do(visit())
    laptop.sync(compare=True)  # as once a day
    assert old.op_id not in {entry.op_id for entry in laptop.read(select, Outbox)}
    assert laptop.contact().backed_up > 0
