"""Undo is for what has never left the laptop: what may be at the server is not said to be undone."""

from __future__ import annotations

import msgspec
import pytest

from desktop.screens.sync_centre.doing_again import do_again
from sync.domain import clock
from sync.domain.clock import day_of
from sync.engine import given_up
from sync.engine.draft_journal import DraftJournal
from sync.engine.drafts import values_of
from sync.engine.laptop import Laptop
from sync.engine.transport import Away
from sync.operations.administration import EndAssignment
from sync.operations.base import new_id
from sync.operations.edits import Edit
from sync.operations.visits import AmendVisit, LogVisit
from sync.store.rows import count, select, store
from sync.store.tables import Draft, Outbox, Visit
from tests.bad_line import cut, spoiled
from tests.cases import draft, visit
from tests.city import act
from tests.stage import Stage


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("rep-east")


def amendment(of: LogVisit) -> AmendVisit:
    edits = (Edit("advice", "", "补充"),)
    return act(AmendVisit, enterprise_id="firm-east", visit_id=new_id(of.op_id, 0), edits=edits)


def ended_before_today(firm: str, person: str) -> EndAssignment:
    """So that today's work is not taken: the assignment ended yesterday, and nobody here knew."""
    yesterday = day_of(clock.now() - 24 * clock.HOUR).isoformat()
    names = {"assignment_id": f"{firm}/{person}", "enterprise_id": firm}
    return act(EndAssignment, **names, until=yesterday, reason="调整")


def states(laptop: Laptop) -> list[str]:
    return [entry.state for entry in laptop.read(select, Outbox)]


def test_what_never_left_is_undone_with_what_was_built_on_it(small_stage: Stage, laptop: Laptop) -> None:
    op = visit()
    laptop.do(op)
    laptop.do(amendment(op))
    assert laptop.take_back(op.op_id)
    assert laptop.read(count, Visit) == 0
    assert laptop.sync().pushed == 0
    assert (states(laptop), small_stage.read(count, Visit)) == (["discarded"] * 2, 0)


def test_what_the_server_may_have_is_not_undone(small_stage: Stage, laptop: Laptop) -> None:
    """The reply was lost; whether the request was, too, nobody knows."""
    op = visit()
    laptop.do(op)
    with spoiled(0, cut(0)), pytest.raises(Away):
        laptop.sync()
    assert not laptop.take_back(op.op_id)
    assert states(laptop) == ["waiting"]
    assert laptop.sync().verdicts == {"accepted": 1}
    assert laptop.read(count, Visit) == small_stage.read(count, Visit) == 1


def test_what_the_server_may_have_is_not_undone_because_it_was_restored(
    small_stage: Stage, laptop: Laptop
) -> None:
    """To a laptop of another past it says nothing of any operation, also not of those that it has."""
    op = visit()
    laptop.do(op)
    with spoiled(0, cut(0)), pytest.raises(Away):
        laptop.sync()
    small_stage.put_back(small_stage.back_up())
    beside = visit("firm-other")
    laptop.do(beside)
    with spoiled(1, cut(0)), pytest.raises(Away):
        laptop.sync()
    assert not laptop.take_back(op.op_id)
    assert laptop.take_back(beside.op_id)
    laptop.sync()
    assert (states(laptop), small_stage.read(count, Visit)) == (["accepted", "discarded"], 1)


def test_what_is_on_its_way_is_not_undone(small_stage: Stage, laptop: Laptop) -> None:
    op, heard = visit(), []
    laptop.do(op)

    def undo(what: str, done: int, all_: int) -> None:
        if what == "push" and done < all_:
            heard.append(laptop.take_back(op.op_id))

    laptop.sync(undo)
    assert heard == [False]
    assert (states(laptop), laptop.read(count, Visit)) == (["accepted"], 1)


def test_what_the_server_sent_back_unjudged_can_be_undone(small_stage: Stage, laptop: Laptop) -> None:
    op = visit()
    laptop.do(op)
    laptop.do(amendment(op))
    small_stage.do(ended_before_today("firm-east", "rep-east"))
    assert laptop.sync().verdicts == {"quarantined": 1, "held": 1}
    entries: list[Outbox] = laptop.read(select, Outbox)
    assert laptop.take_back(entries[1].op_id)
    assert states(laptop) == ["quarantined", "discarded"]


def sent_again(stage: Stage, laptop: Laptop, text: str) -> str:
    """Undone, and sent from its form with other words, under the same id; the server does not take it."""
    op = visit(situation="one word less")
    assert laptop.take_back(laptop.do(op).op_id)
    laptop.do(msgspec.structs.replace(op, made_at=op.made_at + 1, situation=text))
    stage.do(ended_before_today("firm-east", "rep-east"))
    assert laptop.sync().verdicts == {"quarantined": 1}
    return op.op_id


def test_what_is_made_anew_begins_with_the_words_that_were_sent(small_stage: Stage, laptop: Laptop) -> None:
    op_id = sent_again(small_stage, laptop, "as it should be")
    assert values_of(do_again(laptop, op_id))["situation"] == "as it should be"


def test_the_undo_before_it_does_not_give_it_up(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(given_up, "PAUSE", 0)
    op_id = sent_again(small_stage, laptop, "as it should be")
    before = laptop.read(select, Outbox)
    with laptop.database.write() as connection:
        given_up.note(connection, op_id)
    laptop.discard(op_id)
    assert laptop.read(given_up.to_tell) == [op_id]
    with laptop.database.write() as connection:
        store(connection, before)  # the person thought better of it
    assert laptop.read(given_up.to_tell) == []


def test_the_form_stands_again_in_the_same_step(small_stage: Stage, laptop: Laptop) -> None:
    """So that a program that ends just now leaves the text in one place or the other."""
    op = visit(situation="还要再写")
    laptop.do(op)
    form = draft("还要再写", op.op_id)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DraftJournal, "keep", no_room)
        with pytest.raises(OSError, match="no room"):
            laptop.take_back(op.op_id, [form])
    assert (states(laptop), laptop.read(select, Draft)) == (["waiting"], [])
    assert laptop.take_back(op.op_id, [form])
    laptop.close()
    laptop = small_stage.laptop("rep-east")
    assert (states(laptop), laptop.read(select, Draft)) == (["discarded"], [form])


def no_room(*_given: object) -> None:
    raise OSError("no room")


def test_what_is_not_undone_leaves_no_form(laptop: Laptop) -> None:
    op = visit()
    laptop.do(op)
    laptop.sync()
    assert not laptop.take_back(op.op_id, [draft("x", op.op_id)])
    assert laptop.read(select, Draft) == []
