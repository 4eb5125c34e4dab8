"""One laptop of a run: a folder, a clock that may be wrong, and the person's own acts with it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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

    def __init__(self, name: str, folder: Path, key: bytes, clocks: Clocks) -> None:
        self.name, self.folder, self.key = name, folder, key
        self._clocks = clocks
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
        self.laptop = Laptop(self.folder, open_sqlite(self.folder / DATABASE, self.key), self.key)

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
            self.restart()
            raise
        finally:
            self.bomb.left = 0

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
        other = Device(name, folder, self.key, self._clocks)
        other.wrong = self.wrong
        return other
