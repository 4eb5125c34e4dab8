"""Brings a database to the newest schema: atomic, foreign keys off inside, rows counted before and after.

Alembic is imported only when there is a step to take; a test compares NEWEST with the history.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sqlalchemy as sa

from sync.store.database import FAILING, READONLY, Database, DatabaseRefused, is_damage

NEWEST: Final = "0011"
FOLDER: Final = Path(__file__).parent / "migrations"
HINDRANCES: Final = ("database or disk is full", FAILING, READONLY, "database is locked")
MIGRATION_LOCK: Final = 0x5A5155  # PostgreSQL: one process brings the database forward, the others wait


class MigrationFailed(DatabaseRefused):
    """The step was undone; the database is as it was. `reason` is for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__("migration_failed")
        self.reason = reason


def version_of(database: Database) -> str | None:
    """The schema's version, None for an empty database."""
    with database.read() as connection:
        return _version(connection)


def _version(connection: sa.Connection) -> str | None:
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def migrate(database: Database, to: str = "head") -> None:
    """Take every step to the newest version, or to `to` ("base": back to nothing).

    Raises MigrationFailed, DatabaseRefused("database_newer") for one that a later program made,
    DatabaseRefused("database_unreadable"), sqlalchemy's OperationalError of a full or failing disk; then
    nothing changed.
    """
    standing = version_of(database)
    if standing == NEWEST and to == "head":
        return
    if standing is not None and standing > NEWEST:
        raise DatabaseRefused("database_newer")
    with database.engine.connect().execution_options(begins="write") as connection:
        _foreign_keys(connection, "OFF")
        try:
            with connection.begin():
                _step(connection, to)
        except MigrationFailed:
            raise
        except Exception as error:
            if _is_a_hindrance(error):
                raise
            raise _refusal(error) from error
        finally:
            _foreign_keys(connection, "ON")


def _is_a_hindrance(error: Exception) -> bool:
    """A disk that is full, or fails: no fault of the step, which is taken another time."""
    return isinstance(error, sa.exc.DatabaseError) and str(error.orig).startswith(HINDRANCES)


def _refusal(error: Exception) -> DatabaseRefused:
    """Why the step was undone: a damaged page was met, or the step itself is at fault."""
    if isinstance(error, sa.exc.DatabaseError) and is_damage(error):
        return DatabaseRefused("database_unreadable")
    return MigrationFailed(f"{type(error).__name__}: {error}")


def _step(connection: sa.Connection, to: str) -> None:
    """Forward or back, inside the transaction. What goes back may drop rows; what goes forward may not."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
    before, standing = _counts(connection), _version(connection) or ""
    back = to == "base" or (to != "head" and to < standing)
    _walk(connection, to, back=back)
    if not back:
        _compare(before, _counts(connection))
    _check_references(connection)


def _walk(connection: sa.Connection, to: str, *, back: bool) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    (command.downgrade if back else command.upgrade)(config, to)


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
    """Raises MigrationFailed when a table has fewer rows than before, or is gone with its rows."""
    lost = {name: n for name, n in before.items() if after.get(name, 0) < n}
    if lost:
        raise MigrationFailed(f"rows lost: {lost}")


def _check_references(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise MigrationFailed("references broken")
