"""Today and the days around it, as the calendar of holidays and make-up workdays has them."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QLocale

from desktop.widgets.day_field import DayField
from desktop.widgets.day_picker import MarkOf
from desktop.workplace import Workplace
from sync.domain.clock import day_of
from sync.domain.working_time import Calendar

REST, WORK = "休", "班"  # the signs that every calendar in the country prints


def today(workplace: Workplace) -> date:
    """The present day in Shanghai."""
    return day_of(workplace.now())


def day_field(workplace: Workplace) -> DayField:
    """A field for a day, its calendar marked."""
    return DayField(lambda: today(workplace), marks(workplace.rules.calendar))


def marks(calendar: Calendar) -> MarkOf:
    """休 for days off, 班 for weekend days that are worked, nothing for the rest."""

    def mark(day: date) -> str:
        if not calendar.counts(day):
            return REST
        return WORK if calendar.describe(day).reason == "make_up_day" else ""

    return mark


def next_working_day(calendar: Calendar, day: date) -> date:
    """The first working day after this one."""
    return calendar.working_day_from(day + timedelta(days=1))


def weekday(day: date) -> str:
    """周日"""
    return QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
