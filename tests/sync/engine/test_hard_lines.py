"""Lines that are hardly any, and servers that ask for patience, by the rows of the fault catalogue."""

from __future__ import annotations

import random
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest

from sync.engine import file_lane, transport
from sync.engine.laptop import Laptop
from sync.engine.transport import LONGEST_PATIENCE, Away, Transport
from sync.server import pull
from sync.store.rows import count, select
from sync.store.tables import Outbox, StoredBlob, Visit
from sync.wire import ChallengeReply, Problem, digest, encode
from tests.bad_line import says, spoiled
from tests.cases import visit
from tests.copies import assert_same
from tests.slow_line import SlowLine
from tests.stage import Stage

CONTENT = random.Random(7).randbytes(300_000)
TRIES = 60


@pytest.fixture
def slow(small_stage: Stage, request: pytest.FixtureRequest) -> Iterator[SlowLine]:
    line = SlowLine(small_stage.port, **request.param)
    yield line
    line.close()


def at(stage: Stage, line: SlowLine, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """A laptop behind the line, and work for both directions."""
    laptop = stage.laptop("rep-east", server=line.address)
    laptop.do(visit())
    laptop.attach("图.png", CONTENT, enterprise_id="firm-east", subject_id="firm-east")
    stage.done_by("coordinator-east", *(visit("firm-other", situation="情况" * 900) for _ in range(20)))
    monkeypatch.setattr(file_lane, "FIRST_PIECE", 50_000)
    return laptop


def all_there(stage: Stage, laptop: Laptop) -> None:
    assert_same(stage, laptop)
    assert {entry.state for entry in laptop.read(select, Outbox)} == {"accepted"}
    assert stage.read(count, Visit) == 21
    assert stage.read(count, StoredBlob, complete=True) == 1


@pytest.mark.parametrize("slow", [{"pause": 0.01, "stall": 0.5}], indirect=True)
def test_w07_a_slow_line_with_stalls_needs_time_and_nothing_else(
    small_stage: Stage, slow: SlowLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sync takes longer than the stall that is borne: no limit is on the whole."""
    monkeypatch.setattr(transport, "STALL_SECONDS", 1.5)
    laptop = at(small_stage, slow, monkeypatch)
    laptop.sync(file_seconds=None)
    all_there(small_stage, laptop)


@pytest.mark.parametrize("slow", [{"pause": 0.02}], indirect=True)
def test_w07_a_body_that_takes_longer_than_a_stall_arrives(
    small_stage: Stage, slow: SlowLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All in one piece, for which the line needs several times the patience for a silent server."""
    laptop = at(small_stage, slow, monkeypatch)
    monkeypatch.setattr(file_lane, "FIRST_PIECE", len(CONTENT))
    monkeypatch.setattr(transport, "STALL_SECONDS", 1.5)
    monkeypatch.setattr(transport, "CONNECT_SECONDS", 1.5)
    laptop.sync(file_seconds=None)
    all_there(small_stage, laptop)


@pytest.mark.parametrize("slow", [{"cut_after": 70_000}], indirect=True)
def test_w07_a_line_that_is_cut_again_and_again_gets_everything_across(
    small_stage: Stage, slow: SlowLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull, "PAGE_BYTES", 10_000)
    laptop, tries = at(small_stage, slow, monkeypatch), 0
    while small_stage.read(count, StoredBlob, complete=True) == 0:
        tries += 1
        assert tries < TRIES
        with suppress(Away):
            laptop.sync(file_seconds=None)
    assert slow.cuts > 2
    all_there(small_stage, laptop)


@contextmanager
def nobody(*, accepts: bool) -> Iterator[str]:
    """An address that never answers: it takes connections and is silent, or does not even take them."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0 if not accepts else 16)
        where = listener.getsockname()
        full = [socket.socket() for _ in range(0 if accepts else 4)]
        for one in full:
            one.setblocking(False)
            one.connect_ex(where)
        yield f"http://127.0.0.1:{where[1]}"
        for one in full:
            one.close()


@pytest.mark.parametrize("accepts", [True, False])
def test_w09_a_black_hole_is_no_line_after_the_limits(accepts: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (transport.CONNECT_SECONDS, transport.STALL_SECONDS) == (10, 30)
    monkeypatch.setattr(transport, "CONNECT_SECONDS", 0.2)
    monkeypatch.setattr(transport, "STALL_SECONDS", 0.2)
    with nobody(accepts=accepts) as address, closing(Transport(address)) as line, pytest.raises(Away) as away:
        line.post("/v1/challenge", {}, ChallengeReply)
    assert away.value.code == "offline"


def test_w09_a_stall_in_the_middle_of_a_sync_changes_nothing(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = small_stage.laptop("rep-east")
    laptop.do(visit())
    laptop._transport.close()
    monkeypatch.setattr(transport, "STALL_SECONDS", 0.2)
    with nobody(accepts=True) as address:
        server, laptop._transport.server = laptop._transport.server, address
        with pytest.raises(Away, match="offline"):
            laptop.sync()
        laptop._transport.server = server
    assert [entry.state for entry in laptop.read(select, Outbox)] == ["waiting"]
    monkeypatch.undo()
    laptop.sync()
    assert small_stage.read(count, Visit) == 1


RETRY_AFTER = {
    "nothing": b"",
    "a date": b"Wed, 21 Oct 2065 07:28:00 GMT",
    "rubbish": b"soon \xff",
    "less": b"-5",
}


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("header", RETRY_AFTER)
@pytest.mark.parametrize(("asked", "obeyed"), [(0, 0), (30, 30), (10**9, LONGEST_PATIENCE), (-5, 0)])
def test_w19_patience_is_as_asked_within_an_hour_whatever_a_header_says(
    status: int, header: str, asked: int, obeyed: int
) -> None:
    body = encode(Problem(code="busy", retry_after=asked))
    said = {
        b"Zhuqitong-Protocol": b"1",
        b"Zhuqitong-Digest": digest(body).encode(),
        b"Content-Length": b"%d" % len(body),
        b"Retry-After": RETRY_AFTER[header],
    }
    head = b"".join(b"%s: %s\r\n" % each for each in said.items())
    answer = b"HTTP/1.1 %d Busy\r\n" % status + head + b"\r\n" + body
    with (
        closing(Transport("http://127.0.0.1:9")) as line,
        spoiled(0, says(answer)),
        pytest.raises(Away) as away,
    ):
        line.post("/v1/challenge", {}, ChallengeReply)
    assert (away.value.code, away.value.seconds) == ("busy", obeyed)
