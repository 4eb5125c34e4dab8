"""The sample's regions, organisations and staff: real divisions and kinds of offices, generated people."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final, NamedTuple

from sync.server.divisions import County, Divisions
from sync.server.roster import EnterpriseLine, OrganisationLine, PersonLine, RegionLine, Roster
from sync.server.sample_words import BUREAUS, person_name

SINCE: Final = "2019-08-01"  # the city began in August 2019
CENTRE_STAFF: Final = (("企业发展服务中心", "科员"), ("中心负责人", "主任"), ("回访员", "科员"))


class Site(NamedTuple):
    """An organisation of the sample: `office` is how lines name it."""

    kind: str
    region: str
    office: str


class Ground:
    """What every part of a sample is made from: the divisions, the story, chance, and names used once."""

    def __init__(self, divisions: Divisions, story: Roster, seed: int) -> None:
        self.divisions, self.story = divisions, story
        self.chance = random.Random(seed)  # noqa: S311  # a sample, the same for the same seed
        self._people = 0
        self._used: set[str] = set()

    def once(self, name: str) -> bool:
        """Whether a name was not used before."""
        fresh = name not in self._used
        self._used.add(name)
        return fresh

    def person(self, *, post: str, unit: str, site: Site, role: str) -> PersonLine:
        """A generated person in an office, with a sign-in name of their own."""
        self._people += 1
        name = next(
            name for name in iter(lambda: person_name(self.chance), "") if self.once(f"{unit}/{name}")
        )
        return PersonLine(
            name=name,
            post=post,
            home_unit=unit,
            account=f"shili{self._people:05}",
            office=site.office,
            role=role,
            since=SINCE,
        )

    def townships(self, most: int) -> list[tuple[County, str]]:
        """The story's townships, and so many more in each county: those where firms and 小微站 are."""
        named = {self.divisions.code_of(line.region) for line in self.story.of(EnterpriseLine)}
        named |= {self.divisions.code_of(line.region) for line in self.story.of(OrganisationLine)}
        return [
            (county, name)
            for county in self.divisions.counties
            for place, name in enumerate(county.townships)
            if place < most or county.township(name).code in named
        ]


def regions(divisions: Divisions) -> Iterator[RegionLine]:
    """The whole tree."""
    yield RegionLine(name=divisions.name, level="市", code=divisions.code)
    for county in divisions.counties:
        yield RegionLine(name=county.name, level="县", parent=divisions.name, code=county.code)
    for county in divisions.counties:
        for name in county.townships:
            yield RegionLine(name=name, level="乡", parent=county.name)


def organisations(
    ground: Ground, townships: list[tuple[County, str]], bureaus: int
) -> list[OrganisationLine]:
    """The story's, and generated ones where the story has none: one centre and one 小微站 to a region, one
    bureau to a name."""
    code_of = ground.divisions.code_of
    story = list(ground.story.of(OrganisationLine))
    filled = {(line.kind, code_of(line.region)) for line in story if line.kind in ("中心", "小微站")}
    filled |= {(line.name, code_of(line.region)) for line in story}
    generated = [*_centres(ground.divisions), *_bureaus(ground.divisions, bureaus), *_stations(townships)]
    places = ((line, code_of(line.region)) for line in generated)
    return story + [line for line, code in places if not {(line.kind, code), (line.name, code)} & filled]


def _centres(divisions: Divisions) -> Iterator[OrganisationLine]:
    marked = [(divisions.name, divisions.mark), *((each.name, each.mark) for each in divisions.counties)]
    for region, mark in marked:
        if mark:
            name = f"{region}企业发展服务中心"
            yield OrganisationLine(name=name, kind="中心", region=region, mark=mark)


def _bureaus(divisions: Divisions, count: int) -> Iterator[OrganisationLine]:
    regions = [(divisions.name, divisions.name), *((each.name, each.called) for each in divisions.counties)]
    for region, called in regions:
        for name, topics in BUREAUS[:count]:
            yield OrganisationLine(name=f"{called}{name}", kind="承办部门", region=region, topics=topics)


def _stations(townships: list[tuple[County, str]]) -> Iterator[OrganisationLine]:
    for county, name in townships:
        yield OrganisationLine(name=f"{name}小微站", kind="小微站", region=county.township(name).name)


def sites(lines: list[OrganisationLine], divisions: Divisions) -> list[Site]:
    """The organisations, as other lines name them."""
    return [
        Site(line.kind, divisions.code_of(line.region) or "", f"{line.region}/{line.name}") for line in lines
    ]


def staff(ground: Ground, places: list[Site]) -> Iterator[PersonLine]:
    """Whoever is missing to work with the sample: three roles in a centre, a handler, staff of a 小微站."""
    held = {(line.office.rpartition("/")[2], line.role) for line in ground.story.of(PersonLine)}
    wanted = {"中心": CENTRE_STAFF, "承办部门": (("承办部门", "科长"),), "小微站": (("小微站", "站员"),)}
    for site in places:
        unit = site.office.rpartition("/")[2]
        for role, post in wanted.get(site.kind, ()):
            if (unit, role) not in held:
                yield ground.person(post=post, unit=unit, site=site, role=role)
