"""What may come in: caps on bytes and on inflation, and a limit on requests at work."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from starlette.requests import Request

from sync.wire import LARGEST_REQUEST, Damaged, inflate

AT_WORK: Final = 16  # requests; more are told to come back, not put in a queue


class BadRequest(Exception):
    """The request is not taken in: an HTTP status and a code; `seconds` until it may be sent again."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code
        self.seconds = 1 if status == 503 else 0


_places = threading.BoundedSemaphore(AT_WORK)


@contextmanager
def admitted() -> Iterator[None]:
    """A place among the requests at work. Raises BadRequest(503)."""
    if not _places.acquire(blocking=False):
        raise BadRequest(503, "busy")
    try:
        yield
    finally:
        _places.release()


async def read_body(request: Request) -> bytes:
    """The body, inflated, within the caps. Raises BadRequest(413), BadRequest(400)."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_REQUEST:
            raise BadRequest(413, "too_large")
    try:
        return inflate(bytes(body), request.headers.get("content-encoding", "identity"), LARGEST_REQUEST)
    except Damaged:
        raise BadRequest(400, "damaged") from None
