"""The sample's firms: each with its station, its representative, and in a 小微站 its liaison."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from typing import Final, NamedTuple

from sync.domain.credit_code import check_digit
from sync.server.divisions import County
from sync.server.roster import AssignmentLine, EnterpriseLine, Line, PersonLine, StationLine
from sync.server.sample_offices import SINCE, Ground, Site
from sync.server.sample_words import BUREAUS, POSTS, SCALES, TAGS, TRADES, firm_name, person_name

REPRESENTATIVE, LIAISON = "政府服务代表", "企业联络员"
OWN_STATION: Final = 3  # one generated firm in so many has a 政府工作服务站 of its own, the others a 小微站
OPENED: Final = date(2019, 8, 1)
OPENED_WITHIN: Final = 400  # days


class Corner(NamedTuple):
    """A township of the sample, and who serves its firms: the next one in turn."""

    county: County
    name: str
    station: Site
    representatives: Iterator[PersonLine]
    liaisons: Iterator[PersonLine]


def representatives(ground: Ground, places: list[Site], count: int) -> dict[str, list[PersonLine]]:
    """Generated representatives by county: sent by its bureaus, listed under the centre above them."""
    centres = {site.region: site for site in places if site.kind == "中心"}
    counties = ground.divisions.counties
    people: dict[str, list[PersonLine]] = {county.code: [] for county in counties}
    weighted = [county for county in counties for _ in county.townships]
    for number in range(count):
        county = counties[number] if number < len(counties) else ground.chance.choice(weighted)
        site = centres.get(county.code) or centres[ground.divisions.code]
        unit = county.called + ground.chance.choice(BUREAUS)[0]
        people[county.code].append(ground.person(post="科员", unit=unit, site=site, role=REPRESENTATIVE))
    return people


def liaisons(ground: Ground, places: list[Site]) -> dict[str, list[PersonLine]]:
    """Two generated liaisons for each 小微站, by its region."""
    people = {}
    for site in places:
        if site.kind == "小微站":
            unit = site.office.rpartition("/")[2].replace("小微站", "政务服务中心")
            serving = [ground.person(post="工作人员", unit=unit, site=site, role=LIAISON) for _ in range(2)]
            people[site.region] = serving
    return people


def corners(
    townships: list[tuple[County, str]],
    places: list[Site],
    representing: dict[str, list[PersonLine]],
    linking: dict[str, list[PersonLine]],
) -> list[Corner]:
    """Where generated firms are."""
    stations = {site.region: site for site in places if site.kind == "小微站"}
    turns = {code: cycle(people) for code, people in representing.items()}
    codes = [(county, name, county.township(name).code) for county, name in townships]
    return [
        Corner(county, name, stations[code], turns[county.code], cycle(linking[code]))
        for county, name, code in codes
    ]


def firms(ground: Ground, places: list[Corner], count: int) -> Iterator[Line]:
    """So many firms, each with its station and the people who serve it."""
    weights = [4 if corner.county.code in _story_counties(ground) else 1 for corner in places]
    for number in range(1, count + 1):
        corner = ground.chance.choices(places, weights)[0]
        yield from _firm(ground, corner, number)


def _story_counties(ground: Ground) -> set[str]:
    """Where the story's firms are: there its people want neighbours."""
    codes = (ground.divisions.code_of(line.region) for line in ground.story.of(EnterpriseLine))
    return {code[:6] for code in codes if code}


def _firm(ground: Ground, corner: Corner, number: int) -> Iterator[Line]:
    chance, own = ground.chance, number % OWN_STATION == 0
    industry, trade, goods = chance.choice(TRADES)
    called = corner.county.called
    name = next(name for name in iter(lambda: firm_name(chance, called, trade), "") if ground.once(name))
    yield EnterpriseLine(
        name=name,
        credit_code=_code(number) if chance.random() < 0.8 else "",
        region=corner.county.township(corner.name).name,
        address=f"{corner.county.name}{corner.name}示例路{chance.randint(1, 300)}号",
        industry=industry,
        scale=chance.choices(SCALES, (1, 4, 20, 10) if own else (0, 0, 10, 20))[0],
        tags="、".join(chance.sample(TAGS, chance.choice((0, 0, 1, 2)))) if own else "",
        products=goods,
        contact=person_name(chance),
        contact_post=chance.choice(POSTS),
    )
    opened = OPENED + timedelta(days=chance.randrange(OPENED_WITHIN))
    yield StationLine(
        enterprise=name,
        kind="政府工作服务站" if own else "小微站",
        number=f"{corner.county.code}-{number:05}",
        office="" if own else corner.station.office,
        opened_on=opened.isoformat(),
    )
    yield _served(name, next(corner.representatives), REPRESENTATIVE)
    if not own:
        yield _served(name, next(corner.liaisons), LIAISON)


def _served(firm: str, person: PersonLine, role: str) -> AssignmentLine:
    return AssignmentLine(enterprise=firm, person=person.name, role=role, since=SINCE, account=person.account)


def _code(number: int) -> str:
    """A credit code that no real firm can have: there is no division 000000."""
    body = f"91000000LT{number:07}"
    return body + check_digit(body)
