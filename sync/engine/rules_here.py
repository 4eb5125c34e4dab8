"""The rules as this copy has them, read again only when the server published others."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from sync.operations.rules import Rules, read_rules
from sync.store.driver import fetch
from sync.store.records import Records
from sync.store.rows import DatabaseSource

_NEWEST: Final = (
    "SELECT (SELECT max(revision) FROM published), (SELECT max(revision) FROM office),"
    " (SELECT max(revision) FROM region)"
)


class RulesHere:
    """Profile, calendar and region tree of one open copy."""

    def __init__(self) -> None:
        self._known: tuple[object, Rules] | None = None

    def now(self, connection: sa.Connection) -> Rules:
        """The rules that the rows at hand stand under."""
        newest = fetch(connection, _NEWEST)[0]
        if self._known is None or self._known[0] != newest:
            self._known = (newest, read_rules(Records(DatabaseSource(connection))))
        return self._known[1]
