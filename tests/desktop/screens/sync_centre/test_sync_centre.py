"""同步中心: what waits, was stopped or was written by two can be read, and something can be done about it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from desktop.cases.stopped import tell_stopped
from desktop.screens.sync_centre import words
from desktop.screens.sync_centre.doing_again import ACTS
from desktop.widgets.badge import Badge
from sync.domain import clock
from sync.engine import outbox, overlay
from sync.engine.local_values import Contact, contact, remember
from sync.operations import kinds
from sync.operations.administration import EndAssignment
from sync.operations.base import new_id
from sync.operations.centre import AcceptProblem
from sync.operations.orders import CloseProblem
from sync.operations.reports import ReportProblem
from sync.operations.visits import LogVisit, visit_id
from sync.store.rows import select, store
from sync.store.tables import Attachment, Draft, LocalBlob, Outbox, Problem, Visit
from tests import cases
from tests.city import act
from tests.desktop.desk import At, Desk
from tests.stage import Stage

KINDS = ("log_visit", "attach_file")


def buttons(desk: Desk) -> list[str]:
    return [button.accessibleName() for button in desk.all(QAbstractButton)]


def do(desk: Desk, op: Any) -> Any:
    desk.workplace.do(op, owner=desk.frame)
    return op


def states(desk: Desk) -> dict[str, str]:
    """Kind of operation → its state; the newest of each kind."""
    return {row.kind: row.state for row in sorted(desk.rows(Outbox), key=lambda row: row.position)}


@pytest.fixture
def overtaken(small_stage: Stage, at: At) -> Desk:
    """A coordinator who accepted a problem that a colleague had accepted first."""
    op = cases.reported(small_stage)
    desk = at("coordinator-east")
    do(desk, act(AcceptProblem, **cases.on(op), topic="licence", cause="knowledge"))
    small_stage.done_by("colleague-east", act(AcceptProblem, **cases.on(op)))
    desk.sync()
    desk.window.press("同步中心")
    return desk


@pytest.fixture
def parted(small_stage: Stage, at: At) -> Desk:
    """A representative who visited a firm, with a photo, after the firm was given to somebody else."""
    desk = at("rep-east")
    small_stage.do(
        act(
            EndAssignment,
            assignment_id="firm-east/rep-east",
            enterprise_id="firm-east",
            until=cases.today(),
            reason="调整",
        )
    )
    visits(desk)
    return desk


def visits(desk: Desk) -> None:
    """A visit with a photo, and the sync centre open."""
    visit: LogVisit = do(desk, cases.visit(situation="锅炉检修，见到总经理", purposes=("guidance",)))
    desk.laptop.attach("锅炉.jpg", b"jpg" * 500, enterprise_id="firm-east", subject_id=visit_id(visit))
    desk.workplace.changes.announce({"outbox"})
    desk.window.press("同步中心")


def test_what_waits_stands_in_its_order_with_its_bytes(parted: Desk) -> None:
    names = buttons(parted)
    assert any(name.startswith("走访记录·示例东方制药有限公司, 锅炉检修，见到总经理") for name in names)
    assert [name for name in names if "锅炉.jpg" in name and "1.5 kB·先登记，文件内容随后传送" in name]
    assert len([name for name in names if "锅炉.jpg" in name]) == 1
    assert parted.frame.top.chip.mark.word == "待传 2"
    assert parted.reads("2 条")
    assert parted.frame.rail.buttons["sync"].badge == 0


def test_a_line_of_the_queue_opens_its_record(parted: Desk) -> None:
    parted.press_line("走访记录")
    assert parted.frame.rail.buttons["enterprises"].isChecked()
    assert parted.reads("示例东方制药有限公司")


def test_a_refusal_says_why_and_shows_every_word(overtaken: Desk) -> None:
    assert states(overtaken) == {"accept_problem": "refused"}
    for text in ("受理·停电", "同事已先行受理此件。您写的内容已保留。", "证照办理", "想办不会办"):
        assert overtaken.reads(text), text
    assert "未被接受" in [badge.accessibleName() for badge in overtaken.all(Badge)]
    assert overtaken.frame.rail.buttons["sync"].accessibleName() == "同步中心 1"
    assert overtaken.reads("需处理 1")


def test_who_has_seen_a_card_is_not_told_of_it_again(overtaken: Desk) -> None:
    assert [row.seen_by_person for row in overtaken.rows(Outbox)] == [True]


def test_what_was_told_of_it_goes_with_it(small_stage: Stage, at: At) -> None:
    op = cases.reported(small_stage)
    desk = at("coordinator-east")
    do(desk, act(AcceptProblem, **cases.on(op), topic="licence", cause="knowledge"))
    small_stage.done_by("colleague-east", act(AcceptProblem, **cases.on(op)))
    tell_stopped(desk.workplace)
    desk.sync()
    told = "“停电”：同事已先行受理此件。"
    assert desk.reads(told)
    desk.window.press("同步中心")
    desk.window.press("放弃")
    assert not desk.reads(told)


def test_what_was_told_of_it_goes_once_its_card_was_seen(small_stage: Stage, at: At) -> None:
    """Else a row of them stands above every screen; the red number stays until something is done."""
    op = cases.reported(small_stage)
    desk = at("coordinator-east")
    do(desk, act(AcceptProblem, **cases.on(op)))
    small_stage.done_by("colleague-east", act(AcceptProblem, **cases.on(op)))
    tell_stopped(desk.workplace)
    desk.sync()
    assert desk.reads("“停电”：同事已先行受理此件。")
    desk.window.press("同步中心")
    desk.window.press("问题")
    assert not desk.reads("“停电”：同事已先行受理此件。")
    assert desk.frame.rail.buttons["sync"].badge == 1


def test_its_words_can_be_copied(overtaken: Desk) -> None:
    overtaken.window.press("复制内容")
    assert QGuiApplication.clipboard().text() == "受理·停电\n领域：证照办理\n成因：想办不会办\n类别：一般"
    assert overtaken.reads("内容已复制")


def test_it_leads_to_its_record(overtaken: Desk) -> None:
    overtaken.window.press("打开记录: 受理·停电")
    assert overtaken.frame.rail.buttons["problems"].isChecked()


def test_giving_up_asks_nothing_and_can_be_taken_back(overtaken: Desk) -> None:
    overtaken.window.press("放弃")
    assert states(overtaken) == {"accept_problem": "discarded"}
    assert not overtaken.window.offers("放弃")
    assert overtaken.frame.rail.buttons["sync"].badge == 0
    assert overtaken.reads("已放弃：受理·停电")
    overtaken.workplace.notices.undo_last()
    assert states(overtaken) == {"accept_problem": "refused"}
    assert overtaken.window.offers("放弃")


def test_what_a_colleague_took_on_is_not_to_be_done_again(overtaken: Desk) -> None:
    assert not overtaken.window.offers("改后重做")


def test_an_order_behind_what_is_given_up_is_a_draft_at_its_problem(small_stage: Stage, at: At) -> None:
    op = cases.reported(small_stage)
    desk = at("coordinator-east")
    first = do(desk, act(AcceptProblem, **cases.on(op)))
    do(desk, cases.issue(op, seen=new_id(first.op_id, "line"), instruction="限五日办结"))
    small_stage.done_by("colleague-east", act(AcceptProblem, **cases.on(op)))
    desk.sync()
    desk.window.press("同步中心")
    desk.window.press("放弃")
    assert states(desk) == {"accept_problem": "discarded", "issue_order": "discarded"}
    assert desk.reads("其后各步已转为该问题的草稿")
    desk.workplace.notices.undo_last()
    assert states(desk) == {"accept_problem": "refused", "issue_order": "held"}
    assert desk.draft() == {}
    desk.window.press("放弃")
    desk.window.press("待受理")
    desk.window.press("继续")
    assert desk.editor("办理要求").toPlainText() == "限五日办结"
    desk.window.pick("主办部门", "示例东县住建局")
    desk.submit_in("办理要求")
    assert states(desk)["issue_order"] == "waiting"
    desk.sync()
    assert states(desk)["issue_order"] == "accepted"


def test_what_is_behind_a_stopped_one_stands_on_its_card_and_goes_with_it(parted: Desk) -> None:
    parted.sync()
    parted.sync()
    assert states(parted) == {"log_visit": "quarantined", "attach_file": "held"}
    assert parted.reads("其后还有 1 步在等待：附件·锅炉.jpg")
    assert parted.reads("办理时此件已不归您负责。")
    assert any(name.startswith("附件·锅炉.jpg, 1.5 kB·先登记") for name in buttons(parted))
    assert not parted.reads("请同步后再看")
    assert not parted.window.offers("改后重做")
    parted.window.press("复制内容")
    assert "锅炉检修，见到总经理" in QGuiApplication.clipboard().text()
    assert "锅炉.jpg" in QGuiApplication.clipboard().text()
    parted.window.press("放弃")
    assert states(parted) == {"log_visit": "discarded", "attach_file": "discarded"}
    assert parted.rows(LocalBlob) == []
    parted.workplace.notices.undo_last()
    assert states(parted) == {"log_visit": "quarantined", "attach_file": "held"}
    assert [file.state for file in parted.rows(LocalBlob)] == ["upload"]


def refused_here(desk: Desk, op: Any, code: str) -> None:
    """As if the centre had said no: the outbox is what the screen reads."""
    [entry] = desk.rows(Outbox, op_id=op.op_id)
    with desk.laptop.database.write() as connection:
        store(connection, [msgspec.structs.replace(entry, state="refused", code=code)])
        overlay.rebuild(connection, desk.laptop.rules())
    desk.workplace.changes.announce({"outbox", "problem", "visit"})


def test_a_refused_visit_becomes_a_draft_with_its_files(at: At) -> None:
    desk = at("rep-east")
    visits(desk)
    [entry] = desk.rows(Outbox, kind="log_visit")
    refused_here(desk, entry, "future_visit")
    desk.window.press("改后重做")
    assert desk.frame.rail.buttons["visits"].isChecked()
    values = desk.draft()
    assert values["situation"] == "锅炉检修，见到总经理"
    assert values["enterprise"].title == "示例东方制药有限公司"
    assert values["purposes"] == ["guidance"]
    assert [file["name"] for file in desk.laptop.read(_draft_files)] == ["锅炉.jpg"]
    assert desk.editor("情况记录").toPlainText() == "锅炉检修，见到总经理"
    assert states(desk)["log_visit"] == "refused"
    desk.submit()
    assert Counter(row.kind for row in desk.rows(Outbox, state="replaced")) == dict.fromkeys(KINDS, 1)
    assert Counter(row.kind for row in desk.rows(Outbox)) == dict.fromkeys(KINDS, 2)
    [visit] = desk.rows(Visit)
    assert [row.subject_id for row in desk.rows(Attachment)] == [visit.id]


def _draft_files(connection: Any) -> Any:
    [draft] = select(connection, Draft)
    return msgspec.json.decode(draft.values)["files"]


def test_a_refused_report_becomes_a_draft_again(at: At) -> None:
    desk = at("rep-east")
    op: ReportProblem = do(
        desk,
        cases.report(
            title="用电增容",
            description="变压器容量不够",
            proposed_office_id="housing",
            proposed_office_name="示例东县住建局",
        ),
    )
    desk.window.press("同步中心")
    refused_here(desk, op, "no_centre")
    assert desk.reads("上报问题·用电增容")
    desk.window.press("改后重做")
    assert desk.editor("标题").text() == "用电增容"
    assert desk.draft()["proposed_office_id"].title == "示例东县住建局"
    assert desk.rows(Problem) == []
    desk.submit()
    assert [row.title for row in desk.rows(Problem)] == ["用电增容"]
    assert states(desk) == {"report_problem": "waiting"}
    assert [row.replaces for row in desk.rows(Outbox)] == ["", op.op_id]


def test_a_draft_that_was_begun_is_gone_on_with(overtaken: Desk) -> None:
    [entry] = overtaken.rows(Outbox)
    refused_here(overtaken, entry, "wrong_state")
    for _ in range(2):
        overtaken.window.press("同步中心")
        overtaken.window.press("改后重做")
    assert len(overtaken.rows(Draft)) == 1
    assert states(overtaken) == {"accept_problem": "refused"}


def test_a_refused_step_waits_begun_on_its_problem(small_stage: Stage, at: At) -> None:
    op = cases.in_hand(small_stage)
    desk = at("coordinator-east")
    entry = kept_anyway(desk, act(CloseProblem, **cases.on(op), words="材料齐全，同意办结"))
    desk.window.press("同步中心")
    refused_here(desk, entry, "wrong_state")
    desk.window.press("改后重做")
    assert desk.frame.rail.buttons["problems"].isChecked()
    assert desk.draft()["words"] == "材料齐全，同意办结"
    assert desk.reads("未完成的步骤：办结") or desk.reads("办结")


def kept_anyway(desk: Desk, op: Any) -> Any:
    """An operation that a rule on this laptop would not let through, as an older copy had it."""
    with desk.laptop.database.write() as connection:
        outbox.put(connection, op)
    return op


def test_how_this_laptop_stands(at: At) -> None:
    desk = at("rep-east")
    desk.window.press("同步中心")
    desk.window.press("立即同步")
    for text in ("示例代表甲·政府服务代表", "上次同步", "与服务器一致", desk.laptop.identity.server):
        assert desk.reads(text), text
    assert desk.reads(desk.laptop.identity.device_mark)
    assert desk.reads("本机没有系统密钥环，数据只由密码保护，请使用不易猜到的密码。")


def test_a_clock_that_is_wrong_is_said(at: At) -> None:
    desk = at("rep-east")
    with desk.laptop.database.write() as connection:
        said = contact(connection)
        remember(connection, Contact(synced_at=said.synced_at, offset=-12 * 60_000, highest=clock.now()))
    desk.main.runner.refresh()
    warning = "本机时间与服务器相差 12 分钟，时限以服务器为准。"
    assert [notice.text for notice in desk.workplace.notices.shown()] == [warning]
    desk.window.press("同步中心")
    assert desk.reads(warning)
    desk.window.press("立即同步")  # the centre's time is learnt anew
    assert [notice.text for notice in desk.workplace.notices.shown()] == []


def test_why_the_last_try_failed_is_said(at: At, small_stage: Stage) -> None:
    desk = at("rep-east")
    desk.window.press("同步中心")
    with small_stage.away():
        desk.window.press("立即同步")
        assert desk.reads("连不上中心。内容都在本机，可继续工作。")
        assert desk.reads("离线")
    desk.window.press("立即同步")
    assert not desk.reads("连不上中心")


def test_every_kind_and_every_field_has_its_word(at: At) -> None:
    profile = at("rep-east").workplace.rules.profile
    ours = {
        kind: operation
        for kind, operation in kinds.OPERATIONS.items()
        if "administration" not in operation.__module__
    }
    assert set(words.kinds()) == set(ours)
    silent = {
        "op_id",
        "made_at",
        "seen",
        "edits",
        "sha256",
        "paper",
        "size",
        "media_type",
        "local_code",
        "combined",
        "reached",
    }
    for kind, operation in ours.items():
        for name in operation.__struct_fields__:
            if name not in silent and not name.endswith(("_id", "_ids")):
                assert words.field(profile, name) != name, (kind, name)
    assert set(ACTS) < set(ours)


def test_codes_are_shown_as_the_citys_words(at: At) -> None:
    profile = at("rep-east").workplace.rules.profile
    shown = [
        words.value(profile, name, code)
        for name, code in (
            ("manner", "on_site"),
            ("outcome", "loan"),
            ("form", "intake"),
            ("marks", "crux"),
            ("satisfied", "no"),
            ("words", "on_site"),
        )
    ]
    assert shown == ["现场", "银行贷款", "问题受理单", "未办事宜症结所在", "不满意", "on_site"]
