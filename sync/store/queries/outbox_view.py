"""What waits for the server, what it stopped, and what that means for each record.

The texts of a stopped operation are read from the operation itself: whatever became of its rows, nothing
that a person typed is lost from sight.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

import msgspec

from sync.domain.clock import Instant
from sync.store.queries.asking import ask, cells_of, many
from sync.store.queries.conflicts import ConflictCard, in_conflict, waiting_for

if TYPE_CHECKING:
    import sqlalchemy as sa

STOPPED: Final = ("refused", "quarantined")

# The honest word for a record: the gravest of what concerns it; "delivered" when nothing does.
GRAVEST_FIRST: Final = (*STOPPED, "conflict", "held", "waiting")

# Kind of operation → the field that names the record it is about, where that is not its whole subject.
ABOUT: Final[dict[str, str]] = {
    "amend_visit": "visit_id",
    "attach_file": "subject_id",
    "report_in": "summons_id",
    "sign_for_order": "order_id",
    "object_to_order": "order_id",
    "settle_conflict": "conflict_id",
}
_NOT_TYPED: Final = frozenset({"made_at", "seen", "sha256", "media_type", "paper", "local_code"})


class Waiting(msgspec.Struct, frozen=True):
    """An operation that the server has not accepted. `texts`: (field, what was typed) in the form's order;
    `title`: the problem's or the firm's; `here_code`: why it has no effect on this laptop at present."""

    op_id: str
    kind: str
    made_at: Instant
    state: str
    subject_table: str
    subject_id: str
    title: str
    texts: tuple[tuple[str, str], ...]
    here_code: str


class StoppedCard(msgspec.Struct, frozen=True):
    """An operation that the server refused or put into quarantine, and what waits behind it. `detail` is the
    rule's own JSON: the field, the state, the limit. `decision` of the centre about work in quarantine: "" ·
    admitted · declined, by whom and why."""

    operation: Waiting
    code: str
    detail: str
    seen_by_person: bool
    followers: tuple[Waiting, ...]
    decision: str = ""
    decided_by: str = ""
    reason: str = ""


class FileWaiting(msgspec.Struct, frozen=True):
    """An attachment whose bytes the server does not have yet; sizes in bytes. `op_id`: the operation that
    waits with it, whose line speaks for both; "" once that has arrived, or was stopped. `lost`: what is here
    of it is damaged."""

    attachment_id: str
    name: str
    size: int
    sent: int
    sha256: str
    lost: bool = False
    op_id: str = ""


class Overview(msgspec.Struct, frozen=True):
    """The 同步中心 in one moment. `queue`: oldest first; `admitted`: out of quarantine, which the person has
    not noted yet; `synced_at`: the last completed sync, or 0; `files_paused`: somebody holds them still."""

    queue: tuple[Waiting, ...]
    stopped: tuple[StoppedCard, ...]
    admitted: tuple[StoppedCard, ...]
    conflicts: tuple[ConflictCard, ...]
    files: tuple[FileWaiting, ...]
    synced_at: Instant
    files_paused: bool = False


class _Entry(msgspec.Struct, frozen=True):
    """An unfinished operation as the outbox keeps it."""

    op_id: str
    kind: str
    made_at: Instant
    subject_id: str
    body: str
    state: str
    code: str
    detail: str
    here_code: str
    seen_by_person: int
    decision: str
    decided_by: str
    reason: str


# A decision is told to an author by a row without the text.
_ENTRIES: Final = """
SELECT o.op_id, o.kind, o.made_at, o.subject_id, o.body, o.state, o.code, o.detail, o.here_code,
       o.seen_by_person, COALESCE(k.decision, ''), COALESCE(k.decided_by, ''), COALESCE(k.reason, '')
FROM outbox o LEFT JOIN parked k ON k.op_id = o.op_id AND k.text = ''
"""
_UNFINISHED: Final = (
    f"{_ENTRIES} WHERE o.state IN ('waiting', 'held', 'refused', 'quarantined') ORDER BY o.position"
)
_ADMITTED: Final = f"{_ENTRIES} WHERE o.state = 'admitted' AND NOT o.seen_by_person ORDER BY o.position"
_FILES: Final = """
SELECT b.attachment_id, COALESCE(a.name, ''), b.size, b."offset", b.sha256, b.sha256 IN (
  SELECT f.value FROM local_value l, json_each(l.value, '$.lost') f WHERE l.name = 'file_lane')
FROM local_blob b LEFT JOIN attachment a ON a.id = b.attachment_id
WHERE b.state = 'upload' ORDER BY b.size, b.sha256
"""
_TITLES: Final = """
SELECT id, 'problem', title FROM problem WHERE id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT id, 'enterprise', name FROM enterprise WHERE id IN (SELECT value FROM json_each(:ids))
"""
_LEFT: Final = """
SELECT name.key, name.value FROM local_value l, json_each(l.value, '$.names') AS name
WHERE l.name = 'left_names'
"""
_PAUSED: Final = "SELECT json_extract(value, '$.paused') FROM local_value WHERE name = 'file_lane'"
_SYNCED: Final = "SELECT json_extract(value, '$.synced_at') FROM local_value WHERE name = 'contact'"


def overview(connection: sa.Connection, person_id: str) -> Overview:
    """Everything that this laptop owes the server, or is asked by it."""
    entries, admitted = _unfinished(connection), ask(connection, _Entry, _ADMITTED)
    both = [*entries, *admitted]
    shown = dict(zip((entry.op_id for entry in both), _shown(connection, both), strict=True))
    synced = cells_of(connection, _SYNCED)
    return Overview(
        queue=tuple(shown[entry.op_id] for entry in entries if entry.state not in STOPPED),
        stopped=tuple(_card(entry, entries, shown) for entry in entries if entry.state in STOPPED),
        admitted=tuple(_card(entry, entries, shown) for entry in admitted),
        conflicts=waiting_for(connection, person_id),
        files=tuple(_files(ask(connection, FileWaiting, _FILES), entries)),
        synced_at=(synced[0][0] or 0) if synced else 0,
        files_paused=cells_of(connection, _PAUSED) == [(1,)],
    )


def waiting_of(connection: sa.Connection, record_id: str) -> tuple[Waiting, ...]:
    """The unfinished operations about one record, oldest first."""
    entries = [entry for entry in _unfinished(connection) if record_id in _touched(entry)]
    return tuple(_shown(connection, entries))


def delivery(connection: sa.Connection, ids: Iterable[str]) -> dict[str, str]:
    """Record → its word of GRAVEST_FIRST; records that are simply delivered are left out."""
    asked = set(ids)
    found: dict[str, set[str]] = {}
    for entry in _unfinished(connection):
        for record_id in _touched(entry) & asked:
            found.setdefault(record_id, set()).add(entry.state)
    for record_id in in_conflict(connection, asked):
        found.setdefault(record_id, set()).add("conflict")
    return {record_id: _gravest(words) for record_id, words in found.items()}


def _files(files: list[FileWaiting], entries: list[_Entry]) -> Iterator[FileWaiting]:
    """With the step that waits too. A file whose row is not here (its step waits, or was stopped) still has
    the name that it was given."""
    steps = [(entry, msgspec.json.decode(entry.body)) for entry in entries if entry.kind == "attach_file"]
    waits = {body.get("sha256"): entry.op_id for entry, body in reversed(steps) if entry.state not in STOPPED}
    names = {row_id: body.get("name", "") for entry, body in steps for row_id in _made(entry.op_id)}
    for file in files:
        yield msgspec.structs.replace(
            file,
            name=file.name or names.get(file.attachment_id, ""),
            op_id=waits.get(file.sha256, ""),
        )


def _gravest(words: set[str]) -> str:
    return next(word for word in GRAVEST_FIRST if word in words)


def _unfinished(connection: sa.Connection) -> list[_Entry]:
    return ask(connection, _Entry, _UNFINISHED)


def _touched(entry: _Entry) -> set[str]:
    """The records that an operation is about: its subject, the row it makes, the row it names."""
    touched = {entry.subject_id, *_made(entry.op_id)}
    named = ABOUT.get(entry.kind)
    return touched | {msgspec.json.decode(entry.body).get(named, "")} if named else touched


def _made(op_id: str) -> set[str]:
    """The ids of rows that an operation makes and later ones may name (as its own code derives them)."""
    return {str(uuid.uuid5(uuid.UUID(op_id), ordinal)) for ordinal in ("0", "line")}


def _card(entry: _Entry, entries: list[_Entry], shown: dict[str, Waiting]) -> StoppedCard:
    return StoppedCard(
        operation=shown[entry.op_id],
        code=entry.code,
        detail=entry.detail,
        seen_by_person=bool(entry.seen_by_person),
        followers=tuple(shown[other.op_id] for other in _behind(entry, entries)),
        decision=entry.decision,
        decided_by=entry.decided_by,
        reason=entry.reason,
    )


def _behind(stopped: _Entry, entries: list[_Entry]) -> Iterator[_Entry]:
    """What names an id that the stopped operation, or one behind it, would have made."""
    made = _made(stopped.op_id)
    for entry in entries:
        if entry.state not in STOPPED and any(row_id in entry.body for row_id in made):
            made |= _made(entry.op_id)
            yield entry


def _shown(connection: sa.Connection, entries: list[_Entry]) -> list[Waiting]:
    asked = many({entry.subject_id for entry in entries})
    titles = {row_id: (table, title) for row_id, table, title in cells_of(connection, _TITLES, ids=asked)}
    left: dict[str, str] = dict(cells_of(connection, _LEFT)) if entries else {}
    return [_as_waiting(entry, titles, left) for entry in entries]


def _as_waiting(entry: _Entry, titles: dict[str, tuple[str, str]], left: dict[str, str]) -> Waiting:
    """A record that is not here (its own report was refused) still has the title that was typed; one that has
    left, what it was called."""
    body = msgspec.json.decode(entry.body)
    named = str(body.get("title") or left.get(entry.subject_id, ""))
    table, title = titles.get(entry.subject_id, ("", named))
    texts = tuple(_texts(body))
    return Waiting(
        entry.op_id, entry.kind, entry.made_at, entry.state, table, entry.subject_id, title, texts,
        entry.here_code,
    )  # fmt: skip


def texts_of(text: str) -> tuple[tuple[str, str], ...]:
    """(field, what was typed) of an operation's JSON."""
    return tuple(_texts(msgspec.json.decode(text)))


def _texts(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in body.items():
        if name == "edits":
            written = (edit for edit in value if not edit["field"].endswith("_id"))
            yield from ((edit["field"], edit["new"]) for edit in written)
        elif name not in _NOT_TYPED and not name.endswith(("_id", "_ids")):
            parts = value if isinstance(value, list) else [value]
            yield from ((name, part) for part in parts if part and isinstance(part, str))
