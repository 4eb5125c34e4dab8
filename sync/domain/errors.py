"""How a rule says no.

Three kinds of trouble are kept apart everywhere: a rule says no (`Refused`, with a code that the window
has a sentence for); the network is away (keep, try again); anything else is a bug.
"""

from __future__ import annotations

from typing import Final

# Every code a rule may answer with, and when. The window has one sentence for each; a test compares.
REFUSALS: Final[dict[str, str]] = {
    "not_allowed": "the person's role does not include this act here",
    "wrong_state": "the problem is not in a state from which this step leads on",
    "missing": "a row that the operation names is not there",
    "already_exists": "the operation would make a row that is there already",
    "already_accepted": "a colleague accepted the problem first",
    "incomplete": "required parts of the form are empty",
    "future_visit": "the day of a visit, a meeting, a call or an end lies after the day of the work",
    "not_a_day": "the text is not a calendar day",
    "too_long": "a text is longer than its field takes",
    "bad_text": "a text holds a character that cannot be stored",
    "bad_body": "the operation's fields are not of its kind",
    "wrong_enterprise": "the problem belongs to another enterprise",
    "unknown_person": "the named person has no such duty here",
    "unknown_office": "the named office does not exist or is of another kind",
    "concealed": "the problem is about this department and kept from it",
    "no_centre": "no service centre answers for the region",
    "reason_needed": "a set date, a return or an objection needs a reason",
    "due_in_past": "the day set for somebody lies before the day of the work",
    "too_far": "the day set for somebody lies more than two years after the day of the work",
    "follow_up_by_handler": "the caller handled the problem",
    "follow_up_by_department": "the caller belongs to the department that handled it",
    "follow_up_by_signer": "the caller drafted or signed the order",
    "follow_up_by_representative": "the caller represents the enterprise",
    "no_order": "no order stands, or it is not the one that the person had before them",
    "reply_missing": "no final reply waits for checking",
    "unknown_choice": "a code is not in the city's profile",
    "bad_document": "a profile or a calendar that was to be published cannot be read, or lacks what is used",
    "no_number": "a paper without its official number is a draft, and no draft is kept as an original",
    "not_a_number": "an amount is not a decimal number",
    "ends_before_start": "an end lies before the beginning of what it ends",
    "mark_taken": "two centres with one mark would give the same official numbers",
    "term_not_over": "the three-year term is not over and no reason was given",
    "file_too_large": "an attachment is over 20 MB",
    "file_empty": "an attachment has no bytes",
    "settled_conflict": "the conflict was settled before",
    "already_decided": "the work in quarantine was admitted, declined or replaced before",
    "too_much_parked": "one laptop has left more in a day that others must look at than anybody can read",
    "other_kind": "the same operation id came before with other content",
}
# Codes of quarantine: not a rule's no; somebody with the right may admit the work later.
QUARANTINES: Final[dict[str, str]] = {
    "out_of_scope": "the person did not hold the record when the work was done",
    "missing_prerequisite": "an earlier step that this one builds on is not at the server",
    "unknown_kind": "the server does not know this kind of operation yet",
    "too_new": "the operation is of a newer version than the server",
    "device_revoked": "the laptop was revoked before the work was done",
    "failed_here": "the server met a fault of its own on this operation",
    "refill": "the server was restored and waits for what laptops have kept",
    "number_taken": "the official number on the receipt was given to another record meanwhile",
}


class Refused(Exception):
    """A rule said no: `code` is one of REFUSALS, `details` name the field, the state, the limit."""

    def __init__(self, code: str, **details: object) -> None:
        assert code in REFUSALS, code
        super().__init__(code)
        self.code = code
        self.details = details


class Quarantined(Exception):
    """The work is kept at the server, without effect until a person decides; `code` of QUARANTINES."""

    def __init__(self, code: str) -> None:
        assert code in QUARANTINES, code
        super().__init__(code)
        self.code = code
