"""Something changed: who waits hears of it within two seconds, whoever is not concerned does not."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
import requests

from sync.domain import clock
from sync.operations.administration import EndAppointment, EndAssignment, SetOffice
from sync.server import watch
from sync.server.app import build
from sync.server.centre import Centre
from sync.server.feed import head
from sync.server.gate import AT_WORK
from sync.server.pull import pull
from sync.server.watch import changes_since, news_for
from sync.store.tables import GLOBAL
from sync.wire import Cursor, PullRequest
from tests.cases import accepted, in_hand, reported, visit
from tests.city import PEOPLE, act, appointment, assignment
from tests.sender import Sender
from tests.stage import Listening, Stage

SOON = 2.0  # seconds
EVERYBODY = [person for person, *_ in PEOPLE]


def visited(stage: Stage) -> None:
    stage.done_by("rep-east", visit())


def served_by_another(stage: Stage) -> None:
    stage.do(
        act(
            EndAssignment,
            assignment_id="firm-east/rep-east",
            enterprise_id="firm-east",
            until="2026-09-01",
            reason="调岗",
        ),
        assignment("firm-east", "rep-spare"),
    )


def called_to_the_west(stage: Stage) -> None:
    stage.do(appointment("colleague-east", "coordinator", "centre-west"))


def no_longer_in_the_east(stage: Stage) -> None:
    stage.do(
        act(
            EndAppointment,
            appointment_id="centre-east/colleague-east",
            person_id="colleague-east",
            directory_id="east",
            until="2026-09-01",
        )
    )


def a_new_office(stage: Stage) -> None:
    stage.do(act(SetOffice, office_id="new", name="示例新局", office="department", region_id="west"))


CHANGES: dict[str, Callable[[Stage], object]] = {
    "nothing": lambda _stage: None,
    "a visit": visited,
    "a problem is reported": reported,
    "a problem is accepted": accepted,
    "a problem is in many hands": in_hand,
    "a firm is served by another": served_by_another,
    "a way into an office opens": called_to_the_west,
    "a way into an office closes": no_longer_in_the_east,
    "everybody is concerned": a_new_office,
}


@pytest.mark.parametrize("what", CHANGES)
def test_whom_it_concerns_are_those_whose_pull_brings_something(stage: Stage, what: str) -> None:
    before = stage.read(head)
    cursor = Cursor(epoch=before.epoch, revision=before.revision, nonce=before.nonce)
    CHANGES[what](stage)
    with stage.database.read() as connection:
        named = changes_since(connection, before.revision)
        pages = {
            person: pull(connection, person, PullRequest(cursor=cursor), clock.now()) for person in EVERYBODY
        }
        one_by_one = {person: news_for(connection, person, before.revision) for person in EVERYBODY}
    brings = {person for person, page in pages.items() if page.tables or page.left or page.entered}
    concerned = {person for person in EVERYBODY if person in named or GLOBAL in named}
    assert concerned == brings
    assert {person for person, news in one_by_one.items() if news.newest} == brings
    after = stage.read(head).revision
    assert {news.head for news in one_by_one.values()} == {after}
    assert all(before.revision < news.newest <= after for news in one_by_one.values() if news.newest)


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(AT_WORK * 2) as made:
        yield made


def waits(sender: Sender, revision: int) -> dict[str, Any]:
    reply = sender.ask("GET", f"/v1/wait?revision={revision}")
    assert reply.status_code == 200, reply.text
    message: dict[str, Any] = reply.json()
    return message


def seen(stage: Stage) -> int:
    return stage.read(head).revision


def listening_for(stage: Stage, count: int) -> None:
    """Until so many wait at the stage's server."""
    wanted = time.monotonic() + 10
    while len(stage.watch._waiters) != count:
        assert time.monotonic() < wanted, len(stage.watch._waiters)
        time.sleep(0.01)


def test_a_new_problem_is_heard_of_and_only_by_those_concerned(
    stage: Stage, threads: ThreadPoolExecutor
) -> None:
    with Sender(stage.url, "coordinator-east") as near, Sender(stage.url, "coordinator-west") as far:
        since = seen(stage)
        heard: Future[dict[str, Any]] = threads.submit(waits, near, since)
        unheard = threads.submit(waits, far, since)
        listening_for(stage, 2)
        reported(stage)
        assert heard.result(SOON) | {"server_time": 0} == {
            "news": True,
            "revision": seen(stage),
            "server_time": 0,
        }
        assert not unheard.done()
        stage.end_waits()
        assert not unheard.result(SOON)["news"]


def test_what_another_process_writes_is_heard_of(stage: Stage, threads: ThreadPoolExecutor) -> None:
    """Two servers over one database; neither tells the other anything."""
    second = Listening(build(Centre(stage.database, stage.folder / "server")))
    try:
        with Sender(second.url, "coordinator-east") as near, Sender(stage.url, "rep-east") as rep:
            heard = threads.submit(waits, near, seen(stage))
            time.sleep(watch.PAUSE)
            assert rep.push(visit())[0].verdict == "accepted"
            assert heard.result(SOON)["news"]
    finally:
        second.close()


def test_who_has_missed_something_does_not_wait(small_stage: Stage) -> None:
    with Sender(small_stage.url, "coordinator-east") as near:
        since = seen(small_stage)
        reported(small_stage)
        began = time.monotonic()
        assert waits(near, since)["revision"] == seen(small_stage)
        assert waits(near, seen(small_stage) + 5)["news"]  # of another past
        assert time.monotonic() - began < SOON


def test_without_news_it_ends_by_itself(small_stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "LONGEST", 0.05)
    with Sender(small_stage.url, "coordinator-east") as near:
        assert not waits(near, seen(small_stage))["news"]


def test_who_waits_holds_neither_a_thread_nor_a_place(
    small_stage: Stage, threads: ThreadPoolExecutor
) -> None:
    """Far more wait than may be at work at once, and everything else goes on."""
    with contextlib.ExitStack() as stack:
        token = stack.enter_context(Sender(small_stage.url, "coordinator-east")).token_header()
        for number in range(AT_WORK * 5):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", small_stage.port)))
            line.sendall(
                b"GET /v1/wait?revision=%d HTTP/1.1\r\nHost: x\r\n%s\r\n" % (seen(small_stage), token)
            )
            listening_for(small_stage, number + 1)
        with Sender(small_stage.url, "rep-east") as rep:
            assert rep.push(visit())[0].verdict == "accepted"


def test_who_hangs_up_is_forgotten(small_stage: Stage) -> None:
    with Sender(small_stage.url, "coordinator-east") as near:
        header = near.token_header()
    with socket.create_connection(("127.0.0.1", small_stage.port)) as line:
        line.sendall(b"GET /v1/wait?revision=%d HTTP/1.1\r\nHost: x\r\n%s\r\n" % (seen(small_stage), header))
        listening_for(small_stage, 1)
    listening_for(small_stage, 0)


def test_one_too_many_is_told_to_come_back(
    small_stage: Stage, threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "MOST_WAITING", 1)
    with Sender(small_stage.url, "coordinator-east") as first, Sender(small_stage.url, "it") as second:
        waiting = threads.submit(waits, first, seen(small_stage))
        listening_for(small_stage, 1)
        reply = second.ask("GET", f"/v1/wait?revision={seen(small_stage)}")
        assert (reply.status_code, reply.json()["code"]) == (503, "busy")
        assert int(reply.headers["Retry-After"]) >= 1
        small_stage.end_waits()
        waiting.result(SOON)


def test_a_database_that_is_away_for_a_while_ends_no_wait(
    small_stage: Stage, threads: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlalchemy as sa

    look, looks = watch.Watch._look, []

    def away_once(self: watch.Watch, since: int) -> Any:
        looks.append(since)
        if len(looks) == 1:
            raise sa.exc.OperationalError("", None, Exception())
        return look(self, since)

    monkeypatch.setattr(watch.Watch, "_look", away_once)
    with Sender(small_stage.url, "coordinator-east") as near:
        waiting = threads.submit(waits, near, seen(small_stage))
        listening_for(small_stage, 1)
        reported(small_stage)
        assert waiting.result(SOON)["news"]
    assert len(looks) > 1


def test_a_stranger_does_not_wait(small_stage: Stage) -> None:
    reply = requests.get(f"{small_stage.url}/v1/wait?revision=0", timeout=10)
    assert reply.status_code == 401
