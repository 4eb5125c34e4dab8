"""When the data file cannot be read: what is safe, and the way on. Nothing begins unless the person asks."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from desktop.files.opening import ask_where
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.text import Text

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate

# Ends of an opening that a rescue answers.
CODES = frozenset({"database_unreadable", "database_missing", "database_empty"})


class RescueCard(Card):
    """Signals: `asked(Path)`, rescue unsent work into this new file and go on; `left()`, not now."""

    asked = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("The data of this machine cannot be read"))
        self.what = Text("", "danger", wraps=True, selectable=True)
        self.body.addWidget(self.what)
        for words in _steps():
            self.body.addWidget(Text(words, wraps=True, selectable=True))
        self.body.addWidget(Text(_care(), "small", wraps=True, selectable=True))
        self.go_on = Button(self.tr("Save what was not sent, and go on…"), "primary", icon="download")
        self.back = Button(self.tr("Not now"), "plain", key="Esc")
        self.go_on.clicked.connect(self.ask)
        self.back.clicked.connect(self.left)
        buttons = FlowLayout(gap=8)
        for button in (self.go_on, self.back):
            buttons.addWidget(button)
        self.body.addLayout(buttons)
        self.hide()

    def offer(self, what: str) -> None:
        """Show it. `what`: what was found."""
        self.what.setText(what)
        self.show()
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> QFileDialog:
        """Ask where the file shall lie."""
        return ask_where(self.go_on.text(), file_name(), self, self.asked.emit)


def file_name() -> str:
    """What the file is called unless the person says otherwise."""
    return translate("Rescue", "Not sent") + ".jsonl"


def free(path: Path) -> Path:
    """This name, or the next one with a number: nothing is written over."""
    number, name = 2, path
    while name.exists():
        name = path.with_name(f"{path.stem} {number}{path.suffix}")
        number += 1
    return name


def _steps() -> tuple[str, ...]:
    return (
        translate(
            "Rescue", "Nothing was deleted, and nothing empty was put in its place. This is the way on:"
        ),
        translate(
            "Rescue", "1. What was not sent yet, and your drafts, are saved into a file that you keep."
        ),
        translate(
            "Rescue",
            "2. The newest whole snapshot on this machine takes the place of the damaged file. Without one, "
            "you sign in once with a line, and everything is downloaded anew.",
        ),
        translate(
            "Rescue",
            "3. What was not sent waits to be sent again by itself, and your drafts are there again. "
            "The file is for the case that something is missing.",
        ),
    )


def _care() -> str:
    return translate(
        "Rescue",
        "The file is not encrypted: please keep it where nobody else reads it. The damaged data stays beside "
        "it as it is, for IT.",
    )


class Rescued(NamedTuple):
    """What a rescue has saved, and in which file. `next`: as in `sync.engine.rescue.Rescued`."""

    operations: int
    drafts: int
    file: str
    next: str


def saved_words(operations: int, drafts: int, file: str) -> str:
    """What was saved."""
    saved = translate("Rescue", "Saved: {n} operations and {drafts} drafts that were not sent, in “{file}”.")
    return saved.format(n=operations, drafts=drafts, file=file)


def following_words(following: str) -> str:
    """What came then."""
    return {
        "nothing": translate("Rescue", "The data could be read after all; nothing was changed."),
        "open": translate(
            "Rescue", "The newest whole snapshot is in use; the next sync brings what is newer."
        ),
        "sign-in": translate("Rescue", "Everything else was downloaded anew."),
    }[following]
