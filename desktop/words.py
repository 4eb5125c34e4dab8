"""The sentences for what a rule says no to: what happened, what is safe, what to do next.

One sentence for each code; a test compares this table with the rules'. Hindrances that are nobody's no (the
line, the keys, the disk) have theirs in `troubles`. Beside them: a moment, as people say it.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from desktop import troubles
from desktop.widgets.attachment_tile import size_words
from sync.domain import clock
from sync.domain.clock import Instant


def refusal(code: str, details: Mapping[str, object] | None = None) -> str:
    """What a rule said no to; the code itself where an older window does not know it."""
    given = {name: _as_said(name, value) for name, value in (details or {}).items()}
    return refusals().get(code, code).format_map(_Details(given))


def trouble(code: str, seconds: int = 0) -> str:
    """What hinders the line, the keys or the disk."""
    return troubles.sentences().get(code, code).format(seconds=seconds)


def trouble_at_the_door(code: str, seconds: int = 0) -> str:
    """The same in the first window, behind which nothing is open yet."""
    return troubles.at_the_door().get(code) or trouble(code, seconds)


def when(at: Instant, now: Instant) -> str:
    """17:32 · 昨天 17:32 · 11-19 17:32 · 2025-11-19 17:32, by the clock in Shanghai."""
    moment, today = clock.to_datetime(at), clock.day_of(now)
    days = (today - moment.date()).days
    if days in (0, 1):
        pattern = QCoreApplication.translate("When", "yesterday {time}") if days else "{time}"
        return pattern.format(time=f"{moment:%H:%M}")
    return f"{moment:%m-%d %H:%M}" if moment.year == today.year else f"{moment:%Y-%m-%d %H:%M}"


def clock_offset(offset: int) -> str:
    """That this clock is wrong, and whose time counts. `offset`: milliseconds that the centre is ahead."""
    sentence = QCoreApplication.translate(
        "When",
        "This clock and the centre's differ by {minutes} minutes; the centre's time counts for deadlines.",
    )
    return sentence.format(minutes=round(abs(offset) / 60_000))


def restored() -> str:
    """That the server gathers again what its backup lacked, and that nothing has to be done."""
    return QCoreApplication.translate(
        "When",
        "The server was restored from a backup; all laptops are sending again what it lacked. "
        "Nothing is lost and you need not do anything. Until it is done, new official numbers wait.",
    )


class _Details(dict[str, object]):
    """Details that a sentence names but the rule did not give stay out of it."""

    def __missing__(self, _key: str) -> str:
        return ""


def _as_said(name: str, value: object) -> object:
    """Bytes as people count them."""
    if name in ("size", "largest") and isinstance(value, int):
        return size_words(value)
    return value


def refusals() -> dict[str, str]:
    """Code of `errors.REFUSALS` or `errors.QUARANTINES` → sentence."""
    translate = QCoreApplication.translate
    return {
        "not_allowed": translate(
            "Refusal",
            "Your role does not include this step here. Please leave it to somebody whose role does; what"
            " you wrote is kept.",
        ),
        "wrong_state": translate(
            "Refusal",
            "The problem has moved on; this step no longer fits. What you wrote is kept; please look again.",
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
            "Refusal", "There is no such day. Please check the year and the day, and write it as 2026-09-30."
        ),
        "too_long": translate(
            "Refusal", "A text is longer than its field takes. The draft is kept; please shorten it."
        ),
        "bad_text": translate(
            "Refusal", "A text holds a character that cannot be stored. Please type it anew."
        ),
        "bad_body": translate("Refusal", "The entry cannot be read. The draft is kept."),
        "wrong_enterprise": translate(
            "Refusal", "The problem belongs to another enterprise. Please open it there."
        ),
        "unknown_person": translate(
            "Refusal", "This person has no such duty here. Please choose somebody else."
        ),
        "unknown_office": translate(
            "Refusal", "This department is not in the directory. Please choose another."
        ),
        "concealed": translate(
            "Refusal", "The problem is about this department and kept from it. Please choose another."
        ),
        "no_centre": translate(
            "Refusal", "No service centre answers for this region. Please tell the administrator."
        ),
        "reason_needed": translate("Refusal", "A reason is missing. Please write it."),
        "due_in_past": translate("Refusal", "The day lies before today. Please choose a later one."),
        "too_far": translate(
            "Refusal",
            "The day lies more than two years ahead. Please check the year and choose an earlier one.",
        ),
        "follow_up_by_handler": translate(
            "Refusal",
            "Who handled the problem does not make its follow-up call. Please leave it to a caller who "
            "had no part in it.",
        ),
        "follow_up_by_department": translate(
            "Refusal",
            "The handling department does not make the follow-up call. Please leave it to a caller who "
            "had no part in it.",
        ),
        "follow_up_by_signer": translate(
            "Refusal",
            "Who drafted or signed the order does not make the call. Please leave it to a caller who had "
            "no part in it.",
        ),
        "follow_up_by_representative": translate(
            "Refusal",
            "The enterprise's own people do not make the call. Please leave it to a caller who had no "
            "part in it.",
        ),
        "no_order": translate(
            "Refusal",
            "The order was withdrawn, or another has taken its place. What you wrote is kept; please look"
            " again.",
        ),
        "reply_missing": translate(
            "Refusal", "No reply of the department waits for checking. Please sync and look again."
        ),
        "unknown_choice": translate(
            "Refusal", "The choice is not on the list. Please take one of its entries."
        ),
        "bad_document": translate("Refusal", "The document cannot be published; please correct it: {reason}"),
        "no_number": translate(
            "Refusal",
            "The centre has not given the official number yet; the paper is a draft until then and is not "
            "kept as an original.",
        ),
        "not_a_number": translate(
            "Refusal", "The amount is not a number. Please type digits alone, such as 13 or 3000.5."
        ),
        "term_not_over": translate("Refusal", "The three-year term is not over; a reason is needed."),
        "mark_taken": translate(
            "Refusal",
            "Another centre has this mark, and official numbers would be given twice. Please give each "
            "its own.",
        ),
        "ends_before_start": translate(
            "Refusal", "The last day lies before the first. Please correct the day."
        ),
        "file_too_large": translate(
            "Refusal", "The file has {size}; at most {largest} are taken. The record itself is saved."
        ),
        "file_empty": translate(
            "Refusal", "The file is empty. Please choose it again; the record itself is saved."
        ),
        "settled_conflict": translate(
            "Refusal", "Somebody has settled this conflict already. Please look at what stands."
        ),
        "already_decided": translate(
            "Refusal", "The centre has already decided about this work. Nothing is left to do."
        ),
        "too_much_parked": translate(
            "Refusal",
            "Too much that others have to look at came from this laptop today. What you wrote is kept here; "
            "please ask the centre, or send it again tomorrow.",
        ),
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
        "refill": translate(
            "Refusal",
            "The centre was restored and first gathers earlier work from all laptops. "
            "This goes on by itself.",
        ),
        "number_taken": translate(
            "Refusal",
            "The centre was restored, and the number on this paper has gone to another record meanwhile. "
            "The centre keeps this for a coordinator.",
        ),
    }
