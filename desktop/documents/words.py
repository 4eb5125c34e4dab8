"""Days, people and time limits as they are written on paper."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from sync.domain.clock import Day, Instant, day_of, to_date, to_datetime
from sync.domain.profile import Profile
from sync.store.tables import Limit

# Lupdate finds the strings by this name; the context is always "documents".
translate = QCoreApplication.translate


def day(written: Day | None) -> str:
    """2026年9月30日, without leading zeros (GB/T 9704-2012, 7.3.5.4); nothing for no day."""
    if not written:
        return ""
    date = to_date(written)
    pattern = translate("documents", "{year}-{month}-{day}")
    return pattern.format(year=date.year, month=date.month, day=date.day)


def moment(at: Instant | None) -> str:
    """The day and the minute, by the clock in Shanghai; nothing for no moment."""
    if at is None:
        return ""
    return f"{day(day_of(at).isoformat())} {to_datetime(at):%H:%M}"


def day_of_moment(at: Instant | None) -> str:
    """The day alone."""
    return "" if at is None else day(day_of(at).isoformat())


def until(written: Day) -> str:
    """A last day, which ends at 24:00 (民法典 203)."""
    return translate("documents", "{day}, 24:00").format(day=day(written)) if written else ""


def who(name: str, post: str) -> str:
    """A person as name + post (CD-02)."""
    return translate("documents", "{name} ({post})").format(name=name, post=post) if post else name


def phone(number: str) -> str:
    """A number as it may stand on paper: 138****5678 (domain-ux A3, masks)."""
    return f"{number[:3]}****{number[-4:]}" if len(number) > 7 else number


def chosen(profile: Profile, group: str, codes: tuple[str, ...]) -> str:
    """The city's words for what was chosen."""
    return "、".join(profile.word(group, code) for code in codes if code)


def rule(limit: Limit | None) -> str:
    """Why a problem is due when it is: the rule and its basis, or the day the centre set and its reason."""
    if limit is None:
        return ""
    counted = translate("documents", "{amount}, counted from the day after {start}")
    words = counted.format(amount=_amount(limit), start=day(limit.starts_on))
    text = translate("documents", "{words} ({basis})").format(words=words, basis=limit.basis)
    if limit.set_due_on is None:
        return text
    other = translate("documents", "Set by the centre to {day}; reason: {reason}. By the rule: {rule}")
    return other.format(day=day(limit.set_due_on), reason=limit.reason, rule=text)


def _amount(limit: Limit) -> str:
    patterns = {
        "workday": translate("documents", "{n} working days"),
        "natural_day": translate("documents", "{n} days"),
        "hour": translate("documents", "{n} hours"),
    }
    return patterns[limit.unit].format(n=limit.amount)


def signature(*roles: str) -> tuple[str, ...]:
    """Lines to be signed by hand: who signs, room for it, and the day."""
    blank = "　" * 5
    names = "".join(translate("documents", "{role}: ").format(role=role) + blank for role in roles)
    return names, translate("documents", "Year      Month      Day      ")
