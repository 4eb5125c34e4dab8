"""Many at once: no deadlock reaches anybody, and official numbers have neither gaps nor doubles (F24)."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import msgspec
import pytest
import sqlalchemy as sa

from sync.engine import outbox
from sync.operations.administration.catalogue import SetRegion
from sync.operations.base import new_id
from sync.operations.centre import AcceptProblem
from sync.operations.orders import UpholdOrder
from sync.operations.reports import ReportProblem
from sync.server import feed, inbox, locks, push
from sync.store.driver import fetch
from sync.store.rows import count, select, store
from sync.store.tables import GLOBAL, Counter, Order, Outbox, Placement, Problem, Region, Visit
from sync.store.tables import Answer as StoredAnswer
from sync.wire import Answer, envelope
from tests.cases import issue, on, problem_of, report, reported, visit
from tests.city import act, assignment
from tests.copies import assert_same
from tests.sender import Sender
from tests.stage import Stage

FIRMS: Final = ("firm-east", "firm-other", "firm-small")
COORDINATORS: Final = ("coordinator-east", "colleague-east")
ROUNDS: Final = 6


def accept(op: ReportProblem) -> AcceptProblem:
    return act(AcceptProblem, **on(op))


def numbers(stage: Stage, start: str) -> list[str]:
    """The official numbers that begin so, in the order of their figures."""
    rows: list[Problem] = stage.read(select, Problem)
    given = [row.official_number for row in rows if row.official_number.startswith(start)]
    return sorted(given, key=figure)


def figure(number: str) -> int:
    return int(number.partition("〕")[2].removesuffix("号"))


def test_pushes_that_meet_in_any_order_all_get_through(stage: Stage) -> None:
    """Each batch writes to the same three firms, in an order of its own, and takes a number."""
    waiting = [reported(stage, firm, "coordinator-east") for firm in FIRMS for _ in range(ROUNDS)]

    def one(sender: Sender, seed: int) -> list[str]:
        luck = random.Random(seed)
        verdicts = []
        for number in range(ROUNDS):
            problem = waiting[seed * ROUNDS + number]
            batch = [visit(firm) for firm in luck.sample(FIRMS, 3)]
            batch.insert(luck.randrange(4), accept(problem))  # type: ignore[arg-type]
            verdicts += [answer.verdict for answer in sender.push(*batch)]
        return verdicts

    with (
        Sender(stage.url, COORDINATORS[0]) as first,
        Sender(stage.url, COORDINATORS[1]) as second,
        ThreadPoolExecutor(len(FIRMS)) as threads,
    ):
        results = list(threads.map(one, (first, second, first), range(len(FIRMS))))
    assert {verdict for verdicts in results for verdict in verdicts} == {"accepted"}
    assert stage.read(count, Visit) == len(FIRMS) * ROUNDS * 3
    assert [figure(one) for one in numbers(stage, "东企")] == list(range(1, len(waiting) + 1))


def test_who_comes_to_hold_a_problem_does_not_meet_who_works_on_it(
    postgresql_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A firm's new representative holds its problems too; somebody works on one, and waits for the feed."""
    problem = reported(postgresql_stage).problem_id
    has_problem, has_feed = threading.Event(), threading.Event()
    tries: list[str] = []

    def works(connection: sa.Connection) -> None:
        tries.append("works")
        locks.lock_aggregates(connection, [problem])
        has_problem.set()
        assert has_feed.wait(20)
        locks.lock_feed(connection)

    def committing(connection: sa.Connection) -> None:
        tries.append("commits")
        locks.lock_feed(connection)
        has_feed.set()

    with ThreadPoolExecutor(1) as thread:
        working = thread.submit(push.with_tries, postgresql_stage.centre, works)
        assert has_problem.wait(20)
        monkeypatch.setattr(feed, "lock_feed", committing)
        postgresql_stage.do(assignment("firm-east", "rep-spare"))
        working.result()
    assert tries == ["works", "commits"], "nobody had to begin again"
    held = postgresql_stage.read(select, Placement, holder_id="rep-spare", revoked=None)
    assert problem in {placement.aggregate_id for placement in held}


def test_a_deadlock_is_tried_again_by_the_server(
    postgresql_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here the order of the locks is broken on purpose: two batches wait for each other, once."""
    both_hold_one = threading.Barrier(2)
    tries: list[list[str]] = []

    def crossing(connection: sa.Connection, ids: Iterable[str]) -> None:
        crosses = len(tries) < 2  # a second try that crossed again could meet the first one's other half
        order = sorted(ids, reverse=crosses and threading.current_thread().name.endswith("_1"))
        tries.append(order)
        for name in order:
            fetch(connection, "SELECT id FROM aggregate WHERE id = %s FOR UPDATE", [name])
            if crosses and name == order[0]:
                both_hold_one.wait()

    monkeypatch.setattr(inbox, "lock_aggregates", crossing)

    def one(person: str) -> list[str]:
        operations = [visit("firm-east"), visit("firm-other")]

        def work(connection: sa.Connection) -> Any:
            centre = postgresql_stage.centre
            box = inbox.Inbox(connection, centre.rules(connection), centre.signing_key, person, None)
            return box.take([envelope(op) for op in operations])

        return [answer.verdict for answer in push.with_tries(postgresql_stage.centre, work)]

    with ThreadPoolExecutor(2, thread_name_prefix="crossing") as threads:
        results = list(threads.map(one, COORDINATORS))
    assert results == [["accepted", "accepted"]] * 2
    assert len(tries) == 3
    assert postgresql_stage.read(count, Visit) == 4


def test_a_row_that_somebody_made_meanwhile_is_seen_the_next_time(
    postgresql_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Region(id="new", aggregate_id=GLOBAL, name="先到", level="township", parent_id="east")
    tries: list[sa.Connection] = []
    commit = feed.commit

    def late(connection: sa.Connection, *rest: Any) -> Any:
        if not tries:
            with postgresql_stage.database.write() as other:
                store(other, [first])
        tries.append(connection)
        return commit(connection, *rest)

    monkeypatch.setattr(feed, "commit", late)
    postgresql_stage.do(act(SetRegion, region_id="new", name="后到", level="township", parent_id="east"))
    assert len(tries) == 2
    assert [row.name for row in postgresql_stage.read(select, Region, id="new")] == ["后到"]


def test_a_refused_acceptance_leaves_no_gap(stage: Stage) -> None:
    first, second, third = (reported(stage) for _ in range(3))
    with Sender(stage.url, "coordinator-east") as one, Sender(stage.url, "colleague-east") as other:
        one.push(accept(first))
        again = other.push(accept(first), accept(second), accept(second), accept(first), accept(third))
    late = "already_accepted"
    assert [answer.code for answer in again] == [late, "", late, late, ""]
    assert [problem_of(stage, op).official_number for op in (first, second, third)] == numbers(stage, "东企")
    assert [figure(one) for one in numbers(stage, "东企")] == [1, 2, 3]


def test_what_builds_on_a_refused_step_is_held_however_often_it_is_sent(stage: Stage) -> None:
    """Also when the reply that said so was lost, and in a chain."""
    op = reported(stage)
    stage.done_by("coordinator-east", accept(op))
    late = accept(op)
    order = issue(op, seen=new_id(late.op_id, "line"))
    upheld = act(UpholdOrder, **on(op), reason="维持", seen=new_id(order.op_id, "line"))
    with Sender(stage.url, "colleague-east") as other:
        first = other.push_raw(late, order, upheld, visit())
        assert [answer.verdict for answer in other.push(late, order, upheld)] == ["refused", "held", "held"]
        assert other.push_raw(late, order, upheld) == first[:3]
    assert msgspec.json.decode(first[3], type=Answer).verdict == "accepted"
    assert stage.read(count, Order) == 0
    kept: list[StoredAnswer] = stage.read(select, StoredAnswer)
    assert not {order.op_id, upheld.op_id} & {row.op_id for row in kept}


def test_a_transaction_that_is_undone_gives_its_number_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems = [reported(stage) for _ in range(2)]

    def broken(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(inbox.Inbox, "_write", broken)
        with pytest.raises(ConnectionError):
            stage.as_person("coordinator-east", accept(problems[0]))
    stage.done_by("coordinator-east", *(accept(op) for op in problems))
    assert [figure(one) for one in numbers(stage, "东企")] == [1, 2]


def test_every_centre_counts_for_itself(stage: Stage) -> None:
    east, west = reported(stage), reported(stage, "firm-west", "rep-west")
    stage.done_by("coordinator-east", accept(east), issue(east))
    stage.done_by("coordinator-west", accept(west))
    assert [len(numbers(stage, mark)) for mark in ("东企", "西企")] == [1, 1]
    assert sorted(counter.last for counter in stage.read(select, Counter)) == [1, 1, 1]


def test_the_second_of_two_offline_acceptances_gets_a_card_and_no_second_order(stage: Stage) -> None:
    """What was built on it waits behind it, and goes when it is given up."""
    op = reported(stage)
    laptops = [stage.laptop(person) for person in COORDINATORS]
    with stage.away():
        for laptop in laptops:
            taken = accept(op)
            laptop.do(taken)
            laptop.do(issue(op, seen=new_id(taken.op_id, "line")))
            assert [problem.official_number for problem in laptop.read(select, Problem)] == [""]
    first, second = laptops
    assert first.sync().verdicts == {"accepted": 2}
    assert second.sync().verdicts == {"refused": 1, "held": 1}
    standing: list[Outbox] = second.read(select, Outbox)
    assert [(entry.state, entry.code) for entry in standing] == [
        ("refused", "already_accepted"),
        ("held", "missing_prerequisite"),
    ]
    assert second.sync().pushed == 0
    assert stage.read(count, Order) == 1
    assert [row.drafter_id for row in second.read(select, Order)] == [COORDINATORS[0]]
    second.discard(standing[0].op_id)
    assert second.read(outbox.queue).held == 0
    second.sync()
    assert_same(stage, second)
    assert [row.official_number for row in second.read(select, Problem)] == numbers(stage, "东企")


def test_reports_at_once_are_each_their_own(stage: Stage) -> None:
    """Aggregates that do not exist yet cannot be locked; they are made under the firm's lock."""
    with Sender(stage.url, "rep-east") as rep, ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: rep.push(report())[0].verdict, range(8)))
    assert answers == ["accepted"] * 8
    assert stage.read(count, Problem) == 8
