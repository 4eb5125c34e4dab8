"""Brings a database to the newest schema: atomic, foreign keys off inside, rows counted before and after.

Alembic is imported only when there is a step to take; a test compares NEWEST with the history.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from sync.store.database import Database

NEWEST = "0001"


class MigrationFailed(Exception):
    """The step was undone; the database is as it was. `reason` is for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def version_of(database: Database) -> str | None:
    """The schema's version, None for an empty database."""
    with database.read() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def migrate(database: Database, to: str = "head") -> None:
    """Take every step to the newest version (or `to`). Raises MigrationFailed; then nothing changed."""
    if to == "head" and version_of(database) == NEWEST:
        return
    with database.engine.connect().execution_options(write=True) as connection:
        _foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                before = _counts(connection)
                _walk(connection, to)
                _compare(before, _counts(connection))
                _check_references(connection)
        finally:
            _foreign_keys(connection, "ON")


def _walk(connection: sa.Connection, to: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    current = connection_version(connection)
    if to != "head" and current is not None and to < current:
        command.downgrade(config, to)
    else:
        command.upgrade(config, to)


def connection_version(connection: sa.Connection) -> str | None:
    """The version inside a transaction under way."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _foreign_keys(connection: sa.Connection, state: str) -> None:
    """SQLite would delete the children of a table that is rebuilt; the pragma counts only outside of
    transactions."""
    if connection.dialect.name == "sqlite":
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute(f"PRAGMA foreign_keys = {state}")


def _counts(connection: sa.Connection) -> dict[str, int]:
    names = [name for name in sa.inspect(connection).get_table_names() if not name.startswith("search_index")]
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608
        for name in names
        if name != "alembic_version"
    }


def _compare(before: dict[str, int], after: dict[str, int]) -> None:
    lost = {name: n for name, n in before.items() if name in after and after[name] < n}
    if lost:
        raise MigrationFailed(f"rows lost: {lost}")


def _check_references(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise MigrationFailed("references broken")
