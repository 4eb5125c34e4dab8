"""What travels between a laptop and the server, and as which bytes. The contract is PROTOCOL.md.

Everything is JSON, compressed as the headers say; every reply carries the SHA-256 of the body as sent,
because a reply that was cut short can look like a whole one.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import unicodedata
import zlib
from contextlib import suppress
from typing import Annotated, Any, Final, TypeVar

import msgspec
import zstandard

from sync.domain.audit_head import AuditHead
from sync.domain.errors import Quarantined, Refused
from sync.domain.signed import Signed
from sync.operations.base import Operation, OpId
from sync.operations.kinds import OPERATIONS

PROTOCOL: Final = "1"
PROTOCOL_HEADER: Final = "Zhuqitong-Protocol"
DIGEST_HEADER: Final = "Zhuqitong-Digest"
ENCODINGS: Final = ("zstd", "gzip", "identity")
LARGEST_REQUEST: Final = 8 * 1024 * 1024  # bytes, inflated
LARGEST_REPLY: Final = 64 * 1024 * 1024  # bytes, inflated
LARGEST_WINDOW: Final = 8 * 1024 * 1024  # bytes that a zstd frame may ask a reader to keep
COMPRESS_FROM: Final = 512  # bytes; below, compression costs more than it saves
MOST_OPERATIONS: Final = 200  # in one push
MOST_AGAIN: Final = 200  # aggregates that one pull repairs
# Of bodies in one push: as text inside JSON they may double, and envelopes and receipts need room beside.
MOST_BYTES: Final = LARGEST_REQUEST // 2 - 256 * 1024

O = TypeVar("O", bound=Operation)  # noqa: E741
T = TypeVar("T")


class Damaged(Exception):
    """The bytes are not what the other end sent: cut short, changed, or from somebody else."""


_CANNOT_BE_KEPT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_HIDES: Final = re.compile(r"\\[bfu]")  # in JSON the only way to write what cannot be kept

# What both databases can keep, whatever a stranger sends.
Kind = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,63}\Z")]
Version = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
Moment = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
NamedOp = Annotated[str, msgspec.Meta(pattern=r"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?\Z")]
Short = Annotated[str, msgspec.Meta(max_length=200, pattern=r"^[^\x00]*\Z")]


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """An operation under way. The body is JSON kept as text and read apart: a bad one spoils nothing else,
    and its digest does not hang on how a client writes JSON. `replaces`: a repair, in place of that one."""

    op_id: OpId
    kind: Kind
    version: Version
    made_at: Moment
    body: str
    replaces: NamedOp = ""


class PushRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Operations in the order they were made on this laptop, at most 200.

    `life` is the random name of this life of the laptop's outbox and `number` counts its pushes, so that a
    laptop that was copied is noticed; "" and 0 where that cannot be (a file that is carried). `epoch` is that
    of the laptop's cursor: a server of another one first asks for what it has lost. `cursor` asks for what a
    pull from there would bring, in the same reply. `given_up`: parked work whose author waits no longer.
    """

    operations: list[Envelope]
    life: Short = ""
    number: Moment = 0
    epoch: Short = ""
    cursor: Cursor | None = None
    given_up: Annotated[list[NamedOp], msgspec.Meta(max_length=MOST_OPERATIONS)] = []


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """The server's verdict on one operation, the same for every repeat. `receipt` for what has effect.

    `held` is no verdict: what the operation builds on was stopped in this batch; it waits on the laptop.
    """

    op_id: str
    verdict: str
    code: str = ""
    detail: str = ""
    revision: int = 0
    received_at: int = 0
    receipt: Signed | None = None


class PushReply(msgspec.Struct, frozen=True, kw_only=True):
    """`new_life`: another laptop has spoken under this life; take a new one. `page`: the whole pull that was
    asked for with the push, as it is after these answers; None when it is more than a page, or everything."""

    answers: list[Answer]
    server_time: int
    new_life: bool = False
    page: PullReply | None = None


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What the server signs of an operation that has effect; `digest` is the SHA-256 of its body. With
    `kind`, `person_id`, `made_at` (as it was counted) and `late` it can be done again just so."""

    op_id: str
    digest: str
    revision: int
    received_at: int
    number: str
    epoch: str
    kind: str = ""
    person_id: str = ""
    made_at: int = 0
    late: bool = False


class Cursor(msgspec.Struct, frozen=True, kw_only=True):
    """How far a laptop's copy has come; the nonce proves that it is the same past."""

    epoch: Short
    revision: Moment
    nonce: Short


class PullRequest(msgspec.Struct, frozen=True, kw_only=True):
    """`cursor` None asks for everything; `after` goes on with a pull that is under way; the aggregates of
    `again` come whole, whatever the cursor says: this copy of them is not what it should be."""

    cursor: Cursor | None = None
    after: str = ""
    again: Annotated[list[Short], msgspec.Meta(max_length=MOST_AGAIN)] = []


class TableRows(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of one table: the columns' names once, then values in their order. The rows stay JSON until they
    are stored: a page is kept, and carried through the server, without being built."""

    columns: list[str]
    rows: msgspec.Raw

    def cells(self) -> list[tuple[Any, ...]]:
        """The rows' values. Raises Damaged."""
        return decode(bytes(self.rows), list[tuple[Any, ...]])


class PullReply(msgspec.Struct, frozen=True, kw_only=True):
    """One page, of whole aggregates in the order of their ids. `left` are aggregates no longer held;
    `entered` come whole and replace what was there.

    `everything`: the laptop held an unknown past or nothing; what enters on none of the pages has left.
    `after` is "" on the last page. `expected`: how many aggregates the whole pull may bring, for a person
    who waits; 0 when nobody has counted.
    `backed_up` is the newest revision that a verified backup holds; `refill`: the server was restored and
    waits for what laptops have kept.
    """

    cursor: Cursor
    after: str
    everything: bool
    left: list[str]
    entered: list[str]
    tables: dict[str, TableRows]
    server_time: int
    expected: int = 0
    backed_up: Moment = 0
    refill: bool = False


class DigestRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Asks what the person's aggregates come to, for a copy that stands at a cursor: `tables` names the
    columns that it has."""

    cursor: Cursor
    tables: dict[Short, list[Short]]


class DigestReply(msgspec.Struct, frozen=True, kw_only=True):
    """Digests (hexadecimal) of the aggregates that are held and have not changed since the cursor; `newer`
    have, or were taken away since. `tables` were counted. `known` is false when the cursor is not of this
    past."""

    known: bool
    digests: dict[str, str]
    newer: list[str]
    tables: list[str]


class SignInRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Name and password, and the device's public key with its signature of a one-use challenge."""

    user_name: Short
    password: Short
    device_id: Short
    device_name: Short
    public_key: Annotated[bytes, msgspec.Meta(max_length=32)]
    challenge: Short
    signature: Annotated[bytes, msgspec.Meta(max_length=64)]


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """What a laptop needs to go on: tokens, the lease, who the person is, the key (32 bytes) that a courier
    file is sealed to, the organisation's recovery key (32 bytes; none where it has not made one), and where
    the audit stands, for the laptop to remember."""

    access: str
    refresh: str
    person_id: str
    device_mark: str
    epoch: str
    server_key: bytes
    lease: Signed
    server_time: int
    courier_key: bytes = b""
    recovery_key: bytes = b""
    audit: AuditHead | None = None


class ChallengeReply(msgspec.Struct, frozen=True, kw_only=True):
    challenge: str
    server_time: int


class RefreshRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A refresh token, with the device's signature of a one-use challenge."""

    refresh: Short
    challenge: Short
    signature: Annotated[bytes, msgspec.Meta(max_length=64)]


class WaitReply(msgspec.Struct, frozen=True, kw_only=True):
    """Whether to pull: `news` concern this person; `revision` is the newest of them, 0 when not known."""

    news: bool
    revision: int
    server_time: int


class BlobState(msgspec.Struct, frozen=True, kw_only=True):
    """How many bytes of an attachment the server has from this person."""

    received: int
    complete: bool


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why a request as a whole was not answered; says nothing about any operation in it."""

    code: str
    retry_after: int = 0


def digest(body: bytes) -> str:
    """SHA-256 of a body as it is sent, in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def encode(value: object) -> bytes:
    """A message as JSON bytes."""
    return msgspec.json.encode(value)


def decode(body: bytes, kind: type[T]) -> T:
    """A message of a kind. Raises Damaged."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Damaged(str(error)) from error


_NO_WEIGHT: Final = re.compile(r"q=0(\.0*)?", re.IGNORECASE)


def choose_encoding(accepted: str) -> str:
    """The best of our encodings that an Accept-Encoding header names; by q=0 it names what is not taken."""
    parts = [part.replace(" ", "").partition(";") for part in accepted.split(",")]
    names = {name for name, _, weight in parts if not _NO_WEIGHT.fullmatch(weight)}
    return next(name for name in ENCODINGS if name in names or name == "identity")


def deflate(body: bytes, encoding: str) -> bytes:
    """The body, compressed."""
    if encoding == "zstd":
        return zstandard.ZstdCompressor(level=3).compress(body)
    return gzip.compress(body, compresslevel=6, mtime=0) if encoding == "gzip" else body


def inflate(body: bytes, encoding: str, largest: int) -> bytes:
    """The body, as it was before; stops at `largest` bytes. Raises Damaged."""
    try:
        if encoding == "zstd":
            return _bounded_zstd(body, largest)
        if encoding == "gzip":
            return _bounded_gzip(body, largest)
    except (zstandard.ZstdError, zlib.error) as error:
        raise Damaged(str(error)) from error
    if encoding != "identity" or len(body) > largest:
        raise Damaged(f"encoding {encoding}, {len(body)} bytes")
    return body


def _bounded_zstd(body: bytes, largest: int) -> bytes:
    with zstandard.ZstdDecompressor(max_window_size=LARGEST_WINDOW).stream_reader(body) as reader:
        plain: bytes = reader.read(largest + 1)
    if len(plain) > largest:
        raise Damaged("larger than allowed")
    return plain


def _bounded_gzip(body: bytes, largest: int) -> bytes:
    inflater = zlib.decompressobj(wbits=31)
    plain = inflater.decompress(body, largest + 1)
    if len(plain) > largest or not inflater.eof:
        raise Damaged("cut short, or larger than allowed")
    return plain


def made(op: O) -> O:
    """The operation under the one text rule, applied where it is made: composed characters (NFC), none
    that cannot be stored, no text over its field's length. Raises Refused("bad_text"), Refused("too_long").
    """
    return _typed(_plain(msgspec.to_builtins(op)), type(op))


def envelope(op: Operation) -> Envelope:
    """The operation, ready for the wire."""
    body = encode(op).decode()
    return Envelope(op_id=op.op_id, kind=op.kind, version=op.version, made_at=op.made_at, body=body)


def opened(letter: Envelope) -> Operation:
    """The operation of an envelope. Raises Quarantined("unknown_kind", "too_new"), Refused("bad_body", …)."""
    kind = OPERATIONS.get(letter.kind)
    if kind is None:
        raise Quarantined("unknown_kind")
    if letter.version > kind.version:
        raise Quarantined("too_new")
    op = _as_it_is(letter.body, kind) or _as_it_should_be(letter.body, kind)
    if op.op_id != letter.op_id or op.made_at != letter.made_at:
        raise Refused("bad_body")
    return op


def _as_it_is(body: str, kind: type[O]) -> O | None:
    """The operation of a body in which nothing is to be composed or refused, as a client of ours writes it;
    None for every other. Every part of a composed text is composed."""
    if _HIDES.search(body) or not unicodedata.is_normalized("NFC", body):
        return None
    with suppress(msgspec.DecodeError, UnicodeError, RecursionError):
        return msgspec.json.decode(body, type=kind)
    return None


def _as_it_should_be(body: str, kind: type[O]) -> O:
    """The operation under the one text rule. Raises Refused("bad_body"), …"""
    try:
        return _typed(_plain(msgspec.json.decode(body)), kind)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise Refused("bad_body") from None


def _typed(values: Any, kind: type[O]) -> O:
    try:
        return msgspec.convert(values, kind)
    except msgspec.ValidationError as error:
        code = "too_long" if "length <=" in str(error) else "bad_body"
        raise Refused(code, reason=str(error)) from None


def _plain(value: Any) -> Any:
    """Every text in a value, composed; refuses what one of the two databases could not keep."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _text(text: str) -> str:
    if bad := _CANNOT_BE_KEPT.search(text):
        raise Refused("bad_text", character=f"U+{ord(bad[0]):04X}")
    return unicodedata.normalize("NFC", text)
