"""Killing the laptop's process at any step of a sync loses nothing: at every moment, then a plain sync."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

import pytest

from sync.engine.laptop import Laptop
from sync.engine.local_values import Position, remember
from sync.server import pull
from sync.store.rows import count, select
from sync.store.tables import Attachment, LocalBlob, Outbox, StoredBlob, Visit
from tests.cases import visit
from tests.copies import assert_same
from tests.stage import PASSWORD, Stage

ROOT: Final = Path(__file__).parents[3]
MOST: Final = 400  # moments; a sync that has more is not this one


class Hangman:
    """The process that lets others die."""

    def __init__(self, questions: IO[str], answers: IO[str]) -> None:
        self._questions, self._answers = questions, answers

    def sync(self, laptop: Laptop, at: int) -> str:
        """Sync the folder of a closed laptop; the moment it was killed at, or "" when it was not."""
        question = {"folder": str(laptop.folder), "password": PASSWORD, "at": at}
        self._questions.write(json.dumps(question) + "\n")
        self._questions.flush()
        moment: str = json.loads(self._answers.readline())["moment"]
        assert not moment.startswith("failed"), moment
        return moment


@pytest.fixture(scope="module")
def hangman() -> Iterator[Hangman]:
    command = [sys.executable, "-m", "tests.sync.engine.killed"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Hangman(process.stdin, process.stdout)
        process.stdin.close()
        process.wait()


@pytest.fixture(autouse=True)
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a pull has several."""
    monkeypatch.setattr(pull, "PAGE_BYTES", 1)
    monkeypatch.setattr(pull, "BATCH", 1)


def test_a_sync_killed_at_any_moment_is_ended_by_the_next(small_stage: Stage, hangman: Hangman) -> None:
    moments = killed_everywhere(small_stage, hangman)
    assert_seen(moments, "return Transport._ask", "call settle", "call apply", "return Database.write")


def test_so_is_one_whose_news_come_with_the_answers(
    small_stage: Stage, hangman: Hangman, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pull, "PAGE_BYTES", 1_000_000)
    moments = killed_everywhere(small_stage, hangman)
    assert_seen(moments, "call settle", "call take_with", "call _finish", "return Database.write")
    assert "call apply" not in moments


def killed_everywhere(stage: Stage, hangman: Hangman) -> list[str]:
    """A sync that is killed at its first moment, one at its second, …: where that was."""
    laptop = stage.laptop("rep-east")
    moments = []
    for number in range(1, MOST):
        prepare(stage, laptop, number)
        laptop.close()
        moments.append(hangman.sync(laptop, number))
        laptop = stage.laptop("rep-east")
        laptop.sync()
        ends_well(stage, laptop, number)
        if not moments[-1]:
            break
    return moments


def prepare(stage: Stage, laptop: Laptop, number: int) -> None:
    """Work and a file wait on the laptop; one operation will be refused; news waits at the server."""
    laptop.do(visit())
    laptop.do(visit("firm-other"))
    content = random.Random(number).randbytes(3000)
    laptop.attach(f"图{number}.png", content, enterprise_id="firm-east", subject_id="firm-east")
    stage.done_by("coordinator-east", visit("firm-east"), visit("firm-other"))


def ends_well(stage: Stage, laptop: Laptop, rounds: int) -> None:
    """Everything is at the server once, and here as there."""
    assert_same(stage, laptop)
    assert {entry.state for entry in laptop.read(select, Outbox)} == {"accepted"}
    assert stage.read(count, Visit) == 4 * rounds
    assert stage.read(count, Attachment) == stage.read(count, StoredBlob, complete=True) == rounds
    assert {blob.state for blob in laptop.read(select, LocalBlob)} == {"kept"}


def test_a_first_download_killed_at_any_moment_is_ended_by_the_next(
    small_stage: Stage, hangman: Hangman
) -> None:
    small_stage.done_by("rep-east", *(visit() for _ in range(5)))
    laptop = small_stage.laptop("rep-east", synced=False)
    moments = []
    for number in range(1, MOST):
        laptop.close()
        moments.append(hangman.sync(laptop, number))
        laptop = small_stage.laptop("rep-east")
        laptop.sync()
        assert_same(small_stage, laptop)
        if not moments[-1]:
            break
        with laptop.database.write() as connection:
            remember(connection, Position())
    assert_seen(moments, "call take_piece", "call _make_room", "call _finish")


def assert_seen(moments: list[str], *wanted: str) -> None:
    """The walk came to its end and by these places."""
    assert moments[-1] == ""
    assert not set(wanted) - set(moments), sorted(set(moments))
