"""The line between laptops and server without sockets: requests' own bytes, the server's own application.

Only the sending itself is replaced; headers, digests, compression and every check of the reply are real.
"""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from unittest.mock import patch
from urllib.parse import unquote, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from starlette.types import ASGIApp

from sync.server import answering


class Asked(NamedTuple):
    """A request as it was sent."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.url).path


class Replied(NamedTuple):
    """A reply as it came."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


Carry = Callable[[Asked], Replied]


def ask(app: ASGIApp, asked: Asked) -> Replied:
    """What the application answers, here and now, without an event loop: nothing in it has to wait."""
    got: dict[str, Any] = {"body": b""}

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": asked.body, "more_body": False}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            got["status"], got["headers"] = message["status"], message["headers"]
        else:
            got["body"] += message.get("body", b"")

    running: Any = app(_scope(asked), receive, send)
    try:
        running.send(None)
    except StopIteration:
        headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in got["headers"])
        return Replied(got["status"], headers, got["body"])
    raise AssertionError("the server's application waits for something")


def _scope(asked: Asked) -> dict[str, Any]:
    parts = urlsplit(asked.url)
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": asked.method,
        "scheme": "http",
        "path": unquote(parts.path),
        "raw_path": parts.path.encode(),
        "root_path": "",
        "query_string": parts.query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in asked.headers],
        "client": ("127.0.0.1", 1),
        "server": (parts.hostname, parts.port or 80),
    }


def reply_of(adapter: HTTPAdapter, request: requests.PreparedRequest, replied: Replied) -> requests.Response:
    """The reply as requests hands it to the laptop's transport."""
    raw = urllib3.HTTPResponse(
        body=io.BytesIO(replied.body),
        headers=dict(replied.headers),
        status=replied.status,
        preload_content=False,
        decode_content=False,
        enforce_content_length=True,
        request_method=request.method,
    )
    return adapter.build_response(request, raw)


async def _at_once(work: Callable[..., Any], *arguments: Any) -> Any:
    return work(*arguments)


@contextmanager
def carried(carry: Carry) -> Iterator[None]:
    """Inside, `carry` brings every request of every laptop to its reply. It may raise what a line raises."""

    def send(adapter: HTTPAdapter, request: requests.PreparedRequest, **_named: Any) -> requests.Response:
        body: Any = request.body or b""
        asked = Asked(
            str(request.method),
            str(request.url),
            tuple(request.headers.items()),
            body if isinstance(body, bytes) else body.read(),
        )
        return reply_of(adapter, request, carry(asked))

    here: Callable[..., Awaitable[Any]] = _at_once
    with patch.object(HTTPAdapter, "send", send), patch.object(answering, "in_thread", here):
        yield
