"""The laptop's long question: what it takes for news, what it takes for none, and that it ends when told."""

from __future__ import annotations

import http.server
import ssl
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import trustme

from sync.domain import clock
from sync.engine import waiting
from sync.engine.laptop import Laptop
from sync.engine.local_values import Tokens, recall, remember
from sync.engine.transport import Away, SignInAgain
from sync.engine.waiting import Waiting
from sync.server import watch
from sync.wire import DIGEST_HEADER, PROTOCOL, PROTOCOL_HEADER, Problem, WaitReply, digest, encode
from tests.cases import reported
from tests.stage import Stage

SOON = 2.0  # seconds


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("coordinator-east")


def test_a_problem_reported_meanwhile_is_news(small_stage: Stage, laptop: Laptop) -> None:
    with ThreadPoolExecutor(1) as thread:
        heard = thread.submit(Waiting(laptop).news)
        time.sleep(watch.PAUSE)
        assert not heard.done()
        reported(small_stage)
        assert heard.result(SOON)


def test_what_a_sync_has_brought_already_is_none(
    small_stage: Stage, laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = Waiting(laptop)
    ask = line._ask

    def ask_and_sync(path: str) -> WaitReply:
        reported(small_stage)
        reply = ask(path)
        laptop.sync()
        return reply

    monkeypatch.setattr(line, "_ask", ask_and_sync)
    assert not line.news()


def test_a_quiet_half_minute_is_none(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "LONGEST", 0.05)
    assert not Waiting(laptop).news()


def test_a_laptop_of_another_past_is_told_to_sync(small_stage: Stage, laptop: Laptop) -> None:
    reported(small_stage)
    laptop.sync()
    with small_stage.database.write() as connection:
        connection.exec_driver_sql("UPDATE head SET revision = revision - 1")
    assert Waiting(laptop).news()


def test_a_token_that_ran_out_asks_for_a_sync(laptop: Laptop) -> None:
    with laptop.database.write() as connection:
        tokens = recall(connection, Tokens)
        assert tokens is not None
        remember(connection, Tokens(access="old", refresh=tokens.refresh, lease=tokens.lease))
    with pytest.raises(SignInAgain):
        Waiting(laptop).news()


def test_no_line_is_away(small_stage: Stage, laptop: Laptop) -> None:
    with small_stage.away(), pytest.raises(Away, match="offline"):
        Waiting(laptop).news()


@pytest.mark.parametrize("when", ["before", "while it waits"])
def test_it_ends_when_told(laptop: Laptop, when: str) -> None:
    line = Waiting(laptop)
    if when == "before":
        line.end()
    with ThreadPoolExecutor(1) as thread:
        began = time.monotonic()
        waits = thread.submit(line.news)
        if when != "before":
            time.sleep(0.2)
            assert not waits.done()
        line.end()
        with pytest.raises(Away):
            waits.result(SOON)
        assert time.monotonic() - began < SOON
    with pytest.raises(Away):
        line.news()


# What others answer.


def answer(
    status: int, body: bytes, *, ours: bool = True, right: bool = True
) -> tuple[int, bytes, bool, bool]:
    return status, body, ours, right


GOOD = encode(WaitReply(news=True, revision=0, server_time=clock.now()))
ANSWERS = {
    "a portal's page": (answer(200, b"<html>log in</html>", ours=False), "not_our_server"),
    "a gateway": (answer(502, b"Bad Gateway", ours=False), "not_our_server"),
    "a changed answer": (answer(200, GOOD, right=False), "damaged_reply"),
    "no message": (answer(200, b"{}"), "damaged_reply"),
    "too many wait": (answer(503, encode(Problem(code="busy", retry_after=7))), "busy"),
    "a fault": (answer(500, encode(Problem(code="fault"))), "fault"),
    "a long page": (answer(200, b"x" * waiting.LARGEST * 3), "damaged_reply"),
}


@contextmanager
def somebody(
    said: tuple[int, bytes, bool, bool],
    secured: ssl.SSLContext | None = None,
    asked: list[str] | None = None,
) -> Iterator[str]:
    """Who answers every question so; `asked` gets the paths."""

    class Says(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if asked is not None:
                asked.append(self.path)
            status, body, ours, right = said
            self.send_response(status)
            if ours:
                self.send_header(PROTOCOL_HEADER, PROTOCOL)
                self.send_header(DIGEST_HEADER, digest(body if right else b"else"))
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Says)
    if secured is not None:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"{'https' if secured else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def at(laptop: Laptop, server: str, monkeypatch: pytest.MonkeyPatch) -> Waiting:
    """This laptop's line, led to another address."""
    from msgspec.structs import replace

    monkeypatch.setattr(laptop, "identity", replace(laptop.identity, server=server))
    return Waiting(laptop)


@pytest.mark.parametrize("what", ANSWERS)
def test_an_answer_that_is_not_ours_or_no_news_is_away(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    said, code = ANSWERS[what]
    with somebody(said) as server, pytest.raises(Away) as away:
        at(laptop, server, monkeypatch).news()
    assert away.value.code == code
    assert away.value.seconds == (7 if code == "busy" else 0)


def test_a_server_below_a_path_is_asked_there(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    with somebody(answer(200, GOOD), asked=asked) as server:
        assert at(laptop, f"{server}/city", monkeypatch).news()
    assert [path.partition("?")[0] for path in asked] == ["/city/v1/wait"]


def test_a_certificate_is_believed_only_from_an_authority_that_is(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority = trustme.CA()
    secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(secured)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    with somebody(answer(200, GOOD), secured) as server:
        line = at(laptop, server, monkeypatch)
        with pytest.raises(Away, match="certificate"):
            line.news()
        monkeypatch.setattr("requests.utils.DEFAULT_CA_BUNDLE_PATH", str(tmp_path / "authority.pem"))
        assert line.news()
