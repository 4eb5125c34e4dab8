"""Rows that only the server keeps."""

from __future__ import annotations

from typing import ClassVar

from sync.store.tables.row import Plain


class Aggregate(Plain, frozen=True, kw_only=True):
    """One aggregate: what is locked, granted and pulled. `revision` is the newest in it."""

    table: ClassVar[str] = "aggregate"

    id: str
    kind: str
    revision: int


class Placement(Plain, frozen=True, kw_only=True):
    """Who holds an aggregate: `holder` is an office's or a person's id; revisions of grant and end.

    `first`: the revision of the first grant there ever was (0: not known); a laptop whose cursor is below it
    never had the aggregate this way, and is not even told that it left.
    """

    table: ClassVar[str] = "placement"
    key: ClassVar[tuple[str, ...]] = ("holder_id", "aggregate_id")

    holder_id: str
    aggregate_id: str
    granted: int
    revoked: int | None = None
    revoked_at: int | None = None
    first: int = 0


class OfficePath(Plain, frozen=True, kw_only=True):
    """A person's way into an office's aggregates, with revisions and instants of grant and end, and the
    revision of the first grant."""

    table: ClassVar[str] = "office_path"
    key: ClassVar[tuple[str, ...]] = ("person_id", "office_id")

    person_id: str
    office_id: str
    granted: int
    revoked: int | None = None
    revoked_at: int | None = None
    first: int = 0


class Span(Plain, frozen=True, kw_only=True):
    """A way that was open once and opened again later: the earlier time of a placement (office or person,
    aggregate) or of a path (person, office). Late work from then is still late work."""

    table: ClassVar[str] = "span"
    key: ClassVar[tuple[str, ...]] = ("holder_id", "held_id", "granted")

    holder_id: str
    held_id: str
    granted: int
    revoked: int
    revoked_at: int


class Recall(Plain, frozen=True, kw_only=True):
    """A laptop whose person lost something at a revision. `evicted_at`: it has shown that it applied that
    revision; `aggregates`: how many it gave up."""

    table: ClassVar[str] = "recall"
    key: ClassVar[tuple[str, ...]] = ("device_id", "revision")

    device_id: str
    revision: int
    person_id: str
    at: int
    evicted_at: int | None = None
    aggregates: int = 0


class Answer(Plain, frozen=True, kw_only=True):
    """What came in and what was said of it; written once, the same for every repeat.

    `verdict`: accepted · merged · conflict · refused · quarantined. `replaces` names the operation that this
    one is in place of: the text that was stopped stands in its row.
    """

    table: ClassVar[str] = "answer"
    key: ClassVar[tuple[str, ...]] = ("op_id",)

    op_id: str
    device_id: str
    person_id: str
    kind: str
    version: int
    made_at: int
    body: bytes
    received_at: int
    verdict: str
    code: str = ""
    detail: str = ""
    revision: int = 0
    receipt: str = ""
    replaces: str = ""


class Head(Plain, frozen=True, kw_only=True):
    """The one row that says how far the record has come: newest revision, its nonce, the epoch. `backed_up`:
    the newest revision that a verified backup holds. `refill`: the record was restored, and waits for what
    laptops have kept."""

    table: ClassVar[str] = "head"

    id: int
    epoch: str
    revision: int
    nonce: str
    backed_up: int = 0
    refill: bool = False


class RefillParked(Plain, frozen=True, kw_only=True):
    """An operation that had effect before the record was restored, and misses something now. `letter` is its
    envelope and `receipt` what the server signed, as JSON; `epoch`, `revision` and `place` tell the old
    order; `code` says why it waits."""

    table: ClassVar[str] = "refill_parked"
    key: ClassVar[tuple[str, ...]] = ("op_id",)

    op_id: str
    device_id: str
    person_id: str
    letter: bytes
    receipt: bytes
    epoch: str
    revision: int
    place: int
    code: str


class Mark(Plain, frozen=True, kw_only=True):
    """The nonce of each committed transaction, so that a forked past is noticed."""

    table: ClassVar[str] = "mark"
    key: ClassVar[tuple[str, ...]] = ("revision",)

    revision: int
    nonce: str
    at: int


class Counter(Plain, frozen=True, kw_only=True):
    """The last official number of a series, which is told by how its numbers are written: without gaps or
    doubles (F24)."""

    table: ClassVar[str] = "counter"
    key: ClassVar[tuple[str, ...]] = ("series",)

    series: str
    last: int


class Account(Plain, frozen=True, kw_only=True):
    """A sign-in name; `password` is an Argon2id hash."""

    table: ClassVar[str] = "account"
    key: ClassVar[tuple[str, ...]] = ("user_name",)

    user_name: str
    person_id: str
    password: str
    failures: int = 0
    retry_at: int = 0


class Device(Plain, frozen=True, kw_only=True):
    """A laptop: its public key (32 bytes), its mark in local codes, when it was last in contact. `refilled`
    is the epoch to which it has sent all that it had kept of earlier ones."""

    table: ClassVar[str] = "device"

    id: str
    person_id: str
    mark: str
    name: str
    public_key: bytes
    registered_at: int
    last_contact_at: int
    revoked_at: int | None = None
    refilled: str = ""


class DeviceLife(Plain, frozen=True, kw_only=True):
    """One life of a laptop's outbox, and the number of its newest push: a laptop that was copied, or put back
    from an older copy, comes with a number that was there."""

    table: ClassVar[str] = "device_life"
    key: ClassVar[tuple[str, ...]] = ("device_id", "life")

    device_id: str
    life: str
    number: int


class Token(Plain, frozen=True, kw_only=True):
    """An opaque token, kept only as its SHA-256. `kind`: access · refresh; `used`: was turned in."""

    table: ClassVar[str] = "token"
    key: ClassVar[tuple[str, ...]] = ("hash",)

    hash: str
    kind: str
    device_id: str
    person_id: str
    expires_at: int
    used: bool = False


class Challenge(Plain, frozen=True, kw_only=True):
    """A one-use nonce that a device has signed and used, until it runs out."""

    table: ClassVar[str] = "challenge"
    key: ClassVar[tuple[str, ...]] = ("nonce",)

    nonce: str
    expires_at: int


class StoredBlob(Plain, frozen=True, kw_only=True):
    """An attachment's bytes at the server: how many have come, whether the hash was right."""

    table: ClassVar[str] = "stored_blob"
    key: ClassVar[tuple[str, ...]] = ("sha256", "person_id")

    sha256: str
    person_id: str
    size: int
    received: int
    complete: bool


class Audit(Plain, frozen=True, kw_only=True):
    """One link of the audit chain: `hash` covers the line and the link before it."""

    table: ClassVar[str] = "audit"
    key: ClassVar[tuple[str, ...]] = ("number",)

    number: int
    at: int
    actor_id: str
    device_id: str
    action: str
    object_id: str
    digest: str
    previous: str
    hash: str
