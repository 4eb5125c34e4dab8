"""The pull that comes with the answers to a push: one request, one transaction here; and where it cannot, a
pull follows as ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from sync.domain import clock
from sync.engine import incoming
from sync.engine.laptop import Laptop
from sync.engine.local_values import position
from sync.engine.transport import Transport
from sync.operations.administration import EndAssignment, SetEnterprise
from sync.server import pull, recalls
from sync.store.rows import count, select
from sync.store.tables import Device, Enterprise, Outbox, Recall, Visit
from sync.wire import PushReply, PushRequest, envelope
from tests.cases import visit
from tests.city import act
from tests.copies import assert_same
from tests.sender import Sender
from tests.stage import Stage


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that laptops ask for."""
    paths: list[str] = []
    ask = Transport._ask

    def asking(self: Transport, method: str, path: str, *rest: Any) -> bytes:
        paths.append(path)
        return ask(self, method, path, *rest)

    monkeypatch.setattr(Transport, "_ask", asking)
    return paths


@pytest.fixture
def laptop(stage: Stage, asked: list[str]) -> Laptop:
    """Of rep-east, who has written something; and somebody else has."""
    laptop = stage.laptop("rep-east")
    laptop.do(visit(situation="自己的"))
    stage.done_by("coordinator-east", visit(situation="别人的"))
    asked.clear()
    return laptop


def states(laptop: Laptop) -> list[str]:
    return [entry.state for entry in laptop.read(select, Outbox)]


def test_work_and_news_take_one_request(stage: Stage, laptop: Laptop, asked: list[str]) -> None:
    done = laptop.sync()
    assert asked == ["/v1/push"]
    assert (done.pushed, done.verdicts, done.complete) == (1, {"accepted": 1}, True)
    assert done.pulled
    assert {"visit", "outbox"} <= done.changed
    assert_same(stage, laptop)
    assert laptop.read(count, Visit) == 2
    laptop.sync()
    assert asked == ["/v1/push", "/v1/pull"]  # quiet


def test_answers_and_news_are_one_transaction(
    stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = laptop.read(position)
    with monkeypatch.context() as broken:
        broken.setattr(incoming, "_finish", _breaks)
        with pytest.raises(ZeroDivisionError):
            laptop.sync()
    assert (laptop.read(position), states(laptop)) == (before, ["waiting"])
    assert laptop.sync().verdicts == {"accepted": 1}
    assert_same(stage, laptop)


def _breaks(*_: object) -> None:
    raise ZeroDivisionError


def test_work_that_is_stopped_is_shown_no_longer(stage: Stage, laptop: Laptop) -> None:
    """The firm was given to somebody else: what waits comes late, the firm leaves in the same breath."""
    gone = {"assignment_id": "firm-east/rep-east", "enterprise_id": "firm-east"}
    stage.do(act(EndAssignment, **gone, until=clock.day_of(clock.now()).isoformat(), reason="调整"))
    laptop.do(visit("firm-other", situation="还在"))
    laptop.do(visit("firm-east", situation="晚了"))
    laptop.sync()
    assert_same(stage, laptop)
    assert [row.situation for row in laptop.read(select, Visit)] == ["还在"]


@pytest.mark.parametrize("spoil", ["old server", "more than a page"])
def test_without_a_page_the_pull_follows(
    stage: Stage, laptop: Laptop, asked: list[str], monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    if spoil == "old server":
        monkeypatch.setattr(Transport, "post", _by_an_old_server(Transport.post))
    else:
        monkeypatch.setattr(pull, "PAGE_BYTES", 1)
        monkeypatch.setattr(pull, "BATCH", 1)
        stage.done_by("coordinator-east", visit("firm-other"))
    laptop.sync()
    assert asked[:2] == ["/v1/push", "/v1/pull"]
    assert_same(stage, laptop)


def _by_an_old_server(post: Callable[..., Any]) -> Callable[..., Any]:
    """It does not know the fields of a pull in a push."""

    def old(self: Transport, path: str, message: Any, kind: Any) -> Any:
        if isinstance(message, PushRequest):
            message = msgspec.structs.replace(message, cursor=None)
        return post(self, path, message, kind)

    return old


def test_a_page_is_not_taken_when_another_pull_came_meanwhile(
    stage: Stage, laptop: Laptop, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """By stick, for example: the page stands on a cursor that is not this copy's any more."""
    post = Transport.post

    def overtaken(self: Transport, path: str, message: Any, kind: Any) -> Any:
        reply = post(self, path, message, kind)
        if kind is PushReply:
            with laptop.database.write() as connection:
                incoming.stage(connection, reply.page)
        return reply

    monkeypatch.setattr(Transport, "post", overtaken)
    laptop.sync()
    assert asked == ["/v1/push", "/v1/pull"]
    assert_same(stage, laptop)


def test_a_copy_of_another_past_gets_no_page(stage: Stage, laptop: Laptop) -> None:
    cursor = laptop.read(position).cursor
    assert cursor is not None
    with Sender(stage.url, "rep-east") as rep:
        for wrong in ({"nonce": "another"}, {"epoch": "another"}):
            asked_from = msgspec.structs.replace(cursor, **wrong)
            request = PushRequest(operations=[envelope(visit())], cursor=asked_from)
            reply = msgspec.json.decode(rep.post("/v1/push", request).content, type=PushReply)
            assert (reply.answers[0].verdict, reply.page) == ("accepted", None)


def test_the_cursor_of_a_push_is_a_receipt_too(stage: Stage) -> None:
    """What was taken away until then has been given up."""
    laptop = stage.laptop("coordinator-east")
    stage.do(act(SetEnterprise, enterprise_id="firm-east", name="示例搬走", region_id="west"))
    laptop.sync()
    assert not [row for row in laptop.read(select, Enterprise) if row.id == "firm-east"]
    device = stage.read(select, Device, person_id="coordinator-east")[0].id
    assert stage.read(recalls.open_of, device, 1 << 40)
    laptop.do(visit("firm-other"))
    laptop.sync()
    assert not stage.read(recalls.open_of, device, 1 << 40)
    assert stage.read(select, Recall, device_id=device)[0].evicted_at
