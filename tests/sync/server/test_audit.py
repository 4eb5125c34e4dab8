"""The audit: who did what, in a chain that shows every change made to it afterwards."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter

import pytest
import sqlalchemy as sa

from sync.domain import clock
from sync.engine.opening import first_start, keys_of
from sync.engine.transport import Declined
from sync.operations.administration import EndAssignment
from sync.operations.visits import LogVisit
from sync.server import audit
from sync.server.audit import Line
from sync.store.rows import select
from sync.store.schema import TABLES
from sync.store.tables import Audit
from tests.city import act
from tests.stage import Stage
from tests.sync.engine.key_parts import CHEAP_COSTS

AUDIT = TABLES["audit"]
CANARY = "金丝雀不该出现在审计里"


def lines(stage: Stage) -> list[Audit]:
    return sorted(stage.read(select, Audit), key=lambda line: line.number)


def actions(stage: Stage, since: int) -> Counter[str]:
    return Counter(line.action for line in lines(stage) if line.number > since)


def tamper(stage: Stage, statement: sa.Executable) -> None:
    with stage.database.write() as connection:
        connection.execute(statement)


def test_a_line_is_the_hash_of_itself_and_the_line_before(small_stage: Stage) -> None:
    first, second = lines(small_stage)[:2]
    assert (first.number, first.previous) == (1, "0" * 64)
    said = {
        "number": 2, "at": second.at, "action": second.action, "actor_id": second.actor_id,
        "device_id": second.device_id, "object_id": second.object_id, "digest": second.digest,
        "previous": first.hash,
    }  # fmt: skip
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert second.hash == hashlib.sha256(canonical.encode()).hexdigest()


def test_the_chain_of_a_day_verifies(stage: Stage) -> None:
    laptop = stage.laptop("rep-east")
    laptop.do(act(LogVisit, enterprise_id="firm-east", visited_on="2026-01-05", situation=CANARY))
    laptop.sync()
    checked = stage.read(audit.verify)
    assert checked.whole
    assert checked.lines == len(lines(stage))
    assert checked.head == lines(stage)[-1].hash


def test_it_tells_of_sign_in_work_and_scope(small_stage: Stage) -> None:
    laptop = small_stage.laptop("rep-east")
    since = len(lines(small_stage))
    assert actions(small_stage, 0)["device_registered"] == actions(small_stage, 0)["signed_in"] == 1
    laptop.do(act(LogVisit, enterprise_id="firm-east", visited_on="2026-01-05", situation=CANARY))
    laptop.sync()
    today = clock.day_of(clock.now()).isoformat()
    end = act(
        EndAssignment,
        assignment_id="firm-east/rep-east", enterprise_id="firm-east", until=today, reason="示例调整",
    )  # fmt: skip
    small_stage.do(end)
    assert actions(small_stage, since) == {"log_visit accepted": 1, "end_assignment accepted": 1, "ended": 1}
    ended = lines(small_stage)[-1]
    assert (ended.action, ended.object_id) == ("ended", "rep-east/firm-east")


def test_a_refused_sign_in_is_told_without_what_was_typed(small_stage: Stage) -> None:
    since = len(lines(small_stage))
    for name in ("rep-east", CANARY):
        folder = small_stage.folder / f"wrong-{len(name)}"
        folder.mkdir()
        with pytest.raises(Declined):
            first_start(folder, keys_of(folder, None, CHEAP_COSTS), small_stage.url, name, CANARY)
    refused = lines(small_stage)[since:]
    assert [(line.action, line.actor_id) for line in refused] == [
        ("sign_in wrong_password", "rep-east"),
        ("sign_in wrong_password", ""),
    ]


def test_no_content_is_in_it(small_stage: Stage) -> None:
    laptop = small_stage.laptop("rep-east")
    laptop.do(act(LogVisit, enterprise_id="firm-east", visited_on="2026-01-05", situation=CANARY))
    laptop.sync()
    assert CANARY not in repr(lines(small_stage))


AUDIT = TABLES["audit"]
FORGERIES = {
    "changed": sa.update(AUDIT).where(AUDIT.c.number == 5).values(actor_id="somebody-else"),
    "removed": sa.delete(AUDIT).where(AUDIT.c.number == 5),
    "first removed": sa.delete(AUDIT).where(AUDIT.c.number == 1),
    "renumbered": sa.update(AUDIT).where(AUDIT.c.number == 5).values(number=100_000),
    "rehashed": sa.update(AUDIT).where(AUDIT.c.number == 5).values(hash="0" * 64),
}
BROKEN_AT = {"changed": 5, "removed": 5, "first removed": 1, "renumbered": 5, "rehashed": 5}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_chain_says_where(small_stage: Stage, forgery: str) -> None:
    tamper(small_stage, FORGERIES[forgery])
    checked = small_stage.read(audit.verify)
    assert not checked.whole
    assert checked.broken_at == BROKEN_AT[forgery]


def test_a_chain_cut_at_its_end_misses_answers(small_stage: Stage) -> None:
    count = len(lines(small_stage))
    taken = [line.number for line in lines(small_stage) if line.digest]
    tamper(small_stage, sa.delete(AUDIT).where(AUDIT.c.number >= taken[-2]))
    checked = small_stage.read(audit.verify)
    assert (checked.broken_at, checked.unwitnessed) == (0, 2)
    assert checked.lines < count


def test_a_large_record_is_not_walked_once_for_each_answer(postgresql_stage: Stage) -> None:
    """A set that is larger than the memory for it is not asked for each row whether that is in it."""
    with postgresql_stage.database.write() as connection:
        connection.exec_driver_sql("SET LOCAL work_mem = '64kB'")
        values = ", ".join("'x'" if column.type.python_type is str else "0" for column in AUDIT.columns[1:])
        connection.exec_driver_sql(
            f"INSERT INTO audit SELECT 1000000 + n, {values} FROM generate_series(1, 5000) n"
        )
        connection.exec_driver_sql("ANALYZE audit")
        asked = str(audit.unwitnessed().compile(connection, compile_kwargs={"literal_binds": True}))
        plan = [line for (line,) in connection.exec_driver_sql(f"EXPLAIN {asked}")]
    assert not [line for line in plan if "SubPlan" in line]


def test_numbers_have_no_gaps_when_many_write(stage: Stage) -> None:
    count = len(lines(stage))

    def write() -> None:
        for _ in range(5):
            with stage.database.write() as connection:
                audit.append(connection, clock.now(), [Line("test"), Line("test")])

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [line.number for line in lines(stage)] == list(range(1, count + 41))
    assert stage.read(audit.verify).whole


def test_what_is_undone_leaves_no_line(stage: Stage) -> None:
    before = lines(stage)

    def write_and_fail() -> None:
        with stage.database.write() as connection:
            audit.append(connection, clock.now(), [Line("test")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert lines(stage) == before
