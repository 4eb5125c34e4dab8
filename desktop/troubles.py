"""What hinders the line, the keys or the disk: from an exception to its code, and from the code to a sentence
that says what happened, what is safe and what to do. A test compares the table with all who give codes."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

SIGN_IN = "sign_in_again"
REVOKED = "device_revoked"  # the one end of a sign-in that signing in again does not mend
BUSY = "busy"
UNEXPECTED = "unexpected"
READ_ONLY = "read_only"


def code_of(error: Exception) -> tuple[str, int]:
    """The code of its sentence, and after how many seconds to try again; UNEXPECTED is a fault of ours."""
    known = next((told(error) for kind, told in _kinds().items() if isinstance(error, kind)), None)
    return known or (_code_of_disk(error), 0)


def _kinds() -> dict[type[Exception], Callable[[Any], tuple[str, int]]]:
    """Who hinders, and how it says what."""
    from sync.domain.errors import Refused
    from sync.engine.authority import AuthorityRefused
    from sync.engine.courier import CourierRefused
    from sync.engine.cycle import Stopped
    from sync.engine.keys_refused import KeysRefused
    from sync.engine.opening import FolderBusy
    from sync.engine.places import PlaceRefused
    from sync.engine.transport import Away, Declined, SignInAgain
    from sync.store.database import DatabaseRefused

    return {
        KeysRefused: lambda no: (_code_of_keys(no.code), no.details.get("wait_seconds", 0)),
        CourierRefused: lambda no: (no.code, 0),
        PlaceRefused: lambda no: (no.code, 0),
        Declined: lambda no: (_known(no.code, "declined"), no.seconds),
        Away: lambda away: (away.code, away.seconds),
        SignInAgain: lambda no: (REVOKED if str(no) == REVOKED else SIGN_IN, 0),
        DatabaseRefused: lambda no: (no.code, 0),
        AuthorityRefused: lambda no: (no.code, 0),
        Refused: lambda no: (_known(no.code, UNEXPECTED), 0),
        FolderBusy: lambda _busy: ("folder_busy", 0),
        Stopped: lambda _stopped: ("stopped", 0),
    }


def _known(code: str, otherwise: str) -> str:
    return code if code in sentences() else otherwise


def _code_of_keys(code: str) -> str:
    # Where the copy is opened nobody asks for a name.
    return "wrong_password_here" if code == "wrong_password" else code


def _code_of_disk(error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT) or "disk is full" in str(error):
        return "disk_full"
    if number == errno.EROFS or "readonly database" in str(error):
        return READ_ONLY
    return "folder_forbidden" if isinstance(error, PermissionError) else UNEXPECTED


def sentences() -> dict[str, str]:
    """Code → sentence; {seconds} is filled in."""
    translate = QCoreApplication.translate
    return {
        "offline": translate("Trouble", "No line to the centre. Everything is kept here; work can go on."),
        "certificate": translate(
            "Trouble",
            "The server's certificate cannot be trusted; nothing was sent. Work can go on; please tell IT.",
        ),
        "authority_unreadable": translate(
            "Trouble", "The file with the organisation's certificates cannot be read. Please tell IT."
        ),
        "not_our_server": translate(
            "Trouble", "Something else answered instead of the centre; the network may ask for a log-in."
        ),
        "damaged_reply": translate("Trouble", "The centre's answer arrived damaged. It will be asked again."),
        "busy": translate("Trouble", "The centre is busy. It will be asked again by itself."),
        "fault": translate("Trouble", "The centre met a fault. Everything is kept here and tried again."),
        "wrong_password": translate(
            "Trouble",
            "The name or the password is not right. Please type them again; who has forgotten it asks IT.",
        ),
        "password_wait": translate(
            "Trouble", "Too many tries. Please wait {seconds} seconds before the next one."
        ),
        "too_many_tries": translate(
            "Trouble", "Too many tries. Please wait {seconds} seconds before the next one."
        ),
        "password_empty": translate("Trouble", "No password was typed. Please type it."),
        "unknown_person": translate(
            "Trouble", "This account belongs to nobody. Please tell the administrator."
        ),
        "too_many_devices": translate(
            "Trouble", "Two laptops are registered for this person already. Please tell the administrator."
        ),
        "device_revoked": translate("Trouble", "This laptop was withdrawn. Please tell the administrator."),
        "bad_proof": translate("Trouble", "The centre does not recognise this laptop. Please try again."),
        "sign_in_again": translate(
            "Trouble", "The sign-in has run out. Work here goes on; please sign in again."
        ),
        "keyring_locked": translate(
            "Trouble", "The system's keyring is locked. Please unlock it and try again."
        ),
        "keyring_missing_secret": translate(
            "Trouble",
            "The system's keyring has lost this copy's secret. Nothing was deleted; please tell IT.",
        ),
        "keyring_changed": translate(
            "Trouble", "This session uses another keyring than before. Nothing was deleted; please tell IT."
        ),
        "keyring_absent": translate(
            "Trouble",
            "This session has no keyring, and this copy needs it. Nothing was deleted; please log in to the "
            "system as usual and open the program there, or tell IT.",
        ),
        "keyring_failed": translate(
            "Trouble", "The system's keyring answered with an error. Please try again."
        ),
        "database_missing": translate(
            "Trouble", "The data file is gone from its folder. Nothing new was made; tell IT."
        ),
        "database_empty": translate(
            "Trouble", "The data file is empty. Nothing new was made; please tell IT."
        ),
        "database_unreadable": translate(
            "Trouble",
            "The data file is damaged. Please close the program and open it again: what was not sent is "
            "saved before anything else.",
        ),
        "sqlite_too_old": translate(
            "Trouble", "The database program is too old to be safe. Please install anew."
        ),
        "database_newer": translate(
            "Trouble", "A newer version made this copy. Please install the newer version."
        ),
        "migration_failed": translate(
            "Trouble", "The data could not be brought to this version. It is as it was; please tell IT."
        ),
        "key_file_missing": translate(
            "Trouble", "The key file is gone. The data was left as it is; please tell IT."
        ),
        "key_file_damaged": translate(
            "Trouble", "The key file is damaged. The data was left as it is; tell IT."
        ),
        "key_file_too_new": translate(
            "Trouble", "A newer version made this copy. Please install the newer version."
        ),
        "key_file_not_written": translate(
            "Trouble", "The disk did not take the key file. The password is as before."
        ),
        "key_exists": translate("Trouble", "There is a copy here already. Please open it with its password."),
        "other_key": translate("Trouble", "The key belongs to another copy. Please tell IT."),
        "recovery_missing": translate("Trouble", "No recovery key was given to this copy. Please tell IT."),
        "recovery_refused": translate(
            "Trouble", "The recovery key does not fit this copy. Please take the right one."
        ),
        "not_enough_memory": translate(
            "Trouble", "Too little free memory to check the password. Close a program."
        ),
        "folder_busy": translate(
            "Trouble", "The program is open already with this copy. Please use that window."
        ),
        "lease_over": translate(
            "Trouble",
            "This copy was not in contact for too long and is locked; the server does not answer now. "
            "Everything is kept here; connect, and open it again.",
        ),
        "declined": translate(
            "Trouble", "The centre did not take the request. Everything is kept here; please tell IT."
        ),
        "wrong_password_here": translate(
            "Trouble",
            "The password is not right. Please type it again; if the centre has just changed it, type the one"
            " used here before. Who has forgotten it asks IT.",
        ),
        "disk_full": translate(
            "Trouble", "The disk is full. What you typed is still in its field; please free some space."
        ),
        "read_only": translate(
            "Trouble",
            "The data files may only be read: nothing can be saved now. What you typed is still in its "
            "field, and what was saved is whole. Please tell IT.",
        ),
        "folder_forbidden": translate("Trouble", "The data folder may not be written. Please tell IT."),
        "place_full": translate(
            "Trouble",
            "The file was not saved: there is too little room at this place. Everything is kept here; please "
            "choose another place.",
        ),
        "place_unwritable": translate(
            "Trouble",
            "The file was not saved: nothing can be written at this place, or the stick was pulled out. "
            "Everything is kept here; please choose another place.",
        ),
        "file_unreadable": translate(
            "Trouble",
            "The file cannot be read; the stick may have been pulled out. Please put it in again, or copy "
            "the file once more.",
        ),
        "stopped": translate("Trouble", "Stopped. What has arrived is kept; sign in or open again to go on."),
        "no_key": translate(
            "Trouble", "This laptop has no key for such files yet. Please sync once with a line."
        ),
        "damaged": translate("Trouble", "The file is damaged or cut short. Please copy it again."),
        "forged": translate(
            "Trouble", "The file is not of this laptop's centre. Please ask for the right one."
        ),
        "other_laptop": translate(
            "Trouble",
            "The answer belongs to another laptop, or to a file of long ago. Please save a new file.",
        ),
        "unexpected": translate(
            "Trouble", "Something went wrong in the program. What was saved is safe; please tell IT."
        ),
    }


def at_the_door() -> dict[str, str]:
    """The same where no copy is open: there is nothing to go on with, nothing is tried again by itself."""
    translate = QCoreApplication.translate
    return {
        "database_unreadable": translate("Trouble", "The data file is damaged. It was left as it is."),
        "offline": translate(
            "Trouble",
            "The server does not answer. Signing in needs a line this time: please check it and the server's "
            "address, and try again.",
        ),
        "certificate": translate(
            "Trouble", "The server's certificate cannot be trusted; nothing was sent. Please tell IT."
        ),
        "not_our_server": translate(
            "Trouble",
            "Something else answered instead of the centre. Please check the server's address, or log in to "
            "the network first.",
        ),
        "damaged_reply": translate("Trouble", "The centre's answer arrived damaged. Please try again."),
        "busy": translate("Trouble", "The centre is busy. Please try again in a little while."),
        "fault": translate("Trouble", "The centre met a fault. Please try again later, or tell IT."),
    }
