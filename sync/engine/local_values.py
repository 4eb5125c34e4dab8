"""What this laptop remembers about itself, each thing declared once."""

from __future__ import annotations

from typing import TypeVar

import msgspec
import sqlalchemy as sa

from sync.domain.audit_head import AuditHead
from sync.domain.signed import Signed
from sync.store.rows import find, store
from sync.store.tables import LocalValue
from sync.wire import Cursor

T = TypeVar("T", bound=msgspec.Struct)


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """Whose laptop this is, and which server it belongs to. `device_key` is the Ed25519 private key."""

    server: str
    user_name: str
    person_id: str
    device_id: str
    device_key: bytes
    device_mark: str
    server_key: bytes


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """What the laptop shows the server instead of the password, the lease it may be opened under, the
    server's key for courier files, and the organisation's recovery key."""

    access: str
    refresh: str
    lease: Signed
    courier_key: bytes = b""
    recovery_key: bytes = b""


class Carried(msgspec.Struct, frozen=True, kw_only=True):
    """Courier files under way: the SHA-256 of each, and the private key that its answer is sealed to."""

    keys: dict[str, bytes] = {}


class Contact(msgspec.Struct, frozen=True, kw_only=True):
    """As of when the copy is, by the server's time (UTC milliseconds), the clock's offset from the server's,
    the highest time this database has seen, and when this copy was last compared with the server's. What the
    server said of itself: the revision that its backups hold; whether it was restored and waits for what
    laptops kept."""

    synced_at: int = 0
    offset: int = 0
    highest: int = 0
    compared_at: int = 0
    backed_up: int = 0
    refill: bool = False


class Reporting(msgspec.Struct, frozen=True, kw_only=True):
    """Whose laptops had not reported at the server's time `as_of` (0: not heard): person → last contact (0:
    never); of how many people; how many of these have no laptop. `asked_at`: by this laptop's clock."""

    asked_at: int = 0
    as_of: int = 0
    people: int = 0
    without_laptop: int = 0
    silent: dict[str, int] = {}


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """The cursor of the last applied pull, and where a pull under way goes on: how many of its pages are
    here, how many of these are in their place already, and the server's time at the first."""

    cursor: Cursor | None = None
    after: str = ""
    pages: int = 0
    applied: int = 0
    seen_at: int = 0


class Counters(msgspec.Struct, frozen=True, kw_only=True):
    """The last place in the outbox, and the last local code given."""

    outbox: int = 0
    code: int = 0


class Life(msgspec.Struct, frozen=True, kw_only=True):
    """This life of the outbox, under a random name: how many pushes were begun in it, and what it adds to the
    device's mark in local codes ("" in the first life)."""

    name: str
    pushes: int = 0
    mark: str = ""


class UnderWay(msgspec.Struct, frozen=True, kw_only=True):
    """Places in the outbox of operations that have left this laptop and were not answered: the server may
    have them, whatever came back."""

    places: tuple[int, ...] = ()


class FileLane(msgspec.Struct, frozen=True, kw_only=True):
    """Attachments' bytes; `paused` by the person, until the person lets them go on. `piece`: how many bytes
    at once this line takes, 0 when not known. `lost`: files (SHA-256) that wait and are damaged here."""

    paused: bool = False
    piece: int = 0
    lost: tuple[str, ...] = ()


class Authority(msgspec.Struct, frozen=True, kw_only=True):
    """The organisation's own certificates (PEM), which alone are believed; without them, the public ones."""

    pem: str


class SeenAudit(msgspec.Struct, frozen=True, kw_only=True):
    """The newest line of the server's audit that this laptop has seen: whoever shortens that chain or writes
    it anew has every laptop as a witness (DESIGN 5). A restored server, of another epoch, says so."""

    epoch: str = ""
    head: AuditHead | None = None


class GivenUp(msgspec.Struct, frozen=True, kw_only=True):
    """Operations in quarantine that the person gave up, and when; until the server has heard of it."""

    at: dict[str, int] = {}


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """A whole copy of this database was put aside before it met this past of the server's."""

    epoch: str


class LeftNames(msgspec.Struct, frozen=True, kw_only=True):
    """What a firm or a problem was called that left this laptop while work about it was unfinished here."""

    names: dict[str, str] = {}


NAMES: dict[type[msgspec.Struct], str] = {
    Identity: "identity",
    Tokens: "tokens",
    Carried: "carried",
    Contact: "contact",
    Reporting: "reporting",
    Position: "position",
    Counters: "counters",
    Life: "life",
    UnderWay: "under_way",
    FileLane: "file_lane",
    Authority: "authority",
    SeenAudit: "seen_audit",
    GivenUp: "given_up",
    Copied: "copied",
    LeftNames: "left_names",
}


def recall(connection: sa.Connection, kind: type[T]) -> T | None:
    """What was remembered of this kind."""
    row = find(connection, LocalValue, name=NAMES[kind])
    return msgspec.json.decode(row.value.encode(), type=kind) if row else None


def remember(connection: sa.Connection, value: msgspec.Struct) -> None:
    """Keep it, in place of what was there."""
    text = msgspec.json.encode(value).decode()
    store(connection, [LocalValue(name=NAMES[type(value)], value=text)])


def position(connection: sa.Connection) -> Position:
    return recall(connection, Position) or Position()


def contact(connection: sa.Connection) -> Contact:
    return recall(connection, Contact) or Contact()


def seen_audit(connection: sa.Connection) -> str:
    """The newest line of the server's audit seen here, number:hash, as the server's `audit verify --seen`
    takes it; "" before there was one."""
    seen = recall(connection, SeenAudit)
    return str(seen.head) if seen and seen.head else ""


def counters(connection: sa.Connection) -> Counters:
    return recall(connection, Counters) or Counters()
