"""The server's answers, whichever way they came, with all that follows from them in the outbox."""

from __future__ import annotations

import sqlalchemy as sa

from sync.engine import giving_way, outbox
from sync.store.tables import Outbox
from sync.wire import Answer


def settle(connection: sa.Connection, entries: list[Outbox], answers: list[Answer]) -> bool:
    """Keep the answers to these operations; whether one of them takes an effect away here, so that all that
    waits has to be drawn anew."""
    takes_away = outbox.settle(connection, entries, answers)
    giving_way.give_way(connection, entries, answers)
    return takes_away
