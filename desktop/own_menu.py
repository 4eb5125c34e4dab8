"""The menu under the person's name: what belongs to the person and not to the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import icons

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate


def set_own_menu(window: MainWindow) -> None:
    """Fill it: who I am, my ways to the foot of the rail, all keys, and out."""
    menu, frame, actor = window.frame.top.me_menu, window.frame, window.workplace.actor
    offices = dict.fromkeys(held.office_name for held in actor.roles if held.office_name)
    for words in (f"{actor.name}·{actor.post}", *offices):
        menu.addAction(words).setEnabled(False)
    menu.addSeparator()
    asked = window.workplace.asked
    acts: list[tuple[str, str, Callable[[], object]]] = [
        ("settings", translate("OwnMenu", "Settings"), lambda: asked.emit("settings", "")),
        ("sync", translate("OwnMenu", "Sync"), lambda: asked.emit("sync", "")),
        ("help", translate("OwnMenu", "All keys"), frame.key_card.open),
        ("lock", translate("OwnMenu", "Close the program"), frame.close),
    ]
    for icon, words, act in acts:
        menu.addAction(icons.icon(icon), words).triggered.connect(_pressed(act))


def _pressed(act: Callable[[], object]) -> Callable[[], None]:
    # `triggered` brings "checked" along.
    def press() -> None:
        act()

    return press
