"""What the settings tell of this copy and of the program. Read in a lane; plain text comes out."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QCoreApplication, qVersion

import desktop
from desktop import credentials
from desktop.widgets.attachment_tile import size_words
from desktop.widgets.facts import Fact

if TYPE_CHECKING:
    import sqlalchemy as sa

    from desktop.credentials import Credentials
    from sync.engine.laptop import Laptop

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate


def data_facts(laptop: Laptop, guard: Credentials) -> Sequence[Fact]:
    """Where the data lies, how much it is, what guards it."""
    from sync.engine.local_values import seen_audit

    cipher, sqlite = laptop.read(_versions)
    yes = translate("SettingsFacts", "Yes, by SQLCipher {version}").format(version=cipher)
    no = translate("SettingsFacts", "No. Please tell IT.")
    return [
        Fact(translate("SettingsFacts", "Folder"), str(laptop.folder), wide=True),
        Fact(translate("SettingsFacts", "Size"), size_words(_size(laptop))),
        Fact(translate("SettingsFacts", "Encrypted"), yes if cipher else no),
        Fact(translate("SettingsFacts", "Guarded by"), credentials.lock_words(guard.status()), wide=True),
        Fact(translate("SettingsFacts", "Believes"), _believed(laptop), wide=True),
        Fact(translate("SettingsFacts", "Audit seen"), laptop.read(seen_audit), wide=True),
        Fact(translate("SettingsFacts", "Laptop"), laptop.identity.device_mark),
        Fact(translate("SettingsFacts", "Database"), f"SQLite {sqlite}"),
    ]


def _believed(laptop: Laptop) -> str:
    """Whose certificates are taken for the server's."""
    from sync.engine.authority import named
    from sync.engine.local_values import Authority, recall

    names = named(laptop.read(recall, Authority))
    return "；".join(names) or translate("SettingsFacts", "the public certificate authorities")


def program_facts() -> Sequence[Fact]:
    """Which versions run here."""
    return [
        Fact(translate("SettingsFacts", "Version"), desktop.VERSION),
        Fact("Qt", qVersion()),
        Fact("PySide", pyside_version),
        Fact("Python", platform.python_version()),
        Fact(translate("SettingsFacts", "System"), f"{platform.system()} {platform.release()}", wide=True),
    ]


def licences() -> str:
    """What the licences of others ask to be said."""
    return translate(
        "SettingsFacts",
        "This program uses Qt and PySide under the GNU LGPL, version 3: their libraries lie as files of "
        "their own in the program's folder and may be replaced. SQLCipher: BSD licence of Zetetic LLC.",
    )


def _versions(connection: sa.Connection) -> tuple[str, str]:
    cipher = connection.exec_driver_sql("PRAGMA cipher_version").scalar()
    return cipher or "", str(connection.exec_driver_sql("SELECT sqlite_version()").scalar_one())


def _size(laptop: Laptop) -> int:
    return sum(_size_of(file) for file in laptop.folder.rglob("*") if file.is_file())


def _size_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:  # a sync beside this makes files and takes them away
        return 0
