"""Forged operations: whatever a stranger's program puts into an envelope, the server judges it itself."""

from __future__ import annotations

import msgspec
import pytest
import time_machine

from sync.domain import clock
from sync.domain.clock import HOUR, day_of
from sync.operations.attachments import AttachFile
from sync.operations.base import Operation, new_id
from sync.operations.centre import ReportIn
from sync.operations.conflicts import SettleConflict
from sync.operations.edits import Edit
from sync.operations.kinds import APPLY
from sync.operations.orders import SignForOrder
from sync.operations.reports import EditProblem
from sync.operations.visits import AmendVisit
from sync.server import push
from sync.store.rows import count, select, store
from sync.store.tables import Answer as StoredAnswer
from sync.store.tables import Conflict, Device, History, Visit
from sync.wire import Answer, Envelope, PushRequest, envelope
from tests.cases import in_hand, problem_of, report, reported, visit
from tests.city import act
from tests.sender import Sender, altered
from tests.stage import Stage
from tests.sync.server.forms import SHA
from tests.sync.server.test_rights import record

DAY = 24 * HOUR


def device_of(stage: Stage, sender: Sender) -> Device:
    devices: list[Device] = stage.read(select, Device, id=sender.identity.device_id)
    return devices[0]


def told(answer: Answer) -> tuple[str, str]:
    return answer.verdict, answer.code


def test_work_on_a_firm_of_others_is_kept_without_effect(stage: Stage) -> None:
    op = visit("firm-west", situation="越权写下")
    before = record(stage)
    with Sender(stage.url, "rep-east") as stranger:
        assert told(stranger.push(op)[0]) == ("quarantined", "out_of_scope")
    assert record(stage) == before
    assert "越权写下" in stage.read(select, StoredAnswer, op_id=op.op_id)[0].body.decode()


def test_somebody_elses_operation_is_nobodys_to_repeat(stage: Stage) -> None:
    op = visit()
    stage.done_by("rep-east", op)
    with Sender(stage.url, "coordinator-east") as other:
        answer = other.push(op)[0]
    assert (answer.verdict, answer.code, answer.receipt) == ("refused", "other_kind", None)
    assert (answer.revision, answer.received_at, answer.detail) == (0, 0, "")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"op_id": "00000000-0000-4000-8000-000000000000"}, "bad_body"),
        ({"made_at": 1}, "bad_body"),
        ({"body": '{"op_id": 1}'}, "bad_body"),
        ({"body": "null"}, "bad_body"),
        ({"kind": "amend_enterprise"}, "bad_body"),
        ({"kind": "set_everything"}, "unknown_kind"),
        ({"version": 99}, "too_new"),
    ],
)
def test_an_envelope_that_does_not_fit_its_body_has_no_effect(
    small_stage: Stage, change: dict[str, object], code: str
) -> None:
    before = record(small_stage)
    with Sender(small_stage.url, "rep-east") as rep:
        assert rep.push(altered(visit(), **change))[0].code == code
    assert record(small_stage) == before


def test_the_author_is_who_signed_in(small_stage: Stage) -> None:
    """Whatever the body claims."""
    claims = {"visitor_id": "rep-west", "visitor_name": "示例代表乙", "actor_id": "system", "late": True}
    with Sender(small_stage.url, "rep-east") as rep:
        assert rep.push(altered(visit(), **claims))[0].verdict == "accepted"
    assert [row.visitor_id for row in small_stage.read(select, Visit)] == ["rep-east"]
    assert [(row.actor_id, row.late) for row in small_stage.read(select, History, action="log_visit")] == [
        ("rep-east", False)
    ]


def test_the_future_is_cut_off_at_the_time_of_receipt(small_stage: Stage) -> None:
    ahead = clock.now() + 3 * DAY
    tomorrow = day_of(ahead).isoformat()
    small_stage.done_by("rep-east", visit(made_at=ahead))
    line = small_stage.read(select, History, action="log_visit")[0]
    assert line.clamped
    assert line.at <= clock.now()
    # Nor can a visit of tomorrow be logged by a clock that runs ahead.
    assert told(small_stage.as_person("rep-east", visit(made_at=ahead, visited_on=tomorrow))[0]) == (
        "refused",
        "future_visit",
    )


def test_no_work_is_older_than_the_laptops_last_pull(small_stage: Stage) -> None:
    op = visit(made_at=clock.now() - 30 * DAY)
    with Sender(small_stage.url, "rep-east") as rep:
        rep.pages()
        seen = device_of(small_stage, rep).last_contact_at
        rep.push(op)
    line = small_stage.read(select, History, action="log_visit")[0]
    assert (line.at, line.clamped) == (seen, True)
    assert small_stage.read(select, StoredAnswer, op_id=op.op_id)[0].made_at == op.made_at


def test_an_honest_time_is_not_touched(small_stage: Stage) -> None:
    op = visit(made_at=clock.now() - 30 * DAY, visited_on=day_of(clock.now() - 31 * DAY).isoformat())
    small_stage.done_by("rep-east", op)
    line = small_stage.read(select, History, action="log_visit")[0]
    assert (line.at, line.clamped, line.late) == (op.made_at, False, False)


@pytest.mark.parametrize("seconds", [-60, -1, 1, 60])
def test_a_clock_that_is_a_little_off_leaves_no_mark(small_stage: Stage, seconds: int) -> None:
    """Ahead of the server's, or work written while the last sync was under way."""
    with Sender(small_stage.url, "rep-east") as rep:
        rep.pages()
        rep.push(visit(made_at=clock.now() + seconds * 1000))
    line = small_stage.read(select, History, action="log_visit")[0]
    assert not line.clamped
    assert line.at <= clock.now()


def another_persons_rows(stage: Stage) -> dict[str, str]:
    """Ids of rows of firm-west, which rep-east has no business with."""
    west, theirs = visit("firm-west"), report("firm-west")
    stage.done_by("rep-west", west, theirs)
    offered = (Edit("situation", "没人写过", "冲突的文字"),)
    clash = act(AmendVisit, enterprise_id="firm-west", visit_id=new_id(west.op_id, 0), edits=offered)
    assert stage.as_person("rep-west", clash)[0].verdict == "conflict"
    return {
        "visit": new_id(west.op_id, 0),
        "problem": theirs.problem_id,
        "line": new_id(theirs.op_id, "line"),
        "conflict": stage.read(select, Conflict)[0].id,
    }


def test_rows_of_other_aggregates_are_not_there(small_stage: Stage) -> None:
    """Named inside an operation on one's own firm, a stranger's row and one that never was are answered
    alike, and the stranger's row stays as it is."""
    mine, theirs = reported(small_stage), another_persons_rows(small_stage)
    before = record(small_stage)
    for name, foreign in theirs.items():
        probes = [
            naming(mine_id, row)
            for row in (foreign, "00000000-0000-4000-8000-00000000dead")
            for mine_id in [{"enterprise_id": mine.enterprise_id, "problem_id": mine.problem_id}]
        ]
        real, unreal = (small_stage.as_person("rep-east", *ops) for ops in probes)
        assert [told(a) for a in real] == [told(a) for a in unreal], name
        assert [a.detail for a in real] == [a.detail for a in unreal], name
        assert {answer.verdict for answer in real} <= {"refused", "quarantined"}, name
    assert record(small_stage) == before


def naming(mine: dict[str, str], row: str) -> list[Operation]:
    """Operations on one's own firm and problem that name some row."""
    firm = {"enterprise_id": mine["enterprise_id"]}
    edits = (Edit("situation", "", "改写"),)
    return [
        act(AmendVisit, **firm, visit_id=row, edits=edits),
        act(SettleConflict, **firm, conflict_id=row, choice="mine"),
        act(SettleConflict, **mine, conflict_id=row, choice="mine"),
        act(SettleConflict, **{**mine, "enterprise_id": "firm-west"}, conflict_id=row, choice="mine"),
        act(EditProblem, **mine, edits=(Edit("title", "停电", "断电"),), seen=row),
        act(EditProblem, enterprise_id="firm-west", problem_id=row, edits=(Edit("title", "停电", "断电"),)),
        act(ReportIn, **mine, summons_id=row, name="示例"),
        act(SignForOrder, **mine, order_id=row),
        report(visit_id=row),
        report(firm=row),
        act(
            AttachFile,
            enterprise_id="firm-east",
            problem_id=row,
            subject_id=row,
            sha256=SHA,
            size=1,
            name="n",
            media_type="t",
        ),
    ]


def test_nobody_can_begin_a_record_under_an_id_of_their_choice(small_stage: Stage) -> None:
    """A problem's id follows from its operation's; a chosen one is not taken from the body."""
    op, wanted = report(), "00000000-0000-4000-8000-00000000beef"
    small_stage.done_by("rep-east", op)
    small_stage.as_person("rep-east", altered(report(), problem_id=wanted, aggregate_id=wanted, id=wanted))
    assert problem_of(small_stage, op).id == op.problem_id
    assert all(row.id != wanted for rows in record(small_stage).values() for row in rows)


def test_a_case_cannot_be_taken_through_another_firm(small_stage: Stage) -> None:
    op = in_hand(small_stage)
    elsewhere = {"problem_id": op.problem_id, "enterprise_id": "firm-other"}
    answer = small_stage.as_person("rep-east", act(EditProblem, **elsewhere, edits=()))[0]
    assert told(answer) == ("refused", "wrong_enterprise")
    nowhere = {"problem_id": op.problem_id, "enterprise_id": "firm-west"}
    assert told(small_stage.as_person("rep-east", act(EditProblem, **nowhere, edits=()))[0]) == told(answer)


def test_a_revoked_laptop_is_not_listened_to(small_stage: Stage) -> None:
    with Sender(small_stage.url, "rep-east") as rep:
        device = device_of(small_stage, rep)
        with small_stage.database.write() as connection:
            store(connection, [msgspec.structs.replace(device, revoked_at=clock.now())])
        assert rep.post("/v1/push", {"operations": [envelope(visit())]}).status_code == 401
        assert rep.post("/v1/pull", {"cursor": None, "after": ""}).status_code == 401
    assert small_stage.read(count, Visit) == 0


def test_an_old_token_is_worth_nothing(small_stage: Stage) -> None:
    with Sender(small_stage.url, "rep-east") as rep, time_machine.travel(clock.now() / 1000 + 3600):
        assert rep.post("/v1/pull", {"cursor": None, "after": ""}).status_code == 401


def test_one_bad_operation_spoils_no_other(stage: Stage) -> None:
    """Not even a fault of the server's own."""
    good, bad = [visit(), report(), visit("firm-other")], visit("firm-west")
    with Sender(stage.url, "rep-east") as rep:
        answers = rep.push(good[0], bad, good[1], altered(visit(), body="["), good[2])
    assert [answer.verdict for answer in answers] == [
        "accepted",
        "quarantined",
        "accepted",
        "refused",
        "accepted",
    ]


def test_a_fault_of_the_server_is_told_and_kept(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(APPLY, "report_problem", broken)
    device = Device(
        id="d", person_id="rep-east", mark="A", name="", public_key=b"", registered_at=0, last_contact_at=0
    )
    letters: list[Envelope] = [envelope(op) for op in (visit(), report(), visit("firm-other"))]
    answers = push.take(small_stage.centre, device, PushRequest(operations=letters)).answers
    assert [told(a) for a in answers] == [("accepted", ""), ("quarantined", "failed_here"), ("accepted", "")]
    assert "停电" not in caplog.text
