"""承德 as a sample: the real divisions and kinds of offices, the people and firms of a story, and around
them as many generated ones as a demonstration or a measurement needs; their names say so (示例).

The result is a roster like any other. The same size, seed and story give the same roster: raise VERSION
with every change that gives another.
"""

from __future__ import annotations

from itertools import chain
from typing import Final, NamedTuple

import msgspec

from sync.server.divisions import read_divisions
from sync.server.roster import (
    SHEETS,
    Line,
    OrganisationLine,
    PersonLine,
    Roster,
    StationLine,
)
from sync.server.sample_firms import REPRESENTATIVE, corners, firms, liaisons, representatives
from sync.server.sample_offices import Ground, organisations, regions, sites, staff
from sync.server.sample_words import BUREAUS

VERSION: Final = 1


class Size(NamedTuple):
    """How much there is: firms with a station and representatives, counted with the story's or beside them;
    in each county so many townships with a 小微站, and so many bureaus."""

    firms: int
    representatives: int
    with_story: bool
    townships: int
    bureaus: int


SIZES: Final = {
    "small": Size(firms=200, representatives=30, with_story=False, townships=2, bureaus=6),
    # 12,078 stations and 1,492 representatives, as the city published.
    "full": Size(firms=12_078, representatives=1_492, with_story=True, townships=99, bureaus=len(BUREAUS)),
}


def build(size: str, seed: int, story: Roster | None = None) -> Roster:
    """The roster of a sample city. `size` is one of SIZES."""
    story = story or Roster()
    ground, wanted = Ground(read_divisions(), story, seed), SIZES[size]
    townships = ground.townships(wanted.townships)
    offices = organisations(ground, townships, wanted.bureaus)
    places = sites(offices, ground.divisions)
    representing = representatives(
        ground, places, _generated(wanted.representatives, wanted, _serving(story))
    )
    linking = liaisons(ground, places)
    quarters = corners(townships, places, representing, linking)
    people = [*staff(ground, places), *chain(*representing.values()), *chain(*linking.values())]
    generated = firms(ground, quarters, _generated(wanted.firms, wanted, len(story.of(StationLine))))
    return _in_order([*regions(ground.divisions), *offices, *_rest(story), *people, *generated])


def _generated(count: int, size: Size, in_story: int) -> int:
    return max(count - in_story, 0) if size.with_story else count


def _serving(story: Roster) -> int:
    """The story's own representatives; somebody with two lines is one person."""
    return len({(line.name, line.home_unit) for line in story.of(PersonLine) if line.role == REPRESENTATIVE})


def _rest(story: Roster) -> list[Line]:
    """The story's lines that are not among the generated ones yet."""
    return [line for line in story.lines if not isinstance(line, OrganisationLine)]


def _in_order(lines: list[Line]) -> Roster:
    """Sheet by sheet, numbered as the rows of an xlsx; a region of the story's that is real comes once."""
    ordered = []
    for sheet in SHEETS:
        fresh = dict.fromkeys(line for line in lines if isinstance(line, sheet.line))
        ordered += [msgspec.structs.replace(line, row=row) for row, line in enumerate(fresh, start=2)]
    return Roster(lines=tuple(ordered))
