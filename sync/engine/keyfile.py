"""The key file: a laptop's data key, wrapped, beside its database.

Two generations lie side by side, each with a digest. A change writes the new content over one, then over
the other, so that a torn one costs nothing and, in the end, an old password opens neither.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeAlias

import msgspec

from sync.engine.key_slots import FORMAT, PasswordSlot, RecoverySlot
from sync.engine.keys_refused import KeysRefused
from sync.engine.safe_file import Disk, put
from sync.engine.sealed import Damaged


class KeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """What the file says.

    `profile_id` names the keyring's entry and is bound into every slot; `key_check` is a fingerprint of
    the data key; `backend` the keyring that holds the secret ("" = none); `database_made` says that the
    database was there once, so that its absence is a loss.
    """

    profile_id: str
    generation: int
    key_check: bytes
    daily: PasswordSlot
    backend: str = ""
    recovery: RecoverySlot | None = None
    database_made: bool = False


Proof: TypeAlias = Callable[[KeyFile], None]
"""Raises Damaged unless the file, as it was read back, opens."""


class _Stored(msgspec.Struct, frozen=True):
    """The file itself; the digest tells a torn file from a wrong password."""

    version: int
    digest: str
    keys: msgspec.Raw


class TwoGenerations:
    """The key file on the disk."""

    def __init__(self, current: Path, previous: Path, disk: Disk) -> None:
        self._paths = (current, previous)
        self._disk = disk

    def newest(self) -> KeyFile | None:
        """The readable generation with the highest number; None when there is no file at all.

        Raises KeysRefused key_file_damaged when there are files and none can be read, key_file_too_new.
        """
        found = [path for path in self._paths if path.exists()]
        readable = [keys for path in found if (keys := decoded(self._content(path)))]
        if found and not readable:
            raise KeysRefused("key_file_damaged")
        return max(readable, key=lambda keys: keys.generation, default=None)

    def change(self, keys: KeyFile, proof: Proof, **fields: object) -> None:
        """Write the next generation. Raises KeysRefused key_file_not_written; what is on the disk opens."""
        self.store(msgspec.structs.replace(keys, generation=keys.generation + 1, **fields), proof)

    def store(self, keys: KeyFile, proof: Proof) -> None:
        """Write both files, one after the other: at every moment one of them is whole.

        Once the first is written the change is made; the second can wait for `heal`.
        """
        current, previous = self._paths
        try:
            self._put(current, keys, proof)
        except (OSError, Damaged) as error:
            raise KeysRefused("key_file_not_written", reason=str(error)) from error
        with contextlib.suppress(OSError, Damaged):
            self._put(previous, keys, proof)

    def heal(self, keys: KeyFile) -> None:
        """Bring a torn or older file up to the generation that has just opened, if the disk allows."""
        with contextlib.suppress(KeysRefused):
            if any(self._content(path) != encoded(keys) for path in self._paths):
                self.store(keys, trusted)

    def _put(self, path: Path, keys: KeyFile, proof: Proof) -> None:
        put(self._disk, path, encoded(keys), partial(_read_back, keys, proof))

    def _content(self, path: Path) -> bytes:
        """A file that cannot be read counts as torn: the other generation serves."""
        try:
            return self._disk.read(path)
        except OSError:
            return b""


def trusted(_keys: KeyFile) -> None:
    """The proof for a change that leaves the slots as they are."""


def encoded(keys: KeyFile) -> bytes:
    """The bytes of a key file."""
    words = msgspec.json.encode(keys)
    return msgspec.json.encode(_Stored(FORMAT, _digest(FORMAT, words), msgspec.Raw(words)))


def decoded(content: bytes) -> KeyFile | None:
    """What a whole file says; None for a torn one. Raises KeysRefused key_file_too_new."""
    try:
        stored = msgspec.json.decode(content, type=_Stored)
        if _digest(stored.version, bytes(stored.keys)) != stored.digest:
            return None
        if stored.version > FORMAT:
            raise KeysRefused("key_file_too_new")
        return msgspec.json.decode(stored.keys, type=KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _digest(version: int, words: bytes) -> str:
    """The same in every version to come, so that a newer file is never taken for a torn one."""
    return hashlib.sha256(b"%d\n" % version + words).hexdigest()


def _read_back(written: KeyFile, proof: Proof, content: bytes) -> None:
    """What must hold of a new file before it may replace the old one."""
    if decoded(content) != written:
        raise Damaged("changed")
    proof(written)
