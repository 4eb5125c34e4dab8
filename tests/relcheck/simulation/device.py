"""One laptop of a run: a folder, a clock that may be wrong, and the person's own acts with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sync.engine import rescue, snapshots
from sync.engine.cycle import Result
from sync.engine.laptop import Laptop
from sync.engine.opening import DATABASE
from sync.engine.transport import SignInAgain
from sync.store.database import Database, open_sqlite
from tests.relcheck.simulation.clocks import Clocks
from tests.relcheck.simulation.engines import ENGINES, Bomb, Died
from tests.stage import PASSWORD


class Device:
    """A laptop that can die at any point and is opened again from what its folder holds."""

    def __init__(self, name: str, folder: Path, key: bytes, clocks: Clocks, *, whole: bool = False) -> None:
        """`whole`: the program opens its folder as it does for a person, with its journals."""
        self.name, self.folder, self.key = name, folder, key
        self._clocks, self._whole = clocks, whole
        self._died = False
        self.wrong = 0.0  # seconds by which its clock is ahead of the true time
        self.copies: list[Path] = []
        self._open()

    @property
    def person(self) -> str:
        return self.laptop.identity.person_id

    @property
    def database(self) -> Database:
        return self.laptop.database

    @property
    def bomb(self) -> Bomb:
        """Set it, and the laptop dies at that statement."""
        return ENGINES.bomb(self.database)

    def _open(self) -> None:
        database = open_sqlite(self.folder / DATABASE, self.key)
        if not self._whole:
            self.laptop = Laptop(self.folder, database, self.key)
            return
        self.laptop = Laptop(self.folder, database, self.key, ended_badly=self._died)
        self._died = False
        self.laptop.take_up_journal()
        journals: tuple[Any, ...] = (self.laptop._journal._lines, self.laptop._drafts._lines)
        for lines in journals:
            lines.append = self._while_alive(lines.append)

    def _while_alive(self, append: Callable[[list[Any]], None]) -> Callable[[list[Any]], None]:
        """A program that died writes nothing down any more, whatever stands in its `except`."""

        def appended(lines: list[Any]) -> None:
            if self.bomb.went:
                raise Died
            append(lines)

        return appended

    def close(self) -> None:
        """The program ends as it should."""
        ENGINES.closing(self.database)

    def restart(self) -> None:
        """The program ends, and begins again."""
        self.close()
        self._open()

    @contextmanager
    def used(self) -> Iterator[Laptop]:
        """The laptop in its person's hands, at its own clock; one that dies is opened again. Raises Died."""
        try:
            with self._clocks.wrong_by(self.wrong):
                yield self.laptop
        except Died:
            self._died = True
            self.restart()
            raise
        finally:
            self.bomb.left, self.bomb.full = 0, False

    def keep_snapshot(self) -> None:
        """As before a migration."""
        snapshots.take(self.database, self.folder)

    def lose_database(self) -> bool:
        """Not a page of it can be read; the newest snapshot takes its place, and what was not sent is in the
        journal. Whether there was a snapshot."""
        kept = snapshots._all(self.folder)  # whether they are whole is the business of other checks
        if not kept:
            return False
        self.close()
        for ending in ("", "-wal", "-shm"):
            (self.folder / f"{DATABASE}{ending}").unlink(missing_ok=True)
        rescue._copy(kept[0], self.key, self.folder / DATABASE)
        self._open()
        return True

    def sync(self) -> Result:
        """Sync, with the password where it is asked for. Raises what a sync raises, and Died."""
        with self.used() as laptop:
            try:
                return laptop.sync()
            except SignInAgain:
                laptop.sign_in_again(PASSWORD)
                return laptop.sync()

    def back_up(self) -> None:
        """Somebody copies the folder, for later."""
        self.close()
        copy = self.folder.with_name(f"{self.folder.name}.copy{len(self.copies)}")
        shutil.copytree(self.folder, copy)
        self.copies.append(copy)
        self._open()

    def restore(self, copy: Path) -> None:
        """The folder as it was; what was done since is gone with the broken disk."""
        self.close()
        shutil.rmtree(self.folder)
        shutil.copytree(copy, self.folder)
        self._open()

    def cloned(self, name: str) -> Device:
        """The same copy on a second laptop; both go on."""
        self.close()
        folder = self.folder.with_name(name)
        shutil.copytree(self.folder, folder)
        self._open()
        other = Device(name, folder, self.key, self._clocks, whole=self._whole)
        other.wrong = self.wrong
        return other
