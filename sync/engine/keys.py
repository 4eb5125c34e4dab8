"""The keys of one data folder: make them once, open them with a password, wrap them anew.

The data key is 32 random bytes and never changes; a new password wraps it anew. Where a key file or a
database exists, nothing here makes a new key: what cannot be opened is refused with a code, and stays as
it is.
"""

from __future__ import annotations

import hmac
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Literal

from sync.domain.clock import Instant
from sync.engine import key_slots
from sync.engine.key_slots import COSTS, Cost, PasswordSlot, RecoverySlot, SlotName
from sync.engine.keyfile import KeyFile, Proof, TwoGenerations, trusted
from sync.engine.keyring_door import Keyring
from sync.engine.keys_refused import KeysRefused
from sync.engine.safe_file import DISK, Disk
from sync.engine.sealed import Damaged
from sync.engine.wrong_passwords import WrongPasswords

KEY_BYTES: Final = 32
ONE_PAGE: Final = 4096  # a database file shorter than this holds nothing, and would open as an empty one

# none: a first start may create · begun: the key is there, its database was never confirmed · ready
FolderState = Literal["none", "begun", "ready"]


@dataclass(frozen=True)
class KeyStatus:
    """For the settings page: which slot opens daily, in which keyring ("" = none), is there a recovery."""

    slot: SlotName
    backend: str
    recovery: bool


class Keys:
    """The keys of one data folder; one process at a time uses it.

    `keyring` None means that none is to be used, even where one exists.
    """

    def __init__(
        self,
        database: Path,
        keyring: Keyring | None,
        *,
        costs: Mapping[SlotName, Cost] = COSTS,
        disk: Disk = DISK,
    ) -> None:
        self._database = database
        self._keyring = keyring
        self._costs = costs
        beside = database.with_suffix
        self._file = TwoGenerations(beside(".keys"), beside(".keys.previous"), disk)
        self._patience = WrongPasswords(beside(".keys.tries"), disk)

    def check_folder(self) -> FolderState:
        """What lies in the folder. Raises KeysRefused for every mixture that could hide a loss."""
        keys = self._file.newest()
        if keys is None:
            if self._database_traces():
                raise KeysRefused("key_file_missing")
            return "none"
        if self._database_size() >= ONE_PAGE:
            return "ready"
        if keys.database_made:
            raise KeysRefused("database_empty" if self._database.exists() else "database_missing")
        return "begun"

    def create(self, password: str, recovery_key: bytes | None = None) -> bytes:
        """Make the data key of a new folder and its key file; the 32 bytes.

        `recovery_key` is the organisation's X25519 public key. Raises KeysRefused: key_exists,
        password_empty, keyring_locked, keyring_failed, whatever `check_folder` refuses.
        """
        if self.check_folder() != "none":
            raise KeysRefused("key_exists")
        data_key = secrets.token_bytes(KEY_BYTES)
        profile_id = str(uuid.uuid4())
        daily, backend, opens = self._wrapped(profile_id, data_key, password)
        keys = KeyFile(
            profile_id=profile_id,
            generation=1,
            key_check=key_slots.check_of(data_key),
            daily=daily,
            backend=backend,
            recovery=_for_recovery(profile_id, data_key, recovery_key),
        )
        self._database.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file.store(keys, opens)
        return data_key

    def clear_unmade(self) -> None:
        """Remove what a killed first start left of its database; only in the state `begun`."""
        if self.check_folder() == "begun":
            for path in self._database_files():
                path.unlink(missing_ok=True)

    def database_set_aside(self) -> None:
        """The database that was made is damaged, and lies elsewhere now: the folder may begin again with the
        same key."""
        self._file.change(self._existing(), trusted, database_made=False)

    def database_made(self) -> None:
        """The database is there with its tables: from now on its absence is a loss, not a beginning."""
        keys = self._existing()
        if not keys.database_made:
            self._file.change(keys, trusted, database_made=True)

    def unlock(self, password: str, now: Instant) -> bytes:
        """The data key. `now` is the machine's time; it only spaces out wrong passwords.

        Raises KeysRefused: wrong_password and password_wait (with wait_seconds), keyring_…, key_file_….
        """
        keys = self._existing()
        secret = self._secret(keys)
        self._patience.begin(now)
        try:
            data_key = key_slots.unwrap(keys.profile_id, keys.daily, password, secret)
        except Damaged as error:
            raise KeysRefused("wrong_password", wait_seconds=self._patience.wait_seconds()) from error
        self._patience.forget()
        self._file.heal(keys)
        return data_key

    def rewrap(self, data_key: bytes, password: str) -> None:
        """Another password for the same data key: after a change, after a recovery.

        Killed at any point, the old or the new password opens. Raises KeysRefused: other_key,
        password_empty, keyring_locked, keyring_failed, key_file_not_written.
        """
        keys = self._existing()
        self._prove(keys, data_key)
        daily, backend, opens = self._wrapped(keys.profile_id, data_key, password)
        self._file.change(keys, opens, daily=daily, backend=backend)
        self._patience.forget()

    def change_password(self, old: str, new: str, now: Instant) -> None:
        """`unlock` with the old password, `rewrap` with the new one."""
        self.rewrap(self.unlock(old, now), new)

    def set_recovery(self, data_key: bytes, recovery_key: bytes) -> None:
        """Give, or replace, the organisation's public key after the folder was made. Raises KeysRefused:
        other_key, key_file_not_written."""
        keys = self._existing()
        if keys.recovery is not None and keys.recovery.public_key == recovery_key:
            return
        self._prove(keys, data_key)
        recovery = _for_recovery(keys.profile_id, data_key, recovery_key)
        self._file.change(keys, trusted, recovery=recovery)

    def recover(self, private_key: bytes) -> bytes:
        """The data key by the organisation's private key; `rewrap` should follow."""
        keys = self._existing()
        if keys.recovery is None:
            raise KeysRefused("recovery_missing")
        data_key = key_slots.unwrap_by_recovery(keys.profile_id, keys.recovery, private_key)
        self._prove(keys, data_key)
        return data_key

    def status(self) -> KeyStatus:
        """How this folder opens; asks no keyring."""
        keys = self._existing()
        return KeyStatus(keys.daily.name, keys.backend, keys.recovery is not None)

    # the keyring

    def _wrapped(self, profile_id: str, data_key: bytes, password: str) -> tuple[PasswordSlot, str, Proof]:
        """A new daily slot, the keyring's name, and the proof that a file opens with it."""
        if not password:
            raise KeysRefused("password_empty")
        secret, backend = self._secret_to_wrap(profile_id)
        daily = key_slots.wrap(profile_id, data_key, password, secret, self._costs)
        return daily, backend, partial(_opens, data_key, password, secret)

    def _secret_to_wrap(self, profile_id: str) -> tuple[bytes | None, str]:
        """The secret under our name, a new one where there is none, or None without a keyring."""
        if self._keyring is None:
            return None, ""
        answer = self._keyring.read(profile_id)
        if answer.outcome == "missing":
            answer = self._keyring.write(profile_id, secrets.token_bytes(KEY_BYTES))
        if answer.outcome == "absent":
            return None, ""
        if answer.outcome != "value":
            raise KeysRefused("keyring_locked" if answer.outcome == "locked" else "keyring_failed")
        return answer.value, answer.backend

    def _secret(self, keys: KeyFile) -> bytes | None:
        """The secret that the daily slot was made with; None for a slot that needs none."""
        if keys.daily.name == "password":
            return None
        if self._keyring is None:
            raise KeysRefused("keyring_absent")
        answer = self._keyring.read(keys.profile_id)
        if answer.outcome in ("locked", "absent", "failed"):
            raise KeysRefused(f"keyring_{answer.outcome}")
        if answer.outcome == "value" and key_slots.check_of(answer.value) == keys.daily.secret_check:
            return answer.value
        if answer.backend != keys.backend:
            raise KeysRefused("keyring_changed", was=keys.backend, now=answer.backend)
        raise KeysRefused("keyring_missing_secret")

    # the file

    def _existing(self) -> KeyFile:
        keys = self._file.newest()
        if keys is None:
            raise KeysRefused("key_file_missing")
        return keys

    def _prove(self, keys: KeyFile, data_key: bytes) -> None:
        if not hmac.compare_digest(key_slots.check_of(data_key), keys.key_check):
            raise KeysRefused("other_key")

    # the database beside it

    def _database_files(self) -> list[Path]:
        return [self._database.with_name(self._database.name + end) for end in ("", "-wal", "-shm")]

    def _database_traces(self) -> bool:
        return any(path.exists() for path in self._database_files())

    def _database_size(self) -> int:
        return self._database.stat().st_size if self._database.exists() else 0


def _for_recovery(profile_id: str, data_key: bytes, public_key: bytes | None) -> RecoverySlot | None:
    return key_slots.wrap_for_recovery(profile_id, data_key, public_key) if public_key else None


def _opens(data_key: bytes, password: str, secret: bytes | None, keys: KeyFile) -> None:
    if key_slots.unwrap(keys.profile_id, keys.daily, password, secret) != data_key:
        raise Damaged("changed")
