"""The screens there are, by the code that a profile's rail names. A rail item without a screen is absent.

TO ADD A SCREEN: a folder in `desktop.screens` with its view, one row here, and a rail word in the profile.
Screens are imported when they are first shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop.main_window import MainWindow


@dataclass(frozen=True)
class ScreenEntry:
    """A screen's place: `module` has `make(window) -> QWidget`; `shows`: the kinds of record it can open."""

    key: str
    icon: str
    module: str
    shows: frozenset[str] = field(default_factory=frozenset)
    word: Callable[[], str] = lambda: ""

    def make(self, window: MainWindow) -> QWidget:
        """The screen, for this window."""
        screen: QWidget = import_module(f"desktop.screens.{self.module}").make(window)
        return screen


def _entries(*entries: ScreenEntry) -> dict[str, ScreenEntry]:
    return {entry.key: entry for entry in entries}


SCREENS = _entries(
    ScreenEntry("workbench", "workbench", "workbench.view"),
    ScreenEntry("home", "workbench", "home.view"),
    ScreenEntry("enterprises", "enterprise", "enterprises.view", frozenset({"enterprise"})),
    ScreenEntry("visits", "visit", "visits.view", frozenset({"visit", "visit_draft", "new_visit"})),
    ScreenEntry("problems", "problem", "problems.view", frozenset({"problem", "problems"})),
    ScreenEntry("inbox", "inbox", "inbox.view"),
    ScreenEntry("meetings", "meeting", "meetings.view"),
    ScreenEntry("orders", "order", "orders.view"),
    ScreenEntry("follow_up", "phone", "follow_up.view"),
    ScreenEntry("to_sign", "sign", "to_sign.view"),
    ScreenEntry("in_hand", "in_progress", "in_hand.view"),
)

# At the foot of every rail, under the program's own words.
AT_FOOT = (
    ScreenEntry(
        "sync",
        "sync",
        "sync_centre.view",
        frozenset({"sync"}),
        lambda: QCoreApplication.translate("Screens", "Sync"),
    ),
    ScreenEntry(
        "settings",
        "settings",
        "settings.view",
        frozenset({"settings"}),
        lambda: QCoreApplication.translate("Screens", "Settings"),
    ),
)
