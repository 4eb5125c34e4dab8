"""Every kind of reply, recorded once, and the same reply in every framing and encoding that HTTP knows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, Final

import msgspec

from sync.domain import signed
from sync.engine.session import first_sign_in
from sync.engine.transport import Transport
from sync.operations.attachments import AttachFile
from sync.server import replies
from sync.wire import (
    DIGEST_HEADER,
    LARGEST_REPLY,
    PROTOCOL,
    PROTOCOL_HEADER,
    BlobState,
    ChallengeReply,
    DigestReply,
    DigestRequest,
    PullReply,
    PullRequest,
    PushReply,
    PushRequest,
    RefreshRequest,
    Session,
    SignInRequest,
    WaitReply,
    deflate,
    digest,
    envelope,
    inflate,
)
from sync.wire_refill import RefillReply, RefillRequest
from sync.wire_reporting import ReportingReply
from tests.bad_line import heard, spoiled
from tests.cases import visit
from tests.city import act
from tests.relcheck.ground import Scene
from tests.stage import PASSWORD

FILE: Final = bytes(range(256)) * 30
SHA256: Final = hashlib.sha256(FILE).hexdigest()
CHUNK: Final = 700  # bytes of one chunk, where a reply comes in chunks
FRAMINGS: Final = ("length", "chunked", "close")
ENCODINGS: Final = ("zstd", "gzip", "identity")

Asking = Callable[[Transport], Any]


class Exchange(msgspec.Struct, frozen=True):
    """A laptop's request, and what the server said to it, before any encoding."""

    kind: str
    ask: Asking
    status: int
    plain: bytes

    def framed(self, framing: str, encoding: str) -> tuple[bytes, list[int]]:
        """The reply's bytes, and the places where one of their parts ends."""
        body = deflate(self.plain, encoding)
        head = [
            f"HTTP/1.1 {self.status} Said",
            f"{PROTOCOL_HEADER}: {PROTOCOL}",
            f"{DIGEST_HEADER}: {digest(body)}",
        ]
        head += [f"Content-Encoding: {encoding}"] if encoding != "identity" else []
        head += {"length": [f"Content-Length: {len(body)}"], "chunked": ["Transfer-Encoding: chunked"]}.get(
            framing, ["Connection: close"]
        )
        parts = [f"{line}\r\n".encode() for line in (*head, "")]
        parts += list(_chunks(body)) if framing == "chunked" else [body]
        ends = [sum(map(len, parts[: number + 1])) for number in range(len(parts))]
        return b"".join(parts), ends


def _chunks(body: bytes) -> Iterator[bytes]:
    for start in range(0, len(body), CHUNK):
        piece = body[start : start + CHUNK]
        yield b"%x\r\n" % len(piece)
        yield piece + b"\r\n"
    yield b"0\r\n\r\n"


def exchanges(place: Scene) -> dict[str, Exchange]:
    """One of each kind, from a server that runs."""
    with closing(Transport(place.url)) as line:
        return {kind: _recorded(kind, ask, line) for kind, ask in _asked(place, line).items()} | _busy()


def _busy() -> dict[str, Exchange]:
    """A server that has too much to do."""
    reply = replies.no(503, "busy", retry_after=1)
    ask: Asking = lambda line: line.get(f"/v1/blobs/{SHA256}/state", BlobState)  # noqa: E731
    return {"busy": Exchange("busy", ask, 503, bytes(reply.body))}


def _recorded(kind: str, ask: Asking, line: Transport) -> Exchange:
    raw = bytearray()
    with spoiled(0, heard(raw)):
        outcome(ask, line)
    head, _, body = bytes(raw).partition(b"\r\n\r\n")
    named = dict(row.lower().split(b": ", 1) for row in head.split(b"\r\n")[1:])
    encoding = named.get(b"content-encoding", b"identity").decode()
    return Exchange(kind, ask, int(head.split()[1]), inflate(body, encoding, LARGEST_REPLY))


def outcome(ask: Asking, line: Transport) -> Any:
    """The value, or the exception that came in its place."""
    try:
        return ask(line)
    except Exception as error:
        return error


def _asked(place: Scene, line: Transport) -> dict[str, Asking]:
    """What a signed-in laptop of rep-east may ask, in the order in which it makes sense."""
    identity, tokens, *_ = first_sign_in(line, "rep-east", PASSWORD)
    line.access = tokens.access

    def proof() -> dict[str, Any]:
        nonce = line.post("/v1/challenge", {}, ChallengeReply).challenge
        return {
            "challenge": nonce,
            "signature": signed.sign(identity.device_key, "challenge", nonce).signature,
        }

    def sign_in(password: str) -> SignInRequest:
        return SignInRequest(
            user_name="rep-east",
            password=password,
            device_id=identity.device_id,
            device_name="",
            public_key=signed.public_key_of(identity.device_key),
            **proof(),
        )

    before = line.post("/v1/pull", PullRequest(), PullReply).cursor
    letters = PushRequest(operations=[envelope(op) for op in (attached(), visit(), visit(), visit())])
    line.post("/v1/push", letters, PushReply)
    now = line.post("/v1/pull", PullRequest(), PullReply).cursor
    asking = PushRequest(operations=letters.operations, cursor=before)
    right, wrong = sign_in(PASSWORD), sign_in("另一个口令")
    columns = DigestRequest(cursor=now, tables={"enterprise": ["id", "name"], "visit": ["id", "situation"]})
    again = RefreshRequest(refresh=tokens.refresh, **proof())
    blob = f"/v1/blobs/{SHA256}"
    return {
        "challenge": lambda one: one.post("/v1/challenge", {}, ChallengeReply),
        "push": lambda one: one.post("/v1/push", letters, PushReply),
        "push with news": lambda one: one.post("/v1/push", asking, PushReply),
        "refill": lambda one: one.post("/v1/refill", RefillRequest(operations=[]), RefillReply),
        "large page": lambda one: one.post("/v1/pull", PullRequest(), PullReply),
        "small page": lambda one: one.post("/v1/pull", PullRequest(cursor=before), PullReply),
        "quiet pull": lambda one: one.post("/v1/pull", PullRequest(cursor=now), PullReply),
        "digests": lambda one: one.post("/v1/digests", columns, DigestReply),
        "wait": lambda one: one.get("/v1/wait?revision=0", WaitReply),
        "reporting": lambda one: one.get("/v1/reporting", ReportingReply),
        "blob state": lambda one: one.get(f"{blob}/state", BlobState),
        "blob append": lambda one: one.patch(f"{blob}?offset=0", FILE, BlobState),
        "blob read": lambda one: one.get_bytes(blob),
        "not found": lambda one: one.get(f"/v1/blobs/{'0' * 64}/state", BlobState),
        "no token": _without_token,
        "wrong password": lambda one: one.post("/v1/sign-in", wrong, Session),
        "session": lambda one: one.post("/v1/sign-in", right, Session),
        "refresh": lambda one: one.post("/v1/refresh", again, Session),
    }


def _without_token(line: Transport) -> Any:
    access, line.access = line.access, ""
    try:
        return line.get(f"/v1/blobs/{SHA256}/state", BlobState)
    finally:
        line.access = access


def attached() -> AttachFile:
    """The record of FILE."""
    return act(
        AttachFile,
        enterprise_id="firm-east",
        subject_id="firm-east",
        sha256=SHA256,
        size=len(FILE),
        name="图.png",
        media_type="image/png",
    )
