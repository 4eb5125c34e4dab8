"""Both ends without a line between them: the server's application called in this process, and a laptop's
transport that is handed whatever a reply may be."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple
from unittest import mock
from urllib.parse import quote

import requests
import urllib3
from requests.adapters import HTTPAdapter
from starlette.types import ASGIApp

from sync.domain import clock
from sync.engine.transport import Away, Declined, SignInAgain, Transport
from sync.server import feed, tokens
from sync.server.app import build
from sync.server.centre import Centre
from sync.store.database import open_database
from sync.store.rows import find
from sync.store.tables import Device
from sync.wire import DIGEST_HEADER, PROTOCOL_HEADER, digest

EXPECTED: Final = (Away, SignInAgain, Declined)  # what a laptop may make of a reply


class Said(NamedTuple):
    """A reply."""

    status: int
    headers: dict[str, str]
    body: bytes


class Server:
    """The application over a copy of the city; `token` of one person's device."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self.token = app, token

    async def ask(self, method: str, path: str, query: str, body: bytes, headers: dict[str, str]) -> Said:
        """One request. Whoever asks hangs up after it, so nobody waits."""
        sent: list[dict[str, Any]] = []
        events = iter([{"type": "http.request", "body": body}])

        async def receive() -> dict[str, Any]:
            return next(events, {"type": "http.disconnect"})

        async def send(message: Any) -> None:
            sent.append(message)

        await self._app(_scope(method, path, query, headers), receive, send)
        start, *parts = sent
        named = {name.decode().title(): value.decode("latin-1") for name, value in start["headers"]}
        return Said(start["status"], named, b"".join(part.get("body", b"") for part in parts))


def _scope(method: str, path: str, query: str, headers: dict[str, str]) -> dict[str, Any]:
    raw = [(name.lower().encode(), value.encode(errors="replace")) for name, value in headers.items()]
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": quote(path, errors="replace").encode(),
        "query_string": query.encode(errors="replace"),
        "root_path": "",
        "headers": raw,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": {},
    }


@contextmanager
def server(ground: Path, folder: Path, device_id: str, *, restored: bool) -> Iterator[Server]:
    """Over a copy of the ground in `folder`, with a fresh token for this device. `restored`: it
    counts as put back from a backup, and takes in what laptops have kept."""
    shutil.copy(ground / "server.db", folder / "server.db")
    shutil.copytree(ground / "server", folder / "server")
    database = open_database(str(folder / "server.db"))
    try:
        with database.write() as connection:
            device = find(connection, Device, id=device_id)
            assert device is not None
            access, _ = tokens.issue(connection, device, clock.now())
            if restored:
                feed.begin_again(connection)
        yield Server(build(Centre(database, folder / "server")), access)
    finally:
        database.close()


def strange(said: Said) -> str:
    """What is wrong with a reply; "" for one as it should be."""
    if said.status >= 500:
        return f"status {said.status} {said.body[:200]!r}"
    if PROTOCOL_HEADER.title() not in said.headers:
        # Only paths and methods that are none of ours are answered by the frame itself.
        return "" if said.status in (404, 405) else f"status {said.status} without our header"
    if said.headers.get(DIGEST_HEADER.title()) != digest(said.body):
        return "a reply with a wrong digest"
    if b'"failed_here"' in said.body:
        return "an operation met a fault of the server"
    return ""


def fed(said: Said, kind: type[Any]) -> str:
    """A laptop asks and is told this: what is wrong with what it makes of it; "" when nothing is."""

    def send(_adapter: HTTPAdapter, request: requests.PreparedRequest, **_named: Any) -> requests.Response:
        raw = urllib3.HTTPResponse(
            io.BytesIO(said.body), headers=said.headers, status=said.status, preload_content=False
        )
        response = requests.Response()
        response.status_code, response.raw, response.request = said.status, raw, request
        response.headers.update(said.headers)
        return response

    transport = Transport("http://127.0.0.1:1")
    try:
        with mock.patch.object(HTTPAdapter, "send", send):
            value = transport.post("/v1/pull", {}, kind)
    except EXPECTED:
        return ""
    except Exception as error:
        return f"a laptop broke down over a reply: {error!r}"
    finally:
        transport.close()
    return "" if isinstance(value, kind) else f"a laptop took {value!r} for a message"
