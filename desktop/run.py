"""One run of the desktop: application, look, language, window, end."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QApplication

from desktop import i18n, settings, theme
from desktop.app import Desktop
from desktop.garbage import Garbage
from desktop.settings import Settings


def default_data() -> Path:
    """Where this system keeps a program's data for its user on this machine: on Windows the other place
    travels with the person from machine to machine, over the network, while the key's secret does not."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation))


def run(data: Path | None, server: str, language: str, authority: Path | None = None) -> int:
    """Show the first window and go on until the last is closed."""
    from sync.engine.keyring_door import KeyringDoor

    application = QApplication(sys.argv[:1])
    application.setApplicationName("zhuqitong")
    garbage = Garbage(application)
    folder = data or default_data()
    kept = Settings(folder)
    if authority is not None:
        kept.set(settings.AUTHORITY, str(authority.resolve()))
    i18n.install(application, language or kept.get(settings.LANGUAGE))
    theme.apply(application, kept.get(settings.PALETTE), kept.get(settings.TEXT_SIZE))
    desktop = Desktop(application, folder, server, KeyringDoor)
    # What goes wrong in the window itself would otherwise be seen by nobody.
    sys.excepthook = lambda _kind, error, _trace: desktop.tell_fault(error)
    desktop.show()
    status = application.exec()
    desktop.close()
    garbage.stop()
    return status
