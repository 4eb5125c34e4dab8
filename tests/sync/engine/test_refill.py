"""A server that was put back from an older backup: laptops bring what it has lost, once, just as it was."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.domain import clock
from sync.engine import refill
from sync.engine.laptop import Laptop
from sync.operations.administration import EndAssignment
from sync.operations.base import Operation, new_id
from sync.operations.centre import AcceptProblem
from sync.operations.reports import ReportProblem
from sync.server import audit, courier, feed
from sync.server.numbers import Numbers
from sync.server.refill import take
from sync.server.refill.laptops import laptops
from sync.store.rows import count, find, select
from sync.store.tables import (
    Answer,
    Attachment,
    Audit,
    Counter,
    History,
    Outbox,
    Problem,
    RefillParked,
    StoredBlob,
    Visit,
)
from sync.wire_refill import RefillRequest
from tests.cases import on, report, today, visit
from tests.city import act, assignment
from tests.copies import assert_same
from tests.sender import Sender
from tests.stage import Stage


def state_of(laptop: Laptop, op: Operation) -> tuple[str, str]:
    (entry,) = laptop.read(lambda connection: select(connection, Outbox, op_id=op.op_id))
    return entry.state, entry.code


def problem(stage: Stage, op: ReportProblem) -> Problem | None:
    return stage.read(find, Problem, id=op.problem_id)


def number_of(stage: Stage, op: ReportProblem) -> str:
    row = problem(stage, op)
    return row.official_number if row else ""


def received(stage: Stage, op: Operation) -> int | None:
    """When the record says that an operation came."""
    row = stage.read(find, History, id=new_id(op.op_id, "line"))
    return row.received_at if row else None


class Day:
    """A day that a restore takes away: reported by one, accepted by the other with a number on paper."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.rep, self.coordinator = stage.laptop("rep-east"), stage.laptop("coordinator-east")
        self.earlier = self.accepted()
        self.backup = stage.back_up()
        self.lost = self.accepted()
        self.number = number_of(stage, self.lost)
        self.times = [received(stage, op) for op in (self.lost, self.acceptance)]
        assert self.number

    def accepted(self) -> ReportProblem:
        op = report()
        self.rep.do(op)
        self.rep.sync()
        self.coordinator.sync()
        self.acceptance = act(AcceptProblem, **on(op))
        self.coordinator.do(self.acceptance)
        self.coordinator.sync()
        self.rep.sync()
        return op

    def restore(self) -> None:
        self.stage.put_back(self.backup)
        assert problem(self.stage, self.lost) is None

    def assert_all_back(self) -> None:
        assert number_of(self.stage, self.lost) == self.number
        assert [received(self.stage, op) for op in (self.lost, self.acceptance)] == self.times
        assert self.stage.read(count, RefillParked) == 0
        with self.stage.database.read() as connection:
            assert audit.verify(connection).whole


@pytest.fixture
def day(stage: Stage) -> Day:
    return Day(stage)


def sync(*some: Laptop) -> None:
    for laptop in some:
        laptop.sync()


def test_the_coordinators_laptop_that_comes_first_loses_nothing(day: Day) -> None:
    day.restore()
    sync(day.coordinator)
    assert state_of(day.coordinator, day.acceptance) == ("held", "refill")
    assert day.stage.read(count, RefillParked) == 1
    sync(day.rep)
    day.assert_all_back()
    assert take.close(day.stage.centre) == 0
    sync(day.coordinator, day.rep)
    assert state_of(day.coordinator, day.acceptance) == ("accepted", "")
    assert_same(day.stage, day.coordinator)
    assert_same(day.stage, day.rep)


def test_in_the_other_order_too(day: Day) -> None:
    day.restore()
    sync(day.rep, day.coordinator)
    day.assert_all_back()
    sync(day.rep)
    assert_same(day.stage, day.rep)


def test_no_other_case_gets_the_number_on_paper(day: Day) -> None:
    day.restore()
    new = report("firm-other")
    day.rep.do(new)
    with day.stage.away():
        day.coordinator.do(visit())
    stranger = day.stage.laptop("colleague-east")
    fresh = report("firm-other")
    day.stage.done_by("rep-east", fresh)
    stranger.sync()
    acceptance = act(AcceptProblem, **on(fresh))
    stranger.do(acceptance)
    sync(stranger)
    assert state_of(stranger, acceptance) == ("waiting", "refill")
    assert number_of(day.stage, fresh) == ""
    sync(day.coordinator, day.rep)
    day.assert_all_back()
    take.close(day.stage.centre)
    sync(stranger, day.coordinator, day.rep)
    assert state_of(stranger, acceptance) == ("accepted", "")
    numbers = [row.official_number for row in day.stage.read(select, Problem) if row.official_number]
    assert len(numbers) == len(set(numbers)) == 3
    assert [row.last for row in day.stage.read(select, Counter)] == [3]
    assert problem(day.stage, new) is not None


def test_unsent_and_new_work_of_everybody_arrives(day: Day) -> None:
    unsent = visit()
    day.rep.do(unsent)
    day.restore()
    after = visit("firm-other")
    day.rep.do(after)
    sync(day.rep, day.coordinator)
    new = visit()
    day.rep.do(new)
    sync(day.rep)
    assert {row.id for row in day.stage.read(select, Visit)} >= {
        new_id(op.op_id, 0) for op in (unsent, after, new)
    }
    day.assert_all_back()


def test_a_final_no_waits_for_the_end(day: Day) -> None:
    day.restore()
    twice = act(AcceptProblem, **on(day.earlier))
    assert [a.verdict for a in day.stage.as_person("coordinator-east", twice)] == ["held"]
    take.close(day.stage.centre)
    assert [a.code for a in day.stage.as_person("coordinator-east", twice)] == ["already_accepted"]


def test_a_laptop_that_never_comes_back_holds_nobody_up(day: Day) -> None:
    day.restore()
    sync(day.coordinator)
    assert take.close(day.stage.centre) == 1
    sync(day.coordinator)
    assert state_of(day.coordinator, day.acceptance) == ("quarantined", "missing_prerequisite")
    kept = day.stage.read(find, Answer, op_id=day.acceptance.op_id)
    assert kept is not None
    assert day.lost.problem_id in kept.body.decode()
    assert not day.stage.read(feed.head).refill


def test_one_that_comes_after_the_end_is_taken_in_all_the_same(day: Day) -> None:
    day.restore()
    take.close(day.stage.centre)
    sync(day.rep, day.coordinator)
    day.assert_all_back()


@pytest.mark.parametrize("by_stick", [False, True], ids=["by its line", "by stick before"])
def test_unsent_work_of_a_laptop_that_comes_after_the_end_keeps_its_time(day: Day, *, by_stick: bool) -> None:
    """Its firm was taken away meanwhile: the work is late, not out of scope."""
    day.stage.do(assignment("firm-small", "rep-east"))
    sync(day.rep)
    backup = day.stage.back_up("later")
    day.stage.put_back(backup)
    take.close(day.stage.centre)
    unsent = visit("firm-small")
    day.rep.do(unsent)
    names = {"assignment_id": "firm-small/rep-east", "enterprise_id": "firm-small"}
    with time_machine.travel(clock.now() / 1000 + 3_600):
        day.stage.do(act(EndAssignment, **names, until=today(), reason="调整"))
    with time_machine.travel(clock.now() / 1000 + 7_200):
        if by_stick:
            day.rep.take_courier_answer(courier.answer(day.stage.centre, day.rep.courier_file()))
            assert state_of(day.rep, unsent) == ("held", "refill")
        sync(day.rep)
    assert state_of(day.rep, unsent) == ("accepted", "")
    assert day.stage.read(find, Visit, id=new_id(unsent.op_id, 0)) is not None


def test_a_number_that_was_given_to_another_meanwhile_is_not_given_twice(day: Day) -> None:
    day.restore()
    take.close(day.stage.centre)
    other = report("firm-other")
    day.stage.done_by("rep-east", other)
    day.stage.done_by("colleague-east", act(AcceptProblem, **on(other)))
    assert number_of(day.stage, other) == day.number
    sync(day.rep, day.coordinator)
    assert state_of(day.coordinator, day.acceptance) == ("quarantined", "number_taken")
    assert number_of(day.stage, day.lost) == ""


def test_restored_twice_nothing_is_lost_or_doubled(day: Day) -> None:
    day.restore()
    sync(day.coordinator)
    between = visit()
    day.coordinator.do(between)
    sync(day.coordinator)
    day.stage.put_back(day.backup)
    sync(day.coordinator, day.rep, day.coordinator)
    day.assert_all_back()
    assert day.stage.read(find, Visit, id=new_id(between.op_id, 0)) is not None
    assert len(day.stage.read(select, Problem)) == 2


def test_bytes_that_the_server_lost_are_sent_again(day: Day) -> None:
    content = b"photo" * 500
    day.rep.attach("图.png", content, enterprise_id="firm-east", subject_id="firm-east")
    sync(day.rep)
    (blob,) = day.stage.read(select, StoredBlob)
    (day.stage.centre.blobs / blob.sha256).unlink()
    day.restore()
    assert day.stage.read(count, StoredBlob) == 0
    sync(day.rep)
    assert [row.complete for row in day.stage.read(select, StoredBlob)] == [True]
    assert (day.stage.centre.blobs / blob.sha256).read_bytes() == content
    assert day.stage.read(count, Attachment) == 1


def test_a_receipt_helps_nobody_but_its_person(day: Day) -> None:
    """Whoever got hold of a letter and its receipt is judged like anybody."""
    entry = day.coordinator.read(lambda c: select(c, Outbox, op_id=day.acceptance.op_id))[0]
    day.restore()
    sync(day.rep)
    with Sender(day.stage.url, "coordinator-west") as thief:
        message = RefillRequest(operations=refill.letters([entry, entry]))
        answers = thief.post("/v1/refill", message).json()["answers"]
    assert [(answer["verdict"], answer["code"]) for answer in answers] == [("held", "refill")] * 2
    assert number_of(day.stage, day.lost) == ""
    sync(day.coordinator)
    day.assert_all_back()


def test_who_came_is_known_and_who_did_not(day: Day) -> None:
    day.restore()
    sync(day.coordinator)
    came = {each.device.person_id: (each.came, each.parked) for each in day.stage.read(laptops)}
    assert came == {"coordinator-east": (True, 1), "rep-east": (False, 0)}


def test_what_the_backup_holds_is_known_and_not_done_again(day: Day) -> None:
    rows = len(day.stage.read(select, History, aggregate_id=day.earlier.problem_id))
    day.restore()
    sync(day.rep, day.coordinator, day.rep)
    assert len(day.stage.read(select, History, aggregate_id=day.earlier.problem_id)) == rows


def test_a_record_that_went_back_without_a_word_is_noticed(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    """A virtual machine was rolled back: no command told the server."""
    epoch = day.stage.read(feed.head).epoch
    with monkeypatch.context() as patch:
        patch.setattr(feed, "begin_again", feed.head)
        day.restore()
    assert day.stage.read(feed.head).epoch == epoch
    sync(day.coordinator, day.rep, day.coordinator)
    day.assert_all_back()
    head = day.stage.read(feed.head)
    assert (head.epoch > epoch, head.refill) == (True, True)
    assert [line.action for line in day.stage.read(select, Audit)].count("went_back") == 1
    assert day.stage.read(audit.verify).whole


def test_killed_between_refill_and_pull_the_next_sync_ends_it(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sync.engine import pulling

    def killed(*_arguments: Any) -> None:
        raise KeyboardInterrupt

    day.restore()
    with monkeypatch.context() as patch:
        patch.setattr(pulling.Pulling, "_begin_again", killed)
        with pytest.raises(KeyboardInterrupt):
            day.rep.sync()
    sync(day.rep, day.coordinator, day.rep)
    day.assert_all_back()
    assert_same(day.stage, day.rep)


def test_a_number_that_somebody_has_seen_goes_to_no_other_although_its_laptop_is_missing(day: Day) -> None:
    """The coordinator who gave it stays away until long after the end; the representative has printed it."""
    day.restore()
    sync(day.rep)
    assert take.close(day.stage.centre) == 0
    fresh = report("firm-other")
    day.stage.done_by("rep-east", fresh)
    day.stage.done_by("colleague-east", act(AcceptProblem, **on(fresh)))
    assert number_of(day.stage, fresh) not in ("", day.number)
    sync(day.coordinator)
    day.assert_all_back()


PATTERNS = ("{mark}〔{year}〕{n}号", "{year}年{mark}〔{year}〕{n}号", "{n}/{mark}{mark}.{year}-{n}")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pattern=st.sampled_from(PATTERNS),
    given=st.lists(st.tuples(st.sampled_from(["东企", "西企"]), st.integers(2025, 2026), st.integers(1, 40))),
    seen_by=st.integers(0, 3),
    odd=st.lists(st.text(max_size=12)),
)
def test_no_number_that_was_seen_is_given_again(
    small_stage: Stage, pattern: str, given: list[tuple[str, int, int]], seen_by: int, odd: list[str]
) -> None:
    """Whatever laptops have seen, and whatever else stands among it: what is given next stands above."""
    marks = {"centre-east": "东企", "centre-west": "西企"}
    numbers = [pattern.format(mark=mark, year=year, n=n) for mark, year, n in given]
    year = clock.day_of(clock.now()).year
    try:
        with small_stage.database.write() as connection:
            for start in range(seen_by):
                Numbers(connection).seen([*numbers[start::seen_by], *odd], {"problem": pattern}, marks)
            drawn = Numbers(connection)
            for centre, mark in marks.items():
                mine = [n for which, its_year, n in given if (which, its_year) == (mark, year)]
                expected = max(mine, default=0) + 1 if seen_by else 1
                number = drawn.next(f"problem:{centre}", pattern, mark)
                assert number == pattern.format(mark=mark, year=year, n=expected)
            raise Undone
    except Undone:
        pass


class Undone(Exception):
    """Each example begins with the same record."""


def test_a_number_far_above_all_others_is_nobodys(small_stage: Stage) -> None:
    year = clock.day_of(clock.now()).year
    with small_stage.database.write() as connection:
        numbers = Numbers(connection)
        numbers.seen([f"东企〔{year}〕{10**8}号"], {"problem": "{mark}〔{year}〕{n}号"}, {"c": "东企"})
        assert numbers.next("problem:c", "{mark}〔{year}〕{n}号", "东企") == f"东企〔{year}〕1号"
