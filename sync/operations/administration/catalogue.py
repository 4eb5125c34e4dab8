"""Regions, offices, and the documents that rules are read from: what everyone holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from sync.domain.actor import Actor
from sync.domain.errors import Refused
from sync.domain.holiday_notices import NoticeError
from sync.domain.permissions import administers
from sync.domain.profile import Profile, ProfileFault, read_profile
from sync.domain.profile_use import lacking
from sync.domain.working_time import Calendar
from sync.operations.administration.put import one_of, put
from sync.operations.base import Code, Context, Id, Many, Name, Operation, OptionalId, Word
from sync.store.records import Records
from sync.store.tables import GLOBAL, Office, Published, Region

OFFICES: Final = ("centre", "station", "department", "unit", "supervision", "discipline")


class SetRegion(Operation, frozen=True, kw_only=True):
    """A node of the region tree; the one above it comes first (CD-07)."""

    kind: ClassVar[str] = "set_region"

    region_id: Id
    name: Name
    level: Code
    parent_id: OptionalId = ""

    def aggregates(self) -> tuple[str, ...]:
        return (GLOBAL,)


def set_region(db: Records, actor: Actor, op: SetRegion, _context: Context) -> None:
    """Raises Refused("missing") while the region above is not there."""
    administers(actor)
    if op.parent_id:
        db.get(Region, op.parent_id)
    put(
        db,
        Region(id=op.region_id, aggregate_id=GLOBAL, name=op.name, level=op.level, parent_id=op.parent_id),
    )


class SetOffice(Operation, frozen=True, kw_only=True):
    """An organisation; `office`: a kind of `Office`. `mark` stands in official numbers."""

    kind: ClassVar[str] = "set_office"

    office_id: Id
    name: Name
    office: Code
    region_id: Id
    mark: Word = ""
    phone: Word = ""
    topics: Many = ()

    def aggregates(self) -> tuple[str, ...]:
        return (GLOBAL,)


def set_office(db: Records, actor: Actor, op: SetOffice, _context: Context) -> None:
    """Raises Refused("unknown_choice"), Refused("already_exists") for a second centre in one region,
    Refused("mark_taken") for one whose numbers would be another centre's."""
    administers(actor)
    db.get(Region, op.region_id)
    one_of(OFFICES, "office", op.office)
    if op.office == "centre":
        _only_centre(db, op)
    put(
        db,
        Office(
            id=op.office_id,
            aggregate_id=GLOBAL,
            name=op.name,
            kind=op.office,
            region_id=op.region_id,
            mark=op.mark,
            phone=op.phone,
            topics=op.topics,
        ),
    )


def _only_centre(db: Records, op: SetOffice) -> None:
    """Two centres for one region would both be responsible; each counts its numbers for itself, under its
    mark."""
    others = [row for row in db.select(Office, kind="centre") if row.id != op.office_id]
    if any(row.region_id == op.region_id for row in others):
        raise Refused("already_exists", table=Office.table)
    if any(row.mark == op.mark for row in others):
        raise Refused("mark_taken", field="mark")


class Publish(Operation, frozen=True, kw_only=True):
    """A document that rules are read from; `document`: profile · calendar. `text` is TOML."""

    kind: ClassVar[str] = "publish"

    published_id: Id
    document: Code
    name: Word
    text: str

    def aggregates(self) -> tuple[str, ...]:
        return (GLOBAL,)


def publish(db: Records, actor: Actor, op: Publish, context: Context) -> None:
    """Raises Refused("bad_document") for a text that nobody could work by; it names the line, or what the
    record uses and the profile has not."""
    administers(actor)
    one_of(tuple(DOCUMENTS), "document", op.document)
    try:
        document = DOCUMENTS[op.document](op.text, op.name)
    except (ProfileFault, NoticeError) as fault:
        raise Refused("bad_document", reason=str(fault)) from None
    if isinstance(document, Profile):
        _check_numbers(document, op.name)
        _check_use(document, op.name, context)
    put(
        db,
        Published(id=op.published_id, aggregate_id=GLOBAL, kind=op.document, name=op.name, text=op.text),
    )


def _check_numbers(profile: Profile, name: str) -> None:
    """Each acceptance writes a number: one that cannot be written would stop them all."""
    for key, pattern in profile.numbers.items():
        try:
            written = [pattern.format(mark="", year=2026, n=n) for n in (1, 2)]
        except (ValueError, LookupError, AttributeError) as error:
            raise Refused("bad_document", reason=f"{name}: numbers.{key}: {error}") from None
        if written[0] == written[1] or not all("2026" in text for text in written):
            raise Refused("bad_document", reason=f"{name}: numbers.{key}: {written[0]}")


def _check_use(profile: Profile, name: str, context: Context) -> None:
    unnamed = tuple(f"documents.{form}" for form in profile.forms if form not in profile.documents)
    missing = (*lacking(profile, context.in_use()), *unnamed)
    if missing:
        reason = f"{name}: not there, although it is used: {', '.join(missing)}"
        raise Refused("bad_document", reason=reason, missing=missing)


def _calendar(text: str, _name: str) -> Calendar:
    return Calendar.from_notices([text])


# How each kind of published document is read; each raises its own fault, which names the line.
DOCUMENTS: Final[dict[str, Callable[[str, str], Profile | Calendar]]] = {
    "profile": read_profile,
    "calendar": _calendar,
}
