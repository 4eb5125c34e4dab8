"""Settings: declared once, kept at once, and never a reason not to start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop import settings
from desktop.settings import LANGUAGE, SERVER, TEXT_SIZE, Settings


def test_an_empty_folder_means_the_defaults(tmp_path: Path) -> None:
    held = Settings(tmp_path / "not made yet")
    assert (held.get(SERVER), held.get(LANGUAGE), held.get(TEXT_SIZE)) == ("", "zh_CN", 100)


def test_what_is_set_is_there_the_next_time(tmp_path: Path) -> None:
    Settings(tmp_path / "data").set(SERVER, "https://中心.example")
    again = Settings(tmp_path / "data")
    assert again.get(SERVER) == "https://中心.example"
    assert again.get(TEXT_SIZE) == 100


def test_keys_of_a_newer_version_stay(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"from_the_future": [1, 2]}', "utf-8")
    Settings(tmp_path).set(TEXT_SIZE, 125)
    assert json.loads(file.read_text("utf-8")) == {"from_the_future": [1, 2], "text_size": 125}


@pytest.mark.parametrize(
    "content", ['{"text_size": ', "[]", '{"text_size": "125"}', '{"text_size": 9000}', "\0"]
)
def test_what_cannot_be_used_means_the_default(tmp_path: Path, content: str) -> None:
    (tmp_path / "settings.json").write_text(content, "utf-8")
    assert Settings(tmp_path).get(TEXT_SIZE) == 100


def test_every_setting_says_what_it_is_for_and_has_a_key_of_its_own() -> None:
    assert all(setting.about for setting in settings.ALL)
    assert len({setting.key for setting in settings.ALL}) == len(settings.ALL)
    declared = [value for value in vars(settings).values() if isinstance(value, settings.Setting)]
    assert len(declared) == len(settings.ALL)
