"""The administrator's desk: commands run as typed, and what they say."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import time_machine

from sync.server.__main__ import main


class Said(NamedTuple):
    """An exit status, and what stood on the two outputs."""

    status: int
    out: str
    err: str


class Desk:
    """Commands on one server: its data folder, and its database where that is not in the folder."""

    def __init__(self, folder: Path, database_url: str, capture: pytest.CaptureFixture[str]) -> None:
        self.data = folder / "data"
        self.key = folder / "data.key"
        postgresql = database_url.startswith("postgresql")
        self.address = database_url if postgresql else str(self.data / "server.db")
        self._database = ["--database", database_url] if postgresql else []
        self._capture = capture

    def doctor(self) -> Said:
        """`doctor` on a day beyond which the shipped calendars go on for long."""
        with time_machine.travel("2026-09-24T12:00:00+08:00"):
            return self.run("doctor")

    def run(self, *words: object, typed: str = "") -> Said:
        """A command with the options that say where the server is; `typed` on standard input."""
        return self.bare(*words, "--data", self.data, *self._database, typed=typed)

    def bare(self, *words: object, typed: str = "") -> Said:
        """A command as it stands."""
        self._capture.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdin", io.StringIO(typed))
            status = main([str(word) for word in words])
        out, err = self._capture.readouterr()
        return Said(status, out, err)


def one_sentence(said: Said, status: int) -> str:
    """What a command that did not work said: one line, ending as a sentence does."""
    assert said.status == status
    assert said.out == ""
    assert said.err.endswith("。\n")
    assert said.err.count("\n") == 1
    return said.err.rstrip("\n")
