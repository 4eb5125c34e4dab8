"""Reading a day as people type it: 2026-11-22, 11-22, 1122, 今天, 明天, 周五, +3."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

WEEKDAYS = "一二三四五六日"

_NEAR = {"前天": -2, "昨天": -1, "今天": 0, "今": 0, "明天": 1, "明": 1, "后天": 2}
_FULL = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?")
_SHORT = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2})")
_STEP = re.compile(r"([+-])(\d{1,3})")
_WEEKDAY = re.compile(rf"(下?)(?:周|星期)([{WEEKDAYS}天])")


def read_day(text: str, today: date) -> date | None:
    """The day that is meant, or None. A short date is the one nearest to `today`; 周五 is the next Friday,
    下周五 the Friday of next week."""
    text = unicodedata.normalize("NFKC", text).replace(" ", "")
    if text in _NEAR:
        return today + timedelta(days=_NEAR[text])
    for pattern, read in ((_FULL, _full), (_SHORT, _short), (_STEP, _step), (_WEEKDAY, _weekday)):
        if found := pattern.fullmatch(text):
            return read(found, today)
    return None


def _full(found: re.Match[str], _today: date) -> date | None:
    return _day(*map(int, found.groups()))


def _short(found: re.Match[str], today: date) -> date | None:
    month, day = (int(part) for part in found.groups() if part)
    near = [_day(today.year + step, month, day) for step in (-1, 0, 1)]
    return min((made for made in near if made), key=lambda made: abs(made - today), default=None)


def _step(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=int(found[1] + found[2]))


def _weekday(found: re.Match[str], today: date) -> date:
    wanted = WEEKDAYS.index(found[2].replace("天", "日"))
    if found[1]:
        return today + timedelta(days=7 - today.weekday() + wanted)
    return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
