"""One thing that a search can find, as a plain value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.widgets.rows_model import Entry


@dataclass(frozen=True)
class Choice:
    """`key`: what it is for the program (an id; "" for a free text); the rest is what a person sees."""

    key: str
    title: str
    line: str = ""
    aside: str = ""
    icon: str = ""
    group: str = ""

    def entry(self) -> Entry:
        return Entry(self.title, self.line, self.aside, icon=self.icon)


# Text in, choices out, best first; runs in the read lane and must touch nothing of the window.
Provider = Callable[[str], Sequence[Choice]]
