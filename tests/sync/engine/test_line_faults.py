"""Whatever the line does to a sync, nothing is lost, nothing is half, and the next sync ends it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, Final

import msgspec
import pytest

from sync.domain import signed
from sync.engine import session
from sync.engine.laptop import Laptop
from sync.engine.local_values import position, remember
from sync.engine.transport import Away, Declined, SignInAgain, Transport
from sync.operations.visits import LogVisit
from sync.server import pull, push, replies
from sync.store.rows import count, delete, select
from sync.store.tables import Attachment, LocalBlob, Outbox, StoredBlob, Token, Visit
from tests.bad_line import Fault, cut, says, spoiled
from tests.cases import visit
from tests.copies import assert_same, copy_of
from tests.stage import Stage

# One sync of the scene below: push, two pages of news, the state of a file, its one piece.
PUSH, PULL, PULL_ON, FILE_STATE, FILE = range(5)
FILE_BYTES: Final = 50_000
PORTAL: Final = "<html><body>欢迎使用本网络，请先登录</body></html>".encode()


@pytest.fixture
def laptop(small_stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """A laptop of rep-east; pages end after every aggregate."""
    monkeypatch.setattr(pull, "PAGE_BYTES", 1)
    monkeypatch.setattr(pull, "BATCH", 1)
    return small_stage.laptop("rep-east")


def prepare(stage: Stage, laptop: Laptop) -> None:
    """Work waits on the laptop, news at the server: something for each request of a sync."""
    mine: LogVisit = visit()
    laptop.do(mine)
    laptop.do(visit("firm-other"))
    number = laptop.read(count, LocalBlob)
    content = random.Random(number).randbytes(FILE_BYTES)
    laptop.attach(f"图{number}.png", content, enterprise_id="firm-east", subject_id="firm-east")
    stage.done_by("coordinator-east", visit("firm-east"), visit("firm-other"))


def html(status: int, words: bytes = PORTAL, more: bytes = b"") -> bytes:
    head = b"HTTP/1.1 %d Something\r\nContent-Type: text/html\r\n" % status
    return head + b"Content-Length: %d\r\n" % len(words) + more + b"\r\n" + words


def ours(status: int, code: str, *, retry_after: int = 0) -> bytes:
    """Our own server's no."""
    reply = replies.no(status, code, retry_after=retry_after)
    head = b"".join(b"%s: %s\r\n" % header for header in reply.raw_headers)
    return b"HTTP/1.1 %d Something\r\n" % status + head + b"\r\n" + bytes(reply.body)


def blind_200() -> bytes:
    """What looks like our server with an empty list of answers, but has no digest."""
    body = b'{"answers":[],"server_time":1}'
    return html(200, body, b"Zhuqitong-Protocol: 1\r\n")


STRANGERS: Final[dict[str, bytes]] = {
    "nothing at all": b"",
    "a captive portal": html(200),
    "a portal that sends elsewhere": html(302, more=b"Location: http://login.example/\r\n"),
    "a portal that asks for a password": html(401),
    "a gateway without its server": html(502),
    "a gateway that waited": html(504),
    "a proxy that forbids": html(403),
    "a 200 without a digest": blind_200(),
    "no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n",
}
BUSY: Final[dict[str, bytes]] = {
    "a fault of ours": ours(500, "fault"),
    "too many at once": ours(503, "busy", retry_after=1),
    "too slow": ours(408, "too_slow"),
    "too often": ours(429, "busy"),
}
FAULTS: Final = {name: says(reply) for name, reply in (STRANGERS | BUSY).items()}


def whole(laptop: Laptop) -> tuple[Any, ...]:
    """All that a sync may change."""
    return (
        [(entry.op_id, entry.state, entry.revision) for entry in laptop.read(select, Outbox)],
        laptop.read(position).cursor,
        copy_of(laptop),
    )


def meets(laptop: Laptop, at: int, fault: Fault) -> None:
    """A sync that fails at one request, and has done nothing that the requests before it did not say."""
    before = whole(laptop)
    with spoiled(at, fault), pytest.raises(Away):
        laptop.sync()
    after = whole(laptop)
    if at == PUSH:
        assert after == before
    if at in (PULL, PULL_ON):
        assert after[1] == before[1]
        assert {key: row for key, row in after[2].items() if row.revision} == {
            key: row for key, row in before[2].items() if row.revision
        }


def ends_well(stage: Stage, laptop: Laptop, rounds: int) -> None:
    """The next sync brings everything to the server, once, and the copies are the same."""
    laptop.sync()
    assert_same(stage, laptop)
    assert {entry.state for entry in laptop.read(select, Outbox)} == {"accepted"}
    assert stage.read(count, Visit) == 4 * rounds
    assert stage.read(count, Attachment) == stage.read(count, StoredBlob, complete=True) == rounds
    assert {blob.state for blob in laptop.read(select, LocalBlob)} == {"kept"}


@pytest.mark.parametrize("at", [PUSH, PULL, PULL_ON, FILE_STATE, FILE])
def test_a_stranger_or_a_busy_server_changes_nothing(small_stage: Stage, laptop: Laptop, at: int) -> None:
    for number, fault in enumerate(FAULTS.values()):
        prepare(small_stage, laptop)
        meets(laptop, at, fault)
        ends_well(small_stage, laptop, number + 1)


@pytest.mark.parametrize("at", [PUSH, PULL, PULL_ON, FILE_STATE, FILE])
def test_a_reply_cut_anywhere_changes_nothing(small_stage: Stage, laptop: Laptop, at: int) -> None:
    """The server has heard it all; the laptop only that something is missing."""
    for number, length in enumerate((0, 1, 8, 13, 60, 120, 180, 240)):
        prepare(small_stage, laptop)
        meets(laptop, at, cut(length))
        ends_well(small_stage, laptop, number + 1)


@pytest.mark.parametrize("at", [PUSH, PULL, PULL_ON, FILE_STATE, FILE])
def test_a_token_that_ends_in_the_middle_is_renewed(small_stage: Stage, laptop: Laptop, at: int) -> None:
    prepare(small_stage, laptop)
    with spoiled(at, says(ours(401, "sign_in_again"))):
        laptop.sync()
    ends_well(small_stage, laptop, 1)


def test_a_new_token_that_ran_out_on_its_way_is_renewed_too(small_stage: Stage, laptop: Laptop) -> None:
    """The laptop slept between the renewal and what it was for: nobody is asked for a password."""
    prepare(small_stage, laptop)
    renewal = 2  # requests: a challenge and its proof
    again = PUSH + 1 + renewal
    no = says(ours(401, "sign_in_again"))
    with spoiled(PUSH, no), spoiled(again, no):
        laptop.sync()
    ends_well(small_stage, laptop, 1)


@pytest.mark.parametrize("code", ["device_revoked", "bad_proof"])
def test_a_laptop_that_is_let_in_no_more_keeps_its_work(
    small_stage: Stage, laptop: Laptop, code: str
) -> None:
    prepare(small_stage, laptop)
    before = whole(laptop)
    refused = iter((ours(401, "sign_in_again"), ours(403, code), ours(403, code)))

    def no(connect: Any, wanted: Any) -> Any:
        return says(next(refused))(connect, wanted)

    with spoiled(PUSH, no), spoiled(PUSH + 1, no), spoiled(PUSH + 2, no), pytest.raises(SignInAgain):
        laptop.sync()
    assert whole(laptop) == before
    ends_well(small_stage, laptop, 1)


def test_a_request_that_is_declined_as_a_whole_says_nothing_of_its_operations(
    small_stage: Stage, laptop: Laptop
) -> None:
    prepare(small_stage, laptop)
    before = whole(laptop)
    for reply in (ours(400, "damaged"), ours(413, "too_large"), ours(404, "not_found")):
        with spoiled(PUSH, says(reply)), pytest.raises(Declined):
            laptop.sync()
        assert whole(laptop) == before
    ends_well(small_stage, laptop, 1)


def test_answers_to_other_questions_are_not_taken(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A whole, well-signed reply that does not answer each operation in order would loop, or lose one."""
    prepare(small_stage, laptop)
    before = whole(laptop)
    shuffles: list[Callable[[list[Any]], list[Any]]] = [
        lambda answers: [],
        lambda answers: answers[1:],
        lambda answers: answers[::-1],
        lambda answers: [*answers, answers[0]],
    ]
    original = push.take
    for shuffle in shuffles:

        def other(*arguments: Any, shuffle: Any = shuffle) -> Any:
            reply = original(*arguments)
            return reply.__class__(answers=shuffle(reply.answers), server_time=reply.server_time)

        with monkeypatch.context() as patch:
            patch.setattr(push, "take", other)
            with pytest.raises(Away):
                laptop.sync()
        assert whole(laptop) == before
    ends_well(small_stage, laptop, 1)


@pytest.mark.parametrize("after", ["of another version", '{"aggregate_id":"a","cursor":{"epoch":"e"}}'])
def test_a_pull_that_the_server_no_longer_knows_begins_again(
    small_stage: Stage, laptop: Laptop, after: str
) -> None:
    """The server was restored, or is another version than when the first pages came."""
    prepare(small_stage, laptop)
    with spoiled(PULL_ON, cut(0)), pytest.raises(Away):
        laptop.sync()
    with laptop.database.write() as connection:
        under_way = position(connection)
        assert under_way.after
        remember(connection, msgspec.structs.replace(under_way, after=after))
    ends_well(small_stage, laptop, 1)


def test_a_proof_that_came_too_late_is_given_once_more(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server's clock was set between the challenge and its answer."""
    with small_stage.database.write() as connection:
        delete(connection, Token, kind="access")
    proofs, given = session._proof, []

    def late(transport: Transport, key: bytes) -> tuple[str, bytes]:
        given.append(key)
        if len(given) == 1:
            return "over", signed.sign(key, "challenge", "over").signature
        return proofs(transport, key)

    monkeypatch.setattr(session, "_proof", late)
    laptop.sync()
    assert len(given) == 2
