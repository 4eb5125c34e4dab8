"""How this copy opens, and signing in again when the centre does not take the laptop's tokens any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate

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


def lock_words(status: KeyStatus) -> str:
    """What guards the data on this machine, said plainly where it is less than usual."""
    if status.slot == "password":
        return translate(
            "Credentials",
            "This machine has no keyring of the system: the password alone guards the data. "
            "Please choose one that is hard to guess.",
        )
    return translate("Credentials", "The password, and a secret in the keyring of the system")
