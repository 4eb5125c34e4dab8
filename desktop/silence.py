"""Whose laptops have not reported, for who reads lists and numbers that rest on them.

Silent is who was not in contact for a whole working day, as the server said it and at that time: what came
since nobody here can know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import words
from desktop.aging import is_old
from sync.domain.clock import Instant
from sync.domain.working_time import Calendar

if TYPE_CHECKING:
    from sync.engine.local_values import Reporting

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate

SILENT = "silent"  # what the sync screen is asked for


def silent(said: Reporting | None, calendar: Calendar) -> list[tuple[Instant, str]]:
    """Last contact (0: never) and person, the longest silent first."""
    heard = said.silent if said is not None else {}
    as_of = said.as_of if said is not None else 0
    return sorted((at, who) for who, at in heard.items() if not at or is_old(at, as_of, calendar))


def line(said: Reporting | None, calendar: Calendar, now: Instant) -> str:
    """3 人的电脑超过一个工作日未同步，最早自 11-24 起; "" when all have reported."""
    found = silent(said, calendar)
    first = next((at for at, _who in found if at), 0)
    if not found:
        return ""
    if not first:
        return translate("Silence", "The laptops of {n} people have never synced").format(n=len(found))
    sentence = translate("Silence", "The laptops of {n} people have not synced, the first since {day}")
    return sentence.format(n=len(found), day=words.when(first, now))
