"""A reply cut short is noticed, wherever it is cut: a cut one can look like a whole 200 (T12)."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest

from sync.domain import signed
from sync.engine.session import first_sign_in
from sync.engine.transport import Away, Transport
from sync.operations.attachments import AttachFile
from sync.server import replies
from sync.wire import (
    DIGEST_HEADER,
    BlobState,
    ChallengeReply,
    PullReply,
    PullRequest,
    PushReply,
    PushRequest,
    RefreshRequest,
    Session,
    SignInRequest,
    envelope,
)
from tests.bad_line import heard, says, spoiled
from tests.cases import visit
from tests.city import act
from tests.stage import PASSWORD, Stage

EVERY_BYTE_TO: Final = 4096
THEN_EACH: Final = 97
FILE: Final = random.Random(7).randbytes(6000)
SHA256: Final = hashlib.sha256(FILE).hexdigest()
BLOB: Final = f"/v1/blobs/{SHA256}"

Asking = Callable[[Transport], Any]
KINDS: Final = (
    "challenge",
    "sign-in",
    "refresh",
    "push",
    "pull",
    "blob state",
    "blob append",
    "blob read",
    "declined",
)


@contextmanager
def line(stage: Stage, access: str = "") -> Iterator[Transport]:
    transport = Transport(stage.url)
    transport.access = access
    try:
        yield transport
    finally:
        transport.close()


def asking(stage: Stage, kind: str) -> tuple[Asking, str]:
    """A laptop's request of this kind on behalf of rep-east, and the token it needs."""
    with line(stage) as transport:
        identity, tokens, *_ = first_sign_in(transport, "rep-east", PASSWORD)
        nonce = transport.post("/v1/challenge", {}, ChallengeReply).challenge
    proof: dict[str, Any] = {
        "challenge": nonce,
        "signature": signed.sign(identity.device_key, "challenge", nonce).signature,
    }
    sign_in = SignInRequest(
        user_name="rep-east",
        password=PASSWORD,
        device_id=identity.device_id,
        device_name="",
        public_key=signed.public_key_of(identity.device_key),
        **proof,
    )
    file = act(
        AttachFile,
        enterprise_id="firm-east",
        subject_id="firm-east",
        sha256=SHA256,
        size=len(FILE),
        name="图.png",
        media_type="image/png",
    )
    stage.done_by("rep-east", file)
    letters = PushRequest(operations=[envelope(visit()) for _ in range(4)])
    asked: dict[str, Asking] = {
        "challenge": lambda one: one.post("/v1/challenge", {}, ChallengeReply),
        "sign-in": lambda one: one.post("/v1/sign-in", sign_in, Session),
        "refresh": lambda one: one.post(
            "/v1/refresh", RefreshRequest(refresh=tokens.refresh, **proof), Session
        ),
        "push": lambda one: one.post("/v1/push", letters, PushReply),
        "pull": lambda one: one.post("/v1/pull", PullRequest(), PullReply),
        "blob state": lambda one: one.get(f"{BLOB}/state", BlobState),
        "blob append": lambda one: one.patch(f"{BLOB}?offset=0", FILE, BlobState),
        "blob read": lambda one: one.get_bytes(BLOB),
        "declined": lambda one: one.get(f"/v1/blobs/{'0' * 64}/state", BlobState),
    }
    if kind == "blob read":
        with line(stage, tokens.access) as transport:
            asked["blob append"](transport)
    return asked[kind], tokens.access


def recorded(stage: Stage, kind: str) -> tuple[Asking, bytes]:
    """The request, and the whole reply to it as the server sent it."""
    ask, access = asking(stage, kind)
    reply = bytearray()
    with line(stage, access) as transport, spoiled(0, heard(reply)):
        outcome(ask, transport)
    return ask, bytes(reply)


def outcome(ask: Asking, transport: Transport) -> Any:
    """The value, or the exception that came instead of one."""
    try:
        return ask(transport)
    except Exception as error:
        return error


def answered(ask: Asking, reply: bytes) -> Any:
    """What the laptop makes of these bytes."""
    transport = Transport("http://127.0.0.1:9")
    try:
        with spoiled(0, says(reply)):
            return outcome(ask, transport)
    finally:
        transport.close()


def lengths(whole: int) -> Iterator[int]:
    yield from range(min(whole, EVERY_BYTE_TO))
    yield from range(EVERY_BYTE_TO, whole, THEN_EACH)


@pytest.mark.parametrize("kind", KINDS)
def test_no_part_of_a_reply_is_taken_for_it(small_stage: Stage, kind: str) -> None:
    ask, reply = recorded(small_stage, kind)
    assert not isinstance(answered(ask, reply), Away)
    for length in lengths(len(reply)):
        assert isinstance(answered(ask, reply[:length]), Away), (length, reply[:length][-40:])


@pytest.mark.parametrize("encoding", ["gzip", "zstd", "identity"])
@pytest.mark.parametrize("kind", ["push", "pull"])
def test_nor_when_its_length_was_taken_out(
    small_stage: Stage, kind: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As some proxies do: then the connection's end is the reply's end, and only the digest tells."""
    monkeypatch.setattr(replies, "choose_encoding", lambda _accepted: encoding)
    ask, reply = recorded(small_stage, kind)
    head, _, body = reply.partition(b"\r\n\r\n")
    assert (b"content-encoding: " + encoding.encode() in head.lower()) == (encoding != "identity")
    bare = b"\r\n".join(
        part for part in head.split(b"\r\n") if not part.lower().startswith(b"content-length")
    )
    assert not isinstance(answered(ask, bare + b"\r\n\r\n" + body), Away)
    for length in lengths(len(body)):
        assert isinstance(answered(ask, bare + b"\r\n\r\n" + body[:length]), Away), length


def test_no_changed_byte_of_a_reply_is_taken(small_stage: Stage) -> None:
    ask, reply = recorded(small_stage, "push")
    start = reply.index(b"\r\n\r\n") + 4
    for place in range(start, len(reply)):
        changed = bytes([reply[place] ^ 1])
        assert isinstance(answered(ask, reply[:place] + changed + reply[place + 1 :]), Away), place


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("no digest", lambda head: without(head, DIGEST_HEADER)),
        ("no protocol", lambda head: without(head, "Zhuqitong-Protocol")),
        ("a longer length", lambda head: with_length(head, 1)),
        ("a shorter length", lambda head: with_length(head, -1)),
        ("another encoding", lambda head: head.replace(b"zstd", b"gzip")),
        ("no encoding", lambda head: without(head, "Content-Encoding")),
        ("an unknown encoding", lambda head: head.replace(b"zstd", b"br")),
    ],
)
def test_a_reply_with_a_wrong_head_is_not_taken(
    small_stage: Stage, name: str, change: Callable[[bytes], bytes]
) -> None:
    ask, reply = recorded(small_stage, "pull")
    head, _, body = reply.partition(b"\r\n\r\n")
    assert change(head) != head
    assert isinstance(answered(ask, change(head) + b"\r\n\r\n" + body), Away)


def without(head: bytes, name: str) -> bytes:
    kept = [row for row in head.split(b"\r\n") if not row.lower().startswith(name.lower().encode())]
    return b"\r\n".join(kept)


def with_length(head: bytes, more: int) -> bytes:
    rows = head.split(b"\r\n")
    place = next(n for n, row in enumerate(rows) if row.lower().startswith(b"content-length"))
    rows[place] = b"Content-Length: %d" % (int(rows[place].split(b":")[1]) + more)
    return b"\r\n".join(rows)
