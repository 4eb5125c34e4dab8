"""Who reads a problem beside its own people, on real laptops: 督查, 红色专班, 提级, and above all 回避."""

from __future__ import annotations

import hashlib

import msgspec

from sync.engine.laptop import Laptop
from sync.engine.local_values import position
from sync.operations.access import (
    ConcealProblem,
    DismissReader,
    NameReader,
    RaiseProblem,
    ReleaseProblem,
    ReturnRaised,
)
from sync.operations.administration import Appoint, SetOffice, SetPerson
from sync.operations.centre import AcceptProblem, HoldMeeting, Summon
from sync.operations.orders import ReplyToOrder, ReportProgress
from sync.operations.reports import ReportProblem
from sync.server.concealed import readers_inside
from sync.store.queries.search import search
from sync.store.rows import count, select
from sync.store.schema import TABLES
from sync.store.tables import Attachment, Enterprise, History, Order, Outbox, Problem, Reply
from sync.wire import Cursor, PullRequest, encode
from tests.cases import accepted, in_hand, issue, on, problem_of, report, reported, today
from tests.city import SINCE, act, appointment
from tests.copies import assert_same
from tests.sender import Sender
from tests.stage import Stage

NOT_THERE = "00000000-0000-0000-0000-000000000000"
SECRET = "拖欠工程款的是住建局"


def about(op: ReportProblem) -> ConcealProblem:
    """The problem is about the housing department."""
    return act(ConcealProblem, **on(op), office_id="housing", reason="涉及该局")


def synced(stage: Stage, *laptops: Laptop) -> None:
    for laptop in laptops:
        laptop.sync()
        assert_same(stage, laptop)


def held(laptop: Laptop) -> set[str]:
    """The problems on a laptop."""
    return {row.id for row in laptop.read(select, Problem)}


def everything_on(laptop: Laptop) -> str:
    """Every text and number that a laptop keeps in whatever table, but for what the person typed."""
    tables = [table for name, table in TABLES.items() if name not in ("outbox", "search_index")]
    with laptop.database.read() as connection:
        rows = [tuple(row) for table in tables for row in connection.execute(table.select())]
    return repr(rows)


def watching(stage: Stage, kind: str, region: str = "city") -> None:
    """An office of supervision or discipline, and one person in it who sits nowhere else."""
    stage.do(
        act(SetOffice, office_id=kind, name="示例督查", office=kind, region_id=region),
        act(SetPerson, person_id="watcher", name="示例督办", post="督查员"),
    )
    named = {"appointment_id": "watcher", "person_id": "watcher", "office_id": kind}
    stage.do(act(Appoint, **named, role="supervisor", since=SINCE, directory_id=region))
    stage.give_accounts("watcher")


def test_supervision_reads_every_problem_of_its_region_and_no_visit_log(stage: Stage) -> None:
    watching(stage, "supervision", "east")
    east, west = reported(stage), reported(stage, "firm-west", "rep-west")
    laptop = stage.laptop("watcher")
    synced(stage, laptop)
    assert held(laptop) == {east.problem_id}
    assert laptop.read(count, Enterprise) == 0
    assert problem_of(stage, west).id not in everything_on(laptop)


def test_an_office_of_supervision_that_comes_later_reads_what_was_there(stage: Stage) -> None:
    op = reported(stage)
    watching(stage, "supervision")
    synced(stage, laptop := stage.laptop("watcher"))
    assert held(laptop) == {op.problem_id}


def test_discipline_reads_what_its_person_was_named_to_and_nothing_else(stage: Stage) -> None:
    watching(stage, "discipline", "east")
    named, other = in_hand(stage), reported(stage)
    laptop = stage.laptop("watcher")
    synced(stage, laptop)
    assert held(laptop) == set()
    reader = {"person_id": "watcher", "reason": "超期"}
    stage.done_by("coordinator-east", act(NameReader, **on(named), directory_id="east", **reader))
    synced(stage, laptop)
    assert held(laptop) == {named.problem_id}
    assert laptop.read(count, Order) == 1
    assert other.problem_id not in everything_on(laptop)
    stage.done_by("coordinator-east", act(DismissReader, **on(named), **reader))
    synced(stage, laptop)
    assert held(laptop) == set()


def test_a_raised_problem_is_worked_on_by_the_centre_above_until_it_goes_back(stage: Stage) -> None:
    op = accepted(stage)
    meeting = act(HoldMeeting, **on(op), held_on=today(), decision="市级协调")
    city = stage.laptop("coordinator-city")
    assert [a.code for a in stage.as_person("coordinator-city", meeting)] == ["not_allowed"]
    stage.done_by("coordinator-east", act(RaiseProblem, **on(op), analysis="县里解决不了"))
    synced(stage, city)
    city.do(act(HoldMeeting, **on(op), held_on=today(), decision="市级协调"))
    assert city.sync().verdicts == {"accepted": 1}
    stage.done_by("coordinator-city", act(ReturnRaised, **on(op), decision="由市局牵头"))
    again = act(Summon, **on(op), office_id="land", respond_by=today())
    assert [a.code for a in stage.as_person("coordinator-city", again)] == ["not_allowed"]
    synced(stage, city)
    assert {"raise", "return_raised"} <= {line.action for line in city.read(select, History)}


def test_a_department_never_gets_a_byte_of_what_is_about_it(stage: Stage) -> None:
    """It is ordered all the same by a laptop that did not know: refused, and the words are kept."""
    laptop, centre = stage.laptop("handler-housing"), stage.laptop("coordinator-east")
    op = report(title="欠款", description=SECRET)
    stage.done_by("rep-east", op, about(op))
    stage.done_by("coordinator-east", act(AcceptProblem, **on(op)))
    ordered = stage.as_person("coordinator-east", issue(op))
    assert [(answer.verdict, answer.code) for answer in ordered] == [("refused", "concealed")]
    stage.done_by("coordinator-east", issue(op, lead_office_id="land"))
    synced(stage, laptop, centre)
    assert held(laptop) == set()
    assert op.problem_id not in everything_on(laptop)
    assert SECRET not in everything_on(laptop)
    assert held(centre) == {op.problem_id}


def test_what_the_department_had_leaves_it_at_the_next_sync(stage: Stage) -> None:
    """Rows, history, files, the search index: all of it; the other department keeps its part."""
    op = in_hand(stage)
    laptop, other = stage.laptop("handler-housing"), stage.laptop("handler-land")
    assert held(laptop) == held(other) == {op.problem_id}
    photo = b"photo" * 99
    centre = stage.laptop("coordinator-east")
    names = {"enterprise_id": op.enterprise_id, "problem_id": op.problem_id, "subject_id": op.problem_id}
    centre.attach("图.png", photo, **names)
    synced(stage, centre, laptop)
    attached = laptop.read(select, Attachment)[0]
    assert laptop.bytes_of(attached.id) == photo
    stage.done_by("coordinator-east", about(op))
    synced(stage, laptop, other)
    assert held(laptop) == set()
    assert held(other) == {op.problem_id}
    laptop.index(60_000)
    assert op.problem_id not in everything_on(laptop)
    assert list((laptop.folder / "blobs").iterdir()) == []
    assert laptop.read(search, op.title) == laptop.read(search, "无此事")
    with Sender(stage.url, "handler-housing") as stranger:
        asked = stranger.ask("GET", f"/v1/blobs/{hashlib.sha256(photo).hexdigest()}")
        nothing = stranger.ask("GET", f"/v1/blobs/{'0' * 64}")
    assert (
        (asked.status_code, asked.content) == (nothing.status_code, nothing.content) == (404, asked.content)
    )


def test_the_departments_late_work_is_kept_and_says_nothing_of_how_the_problem_stands(stage: Stage) -> None:
    """Whatever it sends now is answered like work on a problem that does not exist."""
    op = in_hand(stage)
    laptop = stage.laptop("handler-housing")
    laptop.do(act(ReplyToOrder, **on(op), text="写在离线时的答复", result="solved"))
    stage.done_by("coordinator-east", about(op))
    none = act(ReportProgress, problem_id="none", enterprise_id="firm-east", text="x")
    after = act(ReportProgress, **on(op), text="x")
    assert laptop.sync().verdicts == {"quarantined": 1}
    assert_same(stage, laptop)
    answers = stage.as_person("handler-housing", none, after)
    assert {(answer.verdict, answer.code, answer.detail) for answer in answers} == {
        ("quarantined", "out_of_scope", "")
    }
    assert stage.read(count, Reply) == 0
    entry = laptop.read(select, Outbox)[0]
    assert (entry.state, "写在离线时的答复" in entry.body) == ("quarantined", True)


def test_what_is_released_comes_whole(stage: Stage) -> None:
    op = in_hand(stage)
    laptop = stage.laptop("handler-housing")
    stage.done_by("coordinator-east", about(op))
    synced(stage, laptop)
    assert held(laptop) == set()
    stage.done_by("coordinator-east", act(ReleaseProblem, **on(op), office_id="housing", reason="已查清"))
    synced(stage, laptop)
    assert held(laptop) == {op.problem_id}
    assert laptop.read(count, History) == stage.read(count, History, aggregate_id=op.problem_id)


def test_a_department_that_is_away_gets_nothing_of_what_became_about_it(stage: Stage) -> None:
    """Ordered and concealed while the laptop was off: it hears neither."""
    laptop = stage.laptop("handler-housing")
    op = in_hand(stage)
    stage.done_by("coordinator-east", about(op))
    with Sender(stage.url, "handler-housing") as device:
        page = device.ask("POST", "/v1/pull", encode(PullRequest(cursor=laptop.read(position).cursor)))
    assert op.problem_id not in page.text
    synced(stage, laptop)
    assert op.problem_id not in everything_on(laptop)


def test_nobody_hears_what_goes_on_in_what_was_given_back(stage: Stage) -> None:
    """Not even that something does: the id of a problem that left is said once."""
    laptop, op = stage.laptop("handler-housing"), in_hand(stage)
    synced(stage, laptop)
    stage.done_by("coordinator-east", about(op))
    synced(stage, laptop)
    stage.done_by("handler-land", act(ReportProgress, **on(op), text="进展"))
    with Sender(stage.url, "handler-housing") as device:
        page = device.ask("POST", "/v1/pull", encode(PullRequest(cursor=laptop.read(position).cursor)))
    assert op.problem_id not in page.text


def test_who_asks_for_it_by_its_id_is_answered_as_for_one_that_does_not_exist(stage: Stage) -> None:
    """The id is guessed, or came by another way: asked for whole, it is not there."""
    op = report(title="欠款", description=SECRET)
    stage.done_by("rep-east", op, about(op))
    with Sender(stage.url, "handler-housing") as device:
        device.pages()
        cursor = device.pages()[-1].cursor
        asked = [pulled(device, cursor, again) for again in (op.problem_id, NOT_THERE)]
    assert asked[0] == asked[1]
    assert SECRET not in asked[0]


def pulled(device: Sender, cursor: Cursor, again: str) -> str:
    """A page for somebody who wants one aggregate whole, but for its name, the time and the cursor."""
    reply = device.ask("POST", "/v1/pull", encode(PullRequest(cursor=cursor, again=[again])))
    page = msgspec.json.decode(reply.content)
    told = str({name: page[name] for name in page if name not in ("server_time", "cursor")})
    return told.replace(again, "")


def test_who_sits_in_the_centre_too_is_told_of(small_stage: Stage) -> None:
    """The department is kept out; a person of it who reads as the centre is for people to settle."""
    op = in_hand(small_stage)
    small_stage.done_by("coordinator-east", about(op))
    assert small_stage.read(readers_inside) == set()
    small_stage.do(appointment("handler-housing", "coordinator", "centre-east"))
    assert small_stage.read(readers_inside) == {"handler-housing"}
    small_stage.done_by(
        "coordinator-east", act(ReleaseProblem, **on(op), office_id="housing", reason="已查清")
    )
    assert small_stage.read(readers_inside) == set()
