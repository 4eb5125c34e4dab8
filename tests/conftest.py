"""What holds for every test: no screen, no desktop of the person at the machine, nothing left behind.

Fixtures for databases are in databases.py (`postgresql_url`, `database_url`); the watch over threads, timers
and windows is in left_behind.py; the order of a whole run and what it tells at its end in whole_run.py.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

pytest_plugins = [
    "tests.databases",
    "tests.left_behind",
    "tests.migrated",
    "tests.stage",
    "tests.whole_run",
]

# Before a window opens. A person may ask for real windows: QT_QPA_PLATFORM=xcb ./dev test …
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The keyring of whoever runs the tests is not ours: unless a test brings its own, there is none.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# Machines differ in speed and a slow example proves nothing; how long a test may take is pytest's affair.
settings.register_profile("machines differ", deadline=None)
settings.load_profile("machines differ")


@pytest.fixture(scope="session", autouse=True)
def folders_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What is kept for the person at the machine stays untouched: a new home for each run."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME"):
            patch.setenv(name, str(home))
        yield home


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """Without a Chinese font every picture would show boxes and prove nothing."""
    chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    assert chinese, "this machine has no Chinese font; please install fonts-wqy-microhei"
    return qapp
