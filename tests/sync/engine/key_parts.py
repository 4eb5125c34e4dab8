"""Stand-ins for the keyring and the disk, and passwords that cost nothing to test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from sync.engine.key_slots import Cost, SlotName
from sync.engine.keyring_door import Answer, Outcome
from sync.engine.keys import Keys
from sync.engine.safe_file import Disk

CHEAP: Final = Cost(8, 1, 1)
CHEAP_COSTS: Final[dict[SlotName, Cost]] = {"unlock": CHEAP, "password": CHEAP}
BACKEND: Final = "示例.Keyring"
MOMENTS: Final[tuple[Literal["before", "half", "after"], ...]] = ("before", "half", "after")


class MemoryKeyring:
    """A keyring that answers as it is told; `outcome` None means that it works."""

    def __init__(self, outcome: Outcome | None = None, backend: str = BACKEND) -> None:
        self.outcome = outcome
        self.backend = backend
        self.secrets: dict[str, bytes] = {}

    def read(self, entry: str) -> Answer:
        if self.outcome is not None:
            return Answer(self.outcome)
        if entry not in self.secrets:
            return Answer("missing", backend=self.backend)
        return Answer("value", self.secrets[entry], self.backend)

    def write(self, entry: str, secret: bytes) -> Answer:
        if self.outcome is None:
            self.secrets[entry] = secret
        return self.read(entry)


class Killed(BaseException):
    """The process ends here."""


class KillingDisk(Disk):
    """Ends the process at one file operation: before it, half way through a write, or right after."""

    def __init__(self, at: int, moment: Literal["before", "half", "after"]) -> None:
        self.at = at
        self.moment = moment
        self.done = 0

    @property
    def killed(self) -> bool:
        return self.done > self.at

    def write(self, path: Path, content: bytes) -> None:
        if self.moment == "half" and self.done == self.at:
            self._step(lambda: super(KillingDisk, self).write(path, content[: len(content) // 2]), die=True)
        self._step(lambda: super(KillingDisk, self).write(path, content))

    def remove(self, path: Path) -> None:
        self._step(lambda: super(KillingDisk, self).remove(path))

    def replace(self, new: Path, path: Path) -> None:
        self._step(lambda: super(KillingDisk, self).replace(new, path))

    def sync_folder(self, folder: Path) -> None:
        self._step(lambda: super(KillingDisk, self).sync_folder(folder))

    def _step(self, act: Callable[[], None], *, die: bool = False) -> None:
        mine = self.done == self.at
        self.done += 1
        if mine and self.moment == "before":
            raise Killed
        act()
        if die or (mine and self.moment == "after"):
            raise Killed


def keys_in(folder: Path, keyring: MemoryKeyring | None, disk: Disk | None = None) -> Keys:
    """The keys of a folder, as a freshly started program sees them."""
    return Keys(folder / "local.db", keyring, costs=CHEAP_COSTS, disk=disk or Disk())


def make_database(folder: Path) -> Path:
    """Something of a database's size where the database should be."""
    path = folder / "local.db"
    path.write_bytes(bytes(8192))
    return path
