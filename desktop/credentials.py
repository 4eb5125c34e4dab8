"""How this copy opens, and signing in again when the centre does not take the laptop's tokens any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.engine.keys import Keys, KeyStatus
    from sync.engine.laptop import Laptop


@dataclass(frozen=True)
class Credentials:
    """Both methods wait for something, the line or the disk: they run in a lane, never in the window."""

    laptop: Laptop
    keys: Keys

    def status(self) -> KeyStatus:
        """With the password alone, or with a secret of the system's keyring as well."""
        return self.keys.status()

    def sign_in_again(self, password: str) -> None:
        """New tokens; and as the centre knows the person by this password, it opens the copy from now on.

        Raises Away, Declined; then nothing changed. Raises KeysRefused when only the copy's own password
        is still the one before.
        """
        self.laptop.sign_in_again(password)
        self.keys.rewrap(self.laptop.data_key, password)
