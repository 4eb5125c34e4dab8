"""The divisions of a city as the program ships them: 市 / 县 / 乡, from resources/regions."""

from __future__ import annotations

import tomllib
from typing import NamedTuple

import msgspec

import resources


class Place(NamedTuple):
    """One region: its code, and how lines of a roster name it."""

    code: str
    name: str


class County(msgspec.Struct, frozen=True):
    """县、区; without `mark` it has no centre of its own and stands directly under the city's."""

    code: str
    name: str
    townships: tuple[str, ...]
    short: str = ""
    mark: str = ""

    @property
    def called(self) -> str:
        """The name inside the names of its bureaus: 丰宁县."""
        return self.short or self.name

    def township(self, name: str) -> Place:
        """乡、镇、街道: the code is made by the city from the county's."""
        return Place(f"{self.code}-{name}", f"{self.name}/{name}")


class Divisions(msgspec.Struct, frozen=True):
    """One city's tree."""

    code: str
    name: str
    mark: str
    counties: tuple[County, ...]

    def code_of(self, text: str) -> str | None:
        """The code of a region that is named by code, name or path (兴隆县/雾灵山镇); None for others."""
        places = self._places()
        exact = [place.code for place in places if text in place]
        found = exact or [place.code for place in places if place.name.rpartition("/")[2] == text]
        return found[0] if len(found) == 1 else None

    def _places(self) -> list[Place]:
        counties = [Place(county.code, county.name) for county in self.counties]
        townships = [county.township(name) for county in self.counties for name in county.townships]
        return [Place(self.code, self.name), *counties, *townships]


def read_divisions(name: str = "cn-130800") -> Divisions:
    """The divisions that ship under this name."""
    return msgspec.convert(tomllib.loads(resources.read_text(f"regions/{name}.toml")), Divisions)
