"""Work in quarantine: shown to those who may admit it, without effect until they do, with one effect then;
and its author hears of it without holding anything else."""

from __future__ import annotations

import msgspec
import pytest

from sync.domain import clock
from sync.domain.clock import day_of
from sync.domain.errors import Refused
from sync.engine import given_up
from sync.engine.laptop import Laptop
from sync.engine.outbox import new_op_id
from sync.operations.administration import EndAssignment
from sync.operations.admissions import AdmitWork, DeclineWork, parked_id
from sync.operations.attachments import AttachFile
from sync.operations.base import Operation
from sync.operations.edits import Edit
from sync.operations.reports import EditProblem, ReturnProblem
from sync.operations.visits import AmendVisit, LogVisit, visit_id
from sync.server import parking
from sync.store.queries.parked import undecided
from sync.store.rows import count, select, store
from sync.store.tables import Attachment, Audit, History, Outbox, Parked, Visit
from sync.wire import Envelope, PushRequest
from tests.cases import on, problem_of, report, reported, visit
from tests.city import act
from tests.copies import assert_same
from tests.sender import Sender, altered
from tests.stage import Stage

TEXT = "离任后补记的走访"


def end(stage: Stage, firm: str = "firm-east") -> None:
    """rep-east serves the firm no more since yesterday."""
    yesterday = day_of(clock.now() - 24 * clock.HOUR).isoformat()
    names = {"assignment_id": f"{firm}/rep-east", "enterprise_id": firm}
    stage.do(act(EndAssignment, **names, until=yesterday, reason="调整"))


def decide(kind: type[Operation], op: Operation, problem_id: str = "", **values: object) -> Operation:
    names = {"enterprise_id": "firm-east", "problem_id": problem_id, "parked_id": parked_id(op.op_id)}
    return act(kind, **names, **values)


def states(laptop: Laptop) -> dict[str, str]:
    return {entry.op_id: entry.state for entry in laptop.read(select, Outbox)}


class Late:
    """A visit with an amendment, written when the firm was somebody else's already."""

    def __init__(self, stage: Stage) -> None:
        self.laptop = stage.laptop("rep-east")
        end(stage)
        self.op: LogVisit = visit(situation=TEXT)
        edits = (Edit("advice", "", "补充"),)
        self.more: AmendVisit = act(
            AmendVisit, enterprise_id="firm-east", visit_id=visit_id(self.op), edits=edits
        )
        self.laptop.do(self.op)
        self.laptop.do(self.more)
        assert self.laptop.sync().verdicts == {"quarantined": 1, "held": 1}


@pytest.fixture
def late(stage: Stage) -> Late:
    return Late(stage)


def test_who_was_ended_with_an_earlier_day_while_away_is_kept_for_the_centre_too(stage: Stage) -> None:
    """The work was in scope when it was done; the last day, which lies before it, was written later."""
    laptop, op = stage.laptop("rep-east"), visit(situation=TEXT)
    laptop.do(op)
    end(stage)
    assert laptop.sync().verdicts == {"quarantined": 1}
    stage.done_by("coordinator-east", decide(AdmitWork, op, reason="当日确在企业"))
    assert [row.id for row in stage.read(select, Visit)] == [visit_id(op)]


def test_the_centre_sees_it_and_its_author_holds_nothing(stage: Stage, late: Late) -> None:
    coordinator = stage.laptop("coordinator-east")
    (row,) = coordinator.read(select, Parked)
    assert (row.aggregate_id, row.code, row.decision) == ("firm-east", "out_of_scope", "")
    assert (row.author_name, row.author_post, row.kind) == ("示例代表甲", "政府服务代表", "log_visit")
    assert TEXT in row.text
    assert not coordinator.read(select, Visit)
    assert not late.laptop.read(select, Parked)


def test_admitted_it_is_its_authors_work_of_that_day(stage: Stage, late: Late) -> None:
    coordinator = stage.laptop("coordinator-east")
    coordinator.do(decide(AdmitWork, late.op, reason="当日确在企业"))
    assert coordinator.sync().verdicts == {"accepted": 1}
    (row,) = stage.read(select, Visit)
    assert (row.id, row.visitor_id, row.made_at) == (visit_id(late.op), "rep-east", late.op.made_at)
    (line,) = stage.read(select, History, action="log_visit")
    assert (line.late, line.actor_id, line.at) == (True, "rep-east", late.op.made_at)
    (told,) = stage.read(select, History, action="admit_work")
    assert (told.actor_id, told.text) == ("coordinator-east", "当日确在企业")
    assert told.detail == "示例代表甲 政府服务代表"
    assert_same(stage, coordinator)


def test_its_author_hears_of_it_and_the_rest_goes(stage: Stage, late: Late) -> None:
    stage.done_by("coordinator-east", decide(AdmitWork, late.op))
    late.laptop.sync()
    assert states(late.laptop) == {late.op.op_id: "admitted", late.more.op_id: "held"}
    (heard,) = late.laptop.read(select, Parked)
    assert (heard.decision, heard.decided_by, heard.text) == ("admitted", "示例协调员甲 科员", "")
    assert late.laptop.sync().verdicts == {"quarantined": 1}  # it was written late as well
    stage.done_by("coordinator-east", decide(AdmitWork, late.more))
    late.laptop.sync()
    assert set(states(late.laptop).values()) == {"admitted"}
    assert [row.advice for row in stage.read(select, Visit)] == ["补充"]
    assert_same(stage, late.laptop)


def test_declined_it_stays_on_record_with_the_reason(stage: Stage, late: Late) -> None:
    stage.done_by("coordinator-east", decide(DeclineWork, late.op, reason="已由新代表记录"))
    late.laptop.sync()
    assert states(late.laptop)[late.op.op_id] == "quarantined"
    (heard,) = late.laptop.read(select, Parked)
    assert (heard.decision, heard.reason) == ("declined", "已由新代表记录")
    assert not stage.read(select, Visit)
    assert any(TEXT in row.text for row in stage.read(select, Parked))


def test_two_who_admit_it_give_it_one_effect(stage: Stage, late: Late) -> None:
    laptops = [stage.laptop(person) for person in ("coordinator-east", "colleague-east")]
    for laptop in laptops:
        laptop.do(decide(AdmitWork, late.op))
    assert [laptop.sync().verdicts for laptop in laptops] == [{"accepted": 1}, {"refused": 1}]
    assert [entry.code for entry in laptops[1].read(select, Outbox)] == ["already_decided"]
    assert len(stage.read(select, Visit)) == 1
    for laptop in laptops:
        laptop.sync()
        assert_same(stage, laptop)


def test_every_repeat_gets_the_first_answer(stage: Stage) -> None:
    op = visit(situation=TEXT)
    with Sender(stage.url, "rep-spare") as sender:
        first = sender.push_raw(op)
        stage.done_by("coordinator-east", decide(AdmitWork, op))
        assert sender.push_raw(op) == first
    assert len(stage.read(select, Visit)) == 1


def test_what_a_rule_refuses_is_not_admitted_and_stays(stage: Stage) -> None:
    problem = reported(stage)
    step = act(ReturnProblem, **on(problem), reason="示例")
    stage.as_person("coordinator-west", step)
    stage.done_by("coordinator-east", act(ReturnProblem, **on(problem), reason="我先退回"))
    (answer,) = stage.as_person("coordinator-east", decide(AdmitWork, step, problem.problem_id))
    assert (answer.verdict, answer.code) == ("refused", "wrong_state")
    assert [row.decision for row in stage.read(select, Parked)] == [""]
    assert not stage.read(select, History, action="admit_work")


def test_a_problem_reported_too_late_begins_when_it_is_admitted(stage: Stage) -> None:
    laptop = stage.laptop("rep-east")
    end(stage)
    op = report()
    laptop.do(op)
    sha256 = laptop.keep(b"1234")
    file = {"sha256": sha256, "size": 4, "name": "示例.jpg", "media_type": "image/jpeg"}
    photo = act(AttachFile, **on(op), subject_id=op.problem_id, **file)
    laptop.perform(photo)
    laptop.sync()
    (row,) = stage.read(select, Parked)
    assert row.aggregate_id == "firm-east"
    stage.done_by("coordinator-east", decide(AdmitWork, op))
    assert problem_of(stage, op).reporter_id == "rep-east"
    laptop.sync()  # who reported a problem holds it
    laptop.sync()
    assert states(laptop) == {op.op_id: "admitted", photo.op_id: "accepted"}
    assert len(stage.read(select, Attachment)) == 1
    assert_same(stage, laptop)


def test_a_repair_ends_the_wait_of_what_it_replaces(stage: Stage, late: Late) -> None:
    again = visit("firm-other", situation="改记到另一企业")
    late.laptop.repair(late.op.op_id, again)
    assert late.laptop.sync().verdicts["accepted"] >= 1
    (answer,) = stage.as_person("coordinator-east", decide(AdmitWork, late.op))
    assert (answer.verdict, answer.code) == ("refused", "already_decided")
    assert [row.situation for row in stage.read(select, Visit)] == ["改记到另一企业"]


def test_a_repair_of_admitted_work_would_count_twice(stage: Stage, late: Late) -> None:
    late.laptop.repair(late.op.op_id, visit("firm-other", situation="改记到另一企业"))
    stage.done_by("coordinator-east", decide(AdmitWork, late.op))
    assert late.laptop.sync().verdicts["refused"] == 1
    assert [row.situation for row in stage.read(select, Visit)] == [TEXT]


def test_work_about_nothing_at_the_server_is_shown_to_nobody(stage: Stage) -> None:
    stage.as_person(
        "rep-east", visit("no-such-firm"), act(EditProblem, problem_id="p", enterprise_id="e", edits=())
    )
    assert stage.read(select, Parked) == []


def test_only_the_centre_that_answers_decides(stage: Stage, late: Late) -> None:
    city = stage.laptop("coordinator-city")
    with pytest.raises(Refused, match="not_allowed"):
        city.do(decide(AdmitWork, late.op))
    for person in ("coordinator-city", "coordinator-west", "rep-east"):
        (answer,) = stage.as_person(person, decide(AdmitWork, late.op))
        assert answer.code in ("not_allowed", "out_of_scope")
    assert not stage.read(select, Visit)
    assert len(stage.read(select, Parked)) == 1


def test_the_audit_tells_of_both(stage: Stage, late: Late) -> None:
    stage.done_by("coordinator-east", decide(AdmitWork, late.op))
    actions = [line.action for line in stage.read(select, Audit)]
    assert {"log_visit quarantined", "admit_work accepted"} <= set(actions)


def test_what_one_laptop_leaves_on_records_of_others_has_an_end(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Known or not, in one push or in several; its own records are taken in as ever; tomorrow is a day."""
    monkeypatch.setattr(parking, "MOST_A_DAY", 3)
    firms = ["firm-east", "no-such-firm", "firm-east", "firm-east", "no-such-firm"]
    with Sender(stage.url, "rep-west") as stranger:
        told = [answer.code for answer in stranger.push(*map(visit, firms))]
        assert told == ["out_of_scope"] * 3 + ["too_much_parked"] * 2
        assert [answer.code for answer in stranger.push(visit("firm-east"))] == ["too_much_parked"]
        assert stage.read(count, Parked) == 2
        monkeypatch.setattr(parking, "DAY", -clock.HOUR)
        assert [answer.code for answer in stranger.push(visit("firm-east"))] == ["out_of_scope"]
    with Sender(stage.url, "rep-east") as own:
        assert [answer.verdict for answer in own.push(visit("firm-east"))] == ["accepted"]


def test_what_a_laptop_leaves_that_no_program_here_knows_has_an_end(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of another kind or version, and what is out of scope, together; nothing else is touched by it."""
    monkeypatch.setattr(parking, "MOST_A_DAY", 3)
    strange = [altered(visit(), kind="fly_to_the_moon"), altered(visit(), version=2)]
    with Sender(stage.url, "rep-west") as newer:
        told = [answer.code for answer in newer.push(visit("firm-east"), *strange, *map(again, strange))]
        assert told == ["out_of_scope", "unknown_kind", "too_new", *["too_much_parked"] * 2]
        assert [answer.code for answer in newer.push(again(strange[0]))] == ["too_much_parked"]
        assert [answer.verdict for answer in newer.push(visit("firm-west"))] == ["accepted"]
        assert [answer.code for answer in newer.push(strange[0])] == ["unknown_kind"]


def again(letter: Envelope) -> Envelope:
    """The same under another id."""
    return msgspec.structs.replace(letter, op_id=new_op_id())


def test_what_its_author_gave_up_is_asked_about_no_more(
    stage: Stage, late: Late, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A while later, so that the person can think better of it; nobody else can end its wait."""
    (row,) = stage.read(select, Parked)
    with Sender(stage.url, "rep-west") as stranger:
        stranger.post("/v1/push", PushRequest(operations=[], given_up=[late.op.op_id]))
    late.laptop.discard(late.op.op_id)
    late.laptop.sync()
    assert stage.read(select, Parked) == [row]
    monkeypatch.setattr(given_up, "PAUSE", 0)
    for _ in range(2):
        late.laptop.sync()
        (ended,) = stage.read(select, Parked)
        assert (ended.decision, ended.decided_by) == ("withdrawn", "示例代表甲 政府服务代表")
    coordinator = stage.laptop("coordinator-east")
    assert coordinator.read(undecided) == ()
    (answer,) = stage.as_person("coordinator-east", decide(AdmitWork, late.op))
    assert (answer.verdict, answer.code) == ("refused", "already_decided")
    assert_same(stage, coordinator)
    assert late.laptop.read(given_up.to_tell) == []


def test_what_was_brought_back_is_not_told(stage: Stage, late: Late, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given_up, "PAUSE", 0)
    before = late.laptop.read(select, Outbox)
    late.laptop.discard(late.op.op_id)
    with late.laptop.database.write() as connection:
        store(connection, before)
    late.laptop.sync()
    assert [row.decision for row in stage.read(select, Parked)] == [""]


def test_what_was_decided_before_stays_so(stage: Stage, late: Late, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.done_by("coordinator-east", decide(DeclineWork, late.op, reason="重复"))
    monkeypatch.setattr(given_up, "PAUSE", 0)
    late.laptop.discard(late.op.op_id)
    late.laptop.sync()
    assert {row.decision for row in stage.read(select, Parked)} == {"declined"}
