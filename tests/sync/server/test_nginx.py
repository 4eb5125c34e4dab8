"""Behind nginx, with the shipped configuration: everything works, who speaks slowly holds up nobody."""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sync.engine import outbox
from sync.engine.laptop import Laptop
from sync.engine.transport import Away, Transport
from sync.engine.waiting import Waiting
from sync.server import watch
from sync.server.commands.serve import KEPT_SECONDS
from sync.store.rows import select
from sync.store.tables import Problem, Visit
from sync.wire import LARGEST_REQUEST, PushReply
from tests.cases import reported, visit
from tests.copies import assert_same
from tests.nginx import Nginx, configuration, running_nginx
from tests.stage import Stage

SOON = 2.0  # seconds


@pytest.fixture
def nginx(small_stage: Stage, tmp_path: Path) -> Iterator[Nginx]:
    with running_nginx(tmp_path / "nginx", small_stage.port) as running, running.believed():
        yield running


@pytest.fixture
def laptop(small_stage: Stage, nginx: Nginx) -> Laptop:
    return small_stage.laptop("coordinator-east", server=nginx.url)


def line_to(nginx: Nginx) -> socket.socket:
    """A connection inside of TLS."""
    trusting = ssl.create_default_context(cafile=str(nginx.authority))
    plain = socket.create_connection(("127.0.0.1", nginx.port))
    return trusting.wrap_socket(plain, server_hostname="localhost")


def test_a_day_of_work_syncs(small_stage: Stage, nginx: Nginx, laptop: Laptop) -> None:
    laptop.do(visit())
    laptop.attach("图.png", b"\x89PNG" * 400_000, enterprise_id="firm-east", subject_id="firm-east")
    reported(small_stage)
    laptop.sync()
    assert laptop.read(select, Problem)
    assert_same(small_stage, laptop)


def test_a_wait_goes_through_and_ends_at_once_on_either_side(
    small_stage: Stage, nginx: Nginx, laptop: Laptop
) -> None:
    with ThreadPoolExecutor(1) as thread:
        heard = thread.submit(Waiting(laptop).news)
        _waiting(small_stage, 1)
        reported(small_stage)
        assert heard.result(SOON)
        laptop.sync()
        line = Waiting(laptop)
        heard = thread.submit(line.news)
        _waiting(small_stage, 1)
        line.end()
        with pytest.raises(Away):
            heard.result(SOON)
        _waiting(small_stage, 0)


def _waiting(stage: Stage, count: int) -> None:
    limit = time.monotonic() + 10
    while len(stage.watch._waiters) != count:
        assert time.monotonic() < limit
        time.sleep(0.01)


@pytest.mark.parametrize(
    "said",
    [b"", b"GET /v1/wait HTTP/1.1\r\nHost: localhost\r\n", b"GET /v1/wait?" + b"x" * 3000],
    ids=["nothing", "half a header", "half a line"],
)
def test_a_header_that_does_not_end_is_closed(nginx: Nginx, said: bytes) -> None:
    with line_to(nginx) as line:
        line.sendall(said)
        line.settimeout(15)
        try:
            heard = line.recv(1)
        except ConnectionResetError:
            heard = b""
    assert heard == b""


def test_a_body_that_is_too_large_is_nobodys_verdict(
    small_stage: Stage, nginx: Nginx, laptop: Laptop
) -> None:
    """nginx refuses it in its own words: to a laptop that is somebody else, and everything is kept."""
    laptop.do(visit())
    with pytest.MonkeyPatch.context() as patch:
        post = Transport.post

        def swollen(self: Transport, path: str, message: object, kind: type[PushReply]) -> PushReply:
            body = b"x" * (LARGEST_REQUEST + 1)
            return self.patch(path, body, kind) if path == "/v1/push" else post(self, path, message, kind)

        patch.setattr(Transport, "post", swollen)
        with pytest.raises(Away) as away:
            laptop.sync()
    assert away.value.code in ("not_our_server", "offline")  # it may hang up before all is sent
    assert laptop.read(outbox.queue).waiting == 1
    laptop.sync()
    assert len(small_stage.read(select, Visit)) == 1


def test_without_a_server_behind_it_everything_is_kept(
    small_stage: Stage, nginx: Nginx, laptop: Laptop
) -> None:
    laptop.do(visit())
    with small_stage.away(), pytest.raises(Away, match="not_our_server"):
        laptop.sync()
    laptop.sync()
    assert len(small_stage.read(select, Visit)) == 1


def test_the_figures_fit_the_servers() -> None:
    text = configuration()

    def figure(name: str) -> int:
        found = re.search(rf"^\s*{name} (\d+)", text, re.MULTILINE)
        assert found, name
        return int(found[1])

    assert figure("client_max_body_size") * 1024 * 1024 == LARGEST_REQUEST
    assert figure("proxy_read_timeout") > watch.LONGEST
    assert figure("client_header_timeout") <= 5
    assert figure("keepalive_timeout") < KEPT_SECONDS
    assert "gzip off;" in text
