"""How the names in a list sound, for who filters it by pinyin or its initials.

Looked up off the window's thread, some names at a time: a city has twelve thousand, which take two seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from desktop.workplace import Workplace
from sync.store import sounds

AT_ONCE: Final = 400  # names that are looked up before other questions have their turn


class Sounding(QObject):
    """`names`: those of the rows that stand in the list now. Signals: `heard()`, they are all known, after
    some were not."""

    heard = Signal()

    def __init__(self, workplace: Workplace, names: Callable[[], Iterable[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._names = workplace, names
        self._known: dict[str, str] = {}
        self._listens = False

    def of(self, *names: str) -> str:
        """What the filter may look through beside the names; "" for those that are not known yet."""
        return " ".join(self._known.get(name, "") for name in names)

    def listen_for(self, typed: str) -> None:
        """Look up what is not known, where Latin letters were typed."""
        if any(letter.isascii() and letter.isalpha() for letter in typed):
            self.listen()

    def listen(self) -> None:
        """Look up what is not known."""
        silent = list(dict.fromkeys(name for name in self._names() if name not in self._known))[:AT_ONCE]
        if silent and not self._listens:
            self._listens = True
            self._workplace.lanes.read.run(sounds_of, silent, done=self._take, owner=self)

    def _take(self, found: dict[str, str]) -> None:
        self._known |= found
        self._listens = False
        self.listen()
        if not self._listens:
            self.heard.emit()


def sounds_of(names: Sequence[str]) -> dict[str, str]:
    """Initials and full pinyin of each name. In a lane, never in the window."""
    found = {name: sounds.sounds(name) for name in names}
    return {name: f"{sound.initials} {sound.pinyin}" for name, sound in found.items()}
