"""交接 while the old laptop is away for weeks (D-01, F11): nothing is lost, nothing stays."""

from __future__ import annotations

import time_machine

from sync.domain import clock
from sync.engine.laptop import Laptop
from sync.operations.base import new_id
from sync.operations.edits import Edit
from sync.operations.hand_over import HandOver
from sync.operations.visits import AmendVisit
from sync.server import audit
from sync.store.queries.outbox_view import overview
from sync.store.rows import count, select, store
from sync.store.tables import (
    Answer,
    Assignment,
    Audit,
    Draft,
    Enterprise,
    History,
    Outbox,
    Placement,
    Problem,
    Recall,
    Visit,
)
from tests.cases import in_hand, report, today, visit
from tests.city import act
from tests.copies import assert_same, copy_of
from tests.sender import Sender
from tests.stage import Stage

PORTFOLIO = ("firm-east", "firm-other")
THREE_WEEKS = 21 * 24 * 3600


def hand_over(to: str = "rep-spare", start: str = "rep-east") -> HandOver:
    names = {"from_person_id": start, "to_person_id": to, "directory_id": "city"}
    return act(HandOver, **names, enterprise_ids=PORTFOLIO, on=today(), reason="轮岗")


def firms(laptop: Laptop) -> set[str]:
    return {firm.id for firm in laptop.read(select, Enterprise)}


def synced(stage: Stage, *laptops: Laptop) -> None:
    for laptop in laptops:
        laptop.sync()
        assert_same(stage, laptop)


def test_a_portfolio_goes_over_in_one_revision_with_a_line_on_each_firm(stage: Stage) -> None:
    stage.done_by("coordinator-city", hand_over())
    held = {row.aggregate_id: row for row in stage.read(select, Placement, holder_id="rep-spare")}
    gone = {row.aggregate_id: row for row in stage.read(select, Placement, holder_id="rep-east")}
    assert set(held) == set(PORTFOLIO) == set(gone)
    moved = {held[firm].granted for firm in PORTFOLIO} | {gone[firm].revoked for firm in PORTFOLIO}
    assert len(moved) == 1
    lines = stage.read(select, History, action="hand_over")
    assert {line.aggregate_id for line in lines} == set(PORTFOLIO)
    assert {line.detail for line in lines} == {"示例代表甲 政府服务代表 → 示例代表丙 政府服务代表"}
    assert {line.text for line in lines} == {"轮岗"}


def test_a_coordinator_hands_over_from_the_laptop_offline(stage: Stage) -> None:
    laptop = stage.laptop("coordinator-city")
    with stage.away():
        laptop.do(hand_over())
        serving = [row for row in laptop.read(select, Assignment) if row.person_id == "rep-spare"]
        assert {row.enterprise_id for row in serving} == set(PORTFOLIO)
    assert laptop.sync().verdicts == {"accepted": 1}
    assert_same(stage, laptop)


def test_weeks_offline_then_delivered_marked_and_given_up(stage: Stage) -> None:
    """The new person has the whole history meanwhile; what was written too late is kept, and not taken."""
    op = in_hand(stage)
    stage.done_by("rep-east", visit(situation="早先的走访"))
    old, new = stage.laptop("rep-east"), stage.laptop("rep-spare")
    old.do(visit(situation="交接前写下"))
    old.do(report(title="交接前的问题"))
    stage.do(hand_over())
    synced(stage, new)
    assert firms(new) == set(PORTFOLIO)
    assert [row.situation for row in new.read(select, Visit)] == ["早先的走访"]
    lines = new.read(lambda connection: select(connection, History, aggregate_id=op.problem_id))
    assert len(lines) == stage.read(count, History, aggregate_id=op.problem_id)
    with time_machine.travel(clock.now() / 1000 + THREE_WEEKS, tick=True):
        after = visit(situation="交接后写下")
        old.do(after)
        assert old.sync().verdicts == {"accepted": 2, "quarantined": 1}
        assert firms(old) == set()
        assert old.read(count, Visit) == 0
        synced(stage, old, new)
    assert {row.situation for row in new.read(select, Visit)} == {"早先的走访", "交接前写下"}
    assert "交接前的问题" in {row.title for row in new.read(select, Problem)}
    late = new.read(lambda connection: select(connection, History, late=True))
    assert sorted(line.action for line in late) == ["log_visit", "report"]
    kept = stage.read(select, Answer, op_id=after.op_id)[0]
    assert (kept.code, "交接后写下" in kept.body.decode()) == ("out_of_scope", True)


def test_the_receipt_is_written_when_the_laptop_comes_with_a_later_cursor(stage: Stage) -> None:
    old = stage.laptop("rep-east")
    stage.do(hand_over())
    (owed,) = stage.read(select, Recall)
    assert (owed.device_id, owed.person_id, owed.evicted_at) == (old.identity.device_id, "rep-east", None)
    old.sync()
    assert stage.read(select, Recall) == [owed]  # the reply may have been lost on its way
    old.sync()
    (done,) = stage.read(select, Recall)
    assert (done.aggregates, done.evicted_at is not None) == (2, True)
    lines = stage.read(select, Audit, action="evicted")
    assert [(line.actor_id, line.device_id) for line in lines] == [("rep-east", old.identity.device_id)]
    old.sync()
    assert stage.read(count, Audit, action="evicted") == 1
    assert stage.read(audit.verify).whole


def test_away_and_back_before_the_laptop_heard_of_it_is_as_never_moved(stage: Stage) -> None:
    stage.done_by("rep-east", visit(situation="原有"))
    old = stage.laptop("rep-east")
    before = copy_of(old).keys()
    stage.do(hand_over())
    old.do(visit(situation="其间写下"))
    stage.do(hand_over("rep-east", "rep-spare"))
    assert old.sync().verdicts == {"accepted": 1}
    assert_same(stage, old)
    assert not [line for line in stage.read(select, History, action="log_visit") if line.late]
    assert before <= copy_of(old).keys()
    old.sync()
    assert stage.read(count, Audit, action="evicted") == 0
    assert stage.read(count, Recall, person_id="rep-east") == 0


def test_work_of_an_earlier_time_is_late_work_however_often_the_firm_moved_since(stage: Stage) -> None:
    old = stage.laptop("rep-east")
    with time_machine.travel(clock.now() / 1000 + 1, tick=False) as now:
        old.do(visit(situation="第一段时间"))
        for way in (("rep-spare", "rep-east"), ("rep-east", "rep-spare"), ("rep-spare", "rep-east")):
            now.shift(60)
            stage.do(hand_over(*way))
        now.shift(60)
        assert old.sync().verdicts == {"accepted": 1}
    assert [row.situation for row in stage.read(select, Visit)] == ["第一段时间"]
    assert stage.read(select, History, action="log_visit")[0].late


def test_what_was_typed_is_read_in_its_card_after_the_record_has_left(stage: Stage) -> None:
    """An entry that was stopped, one behind it, and a draft: none of them hangs off rows that are gone."""
    old = stage.laptop("rep-east")
    stage.do(hand_over())
    lost = visit(situation="停下的话", made_at=clock.now() + 1)
    old.do(lost)
    edits = (Edit("advice", "", "跟在后面的话"),)
    old.do(act(AmendVisit, enterprise_id="firm-east", visit_id=new_id(lost.op_id, 0), edits=edits))
    words = {"subject_id": "firm-east", "title": "草稿", "values": '{"situation": "没写完的话"}'}
    with old.database.write() as connection:
        store(connection, [Draft(id="d", form="visit", **words, updated_at=clock.now())])
    assert old.sync().verdicts == {"quarantined": 1, "held": 1}
    assert firms(old) == set()
    (card,) = old.read(overview, "rep-east").stopped
    assert "停下的话" in {text for _, text in card.operation.texts}
    assert "跟在后面的话" in {text for _, text in card.followers[0].texts}
    assert [row.values for row in old.read(select, Draft)] == [words["values"]]
    assert [row.state for row in old.read(select, Outbox)] == ["quarantined", "held"]


def test_what_was_written_while_a_sync_brought_the_news_is_late_and_not_lost(stage: Stage) -> None:
    """The firm goes between the writing and the end of a sync that did not take the work along."""
    with time_machine.travel(clock.now() / 1000 + 1, tick=False) as now, Sender(stage.url, "rep-east") as old:
        op = visit(situation="同步中写下")
        now.shift(1)
        stage.do(hand_over())
        now.shift(1)
        old.pages()
        now.shift(60)
        (answer,) = old.push(op)
    assert (answer.verdict, answer.code) == ("accepted", "")
    assert stage.read(select, History, action="log_visit")[0].late
