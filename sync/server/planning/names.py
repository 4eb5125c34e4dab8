"""Whom and what the words of a line mean, in the record and in the city's profile."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Final, TypeVar

from sync.server.planning.city import City
from sync.server.roster import SHEET_OF, Line
from sync.store.tables import Enterprise, Office, Person, Region

N = TypeVar("N", Region, Office, Person, Enterprise)

_NAMES: Final = uuid.UUID("6b1b1f0c-3c0e-5f6e-9a53-7a7174000001")


class Unclear(Exception):
    """A line that cannot be done as it stands. `code` has a sentence in `words.ROSTER`; `details` fill it."""

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.code, self.details = code, details


def id_of(kind: str, *names: str) -> str:
    """The id of what people call by these names: the same whichever file they stand in."""
    return str(uuid.uuid5(_NAMES, "/".join((kind, *names))))


class Names:
    """Looks up the words of lines, one after the other. Every look-up raises Unclear."""

    def __init__(self, city: City) -> None:
        self.city = city
        self._rows: dict[str, int] = {}
        self._said: dict[str, tuple[int, tuple[str, ...]]] = {}

    def same(self, line: Line, key: str, said: tuple[str, ...]) -> None:
        """Several lines about one thing agree where both say something: Unclear("differs")."""
        row, before = self._said.setdefault(key, (line.row, said))
        if any(one and other and one != other for one, other in zip(before, said, strict=True)):
            raise Unclear("differs", row=row)

    def once(self, line: Line, key: str) -> None:
        """Each thing has one line: Unclear("repeated") for the second."""
        if key in self._rows:
            raise Unclear("repeated", row=self._rows[key])
        self._rows[key] = line.row

    def coded(self, line: Line, field: str, words: Mapping[str, str]) -> str:
        """The code of a word."""
        word = getattr(line, field)
        if word not in words:
            raise _unclear("unknown_word", line, field, known="、".join(words))
        return words[word]

    def region(self, line: Line, field: str) -> Region:
        """A region by its code, its name, or a path where a name stands twice: 兴隆县/雾灵山镇."""
        text = getattr(line, field)
        by_code = self.city.find(Region, text)
        return by_code or self._placed(Region, line, field)

    def office(self, line: Line, field: str) -> Office:
        """An organisation by its name, or with its region before it: 兴隆县/住建局."""
        return self._placed(Office, line, field)

    def _placed(self, kind: type[N], line: Line, field: str) -> N:
        *above, name = [part.strip() for part in getattr(line, field).split("/")]
        found = [row for row in self.city.named(kind, name) if self._lies_in(row, above)]
        return _only(found, line, field)

    def _lies_in(self, row: Region | Office | Person | Enterprise, above: list[str]) -> bool:
        """Whether every name of a path is among the regions above the row."""
        names, region = set[str](), self._above(row)
        while region is not None and region.id not in names:
            names |= {region.name, region.id}
            region = self._above(region)
        return names >= set(above)

    def _above(self, row: Region | Office | Person | Enterprise) -> Region | None:
        region_id = row.region_id if isinstance(row, Office) else getattr(row, "parent_id", "")
        return self.city.find(Region, region_id)

    def directory(self, office: Office) -> str:
        """The county whose directory lists an office's people; the city's for its own offices."""
        region = self.city.find(Region, office.region_id)
        while region is not None and region.level == "township" and region.parent_id:
            region = self.city.find(Region, region.parent_id)
        return region.id if region is not None else office.region_id

    def enterprise(self, line: Line, field: str) -> Enterprise:
        return _only(self.city.named(Enterprise, getattr(line, field)), line, field)

    def person(self, line: Line, field: str, account: str) -> Person:
        """Somebody by name; the sign-in name tells people of one name apart."""
        found = self.city.named(Person, getattr(line, field))
        if account:
            found = [row for row in found if row.id == self.city.accounts.get(account)]
        return _only(found, line, field)


def _only(found: list[N], line: Line, field: str) -> N:
    if len(found) == 1:
        return found[0]
    raise _unclear("several" if found else "unknown_name", line, field, count=len(found))


def _unclear(code: str, line: Line, field: str, **details: object) -> Unclear:
    header = SHEET_OF[type(line)].headers[field]
    return Unclear(code, column=header, value=getattr(line, field), **details)
