"""Whether a session with PostgreSQL that has waited in the pool still stands, without asking it each time."""

from __future__ import annotations

from selectors import EVENT_READ, DefaultSelector
from typing import Any

import sqlalchemy as sa


def need_open(session: Any, _record: object, _proxy: object) -> None:
    """A session at rest says nothing until it ends: PostgreSQL was stopped, or somebody ended it. To listen
    costs nothing; to ask each time would cost a request as much as its own question. Raises
    DisconnectionError, and the pool opens a new session."""
    if session.closed or (_says_something(session) and not _answers(session)):
        raise sa.exc.DisconnectionError


def _says_something(session: Any) -> bool:
    with DefaultSelector() as line:
        line.register(session.fileno(), EVENT_READ)
        return bool(line.select(0))


def _answers(session: Any) -> bool:
    """PostgreSQL may also have told of a setting that changed."""
    from psycopg import Error

    try:
        session.execute("SELECT 1")
    except Error:
        return False
    return True
