"""Files on a stick in place of a line: whatever happens to them on the way, the end is that of a line."""

from __future__ import annotations

import random
from collections.abc import Callable

import msgspec
import pytest
import time_machine

from sync.domain import clock, signed
from sync.engine import outbox
from sync.engine.courier import CourierRefused
from sync.engine.laptop import Laptop
from sync.operations.administration import EndAssignment
from sync.operations.base import Operation, new_id
from sync.server import courier
from sync.store.rows import select, store
from sync.store.tables import Device, History, Outbox, Visit
from sync.wire import decode, encode
from sync.wire_courier import CourierOutside
from tests.cases import report, today, visit
from tests.city import act, assignment
from tests.copies import assert_same
from tests.stage import Stage

SEEDS = range(6)


def carried(stage: Stage, file: bytes) -> bytes:
    """The way to the server and back."""
    return courier.answer(stage.centre, file)


def by_stick(stage: Stage, laptop: Laptop) -> None:
    laptop.take_courier_answer(carried(stage, laptop.courier_file()))


def waiting(laptop: Laptop) -> int:
    return laptop.read(outbox.queue).waiting


def test_work_arrives_and_news_come_back(stage: Stage) -> None:
    laptop = stage.laptop("rep-east")
    laptop.do(visit("firm-east", situation="山里"))
    laptop.do(report("firm-east"))
    stage.done_by("coordinator-east", visit("firm-other", situation="县里"))
    stage.do(assignment("firm-small", "rep-east"))
    taken = laptop.take_courier_answer(carried(stage, laptop.courier_file()))
    assert taken.answered == 2
    assert_same(stage, laptop)
    assert {row.situation for row in laptop.read(select, Visit)} == {"山里", "县里"}


def test_a_first_download_can_be_carried(stage: Stage) -> None:
    laptop = stage.laptop("rep-east", synced=False)
    by_stick(stage, laptop)
    assert_same(stage, laptop)


def test_what_is_refused_keeps_its_text(stage: Stage) -> None:
    laptop = stage.laptop("rep-east")
    laptop.do(visit("firm-other", situation="这里"))
    end = {"assignment_id": "firm-other/rep-east", "enterprise_id": "firm-other"}
    stage.do(act(EndAssignment, **end, until=today(), reason="调整"))
    by_stick(stage, laptop)
    entry = laptop.read(select, Outbox)[0]
    assert entry.state in ("accepted", "quarantined")
    assert "这里" in entry.body
    assert_same(stage, laptop)


def test_the_answer_renews_the_lease_and_an_old_one_does_not_shorten_it(stage: Stage) -> None:
    laptop = stage.laptop("rep-east")
    older, newer = (carried(stage, laptop.courier_file()) for _ in range(2))
    laptop.take_courier_answer(newer)
    laptop.take_courier_answer(older)
    assert laptop.lease_state() == "live"
    assert_same(stage, laptop)


def test_what_was_made_while_the_file_was_carried_was_made_then(stage: Stage) -> None:
    """The centre may take a firm away before the file is brought: work of the days between is only late."""
    stage.do(assignment("firm-small", "rep-east"))
    laptop = stage.laptop("rep-east")
    file = laptop.courier_file()
    with time_machine.travel(clock.now() / 1000 + 86_400, tick=False) as day:
        laptop.do(visit("firm-small", situation="山里"))
        day.shift(86_400)
        end = {"assignment_id": "firm-small/rep-east", "enterprise_id": "firm-small"}
        stage.do(act(EndAssignment, **end, until=today(), reason="调整"))
        day.shift(3_600)
        carried(stage, file)
        by_stick(stage, laptop)
    (entry,) = laptop.read(select, Outbox)
    assert (entry.state, entry.code) == ("accepted", "")
    (line,) = [row for row in stage.read(select, History) if row.id == new_id(entry.op_id, "line")]
    assert (line.at, line.late) == (entry.made_at, True)


@pytest.mark.parametrize("spoil", [
    lambda file: file[: len(file) // 2],
    lambda file: b"",
    lambda file: file.replace(b"e", b"f", 1),
    lambda file: b"PK\x03\x04" + file,
])  # fmt: skip
def test_a_file_that_is_not_whole_changes_nothing(stage: Stage, spoil: Callable[[bytes], bytes]) -> None:
    laptop = stage.laptop("rep-east")
    laptop.do(visit("firm-east"))
    file = laptop.courier_file()
    with pytest.raises(courier.CourierRefused):
        carried(stage, spoil(file))
    answer = carried(stage, file)
    with pytest.raises(CourierRefused):
        laptop.take_courier_answer(spoil(answer))
    assert waiting(laptop) == 1
    laptop.take_courier_answer(answer)
    assert waiting(laptop) == 0


def test_another_laptop_can_neither_read_nor_use_the_answer(stage: Stage) -> None:
    laptop, other = stage.laptop("rep-east"), stage.laptop("rep-east", folder="other")
    answer = carried(stage, laptop.courier_file())
    with pytest.raises(CourierRefused) as no:
        other.take_courier_answer(answer)
    assert no.value.code == "other_laptop"


def test_a_revoked_laptop_and_a_stranger_are_not_heard(stage: Stage) -> None:
    laptop = stage.laptop("rep-east")
    laptop.do(visit("firm-east"))
    file = laptop.courier_file()
    stranger = signed.new_signing_key()
    outside = decode(decode(file, signed.Signed).body, CourierOutside)
    with pytest.raises(courier.CourierRefused) as no:
        carried(stage, encode(signed.sign(stranger, "courier", outside)))
    assert no.value.code == "forged"
    with stage.database.write() as connection:
        device = select(connection, Device, id=laptop.identity.device_id)[0]
        store(connection, [msgspec.structs.replace(device, revoked_at=1)])
    with pytest.raises(courier.CourierRefused) as no:
        carried(stage, file)
    assert no.value.code == "device_revoked"
    assert stage.read(select, Visit) == []


def acts(luck: random.Random) -> Operation:
    firm = luck.choice(("firm-east", "firm-other"))
    make, field = luck.choice(((visit, "situation"), (report, "title")))
    return make(firm, **{field: str(luck.random())})


@pytest.mark.parametrize("seed", SEEDS)
def test_dropped_repeated_reordered_or_beside_a_line_the_end_is_one(small_stage: Stage, seed: int) -> None:
    """I2 and I3 by stick: every operation has one effect, and the copy is what its person may see."""
    luck, laptop = random.Random(seed), small_stage.laptop("rep-east")
    out: list[bytes] = []
    back: list[bytes] = []
    made: list[str] = []
    for _ in range(25):
        what = luck.choice(("work", "work", "export", "carry", "carry", "import", "import", "line", "news"))
        if what == "work":
            op = acts(luck)
            made.append(op.op_id)
            laptop.do(op)
        elif what == "export":
            out.append(laptop.courier_file())
        elif what == "carry" and out:
            back.append(carried(small_stage, luck.choice(out)))
        elif what == "import" and back:
            laptop.take_courier_answer(luck.choice(back))
        elif what == "line":
            laptop.sync()
        elif what == "news":
            small_stage.done_by("coordinator-east", visit("firm-east", situation=str(luck.random())))
    by_stick(small_stage, laptop)
    assert_same(small_stage, laptop)
    states = {entry.op_id: entry.state for entry in laptop.read(select, Outbox)}
    assert {states[op_id] for op_id in made} <= {"accepted"}
