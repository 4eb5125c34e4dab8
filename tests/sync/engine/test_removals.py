"""W24: what would take away most of what is held is asked for once more: a mistake empties nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from sync.engine import removals
from sync.engine.laptop import Laptop
from sync.engine.pulling import Pulling
from sync.engine.transport import Away, Transport
from sync.operations.administration import EndAssignment
from sync.server import pull
from sync.store.rows import select
from sync.store.tables import Enterprise, Outbox
from sync.wire import PullReply, PushReply
from tests.cases import today, visit
from tests.city import act
from tests.copies import assert_same
from tests.stage import Stage

Change = Callable[[PullReply], PullReply]
FIRMS = {"firm-east", "firm-other"}


@pytest.fixture(params=["one page", "many pages"])
def laptop(small_stage: Stage, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """A representative's; two firms are much here."""
    monkeypatch.setattr(removals, "LEAST", 2)
    if request.param == "many pages":
        monkeypatch.setattr(pull, "PAGE_BYTES", 1)
        monkeypatch.setattr(pull, "BATCH", 1)
    laptop = small_stage.laptop("rep-east")
    assert firms(laptop) >= FIRMS
    return laptop


def firms(laptop: Laptop) -> set[str]:
    return {row.id for row in laptop.read(select, Enterprise)}


def answers(monkeypatch: pytest.MonkeyPatch, *changes: Change) -> list[PullReply]:
    """The server's next first pages, changed so; then what it says itself. What was asked for."""
    ask, left, said = Pulling._ask_page, list(changes), []

    def asked(self: Pulling, now_at: Any) -> PullReply:
        page = ask(self, now_at)
        if left and not now_at.after:
            page = left.pop(0)(page)
        said.append(page)
        return page

    monkeypatch.setattr(Pulling, "_ask_page", asked)
    return said


def without(*gone: str) -> Change:
    return lambda page: msgspec.structs.replace(page, left=[*page.left, *gone])


def nothing_at_all(page: PullReply) -> PullReply:
    """As from a record that has lost this person's duties: everything anew, and that is nothing."""
    return msgspec.structs.replace(page, everything=True, after="", entered=[], left=[], tables={})


@pytest.mark.parametrize("mistake", [without(*FIRMS), nothing_at_all])
def test_w24_what_a_server_says_once_by_mistake_is_not_done(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch, mistake: Change
) -> None:
    before = firms(laptop)
    answers(monkeypatch, mistake)
    laptop.sync()
    assert firms(laptop) == before
    assert_same(small_stage, laptop)


def test_w24_two_that_differ_change_nothing_and_the_next_sync_asks_again(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = firms(laptop)
    monkeypatch.setattr(removals, "LEAST", 1)
    with monkeypatch.context() as patch:
        answers(patch, without(*FIRMS), without("firm-east"))
        with pytest.raises(Away, match="damaged_reply"):
            laptop.sync()
    assert firms(laptop) == before
    laptop.sync()
    assert_same(small_stage, laptop)


def test_w24_what_is_really_taken_away_goes_in_the_same_sync(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = firms(laptop)
    for firm in held:
        names = {"assignment_id": f"{firm}/rep-east", "enterprise_id": firm, "reason": "调整"}
        small_stage.do(act(EndAssignment, **names, until=today()))
    asked = answers(monkeypatch)
    laptop.sync()
    assert firms(laptop) == set()
    assert sum(bool(set(page.left) & held) for page in asked) >= 2
    assert_same(small_stage, laptop)


def test_little_is_taken_away_at_once(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"assignment_id": "firm-east/rep-east", "enterprise_id": "firm-east", "reason": "调整"}
    small_stage.do(act(EndAssignment, **names, until=today()))
    asked = answers(monkeypatch)
    laptop.sync()
    assert "firm-east" not in firms(laptop)
    assert sum("firm-east" in page.left for page in asked) == 1


def test_w24_the_page_that_comes_with_the_answers_is_doubted_too(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its answers count; what it takes away does not, before a pull says the same."""
    before, post = firms(laptop), Transport.post

    def posted(self: Transport, path: str, message: object, kind: Any) -> Any:
        reply = post(self, path, message, kind)
        if isinstance(reply, PushReply) and reply.page is not None:
            return msgspec.structs.replace(reply, page=without(*FIRMS)(reply.page))
        return reply

    monkeypatch.setattr(Transport, "post", posted)
    laptop.do(visit("firm-other"))
    laptop.sync()
    assert [entry.state for entry in laptop.read(select, Outbox)] == ["accepted"]
    assert firms(laptop) == before
    assert_same(small_stage, laptop)
