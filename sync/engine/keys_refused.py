"""Why a laptop's keys do not open: codes, never sentences."""

from __future__ import annotations

from typing import Final

# Every code, and when. The window and the command line have one sentence for each.
KEY_REFUSALS: Final[dict[str, str]] = {
    "wrong_password": "the password does not open the key file; wait_seconds before the next try",
    "password_wait": "a try came before its time; the password was not looked at; wait_seconds",
    "password_empty": "a new password has no characters",
    "keyring_locked": "the system's keyring is locked, or its prompt is still open",
    "keyring_missing_secret": "the system's keyring does not hold the secret of this folder (any more)",
    "keyring_changed": "another kind of keyring than the one that holds the secret; details: was, now",
    "keyring_absent": "this session has no keyring, and the folder needs the one it was made with",
    "keyring_failed": "the system's keyring answered with an error",
    "database_missing": "a key file is there, its database is not",
    "database_empty": "a key file is there, its database is shorter than one page",
    "key_file_missing": "a database is there, its key file is not",
    "key_file_damaged": "no generation of the key file can be read",
    "key_file_too_new": "the key file was written by a newer version of the program",
    "key_file_not_written": "the disk did not confirm the key file; the old or the new password opens",
    "key_exists": "a new key was asked for where one exists",
    "other_key": "the given data key is not the one of this folder",
    "recovery_missing": "no recovery key was given to this folder",
    "recovery_refused": "the private key is not the one that the recovery slot was sealed to",
    "not_enough_memory": "the machine has too little free memory to test a password",
}


class KeysRefused(Exception):
    """The keys stay closed; `code` is one of KEY_REFUSALS. Nothing was deleted or made anew."""

    def __init__(self, code: str, **details: object) -> None:
        assert code in KEY_REFUSALS, code
        super().__init__(code)
        self.code = code
        self.details = details
