"""Whether the copy lies where it is safe: said once, when the window opens."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop import troubles
from desktop import words as sentences
from desktop.workplace import Workplace

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate


def tell_of_the_place(workplace: Workplace) -> None:
    """Nothing can be saved there, or a network or a stick may lose what was saved."""
    from sync.engine.drives import kind_of

    laptop = workplace.laptop
    if laptop.read_only:
        workplace.notices.say("warning", sentences.trouble(troubles.READ_ONLY))
    words = _words().get(kind_of(laptop.folder), "")
    if words:
        workplace.notices.say("warning", words)


def _words() -> dict[str, str]:
    """Kind of drive → what to know of it."""
    return {
        "network": translate(
            "Places",
            "The data lies on a network's drive, where saved work can be lost. Please ask IT to move it to "
            "this machine.",
        ),
        "removable": translate(
            "Places",
            "The data lies on a drive that can be pulled out, and saved work with it. Please ask IT to move "
            "it to this machine.",
        ),
    }
