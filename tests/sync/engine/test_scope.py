"""What a laptop holds is what its person may see: given whole, taken away whole, late work delivered."""

from __future__ import annotations

import hashlib

import pytest
import time_machine

from sync.domain import clock
from sync.domain.clock import HOUR, day_of
from sync.engine import incoming
from sync.engine.laptop import Laptop
from sync.engine.local_values import position
from sync.operations.administration import EndAppointment, EndAssignment
from sync.operations.base import new_id
from sync.operations.edits import Edit
from sync.operations.visits import AmendVisit
from sync.server import pull
from sync.store.rows import count, find, select
from sync.store.tables import Attachment, Enterprise, History, LocalBlob, Outbox, StoredBlob, Visit
from sync.wire import PullReply, PullRequest
from tests.cases import problem_of, report, reported, today, visit
from tests.city import act, appointment, assignment
from tests.copies import assert_same, copy_of
from tests.stage import Stage


def end(firm: str, person: str) -> EndAssignment:
    return act(
        EndAssignment, assignment_id=f"{firm}/{person}", enterprise_id=firm, until=today(), reason="调整"
    )


def firms(laptop: Laptop) -> set[str]:
    return {firm.id for firm in laptop.read(select, Enterprise)}


def synced(stage: Stage, *laptops: Laptop) -> None:
    for laptop in laptops:
        laptop.sync()
        assert_same(stage, laptop)


@pytest.mark.parametrize("synced_between", [True, False])
def test_a_firm_given_again_replaces_what_was_there(stage: Stage, synced_between: bool) -> None:
    stage.done_by("rep-east", *(visit() for _ in range(3)))
    laptop = stage.laptop("rep-east")
    stage.do(end("firm-east", "rep-east"))
    if synced_between:
        synced(stage, laptop)
        assert firms(laptop) == {"firm-other"}
    stage.done_by("coordinator-east", visit(), report())
    stage.do(assignment("firm-east", "rep-east"))
    synced(stage, laptop)
    assert firms(laptop) == {"firm-east", "firm-other"}
    assert laptop.read(count, Visit) == 4


def test_a_new_firm_comes_whole_however_old(stage: Stage) -> None:
    laptop = stage.laptop("rep-spare")
    stage.done_by("rep-east", *(visit() for _ in range(5)), report())
    synced(stage, laptop)
    assert firms(laptop) == set()
    stage.do(assignment("firm-east", "rep-spare"))
    synced(stage, laptop)
    assert laptop.read(count, Visit) == 5


def test_who_leaves_an_office_loses_what_it_held(stage: Stage) -> None:
    """And what else the person holds stays: here the firms of another centre."""
    stage.do(appointment("coordinator-east", "coordinator", "centre-west"))
    op, laptop = reported(stage), stage.laptop("coordinator-east")
    assert problem_of(stage, op).id in {key[1] for key in copy_of(laptop)}
    gone = {"person_id": "coordinator-east", "directory_id": "east"}
    stage.do(act(EndAppointment, **gone, appointment_id="centre-east/coordinator-east", until=today()))
    synced(stage, laptop)
    assert firms(laptop) == {"firm-west"}
    assert not [row for row in copy_of(laptop).values() if row.aggregate_id in (op.problem_id, "firm-east")]


def test_who_is_appointed_again_has_it_again(stage: Stage) -> None:
    laptop = stage.laptop("handler-land")
    office = {"person_id": "coordinator-east", "directory_id": "east"}
    second = stage.laptop("coordinator-east")
    stage.do(act(EndAppointment, **office, appointment_id="centre-east/coordinator-east", until=today()))
    synced(stage, second, laptop)
    stage.do(appointment("coordinator-east", "coordinator", "centre-east"))
    stage.done_by("rep-east", visit())
    synced(stage, second)
    assert firms(second) == {"firm-east", "firm-other", "firm-small"}


def test_late_work_is_delivered_first_and_marked(stage: Stage) -> None:
    """A laptop that was away while its firm was given to somebody else; its photo arrives with the record."""
    former, new = stage.laptop("rep-east"), stage.laptop("rep-spare")
    op, photo = visit(situation="交接前的走访"), b"photo" * 1000
    former.do(op)
    former.do(report(title="交接前的问题"))
    former.attach("图.png", photo, enterprise_id="firm-east", subject_id=new_id(op.op_id, 0))
    stage.do(end("firm-east", "rep-east"), assignment("firm-east", "rep-spare"))
    synced(stage, new)
    assert firms(new) == {"firm-east"}
    assert former.sync().verdicts == {"accepted": 3}
    assert firms(former) == {"firm-other"}
    assert former.read(count, Visit) == 0
    synced(stage, former, new)
    assert [row.situation for row in new.read(select, Visit)] == ["交接前的走访"]
    late = new.read(lambda connection: select(connection, History, late=True))
    assert {line.action for line in late} == {"log_visit", "report", "attach"}
    assert {blob.state for blob in former.read(select, LocalBlob)} == {"kept"}
    assert stage.read(count, StoredBlob, sha256=hashlib.sha256(photo).hexdigest(), complete=True) == 1
    assert new.bytes_of(new.read(select, Attachment)[0].id) == photo


def test_work_of_another_time_is_not_late_but_out_of_scope(stage: Stage) -> None:
    """Made after the firm was given away, or before it was given at all."""
    before = clock.now() - 24 * HOUR
    stage.do(assignment("firm-west", "rep-spare"))
    stage.do(end("firm-west", "rep-spare"))
    early = visit("firm-west", made_at=before, visited_on=day_of(before).isoformat())
    with time_machine.travel(clock.now() / 1000 + 3600, tick=True):
        after = visit("firm-west")
        answers = stage.as_person("rep-spare", early, after)
    assert [(answer.verdict, answer.code) for answer in answers] == [("quarantined", "out_of_scope")] * 2
    assert stage.read(count, Visit) == 0


def test_unsent_work_outlives_the_record_it_was_made_on(stage: Stage) -> None:
    """It waits behind a step that was refused; the firm leaves meanwhile; the words stay."""
    laptop = stage.laptop("rep-east")
    laptop.do(visit(situation="原来的记录"))
    laptop.sync()
    mine = laptop.read(select, Visit)[0]
    stopped = visit(situation="写在本机的话")
    laptop.do(stopped)
    laptop.do(
        act(
            AmendVisit,
            enterprise_id="firm-east",
            visit_id=new_id(stopped.op_id, 0),
            edits=(Edit("advice", "", "补充的话"),),
        )
    )
    with time_machine.travel(clock.now() / 1000 - 2 * 24 * 3600, tick=True):
        # The server's clock stands two days earlier: the visit lies in its future.
        verdicts = laptop.sync().verdicts
    assert verdicts == {"refused": 1, "held": 1}
    stage.do(end("firm-east", "rep-east"))
    laptop.sync()
    assert firms(laptop) == {"firm-other"}
    assert find_visit(laptop, mine.id) is None
    entries: list[Outbox] = laptop.read(select, Outbox)
    assert [(entry.state, entry.kind) for entry in entries[1:]] == [
        ("refused", "log_visit"),
        ("held", "amend_visit"),
    ]
    assert "写在本机的话" in entries[1].body
    assert "补充的话" in entries[2].body


def find_visit(laptop: Laptop, visit_id: str) -> Visit | None:
    return laptop.read(lambda connection: find(connection, Visit, id=visit_id))


def test_two_of_one_centre_converge(stage: Stage) -> None:
    """Both change one text while away: both texts are kept, both laptops show the same."""
    stage.done_by("rep-east", visit(situation="原文"))
    one, other = stage.laptop("coordinator-east"), stage.laptop("colleague-east")
    row = one.read(select, Visit)[0]
    with stage.away():
        for laptop, text in ((one, "甲改"), (other, "乙改")):
            edits = (Edit("situation", "原文", text),)
            laptop.do(act(AmendVisit, enterprise_id="firm-east", visit_id=row.id, edits=edits))
    assert one.sync().verdicts == {"accepted": 1}
    assert other.sync().verdicts == {"conflict": 1}
    synced(stage, one, other)
    assert copy_of(one).keys() - other_people(one) == copy_of(other).keys() - other_people(other)
    assert other.read(select, Visit)[0].situation == "甲改"


def other_people(laptop: Laptop) -> set[tuple[str, str]]:
    """What only its own person holds."""
    own = laptop.identity.person_id
    return {key for key, row in copy_of(laptop).items() if row.aggregate_id == own}


def test_a_page_that_was_never_used_does_not_bring_back_what_left(small_stage: Stage) -> None:
    """The laptop ended between the last page and its use; then the firm was given away."""
    laptop = small_stage.laptop("rep-spare")
    small_stage.do(assignment("firm-east", "rep-spare"))
    stage_without_use(laptop)
    small_stage.do(end("firm-east", "rep-spare"))
    synced(small_stage, laptop)
    assert firms(laptop) == set()


def stage_without_use(laptop: Laptop) -> None:
    """What a sync does until the moment before its pages are applied."""
    transport = laptop._signed_in()
    cursor = laptop.read(position).cursor
    page = transport.post("/v1/pull", PullRequest(cursor=cursor), PullReply)
    assert page.entered == ["firm-east"]
    with laptop.database.write() as connection:
        incoming.stage(connection, page)


def test_a_firm_that_leaves_between_two_pages_is_not_kept(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull, "PAGE_BYTES", 1)
    monkeypatch.setattr(pull, "BATCH", 1)
    laptop = small_stage.laptop("rep-spare")
    small_stage.do(assignment("firm-east", "rep-spare"), assignment("firm-other", "rep-spare"))
    taken: list[str] = []

    def leave(what: str, _done: int, _all: int) -> None:
        if what == "pull" and not taken:
            taken.append(what)
            small_stage.do(end("firm-east", "rep-spare"), end("firm-other", "rep-spare"))

    laptop.sync(leave)
    assert taken
    synced(small_stage, laptop)
    assert firms(laptop) == set()
