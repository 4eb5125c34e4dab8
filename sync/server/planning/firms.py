"""Lines of 企业, 服务站 and 指派: firms, their stations, and the people who serve them."""

from __future__ import annotations

from typing import Final

from sync.domain import credit_code
from sync.operations.administration import Assign, OpenStation, SetContact, SetEnterprise
from sync.operations.administration.firms import OPTIONAL
from sync.operations.base import Operation
from sync.server.planning.names import Names, Unclear, id_of
from sync.server.planning.wish import Wish, Words, make, term_of
from sync.server.roster import AssignmentLine, EnterpriseLine, StationLine
from sync.server.roster_cells import day_of_text, parts_of
from sync.store.tables import Assignment, Contact, Enterprise, Station

STATION_KINDS: Final = {"政府工作服务站": "own", "小微站": "small"}
SERVING: Final = ("representative", "liaison")


def enterprise(line: EnterpriseLine, names: Names, _words: Words) -> Wish:
    code = credit_code.normalised(line.credit_code)
    standing = _standing(line, names, code)
    enterprise_id = standing.id if standing else _new_id(line, names, code)
    names.once(line, enterprise_id)
    kept = standing or Enterprise(id=enterprise_id, aggregate_id=enterprise_id, name="", region_id="")
    kept_code, warnings = _code(code, kept)
    firm = make(
        SetEnterprise,
        enterprise_id=enterprise_id,
        name=line.name,
        region_id=names.region(line, "region").id,
        credit_code=kept_code,
        address=line.address or kept.address,
        industry=line.industry or kept.industry,
        scale=line.scale or kept.scale,
        tags=parts_of(line.tags) or kept.tags,
        products=line.products or kept.products,
        unsaid=_unsaid(line, kept_code, standing),
    )
    return Wish([firm, *_contact(line, names, enterprise_id)], warnings=warnings)


def _unsaid(line: EnterpriseLine, code: str, standing: Enterprise | None) -> tuple[str, ...]:
    """The fields of a known firm that the line leaves as they are, whoever writes them before its turn."""
    if standing is None:
        return ()
    texts = tuple(field for field in OPTIONAL if field != "credit_code" and not getattr(line, field))
    return texts if code != standing.credit_code else ("credit_code", *texts)


def _standing(line: EnterpriseLine, names: Names, code: str) -> Enterprise | None:
    """The firm on record that the line means: by its credit code (it may have a new name), or by name."""
    by_code = names.city.with_code(code) if _is_a_code(code) else []
    by_name = names.city.named(Enterprise, line.name)
    if by_code:
        if any(row.id != by_code[0].id for row in by_name):
            raise Unclear("code_of_other", value=code, other=by_code[0].name)
        return by_code[0]
    if by_name and code and credit_code.verify(code) is None and by_name[0].credit_state == "ok":
        raise Unclear("other_code", value=code, other=by_name[0].credit_code)
    return by_name[0] if by_name else None


def _code(code: str, kept: Enterprise) -> tuple[str, list[Unclear]]:
    """The code to keep, and what somebody should look at. A wrong one never takes the place of the right one
    that somebody has found since, nor 待补 the place of any."""
    wrong = credit_code.verify(code) if code else None
    worse = kept.credit_state == "ok" or (kept.credit_code and not _is_a_code(code))
    if wrong and worse and code != kept.credit_code:
        return kept.credit_code, [Unclear("other_code", value=code, other=kept.credit_code)]
    return code or kept.credit_code, [Unclear(wrong, value=code)] if wrong else []


def _is_a_code(code: str) -> bool:
    """Whether it says which firm is meant: not 待补 or 无, which many firms have; a slip in it may be."""
    return bool(code) and credit_code.verify(code) in (None, "wrong_check_digit")


def _new_id(line: EnterpriseLine, names: Names, code: str) -> str:
    """The id of a firm of this name; another one where a firm that had the name is called otherwise now."""
    enterprise_id = id_of("enterprise", line.name)
    taken = names.city.find(Enterprise, enterprise_id) is not None
    return id_of("enterprise", line.name, code) if taken else enterprise_id


def _contact(line: EnterpriseLine, names: Names, enterprise_id: str) -> list[Operation]:
    if not line.contact:
        return []
    contact_id = id_of("contact", enterprise_id, line.contact)
    standing = names.city.find(Contact, contact_id)
    return [
        make(
            SetContact,
            contact_id=contact_id,
            enterprise_id=enterprise_id,
            name=line.contact,
            post=line.contact_post or (standing.post if standing else ""),
            phone=line.contact_phone or (standing.phone if standing else ""),
        )
    ]


def station(line: StationLine, names: Names, _words: Words) -> Wish:
    firm, kind = names.enterprise(line, "enterprise"), names.coded(line, "kind", STATION_KINDS)
    station_id = id_of("station", firm.id, kind)
    names.once(line, station_id)
    if kind == "small" and not line.office:
        raise Unclear("station_office_needed")
    standing = names.city.find(Station, station_id)
    operation = make(
        OpenStation,
        station_id=station_id,
        enterprise_id=firm.id,
        station=kind,
        number=line.number or (standing.number if standing else ""),
        office_id=names.office(line, "office").id if kind == "small" else "",
        opened_on=day_of_text(line.opened_on) or (standing.opened_on if standing else ""),
    )
    return Wish([operation])


def assignment(line: AssignmentLine, names: Names, words: Words) -> Wish:
    firm, person = names.enterprise(line, "enterprise"), names.person(line, "person", line.account)
    role = names.coded(line, "role", {word: code for word, code in words.roles.items() if code in SERVING})
    names.once(line, f"{person.id} {firm.id} {role}")
    terms = names.city.terms(Assignment, person.id, firm.id, role)
    term = term_of(terms, day_of_text(line.since), id_of("assignment", person.id, firm.id, role))
    if isinstance(term, Unclear):
        return Wish([], warnings=[term])
    operation = make(
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
