"""Requests that break off, at every byte: the server takes none of them, and the whole one afterwards."""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path
from typing import Any, Final
from unittest import mock

from urllib3.connection import HTTPConnection

from sync.domain import signed
from sync.engine.session import first_sign_in
from sync.engine.transport import Transport
from sync.wire import BlobState, ChallengeReply, PushReply, PushRequest, RefreshRequest, Session, envelope
from tests.cases import visit
from tests.relcheck.cut_replies import FILE, SHA256, Asking, attached, outcome
from tests.relcheck.ground import Scene, scene
from tests.relcheck.tables_compared import tables_of
from tests.stage import PASSWORD

LARGEST: Final = 1_000_000  # bytes of a request here, all of them there when it was sent
AT_ONCE: Final = 100  # requests that break off before the server is waited for; thousands outlast a laptop
REQUESTS: Final = ("push", "large push", "refresh", "blob append")


def cut_requests(of: Path, name: str) -> tuple[int, list[str]]:
    """How many cuts of one request there were, and what was wrong."""
    with scene(of) as place:
        place.serve()
        with closing(Transport(place.url)) as line:
            ask = _asked(line)[name]
            whole = _as_sent(ask, line)
            before = _record(place)
            for length in range(len(whole)):
                _send(place, whole[:length])
                if length % AT_ONCE == 0:
                    _heard_all(line)
            _heard_all(line)
            wrong = [] if _record(place) == before else ["a request that broke off had an effect"]
            said = outcome(ask, line)
            if isinstance(said, Exception):
                wrong.append(f"the whole request was not taken: {said!r}")
            if _record(place) == before and name != "refresh":
                wrong.append("the whole request had no effect")
        return len(whole), wrong


def _heard_all(line: Transport) -> None:
    """An answer to a whole request: the server has come to the end of those that broke off before it."""
    line.post("/v1/challenge", {}, ChallengeReply)


def _record(place: Scene) -> Any:
    with place.office() as office:
        return tables_of(office.database)


def _asked(line: Transport) -> dict[str, Asking]:
    """What a laptop has to say that changes something."""
    identity, tokens, *_ = first_sign_in(line, "rep-east", PASSWORD)
    line.access = tokens.access
    line.post("/v1/push", PushRequest(operations=[envelope(attached())]), PushReply)
    nonce = line.post("/v1/challenge", {}, ChallengeReply).challenge
    signature = signed.sign(identity.device_key, "challenge", nonce).signature
    again = RefreshRequest(refresh=tokens.refresh, challenge=nonce, signature=signature)
    one, many = ([envelope(visit()) for _ in range(number)] for number in (1, 20))
    return {
        "push": lambda line: line.post("/v1/push", PushRequest(operations=one), PushReply),
        "large push": lambda line: line.post("/v1/push", PushRequest(operations=many), PushReply),
        "refresh": lambda line: line.post("/v1/refresh", again, Session),
        "blob append": lambda line: line.patch(f"/v1/blobs/{SHA256}?offset=0", FILE, BlobState),
    }


def _as_sent(ask: Asking, line: Transport) -> bytes:
    """The request's bytes, as the laptop sends them."""
    near, far = socket.socketpair()
    far.shutdown(socket.SHUT_WR)
    line.close()
    with far, mock.patch.object(HTTPConnection, "_new_conn", return_value=near):
        outcome(ask, line)
        line.close()
        return far.recv(LARGEST)


def _send(place: Scene, part: bytes) -> None:
    """A laptop that is cut off."""
    with socket.create_connection(("127.0.0.1", place.port)) as line:
        line.sendall(part)
