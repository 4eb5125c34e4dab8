"""The stories, through the laptop's command line, with the real server over HTTP, on both databases."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sync.server import sample_city
from sync.server.roster_xlsx import read_xlsx, write_xlsx
from tests.journeys.by_command import CommandHands
from tests.journeys.hands import Hands
from tests.journeys.place import open_place, roster_of
from tests.journeys.player import play
from tests.journeys.story import read_story, shipped_story

SECOND = Path(__file__).parent / "second_story.toml"


@pytest.mark.seconds(20)
@pytest.mark.parametrize("file", [shipped_story(), SECOND], ids=lambda file: file.stem)
def test_a_day_and_what_follows_from_it(file: Path, database_url: str, tmp_path: Path) -> None:
    story = read_story(file)
    write_xlsx(sample_city.build("small", 1, roster_of(file)), tmp_path / "roster.xlsx")
    roster = read_xlsx(tmp_path / "roster.xlsx")
    with open_place(database_url, tmp_path, story, roster) as place:

        @cache
        def hands(user: str) -> CommandHands:
            folder = tmp_path / "laptops" / user
            return CommandHands(folder, user, story.password, place.line(user), place.words())

        play(story, hands)


def test_command_hands_can_do_everything_that_a_story_may_ask() -> None:
    acts = {name for name in vars(Hands) if not name.startswith("_")}
    assert acts <= set(dir(CommandHands))
