"""The way from each schema to the next: whole or not at all, and no row is lost on it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from sync.store import migrate as migration
from sync.store.database import Database, DatabaseRefused, open_database
from sync.store.migrate import FOLDER, NEWEST, MigrationFailed, migrate, version_of
from sync.store.rows import find, store
from sync.store.schema import METADATA
from sync.store.tables import Region

STEPS = [script.revision for script in reversed(list(ScriptDirectory(str(FOLDER)).walk_revisions()))]
pytestmark = pytest.mark.usefixtures("history_itself")

EAST = Region(id="east", aggregate_id="global", name="东", level="county")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database of each kind."""
    opened = open_database(database_url, create=True)
    yield opened
    opened.close()


def tables(database: Database) -> set[str]:
    """The names of the tables that are there; those inside the search index are SQLite's own."""
    with database.read() as connection:
        names = sa.inspect(connection).get_table_names()
    return {name for name in names if not name.startswith("search_index_")}


def expected(database: Database) -> set[str]:
    """What a whole schema has."""
    index = {"search_index"} if database.dialect == "sqlite" else set()
    return {*METADATA.tables, "alembic_version"} | index


def test_newest_is_the_end_of_the_history() -> None:
    assert ScriptDirectory(str(FOLDER)).get_heads() == [NEWEST] == STEPS[-1:]
    assert sorted(STEPS) == STEPS


def test_head_equals_the_tables(database: Database) -> None:
    migrate(database)
    assert version_of(database) == NEWEST
    assert tables(database) == expected(database)
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, METADATA)
    assert [what for what in differences if "search_index" not in str(what)] == []


@pytest.mark.parametrize("version", STEPS)
def test_each_step_leads_there_and_back(database: Database, version: str) -> None:
    before = STEPS[STEPS.index(version) - 1] if version != STEPS[0] else "base"
    migrate(database, version)
    there = tables(database)
    assert version_of(database) == version
    migrate(database, before)
    assert version_of(database) == (None if before == "base" else before)
    migrate(database, version)
    assert tables(database) == there


def test_all_the_way_back_nothing_is_left(database: Database) -> None:
    migrate(database)
    migrate(database, "base")
    assert tables(database) == {"alembic_version"}
    migrate(database)
    assert tables(database) == expected(database)


def test_at_the_end_there_is_nothing_to_do(database: Database) -> None:
    migrate(database)
    with database.write() as connection:
        store(connection, [EAST])
    migrate(database)
    with database.read() as connection:
        assert find(connection, Region, id="east") == EAST


def test_a_later_programs_database_is_left_alone(database: Database) -> None:
    migrate(database)
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseRefused) as no:
        migrate(database)
    assert no.value.code == "database_newer"
    assert version_of(database) == "9999"


def test_several_processes_that_start_at_once_take_each_step_once(database_url: str) -> None:
    faults: list[Exception] = []

    def start() -> None:
        opened = open_database(database_url, create=True)
        try:
            migrate(opened)
        except Exception as fault:
            faults.append(fault)
        finally:
            opened.close()

    open_database(database_url, create=True).close()
    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


# A small history: one step that stands, and the file of one that a later program would take.
STEP = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{number}", {before!r}, None, None

def upgrade():
    {work}

def downgrade():
    pass
"""
FAMILY = (
    "CREATE TABLE region (id TEXT PRIMARY KEY)",
    "CREATE TABLE parent (id TEXT PRIMARY KEY)",
    "CREATE TABLE child (id TEXT PRIMARY KEY, parent_id TEXT REFERENCES parent (id) ON DELETE CASCADE)",
    "INSERT INTO region VALUES ('r')",
    "INSERT INTO parent VALUES ('p')",
    "INSERT INTO child VALUES ('c', 'p')",
)


def step(number: int, work: str) -> str:
    """The text of a step."""
    before = f"{number - 1:04}" if number > 1 else None
    return STEP.format(number=f"{number:04}", before=before, work=work)


@pytest.fixture
def future(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with a region, a parent and its child, and where the next step is to be written."""
    versions = tmp_path / "migrations" / "versions"
    versions.mkdir(parents=True)
    shutil.copy(FOLDER / "env.py", versions.parent)
    (versions / "0001_family.py").write_text(step(1, f"[op.execute(each) for each in {FAMILY}]"))
    monkeypatch.setattr(migration, "FOLDER", versions.parent)
    migrate(database)
    monkeypatch.setattr(migration, "NEWEST", "0002")
    return versions / "0002_next.py"


def counts(database: Database) -> dict[str, int]:
    """How many rows are in the tables that a step could harm."""
    with database.read() as connection:
        return {
            name: int(connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one())
            for name in ("parent", "child", "region")
        }


def test_a_step_that_keeps_everything_is_taken(database: Database, future: Path) -> None:
    future.write_text(step(2, "op.add_column('parent', sa.Column('name', sa.Text))"))
    migrate(database)
    assert version_of(database) == "0002"
    assert counts(database) == {"parent": 1, "child": 1, "region": 1}


def test_a_table_that_is_rebuilt_keeps_its_children(database: Database, future: Path) -> None:
    """With foreign keys on, SQLite would delete them with the old table."""
    how = "always" if database.dialect == "sqlite" else "auto"
    column = "batch.alter_column('id', nullable=False)"
    future.write_text(step(2, f"with op.batch_alter_table('parent', recreate='{how}') as batch: {column}"))
    migrate(database)
    assert counts(database) == {"parent": 1, "child": 1, "region": 1}
    with database.read() as connection:
        if database.dialect == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("op.execute('DELETE FROM region')", "rows lost: {'region': 1}"),
        ("op.execute('DELETE FROM child'); op.drop_table('child')", "rows lost: {'child': 1}"),
        ("op.drop_table('child'); op.drop_table('parent')", "rows lost"),
        ("op.add_column('parent', sa.Column('name', sa.Text)); 1 / 0", "ZeroDivisionError"),
        ("op.add_column('parent', sa.Column('name', sa.Text)); op.execute('SELECT nonsense')", "nonsense"),
    ],
)
def test_a_faulty_step_leaves_everything_as_it_was(
    database: Database, future: Path, fault: str, reason: str
) -> None:
    future.write_text(step(2, fault))
    with pytest.raises(MigrationFailed) as failed:
        migrate(database)
    assert reason in failed.value.reason
    assert failed.value.code == "migration_failed"
    assert version_of(database) == "0001"
    assert counts(database) == {"parent": 1, "child": 1, "region": 1}
    with database.read() as connection:
        assert [column["name"] for column in sa.inspect(connection).get_columns("parent")] == ["id"]


def test_a_step_that_breaks_references_is_undone(database: Database, future: Path) -> None:
    """PostgreSQL refuses the statement itself; SQLite does not look while its foreign keys are off."""
    future.write_text(step(2, """op.execute("UPDATE child SET parent_id = 'nobody'")"""))
    with pytest.raises(MigrationFailed) as failed:
        migrate(database)
    assert "references broken" in failed.value.reason or "violates foreign key" in failed.value.reason
    assert version_of(database) == "0001"


@pytest.mark.parametrize(
    ("said", "kind", "code"),
    [
        ("database or disk is full", sa.exc.OperationalError, ""),
        ("disk I/O error", sa.exc.OperationalError, ""),
        ("database disk image is malformed", DatabaseRefused, "database_unreadable"),
        ("table region already exists", MigrationFailed, "migration_failed"),
    ],
)
def test_what_the_disk_hinders_is_no_fault_of_the_step(
    database: Database, future: Path, said: str, kind: type[Exception], code: str
) -> None:
    """Who frees some space goes on; who has a damaged page is offered the way out."""
    future.write_text(step(2, f"raise sa.exc.OperationalError('', None, Exception({said!r}))"))
    with pytest.raises(kind) as no:
        migrate(database)
    assert getattr(no.value, "code", "") in (code, "e3q8")  # the latter is SQLAlchemy's own mark
    assert version_of(database) == "0001"
    assert counts(database) == {"parent": 1, "child": 1, "region": 1}
