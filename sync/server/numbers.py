"""Official numbers, given inside the transaction that uses them: one series for each way of writing (字号 and
year). So none is given twice, whoever has the mark and whatever the city's pattern leaves out.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final

import sqlalchemy as sa

from sync.domain import clock
from sync.domain.errors import Quarantined
from sync.store.rows import find, select, store
from sync.store.schema import TABLES
from sync.store.tables import Counter, Order, Problem

GiveNumber = Callable[[str, str, str], str]


MOST_AHEAD: Final = 10_000  # of a number that a laptop has seen before the newest that is known here


def _written_as(pattern: str, mark: str | None = None) -> re.Pattern[str]:
    """What numbers of a pattern look like; of one centre's, by its mark. What a pattern names twice is the
    same in both places."""
    its_mark = ".*" if mark is None else re.escape(mark)
    shapes = {"year": r"(?P<year>\d{4})", "n": r"(?P<n>\d{1,9})", "mark": f"(?P<mark>{its_mark})"}
    again = {name: f"(?P={name})" for name in shapes}
    shape = ""
    for text, name, _, _ in string.Formatter().parse(pattern):
        shape += re.escape(text) + shapes.get(name or "", "")
        shapes |= {name: again[name]} if name in again else {}
    return re.compile(shape)


def _series(pattern: str, mark: str, year: int) -> str:
    """A number without its count: 东企受〔2026〕*号."""
    words = {"mark": mark, "year": str(year), "n": "*"}
    return "".join(text + words.get(name or "", "") for text, name, _, _ in string.Formatter().parse(pattern))


def _series_of(pattern: str, number: re.Match[str]) -> str:
    return _series(pattern, number.groupdict().get("mark") or "", int(number["year"]))


class Numbers:
    """Gives numbers without gaps or doubles: what a refused operation drew is given again (F24)."""

    def __init__(self, connection: sa.Connection, *, closed: bool = False) -> None:
        """`closed`: the record was restored; until the refill ends nobody knows which numbers are given."""
        self._connection, self._closed = connection, closed
        self._last: dict[str, int] = {}
        self._honoured: set[str] = set()
        self.drawn = ""

    def next(self, series: str, pattern: str, mark: str) -> str:
        """The next number of a series, written as the city's pattern says. Raises Quarantined("refill")."""
        if self._closed:
            raise Quarantined("refill")
        year = clock.day_of(clock.now()).year
        key = _series(pattern, mark, year)
        self._last[key] = self._current(key, f"{series}:{year}") + 1
        self.drawn = pattern.format(mark=mark, year=year, n=self._last[key])
        return self.drawn

    def given_before(self, number: str) -> GiveNumber:
        """Gives the number that stands on a receipt to the same work again, and to nothing else; the series
        never falls behind it. Raises Quarantined("refill", "number_taken")."""

        def give(series: str, pattern: str, _mark: str) -> str:
            if not number:
                raise Quarantined("refill")
            if number in self._honoured or self._is_given(number):
                raise Quarantined("number_taken")
            self._count(series, pattern, number)
            self.drawn = number
            self._honoured.add(number)
            return number

        return give

    def _is_given(self, number: str) -> bool:
        problems = select(self._connection, Problem, official_number=number)
        return bool(problems or select(self._connection, Order, number=number))

    def _count(self, series: str, pattern: str, number: str) -> None:
        """A number of another pattern, from before the city changed it, is none of this series."""
        found = _written_as(pattern).fullmatch(number)
        if found:
            key, before = _series_of(pattern, found), f"{series}:{int(found['year'])}"
            self._last[key] = max(self._current(key, before), int(found["n"]))

    def seen(self, numbers: Sequence[str], patterns: Mapping[str, str], marks: Mapping[str, str]) -> None:
        """These stand somewhere, on a laptop or on paper: no series gives them, or one below, again.
        `patterns` by kind of number, `marks` by centre."""
        written = [
            (f"{kind}:{centre}", pattern, _written_as(pattern, mark))
            for kind, pattern in patterns.items()
            for centre, mark in marks.items()
        ]
        highest: dict[str, int] = {}
        before: dict[str, str] = {}
        for series, pattern, shape in written:
            for number in filter(None, map(shape.fullmatch, numbers)):
                key = _series_of(pattern, number)
                before[key] = f"{series}:{int(number['year'])}"
                highest[key] = max(highest.get(key, 0), int(number["n"]))
        for key, last in sorted(highest.items()):  # counters are locked in one order
            if self._current(key, before[key]) < last <= self._current(key, before[key]) + MOST_AHEAD:
                self._last[key] = last
        self._keep()

    def _keep(self) -> None:
        store(self._connection, [Counter(series=key, last=last) for key, last in self._last.items()])

    def _current(self, key: str, before: str) -> int:
        """The last number of a series; where it has given none, that of the counter of its office and year
        from before a series was told by how it is written."""
        if key not in self._last:
            self._lock(key)
            self._last[key] = self._kept(key) or self._kept(before)
        return self._last[key]

    def _kept(self, key: str) -> int:
        row = find(self._connection, Counter, series=key)
        return row.last if row else 0

    def _lock(self, key: str) -> None:
        """Counters are locked after aggregates and before the feed."""
        if self._connection.dialect.name != "postgresql":
            return
        store_first = "INSERT INTO counter (series, last) VALUES (%(series)s, 0) ON CONFLICT DO NOTHING"
        self._connection.exec_driver_sql(store_first, {"series": key})
        table = TABLES["counter"]
        self._connection.execute(sa.select(table).where(table.c.series == key).with_for_update()).all()

    @contextmanager
    def tentative(self) -> Iterator[None]:
        """One operation's numbers: kept when it ends well, given back when it does not."""
        before, self.drawn = dict(self._last), ""
        try:
            yield
        except BaseException:
            self._last = before
            self._honoured.discard(self.drawn)
            raise
        self._keep()
