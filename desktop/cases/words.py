"""Words for what stands on a problem's page; the city's own (states, choices, papers) are the profile's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from desktop.widgets.badge import Mark
from sync.domain import clock
from sync.domain.clock import Instant
from sync.domain.profile import Profile
from sync.store.queries.history import Line
from sync.store.tables import Problem

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate

NOTABLE_DELAY = 5 * 60 * 1000  # milliseconds between a deed and its arrival that are worth a word


def action(code: str) -> str:
    """What a history line records; the code itself where an older window does not know it."""
    return _actions().get(code, code)


def _actions() -> dict[str, str]:
    return {
        "report": translate("Action", "Reported"),
        "edit": translate("Action", "Completed the text"),
        "return": translate("Action", "Returned for completion"),
        "resubmit": translate("Action", "Reported again"),
        "accept": translate("Action", "Accepted"),
        "set_due": translate("Action", "Set another date"),
        "send_person": translate("Action", "Sent a person"),
        "guide": translate("Action", "Guidance on site"),
        "close_on_site": translate("Action", "Closed on site"),
        "summon": translate("Action", "Summoned"),
        "report_in": translate("Action", "Reported in"),
        "meet": translate("Action", "Held a meeting"),
        "issue_order": translate("Action", "Issued the order"),
        "uphold_order": translate("Action", "Upheld the order"),
        "sign_for": translate("Action", "Signed for"),
        "object": translate("Action", "Objected"),
        "progress": translate("Action", "Progress"),
        "reply": translate("Action", "Replied"),
        "reject_reply": translate("Action", "Returned the reply"),
        "close": translate("Action", "Closed"),
        "start_follow_up": translate("Action", "Began the follow-up"),
        "not_reached": translate("Action", "Not reached"),
        "settle": translate("Action", "Settled"),
        "reopen_assign": translate("Action", "Back to assignment"),
        "reopen_handle": translate("Action", "Back to handling"),
        "reopen_assign_without_order": translate("Action", "Back to assignment"),
        "reopen_handle_without_order": translate("Action", "Back to handling"),
        "record_outcome": translate("Action", "Recorded an outcome"),
        "attach": translate("Action", "Attached a file"),
        "keep_paper": translate("Action", "Kept the original"),
        "settle_conflict": translate("Action", "Settled a conflict"),
        "conceal": translate("Action", "Kept from a department"),
        "release": translate("Action", "Released to a department"),
        "raise": translate("Action", "Raised"),
        "return_raised": translate("Action", "Given back with a decision"),
        "name_reader": translate("Action", "Named a reader"),
        "dismiss_reader": translate("Action", "Ended a reading"),
        "begin_cluster": translate("Action", "Began a group of similar problems"),
        "add_to_cluster": translate("Action", "Counted among similar problems"),
        "remove_from_cluster": translate("Action", "Taken out of a group of similar problems"),
        "assign": translate("Action", "Began to serve"),
        "end_assignment": translate("Action", "Ended a service"),
        "hand_over": translate("Action", "Handed over"),
        "admit_work": translate("Action", "Admitted work"),
        "decline_work": translate("Action", "Declined work"),
    }


_DELIVERIES = {
    "waiting": QT_TRANSLATE_NOOP("Delivery", "To send"),
    "held": QT_TRANSLATE_NOOP("Delivery", "Behind another"),
    "delivered": QT_TRANSLATE_NOOP("Delivery", "Delivered"),
    "conflict": QT_TRANSLATE_NOOP("Delivery", "Conflict"),
    "refused": QT_TRANSLATE_NOOP("Delivery", "Not taken"),
    "quarantined": QT_TRANSLATE_NOOP("Delivery", "To be admitted"),
    "admitted": QT_TRANSLATE_NOOP("Delivery", "Admitted"),
    "declined": QT_TRANSLATE_NOOP("Delivery", "Not admitted"),
}


def delivery(code: str) -> str:
    """How far a record is on its way to the centre, in a word; asked for each row of a long list."""
    return translate("Delivery", str(_DELIVERIES[code])) if code in _DELIVERIES else code


_DELIVERY_LOOKS = {
    "waiting": ("neutral", "clock"),
    "held": ("neutral", "clock"),
    "delivered": ("success", "check"),
    "conflict": ("danger", "conflict"),
    "refused": ("danger", "close"),
    "quarantined": ("warning", "warning"),
    "admitted": ("success", "check"),
    "declined": ("danger", "close"),
}


def delivery_mark(code: str) -> Mark:
    """The same as word, shape and tone."""
    return Mark(delivery(code), *_DELIVERY_LOOKS.get(code, ("neutral", "")))


def moment(at: Instant | None) -> str:
    """2020-09-24 11:30 by the clock in Shanghai; "" for no moment."""
    return f"{clock.to_datetime(at):%Y-%m-%d %H:%M}" if at is not None else ""


def day(written: str | None) -> str:
    """2020-09-24 周四; "" for no day."""
    if not written:
        return ""
    weekday = clock.to_date(written).isoweekday()
    return f"{written} {QLocale().dayName(weekday, QLocale.FormatType.ShortFormat)}"


def person(name: str, post: str) -> str:
    """People appear as name + post (CD-02)."""
    return f"{name} {post}".strip()


def joined(parts: Iterable[str], between: str = "·") -> str:
    """What there is of some words, with a sign between."""
    return between.join(part for part in parts if part)


def number(official: str, local: str) -> str:
    """The official number, or that it is still to come (with the laptop's own code)."""
    return official or translate("Case", "Number pending ({code})").format(code=local)


def order_number(official: str) -> str:
    """The number of an order, which has no code of its own."""
    return official or translate("Case", "Number pending")


def label(profile: Profile, form: str, field: str) -> str:
    """What the form calls a field of a problem; the program's own word for what stands outside of it."""
    named = next((part.label for part in profile.forms.get(form, ()) if part.field == field), "")
    return named or _labels().get(field, field)


def _labels() -> dict[str, str]:
    return {
        "title": translate("Case", "Title"),
        "form": translate("Case", "Form"),
        "contact_name": translate("Case", "Contact"),
        "contact_phone": translate("Case", "Phone"),
        "topic": translate("Case", "Topic"),
        "cause": translate("Case", "Cause"),
        "proposed_office_id": translate("Case", "Proposed department"),
        "proposed_office_name": translate("Case", "Proposed department"),
    }


# Fields of a problem that are picked from a list, not written.
PICKED: Final = frozenset({"form", "topic", "cause", "proposed_office_id", "proposed_office_name"})


def picked(profile: Profile, field: str, text: str) -> str:
    """What a field of a problem says to people: a code by the city's word, a text as it is."""
    if field == "form":
        return profile.documents.get(text, text)
    return profile.word(field, text) if field in ("topic", "cause") else text


def told(profile: Profile, problem: Problem, line: Line) -> str:
    """The words of a history line: what it names, then what was written."""
    history = line.history
    if history.action in ("edit", "resubmit", "settle_conflict"):
        return _edits(profile, problem.form, history.detail)
    if history.action == "object" and history.detail:
        suggested = translate("Case", "Suggested: {office}").format(office=history.detail)
        return joined((history.text, suggested), "\n")
    return joined((history.detail, history.text), translate("Case", ": "))


def _edits(profile: Profile, form: str, detail: str) -> str:
    """Each field with what was written into it; ids stand there by the name beside them."""
    try:
        edits = msgspec.json.decode(detail, type=list[tuple[str, str, str]]) if detail else []
    except msgspec.DecodeError:
        return detail
    shown = [(field, new) for field, _old, new in edits if not field.endswith("_id") and field != "form"]
    return "\n".join(
        joined((label(profile, form, field), picked(profile, field, new)), translate("Case", ": "))
        for field, new in shown
    )


def way(line: Line) -> str:
    """How a line came to the centre: 待同步, 17:10 送达（途中 2 小时 3 分）, and what was remarkable."""
    history = line.history
    return joined(
        (
            _arrived(history.at, history.received_at),
            translate("Case", "late") if history.late else "",
            translate("Case", "time corrected: written before the laptop's last sync")
            if history.clamped
            else "",
        )
    )


def _arrived(at: Instant, received_at: Instant | None) -> str:
    if received_at is None:
        return ""
    if received_at - at < NOTABLE_DELAY:
        return delivery("delivered")
    words = translate("Case", "delivered {time} ({duration} on the way)")
    return words.format(time=moment(received_at), duration=duration(received_at - at))


def duration(milliseconds: int) -> str:
    """2 天 8 小时 · 3 小时 20 分 · 12 分钟: what it takes to know whether it was long."""
    minutes = milliseconds // 60_000
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return translate("Case", "{days} d {hours} h").format(days=days, hours=hours)
    if hours:
        return translate("Case", "{hours} h {minutes} min").format(hours=hours, minutes=rest)
    return translate("Case", "{minutes} min").format(minutes=rest)
