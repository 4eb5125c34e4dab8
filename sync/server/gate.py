"""What may come in: caps on bytes and on inflation, and a limit on requests at work."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from starlette.requests import Request

from sync.wire import LARGEST_REQUEST, Damaged, inflate

T = TypeVar("T")
AT_WORK: Final = 8  # requests at one process; more are told to come back, not put in a queue
HASHES: Final = 2  # passwords that are checked at once: each costs a core and 19 MiB for a moment
SIGN_INS: Final = 4  # that check or wait to check a password; the other places stay free for the sync
SMALL_BODY: Final = 64 * 1024  # bytes; for these there is always room
MOST_ON_THEIR_WAY: Final = 16 * LARGEST_REQUEST  # bytes of larger ones, all together


class BadRequest(Exception):
    """The request is not taken in: an HTTP status and a code; `seconds` until it may be sent again."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code
        self.seconds = 1 if status == 503 else 0


_places = threading.BoundedSemaphore(AT_WORK)
_sign_ins = threading.BoundedSemaphore(SIGN_INS)
_hashes = threading.BoundedSemaphore(HASHES)


@contextmanager
def admitted() -> Iterator[None]:
    """A place among the requests at work. Raises BadRequest(503)."""
    if not _places.acquire(blocking=False):
        raise BadRequest(503, "busy")
    try:
        yield
    finally:
        _places.release()


@contextmanager
def may_hash() -> Iterator[None]:
    """One of the few who check a password. Raises BadRequest(503)."""
    if not _sign_ins.acquire(blocking=False):
        raise BadRequest(503, "busy")
    try:
        with _hashes:
            yield
    finally:
        _sign_ins.release()


def get_threads_ready() -> None:
    """A thread for each request at work, and one for the looks on behalf of who waits; in the loop of the
    application's server, which ends them with itself."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(AT_WORK + 1, "at work"))


async def in_thread(work: Callable[..., T], *arguments: Any) -> T:
    """What the work answers; the loop goes on meanwhile."""
    return await asyncio.get_running_loop().run_in_executor(None, work, *arguments)


class _Room:
    """Memory for large bodies that are still on their way, from whomever; used in the loop of the
    application's server only."""

    def __init__(self) -> None:
        self._taken = 0

    def take(self, size: int) -> int:
        """So many bytes more; answers them. Raises BadRequest(503)."""
        if self._taken + size > MOST_ON_THEIR_WAY:
            raise BadRequest(503, "busy")
        self._taken += size
        return size

    def give(self, size: int) -> None:
        self._taken -= size


_room = _Room()


async def read_body(request: Request) -> bytes:
    """The body as it was sent, within the cap. Raises BadRequest(413), and (503) when other large ones fill
    the memory that there is for them: who is let in shows only when a body is there."""
    body, taken = bytearray(), 0
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > LARGEST_REQUEST:
                raise BadRequest(413, "too_large")
            if len(body) > SMALL_BODY:
                taken += _room.take(len(body) - taken)
        return bytes(body)
    finally:
        _room.give(taken)


def inflated(body: bytes, request: Request) -> bytes:
    """The body as it was before it was compressed; stops at the cap. Raises BadRequest(400)."""
    try:
        return inflate(body, request.headers.get("content-encoding", "identity"), LARGEST_REQUEST)
    except Damaged:
        raise BadRequest(400, "damaged") from None
