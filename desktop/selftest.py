"""`--selftest`: what an installation must be able to do, each shown by one printed line."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path


def window_draws_chinese() -> str:
    """A window can be drawn, and the machine has a Chinese font."""
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtWidgets import QApplication, QLabel

    from desktop import i18n, theme

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    i18n.install(application)
    theme.apply(application)
    assert not QLabel("驻企通").grab().isNull()
    families = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    assert families, "no Chinese font"
    return families[0]


def store_is_encrypted() -> str:
    """A database is made, migrated, and unreadable without its key."""
    from sync.store.database import DatabaseRefused, open_sqlite
    from sync.store.migrate import migrate, version_of

    with tempfile.TemporaryDirectory() as folder:
        path, key = Path(folder) / "selftest.db", os.urandom(32)
        database = open_sqlite(path, key, create=True)
        migrate(database)
        version = version_of(database)
        database.close()
        try:
            open_sqlite(path, os.urandom(32))
        except DatabaseRefused:
            return f"schema {version}"
    raise AssertionError("a wrong key opened the database")


def rules_are_shipped() -> str:
    """Profile, holiday notices and search work."""
    from sync.domain.profile import read_profile
    from sync.domain.working_time import Calendar
    from sync.operations.rules import shipped_calendars, shipped_profile

    profile = read_profile(shipped_profile(), "shipped")
    calendar = Calendar.from_notices(shipped_calendars().values())
    return f"{profile.city}, {calendar.covered_through}"


def keys_are_wrapped() -> str:
    """A key file is made and opened again."""
    from sync.domain.clock import now
    from sync.engine.key_slots import Cost
    from sync.engine.opening import keys_of

    with tempfile.TemporaryDirectory() as folder:
        cheap = Cost(1024, 1, 1)
        keys = keys_of(Path(folder), None, {"unlock": cheap, "password": cheap})
        assert keys.create("selftest") == keys.unlock("selftest", now())
    return "ok"


CHECKS: tuple[Callable[[], str], ...] = (
    window_draws_chinese,
    store_is_encrypted,
    rules_are_shipped,
    keys_are_wrapped,
)


def selftest() -> int:
    """Run every check; 0 when all hold."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = 0
    for check in CHECKS:
        try:
            sys.stdout.write(f"ok      {check.__name__}: {check()}\n")
        except Exception as error:
            failed += 1
            sys.stdout.write(f"failed  {check.__name__}: {error!r}\n")
    return 1 if failed else 0
