"""What each line of a roster asks for: names become ids, words become codes, lines become operations.

An empty cell asks for nothing: it never erases what is on record. To add a kind of line: its function here
and its row in PLANS.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, Final, TypeVar

import msgspec

from sync.domain import clock, credit_code
from sync.operations.administration import (
    Appoint,
    Assign,
    OpenStation,
    SetContact,
    SetEnterprise,
    SetOffice,
    SetPerson,
    SetRegion,
)
from sync.operations.base import Operation
from sync.server.roster import (
    AssignmentLine,
    EnterpriseLine,
    Line,
    OrganisationLine,
    PersonLine,
    RegionLine,
    StationLine,
)
from sync.server.roster_cells import day_of_text, parts_of
from sync.server.roster_names import Names, Unclear, id_of
from sync.store.tables import Appointment, Assignment, Contact, Enterprise, Office, Person, Station

T = TypeVar("T", Appointment, Assignment)
Make = Callable[..., Operation]

LEVELS: Final = {"市": "city", "县": "county", "乡": "township"}
OFFICE_KINDS: Final = {"中心": "centre", "小微站": "station", "承办部门": "department", "派出单位": "unit"}
STATION_KINDS: Final = {"政府工作服务站": "own", "小微站": "small"}
SERVING: Final = ("representative", "liaison")
LONGEST_ACCOUNT: Final = 64  # characters


class Wish(msgspec.Struct):
    """What one line asks for: operations in order, a sign-in name for a person, and warnings."""

    operations: list[Operation]
    account: tuple[str, str] | None = None
    warnings: list[Unclear] = []


class Words(msgspec.Struct, frozen=True):
    """The profile's words, by what people write: roles and duty lines."""

    roles: dict[str, str]
    topics: dict[str, str]


def wish_of(line: Line, names: Names, words: Words) -> Wish:
    """What the line asks for. Raises Unclear."""
    return PLANS[type(line)](line, names, words)


def _make(kind: type[Operation], **values: Any) -> Operation:
    return kind(op_id=str(uuid.uuid4()), made_at=clock.now(), **values)


def _region(line: RegionLine, names: Names, _words: Words) -> Wish:
    parent = names.region(line, "parent").id if line.parent else ""
    code = line.code or (f"{parent}-{line.name}" if parent else "")
    if not code:
        raise Unclear("code_needed")
    names.once(line, f"region {code}")
    level = names.coded(line, "level", LEVELS)
    return Wish([_make(SetRegion, region_id=code, name=line.name, level=level, parent_id=parent)])


def _organisation(line: OrganisationLine, names: Names, words: Words) -> Wish:
    region = names.region(line, "region")
    office_id = id_of("office", region.id, line.name)
    names.once(line, office_id)
    standing = names.city.find(Office, office_id)
    operation = _make(
        SetOffice,
        office_id=office_id,
        name=line.name,
        office=names.coded(line, "kind", OFFICE_KINDS),
        region_id=region.id,
        mark=line.mark or (standing.mark if standing else ""),
        phone=line.phone or (standing.phone if standing else ""),
        topics=_topics(line, words) or (standing.topics if standing else ()),
    )
    return Wish([operation])


def _topics(line: OrganisationLine, words: Words) -> tuple[str, ...]:
    parts = parts_of(line.topics)
    unknown = next((part for part in parts if part not in words.topics), None)
    if unknown is not None:
        raise Unclear("unknown_word", column="职责领域", value=unknown, known="、".join(words.topics))
    return tuple(words.topics[part] for part in parts)


def _person(line: PersonLine, names: Names, words: Words) -> Wish:
    """The person, and one appointment. Two lines of one person agree on post, unit and phone."""
    person_id, account = _identity(line, names)
    standing = names.city.find(Person, person_id)
    person = _make(
        SetPerson,
        person_id=person_id,
        name=line.name,
        post=line.post,
        home_unit=line.home_unit or (standing.home_unit if standing else ""),
        phone=line.phone or (standing.phone if standing else ""),
    )
    names.same(line, person_id, (line.post, line.home_unit, line.phone))
    operations = [person]
    if line.office or line.role:
        operations += _appointment(line, names, words, person_id)
    else:
        names.once(line, person_id)
    return Wish(operations, account)


def _identity(line: PersonLine, names: Names) -> tuple[str, tuple[str, str] | None]:
    """The person's id, and a sign-in name that is still to be given."""
    person_id = id_of("person", line.home_unit, line.name)
    if not line.account:
        return person_id, None
    owner = names.city.accounts.get(line.account)
    if owner is not None:
        known = names.city.find(Person, owner)
        if known is None or known.name != line.name:
            raise Unclear("account_of_other", value=line.account)
        return owner, None
    if " " in line.account or len(line.account) > LONGEST_ACCOUNT:
        raise Unclear("bad_account", value=line.account)
    other = next((name for name, owner in names.city.accounts.items() if owner == person_id), None)
    if other is not None:
        raise Unclear("other_account", value=line.account, other=other)
    return person_id, (line.account, person_id)


def _appointment(line: PersonLine, names: Names, words: Words, person_id: str) -> list[Operation]:
    if not (line.office and line.role):
        raise Unclear("office_and_role")
    office, role = names.office(line, "office"), names.coded(line, "role", words.roles)
    names.once(line, f"{person_id} {office.id} {role}")
    terms = names.city.terms(Appointment, person_id, office.id, role)
    term = _term(terms, day_of_text(line.since), id_of("appointment", person_id, office.id, role))
    if term is None:
        return []
    return [
        _make(
            Appoint,
            appointment_id=term[0],
            person_id=person_id,
            office_id=office.id,
            role=role,
            since=term[1],
            directory_id=names.directory(office),
        )
    ]


def _term(terms: list[T], since: str, first_id: str) -> tuple[str, str] | None:
    """(id, first day) of the term that a line means; None when it means one that has ended.

    Without a day: the standing term as it is, or from today.
    """
    live = next((term for term in terms if term.until is None), None)
    if live is not None:
        return live.id, since or live.since
    last = max(terms, key=lambda term: term.until or "", default=None)
    if last is not None and (not since or since <= (last.until or "")):
        return None
    since = since or clock.day_of(clock.now()).isoformat()
    return (id_of("term", first_id, since) if last else first_id), since


def _enterprise(line: EnterpriseLine, names: Names, _words: Words) -> Wish:
    code = credit_code.normalised(line.credit_code)
    standing = _standing(line, names, code)
    enterprise_id = standing.id if standing else id_of("enterprise", line.name)
    names.once(line, enterprise_id)
    kept = standing or Enterprise(id=enterprise_id, aggregate_id=enterprise_id, name="", region_id="")
    firm = _make(
        SetEnterprise,
        enterprise_id=enterprise_id,
        name=line.name,
        region_id=names.region(line, "region").id,
        credit_code=code or kept.credit_code,
        address=line.address or kept.address,
        industry=line.industry or kept.industry,
        scale=line.scale or kept.scale,
        tags=parts_of(line.tags) or kept.tags,
        products=line.products or kept.products,
    )
    wrong = credit_code.verify(code) if code else None
    warnings = [Unclear(wrong, value=code)] if wrong else []
    return Wish([firm, *_contact(line, names, enterprise_id)], warnings=warnings)


def _standing(line: EnterpriseLine, names: Names, code: str) -> Enterprise | None:
    """The firm on record that the line means: by its credit code (it may have a new name), or by name."""
    by_code = names.city.with_code(code) if code else []
    by_name = names.city.named(Enterprise, line.name)
    if by_code:
        if any(row.id != by_code[0].id for row in by_name):
            raise Unclear("code_of_other", value=code, other=by_code[0].name)
        return by_code[0]
    if by_name and code and credit_code.verify(code) is None and by_name[0].credit_state == "ok":
        raise Unclear("other_code", value=code, other=by_name[0].credit_code)
    return by_name[0] if by_name else None


def _contact(line: EnterpriseLine, names: Names, enterprise_id: str) -> list[Operation]:
    if not line.contact:
        return []
    contact_id = id_of("contact", enterprise_id, line.contact)
    standing = names.city.find(Contact, contact_id)
    return [
        _make(
            SetContact,
            contact_id=contact_id,
            enterprise_id=enterprise_id,
            name=line.contact,
            post=line.contact_post or (standing.post if standing else ""),
            phone=line.contact_phone or (standing.phone if standing else ""),
        )
    ]


def _station(line: StationLine, names: Names, _words: Words) -> Wish:
    firm, kind = names.enterprise(line, "enterprise"), names.coded(line, "kind", STATION_KINDS)
    station_id = id_of("station", firm.id, kind)
    names.once(line, station_id)
    if kind == "small" and not line.office:
        raise Unclear("station_office_needed")
    standing = names.city.find(Station, station_id)
    operation = _make(
        OpenStation,
        station_id=station_id,
        enterprise_id=firm.id,
        station=kind,
        number=line.number or (standing.number if standing else ""),
        office_id=names.office(line, "office").id if kind == "small" else "",
        opened_on=day_of_text(line.opened_on) or (standing.opened_on if standing else ""),
    )
    return Wish([operation])


def _assignment(line: AssignmentLine, names: Names, words: Words) -> Wish:
    firm, person = names.enterprise(line, "enterprise"), names.person(line, "person", line.account)
    role = names.coded(line, "role", {word: code for word, code in words.roles.items() if code in SERVING})
    names.once(line, f"{person.id} {firm.id} {role}")
    terms = names.city.terms(Assignment, person.id, firm.id, role)
    term = _term(terms, day_of_text(line.since), id_of("assignment", person.id, firm.id, role))
    if term is None:
        return Wish([])
    operation = _make(
        Assign,
        assignment_id=term[0],
        enterprise_id=firm.id,
        person_id=person.id,
        person_name=person.name,
        person_post=person.post,
        role=role,
        since=term[1],
    )
    return Wish([operation])


PLANS: Final[dict[type[Line], Callable[[Any, Names, Words], Wish]]] = {
    RegionLine: _region,
    OrganisationLine: _organisation,
    PersonLine: _person,
    EnterpriseLine: _enterprise,
    StationLine: _station,
    AssignmentLine: _assignment,
}
