"""As of when the lists and numbers here are, in words: the server's time of the last completed pull, never a
newer one; what hinders a newer one; and, once it is old, what that means and what to do.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop import silence, troubles, words
from desktop.aging import is_old
from desktop.sync_state import Ended, Look
from desktop.widgets.as_of_line import AsOf
from sync.domain import clock
from sync.domain.clock import HOUR, Instant
from sync.domain.working_time import Calendar

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate

LONG = 4 * HOUR  # half a working day without a sync that ended well is worth a warning


def as_of(seen: Look, ended: Ended, calendar: Calendar, now: Instant) -> AsOf:
    """What a list says of its age. `now`: by this machine's clock."""
    at, here = seen.contact.synced_at, now + seen.contact.offset
    hindrance, silent = _hindrance(ended), silence.line(seen.reporting, calendar, here)
    way = troubles.SIGN_IN if ended.kind == "login" else ""
    if not at:
        return AsOf(translate("AsOf", "Never synced"), hindrance, _remedy(ended), warns=True, way=way)
    old = is_old(at, here, calendar) or (bool(hindrance) and here - at >= LONG)
    said = translate("AsOf", "Data as of {time}").format(time=words.when(at, here))
    return AsOf(said, hindrance, _remedy(ended) if old else "", warns=old, way=way, silent=silent)


def _hindrance(ended: Ended) -> str:
    """Why there is nothing newer, in a few words; "" when the last try ended well."""
    return hindrances().get(ended.code, translate("AsOf", "sync failed")) if ended.kind else ""


def hindrances() -> dict[str, str]:
    """Code of an ended try → a few words; its whole sentence is in `troubles`."""
    return {
        "offline": translate("AsOf", "no line"),
        "busy": translate("AsOf", "the server is busy"),
        "fault": translate("AsOf", "the server met a fault"),
        "not_our_server": translate("AsOf", "the network asks for a log-in"),
        "certificate": translate("AsOf", "the certificate cannot be trusted"),
        "read_only": translate("AsOf", "the data may only be read"),
        "damaged_reply": translate("AsOf", "the answer arrived damaged"),
        "declined": translate("AsOf", "the server declined"),
        "sign_in_again": translate("AsOf", "sign in again"),
        "device_revoked": translate("AsOf", "this laptop was withdrawn"),
        "disk_full": translate("AsOf", "the disk is full"),
        "stopped": translate("AsOf", "the sync was stopped"),
        "unexpected": translate("AsOf", "a fault of the program"),
    }


def _remedy(ended: Ended) -> str:
    """What the age means for who reads, and what to do."""
    if ended.kind == "login":
        return translate("AsOf", "What others did since is not here. Sign in again to see it.")
    if ended.kind == "offline":
        return translate(
            "AsOf", "What others did since is not here. Work can go on; it syncs by itself with a line."
        )
    if ended.kind:
        return translate("AsOf", "What others did since is not here. It is tried again by itself.")
    return translate("AsOf", "What others did since is not here. Press F5 to sync.")


class Freshness(QObject):
    """One for a person at work: what every list says of its age. Signals: `changed(AsOf)`."""

    changed = Signal(object)

    def __init__(self, parent: QObject, calendar: Callable[[], Calendar]) -> None:
        super().__init__(parent)
        self._calendar = calendar
        self.told = AsOf()

    def hear(self, seen: Look | None, ended: Ended) -> None:
        """How the sync stands now; asked anew each time it is shown, because time alone makes lists old."""
        if seen is not None:
            self._tell(as_of(seen, ended, self._calendar(), clock.now()))

    def _tell(self, told: AsOf) -> None:
        if told != self.told:
            self.told = told
            self.changed.emit(told)
