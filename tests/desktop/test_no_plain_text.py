"""No plain text on the disk (I7), whatever the window keeps for itself: settings, a log, pictures."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.journeys.by_window import picture
from tests.stage import PASSWORD, Stage
from tests.sync.engine.test_no_plain_text import ROOT, found, some_secrets

PLACES: Final = ("visit", "report", "draft", "name")


@contextmanager
def written(
    stage: Stage, secrets: dict[str, str], *plain: str
) -> Iterator[tuple[subprocess.Popen[str], tuple[Path, Path]]]:
    """The window's process once all was written, its data folder, and where everything else would lie."""
    data, aside, own = (stage.folder / name for name in ("data", "aside", "own"))
    for folder in (data, aside, own):
        folder.mkdir()
    photo = own / f"{secrets['name']}.png"
    picture(photo)
    homes = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    places = dict.fromkeys((*homes, "TMPDIR", "SQLITE_TMPDIR"), str(aside))
    command = [sys.executable, "-m", "tests.desktop.secret_hand", str(data), str(stage.port), "rep-east"]
    with (aside / "said").open("w") as said:
        process = subprocess.Popen(
            [*command, PASSWORD, str(photo), *plain],
            cwd=aside,
            env={**os.environ, **places, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
        )
        with process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(secrets) + "\n")
            process.stdin.flush()
            assert process.stdout.readline() == "written\n", (aside / "said").read_text()
            yield process, (data, aside)
            if process.poll() is None:
                process.kill()


@pytest.fixture
def secrets() -> dict[str, str]:
    return some_secrets(PLACES)


@pytest.mark.timeout(120)
def test_the_search_finds_what_is_not_encrypted(small_stage: Stage, secrets: dict[str, str]) -> None:
    with written(small_stage, secrets, "plain") as (_, folders):
        pass
    assert {place for place, _, _ in found(secrets, *folders)} == set(PLACES)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("end", [signal.SIGKILL, None])
def test_no_file_holds_a_word_of_it(
    small_stage: Stage, secrets: dict[str, str], end: signal.Signals | None
) -> None:
    """While the window is open, after it was killed or closed."""
    with written(small_stage, secrets) as (process, folders):
        assert list(folders[0].rglob("zhuqitong.db-wal"))
        assert found(secrets, *folders) == set()
        if end is None:
            process.communicate("close\n")
        else:
            process.send_signal(end)
            process.wait()
    assert found(secrets, *folders) == set()
