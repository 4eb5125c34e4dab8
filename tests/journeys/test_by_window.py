"""The stories, through the real windows: several desktops, the real server, mouse and keys."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from sync.server import sample_city
from sync.server.roster_xlsx import read_xlsx, write_xlsx
from tests.journeys.by_window import WindowHands
from tests.journeys.hands import Hands
from tests.journeys.place import open_place, roster_of
from tests.journeys.player import play
from tests.journeys.story import read_story, shipped_story
from tests.journeys.test_by_command import SECOND
from tests.journeys.windows import Windows

HERE = Path(__file__).parent


@pytest.mark.timeout(900)
@pytest.mark.seconds(80)
@pytest.mark.parametrize("file", [shipped_story(), SECOND], ids=lambda file: file.stem)
def test_the_same_day_at_the_windows(
    file: Path, database_url: str, tmp_path: Path, qapp: QApplication
) -> None:
    story = read_story(file)
    write_xlsx(sample_city.build("small", 1, roster_of(file)), tmp_path / "roster.xlsx")
    with open_place(database_url, tmp_path, story, read_xlsx(tmp_path / "roster.xlsx")) as place:
        windows = Windows(place, story)
        try:
            play(story, windows.hands)
        finally:
            windows.close()
    papers = [file.read_bytes() for file in tmp_path.rglob("*.pdf")]
    assert len(papers) == (2 if file == shipped_story() else 0)
    assert len(set(papers)) == min(1, len(papers)), "both offices have the same original"


def test_window_hands_can_do_everything_that_a_story_may_ask() -> None:
    acts = {name for name in vars(Hands) if not name.startswith("_")}
    assert acts <= set(dir(WindowHands))


@pytest.mark.parametrize("name", ["by_window.py", "window.py", "windows.py"])
def test_eyes_and_hands_know_nothing_of_the_record(name: str) -> None:
    """What they may use of the program is its windows; the record is what they read there."""
    tree = ast.parse((HERE / name).read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    imported |= {part.name for node in ast.walk(tree) if isinstance(node, ast.Import) for part in node.names}
    hidden = ("sync", "desktop.screens", "desktop.cases", "desktop.reports")
    assert not [module for module in imported if module.split(".")[0] == "sync" or module.startswith(hidden)]
