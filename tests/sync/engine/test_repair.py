"""A repair: a new operation in the place of one that the server stopped. What waited behind that one is built
on the new one, nothing comes twice, and every text stays on record."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from typing import Any

import pytest

from sync.domain.errors import Refused
from sync.engine import outbox
from sync.engine.command_line import REFUSED, main
from sync.engine.laptop import Laptop
from sync.operations.attachments import AttachFile
from sync.operations.base import Operation, new_id
from sync.operations.edits import Edit
from sync.operations.reports import EditProblem
from sync.operations.visits import AmendVisit, LogVisit, visit_id
from sync.store.rows import select, store
from sync.store.tables import Answer, Attachment, Audit, Draft, LocalBlob, Outbox, Problem, Visit
from tests.cases import on, report, visit
from tests.city import act
from tests.copies import assert_same
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS

FIRST, SECOND = "第一次写的情况", "改过的情况"


def kept_anyway(laptop: Laptop, *ops: Operation) -> None:
    """Operations that a rule on this laptop would not let through, as an older program had them."""
    with laptop.database.write() as connection:
        for op in ops:
            outbox.put(connection, op)


def amendment(of: LogVisit) -> AmendVisit:
    edits = (Edit("advice", "", "补充意见"),)
    return act(AmendVisit, enterprise_id="firm-east", visit_id=visit_id(of), edits=edits)


def photo(laptop: Laptop, of: LogVisit) -> AttachFile:
    named = {"name": "示例.jpg", "media_type": "image/jpeg", "sha256": laptop.keep(b"1234"), "size": 4}
    return act(AttachFile, enterprise_id="firm-east", subject_id=visit_id(of), **named)


def states(laptop: Laptop) -> list[tuple[str, str]]:
    entries = sorted(laptop.read(select, Outbox), key=lambda entry: entry.position)
    return [(entry.kind, entry.state) for entry in entries]


@pytest.fixture
def laptop(stage: Stage) -> Laptop:
    return stage.laptop("rep-east")


class Stopped:
    """A visit that the server refused, with an amendment, a photo and a problem behind it."""

    def __init__(self, laptop: Laptop) -> None:
        self.bad = visit(manner="nonsense", situation=FIRST)
        self.photo = photo(laptop, self.bad)
        self.raised = report(visit_id=visit_id(self.bad))
        edits = (Edit("title", "停电", "停电三天"),)
        kept_anyway(laptop, self.bad, amendment(self.bad), self.photo, self.raised)
        kept_anyway(laptop, act(EditProblem, **on(self.raised), edits=edits))
        blob = LocalBlob(
            sha256=self.photo.sha256, size=4, attachment_id=new_id(self.photo.op_id, 0), state="upload"
        )
        with laptop.database.write() as connection:
            store(connection, [blob])
        assert laptop.sync().verdicts == {"refused": 1, "held": 4}

    @property
    def good(self) -> LogVisit:
        return visit(situation=SECOND)


@pytest.fixture
def stopped(laptop: Laptop) -> Stopped:
    return Stopped(laptop)


def test_all_that_waited_arrives_on_the_new_rows(stage: Stage, laptop: Laptop, stopped: Stopped) -> None:
    good = stopped.good
    laptop.repair(stopped.bad.op_id, good)
    (shown,) = laptop.read(select, Visit)
    assert (shown.id, shown.situation, shown.advice) == (visit_id(good), SECOND, "补充意见")
    assert laptop.sync().verdicts == {"accepted": 5}
    (there,) = stage.read(select, Visit)
    assert (there.id, there.situation, there.advice) == (visit_id(good), SECOND, "补充意见")
    (problem,) = stage.read(select, Problem)
    assert (problem.visit_id, problem.title) == (visit_id(good), "停电三天")
    (file,) = stage.read(select, Attachment)
    assert file.subject_id == visit_id(good)
    assert [row.state for row in laptop.read(select, LocalBlob)] == ["kept"]
    assert_same(stage, laptop)


def test_the_order_is_kept_and_every_text_stays(laptop: Laptop, stopped: Stopped) -> None:
    laptop.repair(stopped.bad.op_id, stopped.good)
    kinds = ["log_visit", "amend_visit", "attach_file", "report_problem", "edit_problem"]
    assert states(laptop) == [(kind, "replaced") for kind in kinds] + [(kind, "waiting") for kind in kinds]
    assert (
        FIRST
        in laptop.read(
            select,
            Outbox,
        )[0].body
    )
    entries = sorted(laptop.read(select, Outbox), key=lambda entry: entry.position)
    assert [entry.replaces for entry in entries[5:]] == [entry.op_id for entry in entries[:5]]
    assert all(entry.made_at >= entries[5].made_at for entry in entries[5:])


def test_the_server_tells_what_was_repaired(stage: Stage, laptop: Laptop, stopped: Stopped) -> None:
    good = stopped.good
    laptop.repair(stopped.bad.op_id, good)
    laptop.sync()
    (answer,) = stage.read(select, Answer, op_id=good.op_id)
    (first,) = stage.read(select, Answer, op_id=answer.replaces)
    assert FIRST in first.body.decode()
    told = [line.object_id for line in stage.read(select, Audit, action="replaces")]
    assert f"{good.op_id}/{stopped.bad.op_id}" in told


def test_when_the_rule_says_no_again_nothing_is_changed(laptop: Laptop, stopped: Stopped) -> None:
    before = laptop.read(select, Outbox)
    with pytest.raises(Refused, match="unknown_choice"):
        laptop.repair(stopped.bad.op_id, visit(manner="nonsense"))
    assert laptop.read(select, Outbox) == before
    assert not laptop.read(select, Visit)


def test_only_what_is_stopped_is_repaired_and_once(laptop: Laptop, stopped: Stopped) -> None:
    laptop.repair(stopped.bad.op_id, stopped.good)
    with pytest.raises(Refused, match="missing"):
        laptop.repair(stopped.bad.op_id, stopped.good)
    with pytest.raises(Refused, match="missing"):
        laptop.repair(outbox.new_op_id(), stopped.good)


def test_a_repair_that_is_undone_leaves_the_stopped_one_as_it_was(laptop: Laptop, stopped: Stopped) -> None:
    before, files = states(laptop), laptop.read(select, LocalBlob)
    good = stopped.good
    laptop.repair(stopped.bad.op_id, good)
    assert laptop.take_back(good.op_id)
    laptop.sync()
    assert states(laptop)[:5] == before
    assert {state for _, state in states(laptop)[5:]} == {"discarded"}
    assert laptop.read(select, LocalBlob) == files
    assert not laptop.read(select, Visit)


def test_a_repair_may_be_stopped_and_repaired_again(stage: Stage, laptop: Laptop, stopped: Stopped) -> None:
    second = visit(manner="nonsense")
    good = stopped.good
    laptop.repair(stopped.bad.op_id, good)
    with laptop.database.write() as connection:  # a later rule of the server's says no to it
        entry = select(connection, Outbox, op_id=good.op_id)[0]
        body = entry.body.replace('"on_site"', '"nonsense"')
        connection.exec_driver_sql("UPDATE outbox SET body = ? WHERE op_id = ?", (body, good.op_id))
    assert laptop.sync().verdicts == {"refused": 1, "held": 4}
    third = visit(situation="第三次")
    laptop.repair(good.op_id, third)
    assert laptop.sync().verdicts == {"accepted": 5}
    assert [row.situation for row in stage.read(select, Visit)] == ["第三次"]
    assert second.op_id not in str(stage.read(select, Answer))


def test_a_draft_about_the_row_goes_on_about_the_new_one(laptop: Laptop, stopped: Stopped) -> None:
    old = visit_id(stopped.bad)
    draft = Draft(
        id="d", form="visit", subject_id=old, title="示例", values=f'{{"at":"{old}"}}', updated_at=1
    )
    with laptop.database.write() as connection:
        store(connection, [draft])
    good = stopped.good
    laptop.repair(stopped.bad.op_id, good)
    (kept,) = laptop.read(select, Draft)
    assert (kept.subject_id, kept.values) == (visit_id(good), f'{{"at":"{visit_id(good)}"}}')


def test_a_repair_by_command_changes_the_named_fields_alone(stage: Stage, laptop: Laptop) -> None:
    bad = visit(manner="nonsense", situation=FIRST)
    kept_anyway(laptop, bad)
    laptop.sync()
    laptop.close()
    password = stage.folder / "password"
    password.touch(0o600)
    password.write_text(PASSWORD)

    def call(*words: str) -> dict[str, Any]:
        out = io.StringIO()
        options = ["--data", str(laptop.folder), "--password-file", str(password)]
        with redirect_stdout(out):
            main([*options, *words], keyring=lambda: None, costs=CHEAP_COSTS)
        answer: dict[str, Any] = json.loads(out.getvalue())
        return answer

    made = call("repair", bad.op_id, '{"manner": "phone"}')
    assert made["state"] == "waiting"
    assert call("sync")["verdicts"] == {"accepted": 1}
    (row,) = stage.read(select, Visit)
    assert (row.manner, row.situation) == ("phone", FIRST)
    assert call("repair", bad.op_id, "{}")["code"] == "missing"
    assert call("repair", bad.op_id, "[")["code"] == "missing"


def test_only_what_is_stopped_is_given_up_by_command(stage: Stage, laptop: Laptop) -> None:
    op = visit()
    laptop.do(op)
    laptop.close()
    password = stage.folder / "password"
    password.touch(0o600)
    password.write_text(PASSWORD)
    for op_id in (op.op_id, outbox.new_op_id()):
        out = io.StringIO()
        options = ["--data", str(laptop.folder), "--password-file", str(password), "discard", op_id]
        with redirect_stdout(out):
            assert main(options, keyring=lambda: None, costs=CHEAP_COSTS) == REFUSED
        assert json.loads(out.getvalue())["code"] == "missing"
