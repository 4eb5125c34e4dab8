"""The sentences for what rules, keys, the line and the server answer with codes: what happened, what is safe,
what to do next. One sentence for each code; a test compares this table with theirs."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication


def refusal(code: str, details: Mapping[str, object] | None = None) -> str:
    """What a rule said no to; the code itself where an older window does not know it."""
    sentence = _refusals().get(code, code)
    return sentence.format_map(_Details(details or {}))


def trouble(code: str, seconds: int = 0) -> str:
    """What hinders the line, the keys or the database."""
    return _troubles().get(code, code).format(seconds=seconds)


class _Details(dict[str, object]):
    """Details that a sentence names but the rule did not give stay out of it."""

    def __missing__(self, _key: str) -> str:
        return ""


def _refusals() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "not_allowed": translate(
            "Refusal", "Your role does not include this step here. Nothing was changed."
        ),
        "wrong_state": translate(
            "Refusal", "The problem has moved on; this step no longer fits. Please look again."
        ),
        "missing": translate("Refusal", "The record is no longer here. Please sync and look again."),
        "already_exists": translate("Refusal", "This was done before; nothing was done twice."),
        "already_accepted": translate(
            "Refusal", "A colleague accepted this problem first. What you wrote is kept."
        ),
        "incomplete": translate(
            "Refusal", "Required parts are still empty. The draft is kept; please complete them."
        ),
        "future_visit": translate(
            "Refusal", "The day lies after today. The draft is kept; please correct the day."
        ),
        "not_a_day": translate(
            "Refusal", "This is not a day of the calendar. Please write it as 2026-09-30."
        ),
        "too_long": translate(
            "Refusal", "A text is longer than its field takes. The draft is kept; please shorten it."
        ),
        "bad_text": translate(
            "Refusal", "A text holds a character that cannot be stored. Please type it anew."
        ),
        "bad_body": translate("Refusal", "The entry cannot be read. The draft is kept."),
        "wrong_enterprise": translate("Refusal", "The problem belongs to another enterprise."),
        "unknown_person": translate(
            "Refusal", "This person has no such duty here. Please choose somebody else."
        ),
        "unknown_office": translate(
            "Refusal", "This department is not in the directory. Please choose another."
        ),
        "no_centre": translate(
            "Refusal", "No service centre answers for this region. Please tell the administrator."
        ),
        "reason_needed": translate("Refusal", "Please write the reason."),
        "due_in_past": translate("Refusal", "The day lies before today. Please choose a later one."),
        "follow_up_by_handler": translate(
            "Refusal", "Who handled the problem does not make its follow-up call."
        ),
        "follow_up_by_department": translate(
            "Refusal", "The handling department does not make the follow-up call."
        ),
        "follow_up_by_signer": translate(
            "Refusal", "Who drafted or signed the order does not make the call."
        ),
        "follow_up_by_representative": translate(
            "Refusal", "The enterprise's own representative does not make the call."
        ),
        "no_order": translate("Refusal", "There is no open order any more. Please look again."),
        "reply_missing": translate("Refusal", "No reply of the department waits for checking."),
        "unknown_choice": translate("Refusal", "Please choose one of the entries of the list."),
        "bad_document": translate("Refusal", "The document cannot be published: {reason}"),
        "not_a_number": translate("Refusal", "The amount is not a number."),
        "term_not_over": translate("Refusal", "The three-year term is not over; a reason is needed."),
        "file_too_large": translate(
            "Refusal", "The file has {size} bytes; at most {largest} are taken. The record itself is saved."
        ),
        "settled_conflict": translate("Refusal", "Somebody has settled this conflict already."),
        "other_kind": translate(
            "Refusal", "The centre knows another entry under this number. What you wrote is kept."
        ),
        "out_of_scope": translate(
            "Refusal", "The record was not yours when this was done. The centre keeps it for a coordinator."
        ),
        "missing_prerequisite": translate(
            "Refusal", "An earlier step has not reached the centre. Both are kept."
        ),
        "unknown_kind": translate(
            "Refusal", "The centre's program is older and keeps this until it is updated."
        ),
        "too_new": translate("Refusal", "The centre's program is older and keeps this until it is updated."),
        "device_revoked": translate(
            "Refusal", "This laptop was withdrawn before. The centre keeps what was sent."
        ),
        "failed_here": translate(
            "Refusal", "The centre met a fault with this entry and keeps it. IT can see it."
        ),
    }


def _troubles() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "offline": translate("Trouble", "No line to the centre. Everything is kept here; work can go on."),
        "not_our_server": translate(
            "Trouble", "Something else answered instead of the centre; the network may ask for a log-in."
        ),
        "damaged_reply": translate("Trouble", "The centre's answer arrived damaged. It will be asked again."),
        "busy": translate("Trouble", "The centre is busy. It will be asked again by itself."),
        "fault": translate("Trouble", "The centre met a fault. Everything is kept here and tried again."),
        "wrong_password": translate("Trouble", "The name or the password is not right."),
        "password_wait": translate("Trouble", "Please wait {seconds} seconds before the next try."),
        "too_many_tries": translate("Trouble", "Please wait {seconds} seconds before the next try."),
        "password_empty": translate("Trouble", "Please type the password."),
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
            "Trouble", "This session has no keyring, and this copy needs it. Nothing was deleted."
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
            "Trouble", "The data file is damaged. It was left as it is; please tell IT."
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
        "other_key": translate("Trouble", "The key belongs to another copy."),
        "recovery_missing": translate("Trouble", "No recovery key was given to this copy."),
        "recovery_refused": translate("Trouble", "The recovery key does not fit this copy."),
        "not_enough_memory": translate(
            "Trouble", "Too little free memory to check the password. Close a program."
        ),
        "folder_busy": translate("Trouble", "The program is open already with this copy."),
        "lease_over": translate(
            "Trouble", "This copy was not in contact for too long. Connect once to go on."
        ),
    }


TROUBLES = _troubles
REFUSALS = _refusals
