"""Lines of 人员: a person, one appointment, a sign-in name."""

from __future__ import annotations

from sync.operations.administration import Appoint, SetPerson
from sync.server.accounts import usable
from sync.server.planning.city import folded
from sync.server.planning.names import Names, Unclear, id_of
from sync.server.planning.wish import Wish, Words, make, term_of
from sync.server.roster import PersonLine
from sync.server.roster_cells import day_of_text
from sync.store.tables import Appointment, Person


def person(line: PersonLine, names: Names, words: Words) -> Wish:
    """The person, and one appointment. Two lines of one person agree on post, unit and phone."""
    person_id, account = _identity(line, names)
    names.same(line, person_id, (line.post, line.home_unit, line.phone))
    standing = names.city.find(Person, person_id)
    somebody = make(
        SetPerson,
        person_id=person_id,
        name=line.name,
        post=line.post,
        home_unit=line.home_unit or (standing.home_unit if standing else ""),
        phone=line.phone or (standing.phone if standing else ""),
    )
    wish = Wish([somebody], account)
    if line.office or line.role:
        _appoint(wish, line, names, words, person_id)
    else:
        names.once(line, person_id)
    return wish


def _identity(line: PersonLine, names: Names) -> tuple[str, tuple[str, str] | None]:
    """The person's id, and a sign-in name that is still to be given: somebody keeps it in another unit."""
    if not line.account:
        return _by_name(line, names), None
    owner = names.city.accounts.get(line.account)
    if owner is not None:
        known = names.city.find(Person, owner)
        if known is None or folded(known.name) != folded(line.name):
            raise Unclear("account_of_other", value=line.account)
        return owner, None
    if not usable(line.account):
        raise Unclear("bad_account", value=line.account)
    person_id = _by_name(line, names)
    other = next((name for name, owner in names.city.accounts.items() if owner == person_id), None)
    if other is not None:
        raise Unclear("other_account", value=line.account, other=other)
    return person_id, (line.account, person_id)


def _by_name(line: PersonLine, names: Names) -> str:
    """The person of this name in this unit, whenever they came there; not the one who left it since."""
    here = [row.id for row in names.city.named(Person, line.name) if row.home_unit == line.home_unit]
    if len(here) == 1:
        return here[0]
    person_id = id_of("person", line.home_unit, line.name)
    known = names.city.find(Person, person_id)
    if known is not None and known.home_unit != line.home_unit:
        return id_of("person", line.home_unit, line.name, line.account)
    return person_id


def _appoint(wish: Wish, line: PersonLine, names: Names, words: Words, person_id: str) -> None:
    if not (line.office and line.role):
        raise Unclear("office_and_role")
    office, role = names.office(line, "office"), names.coded(line, "role", words.roles)
    names.once(line, f"{person_id} {office.id} {role}")
    terms = names.city.terms(Appointment, person_id, office.id, role)
    term = term_of(terms, day_of_text(line.since), id_of("appointment", person_id, office.id, role))
    if isinstance(term, Unclear):
        wish.warnings.append(term)
        return
    appointment = make(
        Appoint,
        appointment_id=term[0],
        person_id=person_id,
        office_id=office.id,
        role=role,
        since=term[1],
        directory_id=names.directory(office),
    )
    wish.operations.append(appointment)
