"""Official numbers: one series per office and year, given inside the transaction that uses them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from sync.domain import clock
from sync.store.rows import find, store
from sync.store.schema import TABLES
from sync.store.tables import Counter


class Numbers:
    """Gives numbers without gaps or doubles: what a refused operation drew is given again (F24)."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._last: dict[str, int] = {}
        self.drawn = ""

    def next(self, series: str, pattern: str, mark: str) -> str:
        """The next number of a series, written as the city's pattern says."""
        year = clock.day_of(clock.now()).year
        key = f"{series}:{year}"
        self._last[key] = self._current(key) + 1
        self.drawn = pattern.format(mark=mark, year=year, n=self._last[key])
        return self.drawn

    def _current(self, key: str) -> int:
        if key not in self._last:
            self._lock(key)
            row = find(self._connection, Counter, series=key)
            self._last[key] = row.last if row else 0
        return self._last[key]

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
            raise
        store(self._connection, [Counter(series=key, last=last) for key, last in self._last.items()])
