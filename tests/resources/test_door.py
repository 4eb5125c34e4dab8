"""The one door to shipped files."""

from __future__ import annotations

import pytest

import resources


def test_a_text_is_read_by_its_name() -> None:
    assert "国办发明电〔2025〕7号" in resources.read_text("calendars/cn-2026.toml")


def test_the_names_of_a_folder_are_ready_for_reading() -> None:
    names = resources.names("calendars")
    assert names == sorted(names)
    assert "calendars/cn-2026.toml" in names
    assert all(resources.read_text(name) for name in names)


def test_a_path_may_be_given_in_parts() -> None:
    assert resources.path("calendars", "cn-2026.toml") == resources.path("calendars/cn-2026.toml")
    assert resources.path("calendars").is_dir()


def test_what_was_not_shipped_is_named() -> None:
    for ask in (resources.read_text, resources.names, resources.path):
        with pytest.raises(FileNotFoundError, match=r"calendars/cn-1900\.toml; install it again"):
            ask("calendars/cn-1900.toml")
