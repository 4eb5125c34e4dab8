"""Memory for what is on its way: strangers, who send slowly and much, do not fill the machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from sync.server import gate
from sync.server.gate import BadRequest, read_body

SMALL, LARGE = b"s" * gate.SMALL_BODY, b"l" * (gate.SMALL_BODY + 1)


class Slow:
    """A request whose end comes when it is told."""

    def __init__(self, body: bytes) -> None:
        self._body, self.end, self.begun = body, asyncio.Event(), asyncio.Event()

    async def stream(self) -> AsyncIterator[bytes]:
        yield self._body
        self.begun.set()
        await self.end.wait()


async def at_once(body: bytes) -> bytes:
    request: Any = Slow(body)
    request.end.set()
    return await read_body(request)


async def _beside_a_slow_one(body: bytes) -> tuple[object, bytes]:
    """What becomes of a body while a large one is under way (the bytes, or the status of a no), and then."""
    slow: Any = Slow(LARGE)
    reading = asyncio.ensure_future(read_body(slow))
    await slow.begun.wait()
    (meanwhile,) = await asyncio.gather(at_once(body), return_exceptions=True)
    slow.end.set()
    assert await reading == LARGE
    said = meanwhile.status if isinstance(meanwhile, BadRequest) else meanwhile
    return said, await at_once(body)


@pytest.mark.parametrize(("body", "meanwhile"), [(SMALL, SMALL), (LARGE, 503)])
def test_large_bodies_share_what_memory_there_is_and_small_ones_always_have_room(
    monkeypatch: pytest.MonkeyPatch, body: bytes, meanwhile: object
) -> None:
    monkeypatch.setattr(gate, "MOST_ON_THEIR_WAY", len(LARGE))
    assert asyncio.run(_beside_a_slow_one(body)) == (meanwhile, body)
