"""One run of the program in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from desktop import selftest
from desktop.run import default_data

# The event loop begins with a look at what is shown, something that is done, and the end.
PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.run import run

def look():
    [doorway] = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    print(doorway.windowTitle())
    QTimer.singleShot(0, doorway.close)
    {act}

def execute(*_):
    QTimer.singleShot(0, look)
    return loop()

loop, QApplication.exec = QApplication.exec, execute
sys.exit(run(Path(sys.argv[1]), "https://zqt.example.gov.cn", {language!r}))
"""


def ran(folder: Path, language: str = "", act: str = "pass") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM.format(language=language, act=act), str(folder)],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
        check=False,
    )


def test_it_shows_the_doorway_and_ends_with_its_window(tmp_path: Path) -> None:
    done = ran(tmp_path / "data")
    assert (done.returncode, done.stdout.strip()) == (0, "驻企通"), done.stderr
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_it_speaks_the_language_that_was_asked_for(tmp_path: Path) -> None:
    assert ran(tmp_path / "data", "en").stdout.strip() == "Zhuqitong"


def test_a_fault_in_the_window_is_logged_and_ends_nothing(tmp_path: Path) -> None:
    done = ran(tmp_path / "data", act="1 / 0")
    assert (done.returncode, done.stdout.strip()) == (0, "驻企通"), done.stderr
    assert "unexpected" in done.stderr
    assert "ZeroDivisionError" in done.stderr


def test_the_command_says_how_it_is_used() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "desktop", "--help"], capture_output=True, text=True, check=True, timeout=60
    )
    for option in ("--data", "--server", "--lang", "--selftest"):
        assert option in said.stdout


def test_data_lies_on_the_machine_that_has_its_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual place travels with the person on Windows (a roaming profile), or lies on a share."""
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda place: f"/{place.name}")
    assert default_data() == Path("/AppLocalDataLocation")


def test_an_installation_checks_itself(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "desktop", "--selftest"],
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(tmp_path)},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["ok"] * len(selftest.CHECKS)
    assert list(tmp_path.iterdir()) == []


def test_a_check_that_fails_is_told_and_the_others_are_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_fonts() -> str:
        raise AssertionError("no Chinese font")

    monkeypatch.setattr(selftest, "CHECKS", (no_fonts, selftest.rules_are_shipped))
    assert selftest.selftest() == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("failed  no_fonts: AssertionError('no Chinese font')")
    assert second.startswith("ok      rules_are_shipped: ")
