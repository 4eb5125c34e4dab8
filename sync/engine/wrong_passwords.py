"""Wrong passwords slow down and never destroy.

The count is kept in a small file, so that a restart does not forget it. Whoever can write the folder can
delete that file; what protects a copied disk is the cost of Argon2id and the keyring's secret.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

import msgspec

from sync.domain.clock import Instant
from sync.engine.keys_refused import KeysRefused
from sync.engine.safe_file import Disk, put

# Seconds to wait after the first, second, … wrong password; the last one holds for all that follow.
DELAYS: Final = (0, 1, 2, 4, 8, 16, 32, 60)


class Tries(msgspec.Struct, frozen=True):
    """Tries since the last right password, and when the newest was made."""

    count: int = 0
    newest: Instant = 0


class WrongPasswords:
    """The patience of one key file."""

    def __init__(self, path: Path, disk: Disk) -> None:
        self._path = path
        self._disk = disk
        self._tries: Tries | None = None

    def begin(self, now: Instant) -> None:
        """Count a try before it is made, so that killing the program does not undo it.

        Raises KeysRefused password_wait while an earlier one still counts.
        """
        tries = self._read()
        if now < tries.newest:  # the clock was turned back: wait from now on, never until then
            tries = Tries(tries.count, now)
            self._write(tries)
        left = tries.newest + self.wait_seconds() * 1000 - now
        if left > 0:
            raise KeysRefused("password_wait", wait_seconds=-(-left // 1000))
        self._write(Tries(tries.count + 1, now))

    def wait_seconds(self) -> int:
        """Seconds between the newest try and the next."""
        count = self._read().count
        return DELAYS[min(count, len(DELAYS)) - 1] if count else 0

    def forget(self) -> None:
        """The password was right."""
        self._tries = Tries()
        with contextlib.suppress(OSError):
            self._disk.remove(self._path)

    def _read(self) -> Tries:
        if self._tries is None:
            self._tries = Tries()
            with contextlib.suppress(OSError, msgspec.DecodeError, UnicodeDecodeError):
                self._tries = msgspec.json.decode(self._disk.read(self._path), type=Tries)
        return self._tries

    def _write(self, tries: Tries) -> None:
        """Best effort: a full or read-only disk must not keep people from opening their own work."""
        self._tries = tries
        with contextlib.suppress(OSError):
            put(self._disk, self._path, msgspec.json.encode(tries), lambda _content: None)
