"""As of when: the last contact, what waits, and which calendar the dates rest on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop import words
from desktop.silence import SILENT
from desktop.sync_state import NOTABLE_OFFSET
from desktop.widgets.as_of_line import AsOfLine
from desktop.widgets.chip import SyncState
from desktop.workplace import Workplace
from sync.domain.working_time import Calendar

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate


def line(state: SyncState) -> str:
    """上次同步 昨天 17:32·3 条待同步"""
    waits = translate("Freshness", "{n} to send").format(n=state.waiting) if state.waiting else ""
    return "·".join(filter(None, (as_of(state), waits)))


def as_of(state: SyncState) -> str:
    """The last contact in words; that there was none, when there was none."""
    if not state.last_contact:
        return translate("Freshness", "Never synced; everything typed is kept here")
    return translate("Freshness", "Last sync {time}").format(time=state.last_contact)


def edition(calendar: Calendar) -> str:
    """日历 2026 版（国办）: until when the holidays are published; "" while none are known."""
    until = calendar.covered_through
    return translate("Freshness", "Calendar {year} (State Council)").format(year=until.year) if until else ""


def clock_words(offset: int) -> str:
    """Whether this clock can be trusted; `offset` in milliseconds."""
    if abs(offset) > NOTABLE_OFFSET:
        return words.clock_offset(offset)
    return translate("Freshness", "agrees with the centre's")


class FreshnessLine(AsOfLine):
    """As of when is what stands here: every list has one at its foot, every page of numbers at its head."""

    def __init__(self, workplace: Workplace, *, on_page: bool = False) -> None:
        super().__init__(on_page=on_page)
        workplace.freshness.changed.connect(self.set_as_of)
        self.sync_asked.connect(lambda: workplace.asked.emit("sync", self.shown.way))
        self.silent_asked.connect(lambda: workplace.asked.emit("sync", SILENT))
        self.set_as_of(workplace.freshness.told)
