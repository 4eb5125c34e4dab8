"""Time limits in words: 剩 n 工作日, 超期 n 工作日, and why.

Asked anew for each moment, never kept (DESIGN 7).
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.cases import words
from desktop.widgets.badge import Mark
from sync.domain.clock import Instant
from sync.domain.deadlines import Deadline
from sync.domain.profile_parts import LimitRule
from sync.domain.working_time import Calendar, CalendarDay
from sync.store.tables import Limit

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate


def mark(limit: Limit | None, calendar: Calendar, now: Instant) -> Mark | None:
    """How a limit stands, by word and shape; None when none runs. 承德 gives its limits no colours, so the
    tone is always the same."""
    if limit is None or limit.ended_on is not None:
        return None
    standing = Deadline.of(limit).standing(calendar, now)
    said = (
        translate("Deadline", "{n} working days over")
        if standing.overdue
        else translate("Deadline", "{n} working days left")
    )
    word = said.format(n=standing.working_days)
    if standing.provisional:
        word = translate("Deadline", "{word} (estimate)").format(word=word)
    return Mark(word, "neutral", "alert" if standing.overdue else "clock")


def last_day(limit: Limit, calendar: Calendar) -> str:
    """The day it ends, and that it ends at its midnight (民法典 203)."""
    due = Deadline.of(limit).due(calendar)
    pattern = (
        translate("Deadline", "{day} 24:00 (estimate, the notice is not out)")
        if due.provisional
        else translate("Deadline", "{day} 24:00")
    )
    return pattern.format(day=words.day(due.on.isoformat()))


def rule(limit: Limit) -> str:
    """What the limit rests on: the rule and its source, or that the centre set the day, and why."""
    counted = words.joined((limit.basis, _units()[limit.unit].format(n=limit.amount)), " · ")
    if limit.set_due_on is None:
        return counted
    return translate("Deadline", "set by the centre: {reason} (by the rule: {rule})").format(
        reason=limit.reason, rule=counted
    )


def start(limit: Limit, rule: LimitRule) -> str:
    """Which day begins it and which of two times makes that day; the way to the centre never counts."""
    day = words.day(limit.starts_on)
    if rule.starts_from == "received":
        return translate("Deadline", "begins on {day}, when it reached the centre").format(day=day)
    return translate("Deadline", "begins on {day}, when it was done, not when it arrived").format(day=day)


def remark(limit: Limit, calendar: Calendar, now: Instant) -> str:
    """What a number alone does not say: that today is the last day, or that only rest days have passed."""
    standing = Deadline.of(limit).standing(calendar, now)
    if limit.ended_on is not None:
        return translate("Deadline", "stopped on {day}").format(day=words.day(limit.ended_on))
    if standing.working_days:
        return ""
    if standing.overdue:
        return translate("Deadline", "the term is over; no working day has passed since")
    return translate("Deadline", "no working day is left after today")


def _units() -> dict[str, str]:
    return {
        "workday": translate("Deadline", "{n} working days"),
        "natural_day": translate("Deadline", "{n} days"),
        "hour": translate("Deadline", "{n} hours"),
    }


def explained(limit: Limit, calendar: Calendar) -> list[tuple[str, str, str]]:
    """Each day from receipt to the last: the day, how it counts (第 n 日, or that it is skipped), and why."""
    lines, counted = [], 0
    for each in Deadline.of(limit).explain(calendar):
        counted += each.counted
        lines.append((_day(each.on), _place(each, counted, limit), _why(each)))
    return lines


def _day(on: date) -> str:
    return words.day(on.isoformat())


def _place(each: CalendarDay, counted: int, limit: Limit) -> str:
    if not each.counted:
        return translate("Deadline", "not counted")
    if limit.set_due_on is not None:
        return translate("Deadline", "counted")
    return translate("Deadline", "day {n}").format(n=counted)


def _why(each: CalendarDay) -> str:
    reason = _reasons()[each.reason].format(name=each.name)
    return words.joined((reason, _notice(each)))


def _notice(each: CalendarDay) -> str:
    if each.notice is None:
        return ""
    return each.notice.number or each.notice.title


def _reasons() -> dict[str, str]:
    return {
        "working_day": translate("Deadline", "working day"),
        "make_up_day": translate("Deadline", "worked in exchange ({name})"),
        "weekend": translate("Deadline", "weekend"),
        "holiday": translate("Deadline", "holiday ({name})"),
        "presumed_working_day": translate("Deadline", "weekday; the notice is not out"),
        "presumed_weekend": translate("Deadline", "weekend; the notice is not out"),
        "first_day": translate("Deadline", "day of receipt, not counted (Civil Code 201)"),
        "natural_day": translate("Deadline", "each day counts"),
        "last_day_rests": translate("Deadline", "a term does not end on a rest day (Civil Code 203)"),
        "last_day_moved": translate("Deadline", "the first working day after it (Civil Code 203)"),
        "hours_run_on": translate("Deadline", "hours run at once (Civil Code 201)"),
        "set_by_person": translate("Deadline", "set by the centre: {name}"),
    }
