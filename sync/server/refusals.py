"""What the audit is told of sign-ins that were declined: as many as somebody can read. A stranger may try for
ever, and each try that were written down would stay for good.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from sync.domain import clock
from sync.domain.clock import Instant
from sync.server.accounts import SignInRefused
from sync.server.audit import Line
from sync.store.driver import fetch
from sync.store.rows import find
from sync.store.tables import Account
from sync.wire import digest

MOST_AN_HOUR: Final = 100  # lines of one kind; the last of them says so
LOOKED_BACK: Final = 2_000  # lines: among so many there are never more of one kind, however much else goes on
MORE: Final = "more are not told"
_LATELY: Final = (
    "SELECT count(*) FROM audit WHERE number > (SELECT max(number) FROM audit) - {back}"
    " AND at > {mark} AND action = {mark} AND (actor_id = '') = ('' = {mark})"
)


def line_of(connection: sa.Connection, user_name: str, no: SignInRefused, now: Instant) -> Line | None:
    """Whose name was tried; of a name that nobody has only the digest: it may be a password, mistyped. None
    when enough was told lately of names that somebody has, or of names that nobody has."""
    account = find(connection, Account, user_name=user_name)
    person_id = account.person_id if account else ""
    line = Line(f"sign_in {no.code}", person_id, digest=digest(user_name.encode()))
    told = _told_lately(connection, line, now)
    if told >= MOST_AN_HOUR:
        return None
    return line._replace(object_id=MORE) if told == MOST_AN_HOUR - 1 else line


def _told_lately(connection: sa.Connection, line: Line, now: Instant) -> int:
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    statement = _LATELY.format(back=LOOKED_BACK, mark=mark)
    return int(fetch(connection, statement, (now - clock.HOUR, line.action, line.actor_id))[0][0])
