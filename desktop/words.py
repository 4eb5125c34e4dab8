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
    tr = QCoreApplication.translate
    return {
        "not_allowed": tr("Refusal", "Your role does not include this step here. Nothing was changed."),
        "wrong_state": tr(
            "Refusal", "The problem has moved on; this step no longer fits. Please look again."
        ),
        "missing": tr("Refusal", "The record is no longer here. Please sync and look again."),
        "already_exists": tr("Refusal", "This was done before; nothing was done twice."),
        "already_accepted": tr("Refusal", "A colleague accepted this problem first. What you wrote is kept."),
        "incomplete": tr(
            "Refusal", "Required parts are still empty. The draft is kept; please complete them."
        ),
        "future_visit": tr("Refusal", "The day lies after today. The draft is kept; please correct the day."),
        "not_a_day": tr("Refusal", "This is not a day of the calendar. Please write it as 2026-09-30."),
        "too_long": tr(
            "Refusal", "A text is longer than its field takes. The draft is kept; please shorten it."
        ),
        "bad_text": tr("Refusal", "A text holds a character that cannot be stored. Please type it anew."),
        "bad_body": tr("Refusal", "The entry cannot be read. The draft is kept."),
        "wrong_enterprise": tr("Refusal", "The problem belongs to another enterprise."),
        "unknown_person": tr("Refusal", "This person has no such duty here. Please choose somebody else."),
        "unknown_office": tr("Refusal", "This department is not in the directory. Please choose another."),
        "no_centre": tr(
            "Refusal", "No service centre answers for this region. Please tell the administrator."
        ),
        "reason_needed": tr("Refusal", "Please write the reason."),
        "due_in_past": tr("Refusal", "The day lies before today. Please choose a later one."),
        "follow_up_by_handler": tr("Refusal", "Who handled the problem does not make its follow-up call."),
        "follow_up_by_department": tr("Refusal", "The handling department does not make the follow-up call."),
        "follow_up_by_signer": tr("Refusal", "Who drafted or signed the order does not make the call."),
        "follow_up_by_representative": tr(
            "Refusal", "The enterprise's own representative does not make the call."
        ),
        "order_open": tr("Refusal", "An order of this cycle is still open."),
        "no_order": tr("Refusal", "There is no open order any more. Please look again."),
        "reply_missing": tr("Refusal", "No reply of the department waits for checking."),
        "unknown_choice": tr("Refusal", "Please choose one of the entries of the list."),
        "not_a_number": tr("Refusal", "The amount is not a number."),
        "term_not_over": tr("Refusal", "The three-year term is not over; a reason is needed."),
        "file_too_large": tr(
            "Refusal", "The file has {size} bytes; at most {largest} are taken. The record itself is saved."
        ),
        "settled_conflict": tr("Refusal", "Somebody has settled this conflict already."),
        "other_kind": tr(
            "Refusal", "The centre knows another entry under this number. What you wrote is kept."
        ),
        "out_of_scope": tr(
            "Refusal", "The record was not yours when this was done. The centre keeps it for a coordinator."
        ),
        "missing_prerequisite": tr("Refusal", "An earlier step has not reached the centre. Both are kept."),
        "unknown_kind": tr("Refusal", "The centre's program is older and keeps this until it is updated."),
        "too_new": tr("Refusal", "The centre's program is older and keeps this until it is updated."),
        "device_revoked": tr("Refusal", "This laptop was withdrawn before. The centre keeps what was sent."),
        "failed_here": tr("Refusal", "The centre met a fault with this entry and keeps it. IT can see it."),
    }


def _troubles() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        "offline": tr("Trouble", "No line to the centre. Everything is kept here; work can go on."),
        "not_our_server": tr(
            "Trouble", "Something else answered instead of the centre; the network may ask for a log-in."
        ),
        "damaged_reply": tr("Trouble", "The centre's answer arrived damaged. It will be asked again."),
        "busy": tr("Trouble", "The centre is busy. It will be asked again by itself."),
        "fault": tr("Trouble", "The centre met a fault. Everything is kept here and tried again."),
        "wrong_password": tr("Trouble", "The name or the password is not right."),
        "password_wait": tr("Trouble", "Please wait {seconds} seconds before the next try."),
        "too_many_tries": tr("Trouble", "Please wait {seconds} seconds before the next try."),
        "password_empty": tr("Trouble", "Please type the password."),
        "unknown_person": tr("Trouble", "This account belongs to nobody. Please tell the administrator."),
        "too_many_devices": tr(
            "Trouble", "Two laptops are registered for this person already. Please tell the administrator."
        ),
        "device_revoked": tr("Trouble", "This laptop was withdrawn. Please tell the administrator."),
        "bad_proof": tr("Trouble", "The centre does not recognise this laptop. Please try again."),
        "sign_in_again": tr("Trouble", "The sign-in has run out. Work here goes on; please sign in again."),
        "keyring_locked": tr("Trouble", "The system's keyring is locked. Please unlock it and try again."),
        "keyring_missing_secret": tr(
            "Trouble",
            "The system's keyring has lost this copy's secret. Nothing was deleted; please tell IT.",
        ),
        "keyring_changed": tr(
            "Trouble", "This session uses another keyring than before. Nothing was deleted; please tell IT."
        ),
        "keyring_absent": tr(
            "Trouble", "This session has no keyring, and this copy needs it. Nothing was deleted."
        ),
        "keyring_failed": tr("Trouble", "The system's keyring answered with an error. Please try again."),
        "database_missing": tr(
            "Trouble", "The data file is gone from its folder. Nothing new was made; tell IT."
        ),
        "database_empty": tr("Trouble", "The data file is empty. Nothing new was made; please tell IT."),
        "database_unreadable": tr(
            "Trouble", "The data file is damaged. It was left as it is; please tell IT."
        ),
        "sqlite_too_old": tr("Trouble", "The database program is too old to be safe. Please install anew."),
        "key_file_missing": tr(
            "Trouble", "The key file is gone. The data was left as it is; please tell IT."
        ),
        "key_file_damaged": tr("Trouble", "The key file is damaged. The data was left as it is; tell IT."),
        "key_file_too_new": tr(
            "Trouble", "A newer version made this copy. Please install the newer version."
        ),
        "key_file_not_written": tr(
            "Trouble", "The disk did not take the key file. The password is as before."
        ),
        "key_exists": tr("Trouble", "There is a copy here already. Please open it with its password."),
        "other_key": tr("Trouble", "The key belongs to another copy."),
        "recovery_missing": tr("Trouble", "No recovery key was given to this copy."),
        "recovery_refused": tr("Trouble", "The recovery key does not fit this copy."),
        "not_enough_memory": tr("Trouble", "Too little free memory to check the password. Close a program."),
        "folder_busy": tr("Trouble", "The program is open already with this copy."),
        "lease_over": tr("Trouble", "This copy was not in contact for too long. Connect once to go on."),
    }


TROUBLES = _troubles
REFUSALS = _refusals
