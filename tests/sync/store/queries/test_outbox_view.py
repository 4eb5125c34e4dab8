"""What waits for the server, what it stopped, and what that means for each record."""

from __future__ import annotations

import itertools

import msgspec
import pytest
import sqlalchemy as sa

from sync.engine.local_values import Contact, remember
from sync.operations.attachments import AttachFile
from sync.operations.base import made_ids, new_id
from sync.operations.centre import AcceptProblem, ReportIn, SetDueDate
from sync.operations.edits import Edit
from sync.operations.kinds import OPERATIONS
from sync.operations.orders import SignForOrder
from sync.operations.reports import EditProblem, ReportProblem
from sync.operations.visits import AmendVisit, LogVisit
from sync.store.queries import outbox_view
from sync.store.queries.outbox_view import ABOUT, GRAVEST_FIRST, delivery, overview, waiting_of
from sync.store.rows import store
from sync.store.tables import LocalBlob, Outbox
from tests.sync.store import sample
from tests.sync.store.waiting import act, entry, op_id

VISIT = act(
    LogVisit, 1, enterprise_id="firm", visited_on="2026-01-05", situation="烘干项目", purposes=("assistance",)
)
REPORT = act(
    ReportProblem,
    2,
    enterprise_id="firm",
    form="need",
    local_code="A1-0001",
    title="立项手续",
    description="不了解怎样办",
    visit_id=new_id(VISIT.op_id, 0),
)
PROBLEM = REPORT.problem_id
ACCEPT = act(AcceptProblem, 3, problem_id=PROBLEM, enterprise_id="firm")
EDIT = act(
    EditProblem,
    4,
    problem_id="p",
    enterprise_id="firm",
    edits=(Edit("crux", "旧", "缺验收"), Edit("title", "a", "b")),
)


def test_what_an_operation_makes_is_derived_as_it_derives_it() -> None:
    assert outbox_view._made(VISIT.op_id) == made_ids(VISIT.op_id)


def test_the_fields_that_name_a_record_are_fields_of_their_operations() -> None:
    for kind, field in ABOUT.items():
        assert field in OPERATIONS[kind].__struct_fields__


def test_nothing_waits_at_first(connection: sa.Connection) -> None:
    seen = overview(connection, "me")
    assert (seen.queue, seen.stopped, seen.conflicts, seen.files, seen.synced_at) == ((), (), (), (), 0)


def test_the_queue_is_oldest_first_with_titles_and_all_that_was_typed(connection: sa.Connection) -> None:
    store(connection, [sample.enterprise("firm", "示例食品"), sample.problem("p", title="不动产登记")])
    store(connection, [entry(VISIT), entry(REPORT, "held", here_code="missing"), entry(EDIT)])
    visit, report, edit = overview(connection, "me").queue
    assert (visit.subject_table, visit.title) == ("enterprise", "示例食品")
    assert visit.texts == (
        ("visited_on", "2026-01-05"),
        ("manner", "on_site"),
        ("purposes", "assistance"),
        ("situation", "烘干项目"),
    )
    assert (report.state, report.here_code) == ("held", "missing")
    assert (report.subject_table, report.subject_id, report.title) == ("", PROBLEM, "立项手续")
    assert dict(report.texts)["description"] == "不了解怎样办"
    assert (edit.subject_table, edit.title, edit.texts) == (
        "problem",
        "不动产登记",
        (("crux", "缺验收"), ("title", "b")),
    )


@pytest.mark.parametrize("state", ["accepted", "merged", "conflict", "discarded"])
def test_what_is_answered_or_given_up_does_not_wait(connection: sa.Connection, state: str) -> None:
    store(connection, [entry(VISIT, state)])
    assert overview(connection, "me").queue == ()
    assert overview(connection, "me").stopped == ()
    assert delivery(connection, ["firm", new_id(VISIT.op_id, 0)]) == {}


@pytest.mark.parametrize("state", ["refused", "quarantined"])
def test_a_stopped_operation_shows_what_waits_behind_it(connection: sa.Connection, state: str) -> None:
    other = act(LogVisit, 5, enterprise_id="firm", visited_on="2026-01-06")
    store(
        connection,
        [
            entry(other),
            entry(VISIT, state, code="future_visit", detail='{"field": "visited_on"}', seen_by_person=True),
            entry(REPORT),
            entry(act(LogVisit, 6, enterprise_id="firm", visited_on="2026-01-06")),
            entry(ACCEPT),
            entry(EDIT),
        ],
    )
    (card,) = overview(connection, "me").stopped
    assert (card.operation.state, card.code, card.detail) == (
        state,
        "future_visit",
        '{"field": "visited_on"}',
    )
    assert card.seen_by_person is True
    assert [waiting.kind for waiting in card.followers] == ["report_problem", "accept_problem"]
    assert ("situation", "烘干项目") in card.operation.texts


def test_two_stopped_ones_each_have_their_own_followers(connection: sa.Connection) -> None:
    store(connection, [entry(VISIT, "refused"), entry(REPORT, "refused"), entry(ACCEPT)])
    first, second = overview(connection, "me").stopped
    assert first.followers == ()
    assert [waiting.kind for waiting in second.followers] == ["accept_problem"]


def test_files_wait_small_ones_first(connection: sa.Connection) -> None:
    hashes = {name: name.rjust(64, "0") for name in "abc"}
    store(
        connection,
        [
            sample.attachment("a", "firm", "v", sha256=hashes["a"], name="大图.png"),
            LocalBlob(sha256=hashes["a"], size=900, attachment_id="a", state="upload", offset=300),
            LocalBlob(sha256=hashes["b"], size=100, attachment_id="gone", state="upload"),
            LocalBlob(sha256=hashes["c"], size=10, attachment_id="c", state="kept"),
        ],
    )
    found = [
        (file.attachment_id, file.name, file.size, file.sent) for file in overview(connection, "me").files
    ]
    assert found == [("gone", "", 100, 0), ("a", "大图.png", 900, 300)]


def test_a_file_has_its_name_though_its_row_is_not_here(connection: sa.Connection) -> None:
    digest = "d".rjust(64, "0")
    step = act(
        AttachFile, 9, enterprise_id="firm", subject_id="v", sha256=digest, size=9, name="锅炉.jpg",
        media_type="image/jpeg",
    )  # fmt: skip
    row = LocalBlob(sha256=digest, size=9, attachment_id=new_id(step.op_id, 0), state="upload")
    store(connection, [entry(step, "held"), row])
    [file] = overview(connection, "me").files
    assert file.name == "锅炉.jpg"


def test_freshness_is_the_last_completed_sync(connection: sa.Connection) -> None:
    remember(connection, Contact(synced_at=sample.NOON, offset=5))
    assert overview(connection, "me").synced_at == sample.NOON


# The operation, and the records that it makes wait.
TOUCHING = [
    (VISIT, {"firm", new_id(VISIT.op_id, 0)}),
    (REPORT, {PROBLEM}),
    (EDIT, {"p"}),
    (act(AmendVisit, 7, enterprise_id="firm", visit_id="v", edits=()), {"firm", "v"}),
    (
        act(
            AttachFile,
            8,
            enterprise_id="firm",
            subject_id="v",
            sha256="0" * 64,
            size=1,
            name="a.png",
            media_type="image/png",
        ),
        {"firm", "v", new_id(op_id(8), 0)},
    ),
    (act(SignForOrder, 9, problem_id="p", enterprise_id="firm", order_id="o"), {"p", "o"}),
    (act(ReportIn, 10, problem_id="p", enterprise_id="firm", summons_id="s", name="示例"), {"p", "s"}),
]


@pytest.mark.parametrize(("op", "records"), TOUCHING)
def test_an_operation_makes_the_records_wait_that_it_is_about(
    connection: sa.Connection, op: LogVisit, records: set[str]
) -> None:
    store(connection, [entry(op)])
    asked = {"firm", "p", "v", "o", "s", PROBLEM, new_id(VISIT.op_id, 0), new_id(op_id(8), 0), "other"}
    assert delivery(connection, asked) == dict.fromkeys(records, "waiting")
    assert all(waiting_of(connection, record)[0].op_id == op.op_id for record in records)
    assert waiting_of(connection, "other") == ()


@pytest.mark.parametrize(("graver", "lighter"), list(itertools.combinations(GRAVEST_FIRST, 2)))
def test_the_gravest_word_is_said(connection: sa.Connection, graver: str, lighter: str) -> None:
    for number, word in enumerate((lighter, graver), 20):
        if word == "conflict":
            store(connection, [sample.conflict("c", "p")])
        else:
            store(
                connection,
                [
                    entry(
                        act(SetDueDate, number, problem_id="p", enterprise_id="e", due_on="", reason=""), word
                    )
                ],
            )
    assert delivery(connection, ["p"]) == {"p": graver}


def test_every_kind_of_operation_can_be_shown(connection: sa.Connection) -> None:
    """A kind that a newer version made, or a body without the known fields, does not break the rest."""
    bare = '{"op_id":"%s","made_at":1}'
    rows = [
        Outbox(
            position=number,
            op_id=op_id(number),
            kind=kind,
            version=1,
            made_at=1,
            subject_id="firm",
            body=bare % op_id(number),
            state="refused",
        )
        for number, kind in enumerate((*OPERATIONS, "kind_of_tomorrow"), 1)
    ]
    store(connection, rows)
    assert len(overview(connection, "me").stopped) == len(rows)
    assert delivery(connection, ["firm"]) == {"firm": "refused"}


def test_of_a_department_the_name_is_read_not_its_id() -> None:
    edits = [
        {"field": field, "old": "", "new": new}
        for field, new in (("proposed_office_id", "b2f1"), ("proposed_office_name", "示例住建局"))
    ]
    text = msgspec.json.encode({"edits": edits}).decode()
    assert outbox_view.texts_of(text) == (("proposed_office_name", "示例住建局"),)
