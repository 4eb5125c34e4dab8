"""The one way to tell the person something: never a dialog, never the focus, never while a word is composed.

| kind    | where                     | for how long            | for                                        |
| ------- | ------------------------- | ----------------------- | ------------------------------------------ |
| undo    | the line under the content | 12 seconds             | done; can be taken back                    |
| success | the line under the content | 6 seconds              | done; nothing to decide                    |
| hint    | the line under the content | 6 seconds              | what was pressed did nothing, and why      |
| info    | above the content          | until closed           | worth knowing, often with one action       |
| warning | above the content          | until closed           | work goes on, but something needs a look   |
| refusal | above the content          | until closed           | a rule said no: what, why, and what next   |

What passes by itself has a place of its own size, so that nothing on the page moves under the pointer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QDeadlineTimer, QObject, Qt, Signal

from desktop.composition import Composition


@dataclass(frozen=True)
class Kind:
    """How one kind of notice looks and lasts; `seconds` None = until it is closed."""

    icon: str
    tone: str
    seconds: int | None
    passing: bool


KINDS = {
    "undo": Kind("check", "success", 12, passing=True),
    "success": Kind("check", "success", 6, passing=True),
    "hint": Kind("info", "info", 6, passing=True),
    "info": Kind("info", "info", None, passing=False),
    "warning": Kind("warning", "warning", None, passing=False),
    "refusal": Kind("alert", "danger", None, passing=False),
}


@dataclass(frozen=True, eq=False)
class Notice:
    """One thing to tell. `act` runs when the button named `action` is pressed; the notice then goes."""

    kind: str
    text: str
    action: str = ""
    act: Callable[[], object] | None = None

    @property
    def look(self) -> Kind:
        return KINDS[self.kind]


class Notices(QObject):
    """Signals: `changed()`, other notices are to be shown now; read them from `shown` and `passing`."""

    changed = Signal()

    def __init__(self, composition: Composition | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._composition = composition
        self._waiting: list[Notice] = []
        self._shown: list[Notice] = []
        self._ends: dict[Notice, QDeadlineTimer] = {}
        if composition is not None:
            composition.ended.connect(self._show_waiting, Qt.ConnectionType.QueuedConnection)

    def say(self, kind: str, text: str, action: str = "", act: Callable[[], object] | None = None) -> Notice:
        """Tell it as soon as no word is being composed; what is said twice is shown once."""
        notice = Notice(kind, text, action, act)
        self._waiting.append(notice)
        if self._composition is None or not self._composition.is_open():
            self._show_waiting()
        return notice

    def offer_undo(self, text: str, undo: Callable[[], object]) -> Notice:
        """Say what was done, and let it be taken back for as long as the line shows it."""
        return self.say("undo", text, self.tr("Undo"), undo)

    def shown(self) -> list[Notice]:
        """What stands above the content, oldest first."""
        return [notice for notice in self._shown if not notice.look.passing]

    def passing(self) -> Notice | None:
        """What the line under the content says: the newest that still lasts."""
        return next((notice for notice in reversed(self._shown) if notice.look.passing), None)

    def close(self, notice: Notice) -> None:
        """The person has seen it, or its time is over."""
        if notice in self._shown:
            self._shown.remove(notice)
            self._ends.pop(notice, None)
            self.changed.emit()

    def act_on(self, notice: Notice) -> None:
        """The person pressed its button."""
        self.close(notice)
        if notice.act is not None:
            notice.act()

    def undo_last(self) -> bool:
        """Take back the newest thing that can be taken back (U, Ctrl+Z); False when there is none."""
        last = next((notice for notice in reversed(self._shown) if notice.kind == "undo"), None)
        if last is not None:
            self.act_on(last)
        return last is not None

    def drop_undo(self, notice: Notice) -> None:
        """What it tells cannot be taken back any more: the words stay for their time, without the button."""
        if notice in self._shown:
            plain = Notice("success", notice.text)
            self._shown[self._shown.index(notice)] = plain
            self._ends[plain] = self._ends.pop(notice)
            self.changed.emit()

    def next_end(self) -> int | None:
        """Milliseconds until the next passing notice has lasted long enough; None when none passes."""
        return min((end.remainingTime() for end in self._ends.values()), default=None)

    def drop_ended(self) -> None:
        """Take away what has lasted long enough; asked for by the line that shows it."""
        for notice in [notice for notice, end in self._ends.items() if end.hasExpired()]:
            self.close(notice)

    def _show_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for notice in waiting:
            for old in [old for old in self._shown if _says_the_same(old, notice)]:
                self._shown.remove(old)
            self._shown.append(notice)
            if notice.look.seconds is not None:
                self._ends[notice] = QDeadlineTimer(notice.look.seconds * 1000)
        if waiting:
            self.changed.emit()


def _says_the_same(old: Notice, notice: Notice) -> bool:
    # Two undo notices may read alike and still take back two different things.
    return (old.kind, old.text) == (notice.kind, notice.text) and notice.kind != "undo"
