"""The sync chip: one word and one shape for the worst thing that is true of the record's way to the centre.

Green only when nothing waits, nothing needs the person, and the last contact is fresh: programs that said
"synced" during a first download or beside a conflict have cost people their work.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.widgets.badge import Mark
from desktop.widgets.button import Button


@dataclass(frozen=True)
class SyncState:
    """What is known of the sync. `last_contact`: in words (17:32), "" = never; `fresh`: young enough;
    `files_paused`: how many files wait because somebody holds them still; `withdrawn`: the sign-in ended
    because the centre takes nothing from this laptop any more; `busy`: there is a line, and the centre asks
    to come again later."""

    attention: int = 0
    login_expired: bool = False
    failed: bool = False
    offline: bool = False
    running: tuple[int, int] | None = None
    waiting: int = 0
    last_contact: str = ""
    fresh: bool = False
    files_paused: int = 0
    withdrawn: bool = False
    busy: bool = False


def chip_mark(state: SyncState) -> Mark:
    """The worst of what is true, as word, shape and tone."""
    for holds, mark in _marks(state):
        if holds:
            return mark
    raise AssertionError("the last line always holds")


def _marks(state: SyncState) -> list[tuple[bool, Mark]]:
    words = _words(state)
    return [
        (state.attention > 0, Mark(words["attention"], "danger", "alert")),
        (state.withdrawn, Mark(words["withdrawn"], "danger", "close")),
        (state.login_expired, Mark(words["login"], "warning", "lock")),
        (state.failed, Mark(words["failed"], "warning", "warning")),
        (state.busy, Mark(words["busy"], "neutral", "in_progress")),
        (state.offline, Mark(words["offline"], "neutral", "offline")),
        (state.running is not None, Mark(words["running"], "info", "sync")),
        (state.waiting > 0, Mark(words["waiting"], "info", "upload")),
        (state.files_paused > 0, Mark(words["paused"], "neutral", "attach")),
        (not state.last_contact, Mark(words["never"], "neutral", "circle")),
        (not state.fresh, Mark(words["stale"], "neutral", "clock")),
        (True, Mark(words["synced"], "success", "check")),
    ]


def _words(state: SyncState) -> dict[str, str]:
    translate = QCoreApplication.translate
    done, total = state.running or (0, 0)
    offline = (
        translate("SyncChip", "Offline · {n} to send") if state.waiting else translate("SyncChip", "Offline")
    )
    busy = translate("SyncChip", "Busy · {n} to send") if state.waiting else translate("SyncChip", "Busy")
    running = translate("SyncChip", "Syncing {done}/{total}") if total else translate("SyncChip", "Syncing")
    words = {
        "attention": translate("SyncChip", "{attention} to look at"),
        "withdrawn": translate("SyncChip", "Laptop withdrawn"),
        "login": translate("SyncChip", "Sign in again"),
        "failed": translate("SyncChip", "Sync failed, will retry"),
        "busy": busy,
        "offline": offline,
        "running": running,
        "waiting": translate("SyncChip", "{n} to send"),
        "paused": translate("SyncChip", "Files paused, {files} to send"),
        "never": translate("SyncChip", "Never synced"),
        "stale": translate("SyncChip", "Last synced {time}"),
        "synced": translate("SyncChip", "Synced {time}"),
    }
    given = {
        "n": state.waiting,
        "files": state.files_paused,
        "attention": state.attention,
        "done": done,
        "total": total,
        "time": state.last_contact,
    }
    return {key: word.format(**given) for key, word in words.items()}


class SyncChip(Button):
    """The chip in the top bar; a press leads to 同步中心."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "chip", parent=parent)
        self.mark = Mark("")
        self.set_state(SyncState())

    def set_state(self, state: SyncState) -> None:
        """Show this state."""
        self.mark = chip_mark(state)
        self.setText(self.mark.word)
        self.setAccessibleName(self.mark.word)
        self.setProperty("tone", self.mark.tone)
        self.set_icon(self.mark.shape)
        self.style().polish(self)

    def colour(self) -> str:
        return f"{self.mark.tone}_ink"
