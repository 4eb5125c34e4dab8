"""Desks for the tests of commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.server.commands.desk import Desk


@pytest.fixture
def new_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A desk on SQLite with nothing on it yet."""
    return Desk(tmp_path, "sqlite", capsys)


@pytest.fixture
def desk(database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A server that was set up, on each database."""
    opened = Desk(tmp_path, database_url, capsys)
    assert opened.run("migrate").status == 0
    return opened


@pytest.fixture
def small_desk(new_desk: Desk) -> Desk:
    """A server that was set up, on SQLite."""
    assert new_desk.run("migrate").status == 0
    return new_desk
