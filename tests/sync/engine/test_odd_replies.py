"""Replies with the right digest and a wrong content: one way to say no, whatever they are (W12, W13, W14)."""

from __future__ import annotations

import gzip
from contextlib import closing
from typing import Final

import pytest
import zstandard

from sync.engine.transport import Away, Transport
from sync.wire import (
    DIGEST_HEADER,
    LARGEST_REPLY,
    PROTOCOL,
    PROTOCOL_HEADER,
    PullReply,
    PullRequest,
    digest,
)
from tests.bad_line import says, spoiled

ODD: Final = {
    "w12 another shape": b'{"cursor": 7, "after": "", "everything": false}',
    "w12 a list": b"[]",
    "w12 fields missing": b"{}",
    "w12 a text for a number": b'{"answers": [], "server_time": "today"}',
    "w13 no JSON": b"{" * 10,
    "w13 a hundred thousand brackets": b"[" * 100_000,
    "w13 nested rows": b'{"tables": {"a": {"columns": [], "rows": ' + b"[" * 100_000,
    "w13 a number that is none": b'{"server_time": 1e999}',
    "w13 no UTF-8": b'{"after": "\xff"}',
}


def taken(body: bytes, encoding: str = "identity") -> object:
    head = f"{PROTOCOL_HEADER}: {PROTOCOL}\r\n{DIGEST_HEADER}: {digest(body)}\r\n"
    head += f"Content-Encoding: {encoding}\r\nContent-Length: {len(body)}\r\n"
    reply = f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + body
    with closing(Transport("http://127.0.0.1:9")) as transport, spoiled(0, says(reply)):
        return transport.post("/v1/pull", PullRequest(), PullReply)


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_page_is_damaged(name: str) -> None:
    with pytest.raises(Away) as away:
        taken(ODD[name])
    assert away.value.code == "damaged_reply"


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
def test_w14_what_unpacks_to_too_much_is_damaged(encoding: str) -> None:
    zeros = bytes(LARGEST_REPLY + 1)
    body = (
        gzip.compress(zeros, 9) if encoding == "gzip" else zstandard.ZstdCompressor(level=1).compress(zeros)
    )
    with pytest.raises(Away) as away:
        taken(body, encoding)
    assert away.value.code == "damaged_reply"


def test_w14_a_chain_of_encodings_is_damaged() -> None:
    with pytest.raises(Away) as away:
        taken(gzip.compress(gzip.compress(b"{}")), "gzip, gzip")
    assert away.value.code == "damaged_reply"
