"""What the home calls its numbers, and how each rate is defined."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate

# Which numbers stand together: by the day of the report, and by the last day of the time limit.
REPORTED: Final = ("collected", "accepted", "open", "closed", "solved", "satisfied")
DUE: Final = ("due", "closed_in_time", "overdue")
RATES: Final = (
    "acceptance",
    "closure",
    "closure_in_time",
    "closure_of_all",
    "resolution",
    "satisfaction",
)


def count(code: str) -> str:
    """A number's name."""
    return {
        "collected": translate("Home", "Collected"),
        "accepted": translate("Home", "Accepted"),
        "open": translate("Home", "Open"),
        "closed": translate("Home", "Closed"),
        "solved": translate("Home", "Solved"),
        "answered": translate("Home", "Answered"),
        "satisfied": translate("Home", "Satisfied"),
        "due": translate("Home", "Due"),
        "overdue": translate("Home", "Overdue"),
        "due_or_closed": translate("Home", "Due or closed"),
        "closed_of_due": translate("Home", "Closed of due"),
        "closed_in_time": translate("Home", "Closed in time"),
    }[code]


def meaning(code: str) -> str:
    """What exactly it counts."""
    return {
        "collected": translate("Home", "Problems reported in the period"),
        "accepted": translate("Home", "Of those reported, the ones that a centre accepted"),
        "open": translate("Home", "Accepted and not closed"),
        "closed": translate("Home", "Closed by the centre, and not taken up again"),
        "solved": translate("Home", "Closed as solved, and not denied by the follow-up of the same round"),
        "answered": translate("Home", "Follow-up calls that reached somebody"),
        "satisfied": translate("Home", "The newest answer of a follow-up call is: satisfied"),
        "due": translate("Home", "The last day lies in the period and is over"),
        "overdue": translate("Home", "The last day is over, and the problem is not closed"),
        "due_or_closed": translate("Home", "Due, and those closed before they were due"),
        "closed_of_due": translate("Home", "Closed, of those due or closed before"),
        "closed_in_time": translate("Home", "Due, and closed within the time limit"),
    }[code]


def rate(code: str) -> str:
    """A rate's name."""
    return {
        "acceptance": translate("Home", "Acceptance rate"),
        "closure": translate("Home", "Closure rate"),
        "closure_in_time": translate("Home", "Closure rate in time"),
        "closure_of_all": translate("Home", "Closure rate of all"),
        "resolution": translate("Home", "Resolution rate"),
        "satisfaction": translate("Home", "Satisfaction rate"),
    }[code]


def period(code: str) -> str:
    """A period's name."""
    return {
        "always": translate("Home", "All time"),
        "year": translate("Home", "This year"),
        "month": translate("Home", "This month"),
    }[code]
