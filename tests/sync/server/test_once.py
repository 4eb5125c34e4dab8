"""The lost reply (I2): the same operation twice has one effect, and the same answer byte for byte."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest

from sync.domain import clock, signed
from sync.engine.outbox import new_op_id
from sync.operations.base import Operation
from sync.operations.centre import AcceptProblem
from sync.operations.reports import ReportProblem
from sync.operations.visits import LogVisit
from sync.store.rows import count, select
from sync.store.tables import Answer as StoredAnswer
from sync.store.tables import Counter, History, Problem, Row, Visit
from sync.wire import Answer, Receipt, digest, envelope
from tests.city import act
from tests.sender import Sender, altered
from tests.stage import Stage

AT_ONCE = 6


def today() -> str:
    return clock.day_of(clock.now()).isoformat()


def visit(firm: str = "firm-east", **values: object) -> LogVisit:
    return act(LogVisit, **{"enterprise_id": firm, "visited_on": today(), "situation": "只此一次", **values})


def report(firm: str = "firm-east") -> ReportProblem:
    return act(
        ReportProblem, enterprise_id=firm, form="need", local_code="甲-0001", title="电", description="停电"
    )


def reported(stage: Stage) -> Problem:
    """A problem of firm-east that waits for its centre."""
    with Sender(stage.url, "rep-east") as rep:
        assert [answer.verdict for answer in rep.push(report())] == ["accepted"]
    problem: Problem = stage.read(select, Problem)[0]
    return problem


def once(stage: Stage, kind: type[Row]) -> bool:
    """One row of this kind, one history line for it."""
    rows = stage.read(select, kind)
    return len(rows) == 1 and stage.read(count, History, subject_id=rows[0].id) == 1


@pytest.mark.parametrize(("make", "kind"), [(visit, Visit), (report, Problem)])
def test_sent_again_it_has_one_effect_and_the_first_answer(
    stage: Stage, make: Callable[[], Operation], kind: type[Row]
) -> None:
    op = make()
    with Sender(stage.url, "rep-east") as rep:
        first = rep.push_raw(op)[0]
        again = rep.push_raw(op)[0]
        among_others = rep.push_raw(visit("firm-other"), op)[1]
    assert again == among_others == first
    assert msgspec.json.decode(first, type=Answer).verdict == "accepted"
    assert len([row for row in stage.read(select, kind) if row.aggregate_id != "firm-other"]) == 1


def test_twice_in_one_batch_is_once(stage: Stage) -> None:
    op = visit()
    with Sender(stage.url, "rep-east") as rep:
        first, second = rep.push(op, op)
    assert first == second
    assert once(stage, Visit)


@pytest.mark.parametrize(("make", "kind"), [(visit, Visit), (report, Problem)])
def test_at_the_same_time_it_has_one_effect_and_one_answer(
    stage: Stage, make: Callable[[], Operation], kind: type[Row]
) -> None:
    op = make()
    with Sender(stage.url, "rep-east") as rep:
        answers = at_once(rep, op)
    assert len(set(answers)) == 1
    assert msgspec.json.decode(answers[0], type=Answer).verdict == "accepted"
    assert once(stage, kind)


def test_an_acceptance_sent_many_times_takes_one_number(stage: Stage) -> None:
    problem = reported(stage)
    op = act(AcceptProblem, problem_id=problem.id, enterprise_id=problem.enterprise_id)
    with Sender(stage.url, "coordinator-east") as coordinator:
        answers = at_once(coordinator, op)
    assert len(set(answers)) == 1
    assert [counter.last for counter in stage.read(select, Counter)] == [1]


def at_once(sender: Sender, op: Operation) -> list[bytes]:
    """The answers to several requests that carry the same operation, sent in the same moment."""
    together = threading.Barrier(AT_ONCE)

    def one(_number: int) -> bytes:
        together.wait()
        return sender.push_raw(op)[0]

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, range(AT_ONCE)))


def test_a_refusal_is_kept_like_every_answer(stage: Stage) -> None:
    op = visit(visited_on="2199-01-01")
    with Sender(stage.url, "rep-east") as rep:
        assert rep.push_raw(op) == rep.push_raw(op)
        assert rep.push(op)[0].code == "future_visit"
    assert stage.read(count, Visit) == 0
    assert b"2199-01-01" in stage.read(select, StoredAnswer, op_id=op.op_id)[0].body


@pytest.mark.parametrize(
    "change", [{"situation": "另一件事"}, {"kind": "amend_visit"}, {"version": 0}, {"made_at": 1}]
)
def test_the_same_id_on_other_content_is_no_repeat(small_stage: Stage, change: dict[str, object]) -> None:
    op = visit()
    with Sender(small_stage.url, "rep-east") as rep:
        first = rep.push(op)
        other = rep.push(altered(op, **change))
        assert [(answer.verdict, answer.code) for answer in other] == [("refused", "other_kind")]
        assert rep.push(op) == first
    assert [row.situation for row in small_stage.read(select, Visit)] == ["只此一次"]


def test_the_first_of_two_with_one_id_counts_in_one_batch(small_stage: Stage) -> None:
    op = visit()
    with Sender(small_stage.url, "rep-east") as rep:
        answers = rep.push(op, altered(op, situation="另一件事"))
    assert [answer.code for answer in answers] == ["", "other_kind"]
    assert [row.situation for row in small_stage.read(select, Visit)] == ["只此一次"]


def test_one_spelling_of_an_id_alone_is_an_id(small_stage: Stage) -> None:
    """Two spellings would derive the same new rows, and the second would write over the first."""
    op = visit()
    with Sender(small_stage.url, "rep-east") as rep:
        rep.push(op)
        known = op.op_id
        for spelling in (known.upper(), known.replace("-", ""), f"{{{known}}}", f"urn:uuid:{known}"):
            letter = {**msgspec.to_builtins(envelope(op)), "op_id": spelling}
            assert rep.post("/v1/push", {"operations": [letter]}).status_code == 400
    assert once(small_stage, Visit)


def test_a_receipt_says_what_was_taken(small_stage: Stage) -> None:
    op = visit()
    with Sender(small_stage.url, "rep-east") as rep:
        answer = rep.push(op)[0]
        assert answer.receipt is not None
        receipt = signed.verify(answer.receipt, rep.identity.server_key, "receipt", Receipt)
    assert (receipt.op_id, receipt.digest) == (op.op_id, digest(envelope(op).body.encode()))
    assert (receipt.revision, receipt.received_at) == (answer.revision, answer.received_at)


def test_a_reply_that_never_came_is_asked_for_again(stage: Stage) -> None:
    laptop = stage.laptop("rep-east")
    entry = laptop.do(visit(op_id=new_op_id()))
    with Sender(stage.url, "rep-east") as same_person:  # the request arrived, its reply did not
        same_person.push(visit(op_id=entry.op_id, made_at=entry.made_at))
    assert laptop.sync().verdicts == {"accepted": 1}
    assert once(stage, Visit)
